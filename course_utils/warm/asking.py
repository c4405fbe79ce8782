"""Ask the warm process for a kernel, and start a warm process where none is."""

import fcntl
import os
import select
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from course_utils.errors import SetupError
from course_utils.warm import messages
from course_utils.warm.fingerprint import fingerprint
from course_utils.warm.process import ForkedProcess
from course_utils.warm.rendezvous import connect, runtime_folder

_IDLE_S = 600.0
_START_S = 90.0
_ANSWER_S = 20.0


def ask_for_kernel(arguments, environment, folder, streams, asker):
    """Have a kernel forked from the warm process.

    Parameters
    ----------
    arguments : list of str
        What would follow `python -m ipykernel_launcher`.
    environment : dict
        The environment variables that the kernel shall see.
    folder : str
        The kernel's working directory.
    streams : list of int
        The file numbers of its stdin, stdout and stderr.
    asker : int or None
        A file that is readable when the asker has ended; the kernel ends with it.

    Returns
    -------
    ForkedProcess

    Raises
    ------
    SetupError
        There is no warm process and none can be started, or it cannot fork this kernel.
    """
    request = {
        "arguments": list(arguments),
        "environment": dict(environment),
        "folder": os.path.abspath(folder),
        "umask": _umask(),
    }
    files = [*streams, *([] if asker is None else [asker])]
    try:
        return _hand_in(_connection(environment), request, files)
    except EOFError:  # it ended at this very moment: another one takes its place
        return _hand_in(_connection(environment), request, files)


def retire():
    """Tell every warm process of this user to end, once its kernels have.

    Returns
    -------
    int
        How many there were.
    """
    connections = [connect(path) for path in runtime_folder().glob("*.sock")]
    found = [connection for connection in connections if connection is not None]
    for connection in found:
        with connection:
            messages.send(connection, {"retire": True})
            connection.recv(1)  # it closes the connection when it has heard
    return len(found)


def _socket(environment):
    return runtime_folder() / f"{fingerprint(environment)}.sock"


def _hand_in(connection, request, files):
    connection.settimeout(_ANSWER_S)
    try:
        messages.send(connection, request, files)
        answer, handles = messages.receive(connection)
    except (OSError, EOFError) as error:
        connection.close()
        if isinstance(error, TimeoutError):
            raise SetupError(
                f"Expected an answer of the warm process within {_ANSWER_S:.0f} s, found none."
            ) from None
        raise EOFError("The warm process has gone.") from error
    if "problem" in answer:
        connection.close()
        raise SetupError(f"Expected a kernel, found: {answer['problem']}")
    return ForkedProcess(answer["pid"], *handles, connection)


def _connection(environment):
    """A connection to the warm process, which is started if need be, by one asker at a time."""
    path = _socket(environment)
    connection = connect(path)
    if connection is None:
        with _lock(path.with_name("starting.lock")):
            connection = connect(path) or _start(path, environment)
    if not messages.is_mine(connection):
        raise SetupError(f"Expected a process of yours at {path}, found another user's. Remove it.")
    return connection


def _start(path, environment):
    log = path.with_suffix(".log")
    reader, writer = os.pipe()
    command = [sys.executable, "-m", "course_utils.warm.daemon", path, str(_IDLE_S), str(writer)]
    with open(reader, "rb", 0) as ready, open(writer, "wb", 0) as end, log.open("wb") as output:
        subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env=environment,
            cwd="/",
            pass_fds=[writer],
        )
        end.close()  # so that only the warm process holds it: if it dies, that can be read
        came = select.select([ready], [], [], _START_S)[0] and ready.read(1)
    connection = connect(path) if came else None
    if connection is None:
        last = log.read_text(errors="replace").strip().rpartition("\n")[2]
        raise SetupError(f"Expected a warm process, found: {last or 'none in time'} ({log})")
    return connection


@contextmanager
def _lock(path):
    """Hold a lock that ends with this process, however it ends."""
    end = time.monotonic() + _START_S
    with path.open("w") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > end:
                    raise SetupError(
                        f"Expected the warm process to be ready in {_START_S:.0f} s, "
                        "found somebody still starting it. Try again."
                    ) from None
                time.sleep(0.05)
        yield


def _umask():
    """Read it where `os.umask` would have to change it for a moment."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("Umask:")).split()[1], 8)
