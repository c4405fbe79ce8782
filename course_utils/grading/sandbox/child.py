"""The child: it runs cells and writes answers down, one request after the other.

It never learns which questions there are, what they are worth or how they are judged.
"""

import contextlib
import os
import socket
import sys
import tempfile
from pathlib import Path

from course_utils.grading.sandbox.answers import Answers
from course_utils.grading.sandbox.channel import Channel, ClosedError
from course_utils.grading.sandbox.fits import watch_fits
from course_utils.grading.sandbox.programs import answer_programs, put_threads_for_processes
from course_utils.grading.sandbox.seal import Limits, seal
from course_utils.grading.sandbox.shell import make_shell, run_cell
from course_utils.places import package_folder, root

# The answers, and what judges them. `course` is what a wheel carries.
_HIDDEN = {"checks", "course", "expect", "grading"}
_KEPT = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT")


def live(connection: socket.socket, folder: str, explorers: str, limits: Limits) -> None:
    """Be a child until the grader says "end" or hangs up.

    Parameters
    ----------
    connection
        Connected to the grader.
    folder
        The private folder, empty.
    explorers
        A folder with trained explorers, read only.
    limits
    """
    _leave_the_terminal()
    missing = (*seal(folder, [*_readable(), explorers], limits), *_in_sight())
    channel = Channel(connection)
    _settle(folder, explorers)
    _serve(channel, make_shell(), limits, missing)


def _leave_the_terminal():
    """What libraries print from C, and what a notebook reads, is nobody's."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)


def _settle(folder, explorers):
    """Live in the private folder, with an environment that says nothing of the grader's."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    home = Path(folder, "home")
    home.mkdir()
    (home / "cache").symlink_to(explorers)
    os.environ.clear()
    os.environ.update(
        kept | _environment(str(home)) | dict.fromkeys(("HOME", "TMPDIR", "TEMP"), str(folder))
    )
    tempfile.tempdir = None
    sys.argv[:] = ["notebook"]
    _move_in(Path(folder))


def _move_in(folder):
    """Be where an exercise is at home: its paths to data sets hold, and modules beside it."""
    place = folder / "notebooks" / "exercises"
    place.mkdir(parents=True)
    for course in (folder, place):  # a notebook may also have been moved to the course's folder
        (course / "datasets").symlink_to(root() / "datasets")
    os.chdir(place)
    sys.path.insert(0, "")


def _environment(home):
    return {
        "COURSE_HOME": home,
        "COURSE_PROGRESS": "off",
        "MPLBACKEND": "Agg",
        "MPLCONFIGDIR": home,
        "CUDA_VISIBLE_DEVICES": "",
        # One core a child: as many children as cores is what keeps all of them busy.
        "TF_NUM_INTRAOP_THREADS": "1",
        "TF_NUM_INTEROP_THREADS": "1",
    }


def _readable():
    """The course without its answers: data sets, and all modules but those that judge."""
    package = package_folder()
    exercises = package / "exercises"
    inside = [path for folder in (package, exercises) for path in folder.iterdir()]
    shown = [path for path in inside if path.name not in _HIDDEN and path != exercises]
    return [root() / "datasets", *shown]


def _in_sight():
    """Say so where the answers can be read all the same: what is allowed may be around them."""
    for path in (root() / "notebooks", package_folder() / "exercises" / "checks"):
        with contextlib.suppress(OSError):
            os.listdir(path)
            return ("hiding the answers of the course",)
    return ()


def _serve(channel, shell, limits, missing):
    answers = Answers(shell.user_ns)
    answers.listen()
    watch_fits()
    if sys.platform == "linux":  # where there is a seal
        answer_programs()
        put_threads_for_processes()
    do = {
        "cell": lambda source: _cell(shell, source, limits) | {"asked": answers.asked()},
        "answers": lambda names: {"answers": answers.records(names)},
        "asked": lambda number: {"answers": answers.of(number)},
        "call": lambda number, args, options: {"result": answers.call(number, args, options)},
    }
    channel.send({"ready": missing})
    while True:
        try:
            request = channel.receive()
        except ClosedError:
            return
        name = request.pop("do")
        if name == "end":
            channel.send({"memory_mb": _unshared_mb()})
            return
        try:
            reply = do[name](**request)
        except BaseException as error:  # noqa: B036 - an answer's own `__array__` may raise it
            reply = {"error": f"{type(error).__name__}: {error}"[:500]}
        channel.send(reply)


def _cell(shell, source, limits):
    ran = run_cell(shell, source, limits.cell_seconds, limits.output_characters)
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close("all")
    return vars(ran)


def _unshared_mb():
    """Memory that this process shares with no other, in MB; 0 where nobody says."""
    try:
        lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) / 1000
