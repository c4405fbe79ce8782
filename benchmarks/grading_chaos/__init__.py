"""Kill the grader, its workers and what forks for them while a class is graded; lose nothing.

Run `python -m benchmarks.grading_chaos`, with `--json` for a machine. A class of short notebooks
goes through `course grade --workers 2`. At random moments one of its processes gets SIGKILL; a
grader that was killed is started again with the same command. In the end every submission must
have been graded exactly once, with the marks that it should get, and no process and no file may
be left. The exit status is 1 where that is not so. Needs Linux.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from benchmarks.grading_chaos.short_class import STEM, make_class
from benchmarks.grading_chaos.watch import KINDS, Watch
from course_utils.grading.gradebook import open_gradebook
from course_utils.grading.keys import course_version
from course_utils.grading.sandbox.seal.syscalls import adopt_orphans
from course_utils.source.course_map import root
from course_utils.storage.cache import content_key
from course_utils.storage.folders import cache_folder

_WORKERS = 2
_PATIENCE = 30.0  # seconds in which what is left behind may end by itself
_LOOK = 0.02
_BROKEN = ("wrong", "lost", "double", "processes_left", "files_left")


def measure(submissions=300, kills=4, seed=1):
    """Grade a class while its grader's processes are killed.

    Parameters
    ----------
    submissions : int
    kills : int
        Of each: grader, worker, fork server, warm process.
    seed : int
        Of the class, and of when which process is killed.

    Returns
    -------
    dict
        ``submissions``; ``killed``, how many of each; ``starts`` of the grader; ``counted``, how
        many marks count; ``wrong``, ``lost`` and ``double``, lists of students; ``runs``, how
        often a notebook was started; ``run_again``, how many of those were not the first of their
        submission; ``in_flight``, for each kill how many were started and not stored;
        ``processes_left`` and ``files_left``, lists; ``seconds``; ``sound``, whether all is well.
    """
    adopt_orphans()
    version = course_version()
    with tempfile.TemporaryDirectory() as folder:
        folder, random = Path(folder), Random(seed)
        _rehearse(folder / "rehearsal")
        (folder / "temporary").mkdir()
        expected = make_class(folder / "submitted", submissions, seed)
        book = open_gradebook(folder / "graded" / "gradebook.db")
        watch = Watch(folder / "temporary", lambda: len(book.known_keys()), random)
        start = time.monotonic()
        starts = _grade(folder, watch, _plan(submissions, kills, random))
        seconds = round(time.monotonic() - start, 1)
        _expect_same(version)
        counts = {"submissions": submissions, "killed": watch.killed, "starts": starts}
        runs = {"runs": len(watch.runs), "run_again": len(watch.runs) - submissions}
        found = counts | _marks(book.marks(), expected) | runs | _left_behind(watch)
        found |= {"in_flight": watch.in_flight, "seconds": seconds}
    return found | {"sound": is_sound(found)}


def is_sound(found):
    """Whether nothing broke, and no more was run again than what the kills interrupted.

    At a kill each worker has one notebook at hand, and one more may wait to be stored.

    Parameters
    ----------
    found : dict
        What `measure` returns, without ``sound``.

    Returns
    -------
    bool
    """
    interrupted = found["in_flight"]
    return (
        not any(found[name] for name in _BROKEN)
        and found["counted"] == found["submissions"]
        and found["run_again"] <= sum(interrupted)
        and max(interrupted, default=0) <= 2 * _WORKERS
    )


def _rehearse(folder):
    """Have the course's own tables made: the blank exercise is run for that, and would count."""
    name = content_key(["given", STEM, course_version()])
    if not (cache_folder() / "training" / f"{name}.npz").exists():
        make_class(folder / "submitted", 1, 0)
        subprocess.run(_command(folder), cwd=root(), stdout=subprocess.DEVNULL, check=True)


def _expect_same(version):
    """Another version of the course grades all again, as it should; here, that would be counted."""
    if course_version.__wrapped__() != version:
        raise SystemExit("The course's files changed meanwhile. Run this again, and leave them.")


def _command(folder):
    """A class into a folder: the same words each time."""
    grade = [sys.executable, "-m", "course_utils.cli", "grade", str(folder / "submitted")]
    return [*grade, "--out", str(folder / "graded"), "--workers", str(_WORKERS), "--json"]


def _plan(submissions, kills, random):
    """What is killed when: after how many submissions were stored, and seconds after that."""
    kinds = [kind for kind in KINDS for _ in range(kills)]
    random.shuffle(kinds)
    # The last tenth is left in peace: who is killed must have had something to do.
    moments = sorted(random.randrange(int(0.9 * submissions)) for _ in kinds)
    return [(moment, random.random(), kind) for moment, kind in zip(moments, kinds, strict=True)]


def _grade(folder, watch, plan):
    """Grade to the end, whoever is killed; return how often the grader was started."""
    environment = os.environ | {"TMPDIR": str(watch.folder)}
    options = {"cwd": root(), "env": environment, "stdout": subprocess.DEVNULL}
    starts, status = 0, -signal.SIGKILL
    with (folder / "complaints.txt").open("w+") as said:
        while status == -signal.SIGKILL:
            starts += 1
            with subprocess.Popen(_command(folder), stderr=said, **options) as grader:
                _follow(grader, watch, plan)
            status = grader.returncode
        said.seek(0)
        if status:
            raise SystemExit(f"The grader ended with {status}:\n{said.read()}")
    return starts


def _follow(grader, watch, plan):
    """Look at a grader until it ends; kill, and take it off the plan, when its moment has come."""
    due = None
    while grader.poll() is None:
        watch.look(grader)
        if plan:
            moment, wait, kind = plan[0]
            if due is None and watch.stored() >= moment:
                due = time.monotonic() + wait
            if due is not None and time.monotonic() >= due and watch.kill(grader, kind):
                plan.pop(0)
                due = None
        time.sleep(_LOOK)


def _marks(marks, expected):
    """Compare the marks that count with those that should."""
    given = {mark.student: mark for mark in marks}
    students = [mark.student for mark in marks]
    wrong = [
        student
        for student, mark in given.items()
        if abs(mark.marks - expected.get(student, -1)) > 1e-9 or mark.result.ended != "complete"
    ]
    twice = {mark.student for mark in marks if mark.hand_ins != 1}
    return {
        "counted": len(marks),
        "wrong": sorted(wrong),
        "lost": sorted(expected.keys() - given.keys()),
        "double": sorted(twice | {one for one in students if students.count(one) > 1}),
    }


def _left_behind(watch):
    end = time.monotonic() + _PATIENCE
    while (left := watch.descendants()) and time.monotonic() < end:
        time.sleep(0.1)
    files = sorted(path.name for path in watch.folder.iterdir())
    return {"processes_left": [" ".join(one.cmdline()) for one in left], "files_left": files}


def report(found):
    """Print a table of what was done and what came of it.

    Parameters
    ----------
    found : dict
        What `measure` returns.
    """
    from rich.console import Console
    from rich.table import Table

    table = Table("SIGKILL while two workers grade", "", show_header=True)
    rows = {"submissions": found["submissions"]}
    rows |= {f"{kind} killed": f"{number} times" for kind, number in found["killed"].items()}
    rows |= {"the grader was started": found["starts"], "marks that count": found["counted"]}
    rows |= {name.replace("_", " "): ", ".join(found[name]) or "none" for name in _BROKEN}
    rows |= {"notebooks started": found["runs"], "of them once more": found["run_again"]}
    rows |= {"in flight at each kill": ", ".join(map(str, found["in_flight"]))}
    for name, value in (rows | {"seconds": found["seconds"]}).items():
        table.add_row(name, str(value))
    console = Console()
    console.print(table)
    console.print("All is well." if found["sound"] else "BROKEN.")


def main():
    """Print what came of it; the exit status is 1 where something broke."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.grading_chaos", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("--json", action="store_true", help="print one line of JSON")
    parser.add_argument("--submissions", type=int, default=300, help="how many (default: 300)")
    parser.add_argument("--kills", type=int, default=4, help="of each kind (default: 4)")
    parser.add_argument("--seed", type=int, default=1, help="of class and kills (default: 1)")
    options = parser.parse_args()
    found = measure(options.submissions, options.kills, options.seed)
    print(json.dumps(found)) if options.json else report(found)
    sys.exit(0 if found["sound"] else 1)
