"""Start a warm process: `python -m course_utils.warm.daemon SOCKET IDLE_SECONDS READY_FILE`.

`course_utils.warm.asking` does it when a kernel is wanted and no warm process is there.
"""

import builtins
import os
import sys
from contextlib import contextmanager
from pathlib import Path

import IPython

from course_utils.errors import SetupError
from course_utils.warm.fingerprint import fingerprint
from course_utils.warm.preload import preload
from course_utils.warm.streams import LateStream


def main(path, idle_s, ready):
    """Import everything, prove that a fork works, and serve.

    Parameters
    ----------
    path : Path
        Where the socket shall stand; its stem is the fingerprint that the asker expects.
    idle_s : float
        How long to wait for another asker.
    ready : int
        The file number of a pipe; a byte goes into it as soon as somebody may ask.

    Raises
    ------
    SetupError
        This process is not what the asker expects, or its children cannot train.
    """
    environment = _given_environment()
    if fingerprint(environment) != path.stem:
        raise SetupError(f"Expected a warm process {path.stem}, found another. Ask again.")
    with _as_in_a_kernel():
        preload(course=False)
    from course_utils.warm.server import Server  # late: it brings libraries of its own

    server = Server(path, environment, idle_s)
    os.write(ready, b".")
    os.close(ready)
    server.serve()
    path.with_suffix(".log").unlink(missing_ok=True)  # it ended as it should


def _given_environment():
    """The environment variables as they came: Python itself may add one for its locale."""
    items = os.fsdecode(Path("/proc/self/environ").read_bytes()).split("\0")
    return dict(item.split("=", 1) for item in items if "=" in item)


@contextmanager
def _as_in_a_kernel():
    """Import as a cell of a notebook does: libraries look whether they are in a kernel."""
    sys.ps1 = "In : "
    sys.stdout, sys.stderr = LateStream("stdout"), LateStream("stderr")
    builtins.get_ipython = IPython.get_ipython
    try:
        yield
    finally:
        del builtins.get_ipython


def _leave_the_asker():
    """Be nobody's child, in a session of its own."""
    if os.fork():
        os._exit(0)
    os.setsid()


if __name__ == "__main__":
    _leave_the_asker()
    if Path(sys.path[0]) == Path.cwd():  # put there by -m
        del sys.path[0]
    try:
        main(Path(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]))
    except SetupError as error:
        sys.exit(str(error))
