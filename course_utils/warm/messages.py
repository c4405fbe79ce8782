"""What the asker and the warm process say to each other over a Unix socket, and to whom.

A message is its length, then JSON; the first bytes may carry open files along.
"""

import json
import os
import socket
import struct

_LENGTH = struct.Struct("!Q")
_PEER = struct.Struct("3i")
_MOST_FILES = 4  # stdin, stdout, stderr, and the one that tells of the asker


def send(connection, message, files=()):
    """Send a message, and open files with it."""
    # JSON keeps what is no valid text as escapes: environment variables are any bytes.
    data = json.dumps(message).encode("ascii")
    length = _LENGTH.pack(len(data))
    if files:
        socket.send_fds(connection, [length], list(files))
    else:
        connection.sendall(length)
    connection.sendall(data)


def receive(connection):
    """Return the next message, and the numbers of the files that came with it.

    Raises
    ------
    EOFError
        The other side is gone.
    """
    head, files, _, _ = socket.recv_fds(connection, _LENGTH.size, _MOST_FILES)
    try:
        for number in files:  # what a kernel starts must not have them
            os.set_inheritable(number, False)
        head += _exactly(connection, _LENGTH.size - len(head))
        return json.loads(_exactly(connection, *_LENGTH.unpack(head))), files
    except BaseException:
        for number in files:
            os.close(number)
        raise


def is_mine(connection):
    """Whether the process at the other end belongs to the same user."""
    peer = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _PEER.size)
    return _PEER.unpack(peer)[1] == os.getuid()


def _exactly(connection, size):
    data = bytearray()
    while len(data) < size:
        part = connection.recv(min(size - len(data), 1 << 16))
        if not part:
            raise EOFError("Expected the rest of a message, found the connection closed.")
        data += part
    return bytes(data)
