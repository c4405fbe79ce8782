"""The private folder where askers and warm processes meet, and the socket in it."""

import os
import socket
import stat
from contextlib import contextmanager
from pathlib import Path

from jupyter_core.paths import jupyter_runtime_dir

from course_utils.errors import SetupError


def runtime_folder():
    """Return the folder for sockets, locks and logs, made if need be; nobody else may enter.

    It stands beside the connection files of the kernels (JUPYTER_RUNTIME_DIR).

    Raises
    ------
    SetupError
        It cannot be made, or it is not this user's alone.
    """
    folder = Path(jupyter_runtime_dir()) / "course-warm"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.lstat()
    except OSError as error:
        raise SetupError(
            f"Expected a folder {folder} for the warm process, found: {error}. "
            "Set JUPYTER_RUNTIME_DIR to a folder you may write to."
        ) from None
    private = stat.S_ISDIR(found.st_mode) and not stat.S_IMODE(found.st_mode) & 0o077
    if not private or found.st_uid != os.getuid():
        raise SetupError(
            f"Expected {folder} to be a folder of yours alone, found {stat.filemode(found.st_mode)}"
            f" of user {found.st_uid}. Remove it."
        )
    return folder


@contextmanager
def short_path(path):
    """Give a name to a socket that is never too long: a socket's name has 107 bytes at most."""
    folder = os.open(Path(path).parent, os.O_PATH | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{folder}/{Path(path).name}"
    finally:
        os.close(folder)


def listen(path):
    """Return a socket that listens at this path, in place of one that a dead process left."""
    Path(path).unlink(missing_ok=True)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    with short_path(path) as name:
        listener.bind(name)
    listener.listen(16)
    return listener


def connect(path):
    """Return a connection to the process that listens at this path, or None if none does."""
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        with short_path(path) as name:
            connection.connect(name)
    except OSError:
        connection.close()
        return None
    return connection
