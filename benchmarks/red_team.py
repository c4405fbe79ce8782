"""Hostile and broken submissions through the grader, one after the other.

Run `python -m benchmarks.red_team`, with `--json` for a machine. None may gain a mark or lose
one that is earned, end the grader for the one after it, or leave a process or a file. The exit
status is 1 where one did.
"""

import argparse
import contextlib
import json
import os
import secrets
import socket
import sqlite3
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

from benchmarks.red_team_cases import CASES
from benchmarks.red_team_cases.case import FULL, RIGHT, STEM, exercise
from course_utils.course_map import root
from course_utils.grading.judging import explorer_record
from course_utils.grading.sandbox.host import HostError, open_host
from course_utils.grading.sandbox.seal import Limits
from course_utils.grading.session import grade
from course_utils.grading.submission import Submission

LIMITS = Limits(cell_seconds=1, notebook_seconds=30)
GOOD_LIMITS = Limits()


@dataclass(frozen=True)
class Row:
    """What came of one case.

    Attributes
    ----------
    case, tries, ended : str
    expected, given : float
        Marks; -1 where the grader itself failed.
    alive : bool
        Whether a good submission got all its marks right after it, from the same host.
    traces : tuple of str
        Processes and files that were left.
    seconds : float
    """

    case: str
    tries: str
    ended: str
    expected: float
    given: float
    alive: bool
    traces: tuple[str, ...]
    seconds: float

    @property
    def right(self):
        """Whether the mark is the one that is due."""
        return self.given == self.expected


class Scene:
    """A host, and all around it that an attack may aim at.

    Parameters
    ----------
    folder : path-like
        A folder for it alone; becomes the folder for temporary files.
    cold : bool
        Whether to do without a warm process.
    """

    def __init__(self, folder, cold=False):
        self.folder, self.marker = Path(folder), f"red-team-{secrets.token_hex(8)}"
        self.temporary = self.folder / "temporary"
        self.temporary.mkdir()
        explorer_record("neuron")  # trained before anybody looks for what is left behind
        self.host = open_host(cold)[0]
        self._listening = list(self._listen())
        self._write_secrets()

    def aims(self):
        """What stands for the names in an attack's code."""
        warm, server = self._own() or 2 * [os.getpid()]
        return {
            "course": root(),
            "grader": os.getpid(),
            "warm": warm,
            "server": server,
            "secret": self.folder,
            "marker": self.marker,
            "port": self._listening[0].getsockname()[1],
            "socket": self.folder / "socket",
        }

    def run(self, case):
        """Grade a case and a good submission after it.

        Parameters
        ----------
        case : Case

        Returns
        -------
        Row
        """
        start, began = time.perf_counter(), time.time()
        before = tempfile.tempdir
        tempfile.tempdir = str(self.temporary)
        try:
            ended, given = self._grade(case.student, case.notebook(self.aims()), LIMITS)
            traces = (*self._processes(began), *self._files())
            _, good = self._grade("ada", json.dumps(exercise(RIGHT)).encode(), GOOD_LIMITS)
        finally:
            tempfile.tempdir = before
        seconds = round(time.perf_counter() - start, 2)
        alive = good == FULL
        return Row(case.name, case.tries, ended, case.mark, given, alive, traces, seconds)

    def close(self):
        """End the host and the listening sockets."""
        self.host.close()
        for one in self._listening:
            one.close()

    def _grade(self, student, data, limits):
        submission = Submission(student, f"{student}/{STEM}.ipynb", data, STEM)
        try:
            result = grade(submission, self.host, limits)
        except HostError as error:
            self.host.close()
            self.host = open_host(self.host.mode == "cold")[0]
            return f"the host died: {error}", -1.0
        except Exception as error:
            return f"the grader raised {type(error).__name__}: {error}"[:200], -1.0
        return f"{result.ended} {result.note}".strip(), round(result.marks, 2)

    def _listen(self):
        for family, kind, address in (
            (socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 0)),
            (socket.AF_UNIX, socket.SOCK_STREAM, str(self.folder / "socket")),
            (socket.AF_UNIX, socket.SOCK_STREAM, f"\0{self.marker}"),
        ):
            one = socket.socket(family, kind)
            one.bind(address)
            one.listen()
            yield one

    def _write_secrets(self):
        (self.folder / "ada.ipynb").write_text(json.dumps(exercise(RIGHT)))
        with contextlib.closing(sqlite3.connect(self.folder / "grades.db")) as gradebook:
            gradebook.execute("create table marks (student text, mark real)")
            gradebook.execute("insert into marks values ('ada', 6)")
            gradebook.commit()

    def _processes(self, began):
        """Processes below this one but the host's own, and orphans of the grader."""
        family = psutil.Process().children(recursive=True)
        found = {process.pid for process in family}.difference(self._own())
        for process in psutil.process_iter():
            with contextlib.suppress(psutil.Error):
                orphan = process.ppid() == 1 and process.create_time() > began
                if orphan and any("grading.sandbox" in word for word in process.cmdline()):
                    found.add(process.pid)
        return [f"process {pid}" for pid in found]

    def _own(self):
        """The warm process and its fork server, where there are any."""
        warm = self.host.mode == "warm"
        return [self.host.process.pid, self.host.server.process.pid] if warm else []

    def _files(self):
        """Files in the temporary folder, and those that only an attack can have written."""
        places = (tempfile.gettempdir(), "/tmp", "/var/tmp", "/dev/shm", "/run", "/", "/dev")
        package = root() / "course_utils"
        course = (root(), package, package / "__pycache__", root() / "datasets")
        marked = [Path(place, self.marker) for place in (*places, *course, Path.home())]
        return [str(p) for p in (*self.temporary.iterdir(), *marked) if os.path.lexists(p)]


def measure(cases=CASES, cold=False, show=lambda row: None):
    """Run all cases.

    Parameters
    ----------
    cases : sequence of Case
    cold : bool
    show : callable
        (row), as each comes in.

    Returns
    -------
    dict
        ``cases``, ``wrong_marks``, ``batches_lost``, ``traces``: how many; ``mode``,
        ``unsealed``: of the host; ``rows``: a dict each.
    """
    rows = []
    with tempfile.TemporaryDirectory() as folder, contextlib.closing(Scene(folder, cold)) as scene:
        scene.run(CASES[-1])  # what is made once is made now
        for case in cases:
            rows.append(scene.run(case))
            show(rows[-1])
        mode = scene.host.mode
    return {
        "cases": len(rows),
        "wrong_marks": sum(not row.right for row in rows),
        "batches_lost": sum(not row.alive for row in rows),
        "traces": sum(len(row.traces) for row in rows),
        "mode": mode,
        "rows": [asdict(row) | {"why": case.why} for row, case in zip(rows, cases, strict=True)],
    }


def main():
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--json", action="store_true", help="print one line of JSON")
    parser.add_argument("--cold", action="store_true", help="a fresh process for each submission")
    options = parser.parse_args()
    found = measure(cold=options.cold) if options.json else _show(options.cold)
    if options.json:
        print(json.dumps(found))
    return int(any(found[what] for what in ("wrong_marks", "batches_lost", "traces")))


def _show(cold):
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    columns = ("Case", "Tries to", "Expected", "Given", "Batch", "Traces left", "Seconds")
    table = Table(*columns, title="Hostile submissions")
    with console.status("") as status:
        found = measure(cold=cold, show=lambda row: status.update(Text(row.case)))
    for row in found["rows"]:
        style = "" if row["given"] == row["expected"] and row["alive"] else "bold red"
        words = (
            *(row["case"], row["tries"], f"{row['expected']:g}", f"{row['given']:g}"),
            "alive" if row["alive"] else "lost",
            ", ".join(row["traces"]) or "none",
            f"{row['seconds']:.1f}",
        )
        table.add_row(*map(Text, words), style=style)
    console.print(table)
    console.print(
        f"{found['cases']} cases, {found['wrong_marks']} wrong marks, "
        f"{found['batches_lost']} batches lost, {found['traces']} traces left."
    )
    return found


if __name__ == "__main__":
    sys.exit(main())
