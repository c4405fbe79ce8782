"""Hostile and broken submissions through the grader, one after the other; then honest, odd ones.

Run `python -m benchmarks.red_team`, with `--json` for a machine. None may gain a mark or lose
one that is earned, end the grader for the one after it, or leave a process or a file. The exit
status is 1 where one did.

A second table says how many marks can be had for runs that were made up, by the way in which they
were; see `forged_runs`. Where they are written by hand, nothing is earned for what a run shows.
What is right without one, such as a callback's settings, counts.
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

from benchmarks.honest_cases import HONEST_CASES
from benchmarks.red_team_cases import CASES
from benchmarks.red_team_cases.case import FULL, RIGHT, STEM, exercise
from benchmarks.red_team_cases.forged_runs import FORGERIES
from course_utils.exercises.questions import find_question, question_ids
from course_utils.grading.intake.notebook_reading import read_notebook
from course_utils.grading.judging import explorer_record
from course_utils.grading.sandbox.host import HostError, open_host
from course_utils.grading.sandbox.seal import Limits
from course_utils.grading.session import grade_submission
from course_utils.grading.submission import Submission
from course_utils.grading.work import train_explorers
from course_utils.source.course_map import root

# A cell has the time to send 50 MB on a busy machine: one that is interrupted before has lost
# nothing, and its case would show nothing.
LIMITS = Limits(cell_seconds=3, notebook_seconds=30)
GOOD_LIMITS = Limits()
_READS = "course_utils.grading.intake.reading_process"


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
        self.host = open_host(cold)
        self._listening = list(self._listen())
        self._write_secrets()

    def aims(self):
        """What stands for the names in an attack's code."""
        warm, server = self._of_host() or 2 * [os.getpid()]
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
        before, others = tempfile.tempdir, self._others()
        tempfile.tempdir = str(self.temporary)
        try:
            ended, given = self._grade(case.student, case.notebook(self.aims()), LIMITS)
            traces = (*self._processes(began, others), *self._files())
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

    def forge(self, forgery):
        """Grade the notebooks of a forgery.

        Parameters
        ----------
        forgery : Forgery

        Returns
        -------
        dict of str to float
            The marks of each question about a run.
        """
        marks = {}
        for stem, data in forgery.notebooks():
            submission = _read("mallory", stem, data)
            result = grade_submission(submission, self.host, GOOD_LIMITS)
            earned = {q.verdict.question: round(q.marks, 2) for q in result.questions}
            marks |= {id: earned[id] for id in forgery.answers if id in earned}
        return marks

    def _grade(self, student, data, limits):
        try:
            submission = _read(student, STEM, data)
            result = grade_submission(submission, self.host, limits)
        except HostError as error:
            self.host.close()
            self.host = open_host(self.host.mode == "cold")
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

    def _processes(self, began, others):
        """New processes below this one but the host's own, and orphans of the grader."""
        found = self._others() - others
        for process in psutil.process_iter():
            with contextlib.suppress(psutil.Error):
                orphan = process.ppid() == 1 and process.create_time() > began
                if orphan and any("grading.sandbox" in word for word in process.cmdline()):
                    found.add(process.pid)
        return [f"process {pid}" for pid in found]

    def _others(self):
        """Processes below this one but those of the host, and the one that reads the files."""
        family = psutil.Process().children(recursive=True)
        not_reading = {process.pid for process in family if _READS not in _command(process)}
        return not_reading.difference(self._of_host())

    def _of_host(self):
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


def _command(process):
    try:
        return process.cmdline()
    except psutil.Error:  # it has ended
        return []


def _read(student, stem, data):
    reading = read_notebook(data)
    origin = f"{student}/{stem}.ipynb"
    return Submission(student, origin, reading.cells, stem, problem=reading.problem)


def measure(cases=CASES, cold=False, show=lambda row: None, forgeries=FORGERIES):
    """Run all cases, then all forgeries of runs.

    Parameters
    ----------
    cases : sequence of Case
    cold : bool
    show : callable
        (row), as each comes in.
    forgeries : sequence of Forgery

    Returns
    -------
    dict
        ``cases``, ``wrong_marks``, ``batches_lost``, ``traces``: how many; ``mode``,
        ``unsealed``: of the host; ``rows``: a dict each. ``forged_marks``: for each forgery, how
        many of the course's ``all_marks`` it obtains; ``forged_questions``: by question.
    """
    rows = []
    with tempfile.TemporaryDirectory() as folder, contextlib.closing(Scene(folder, cold)) as scene:
        scene.run(CASES[-1])  # what is made once is made now
        for case in cases:
            rows.append(scene.run(case))
            show(rows[-1])
        forged = {forgery.name: scene.forge(forgery) for forgery in forgeries}
        mode = scene.host.mode
    return {
        "cases": len(rows),
        "wrong_marks": sum(not row.right for row in rows),
        "batches_lost": sum(not row.alive for row in rows),
        "traces": sum(len(row.traces) for row in rows),
        "mode": mode,
        "forged_marks": {name: round(sum(marks.values()), 2) for name, marks in forged.items()},
        "forged_questions": forged,
        "all_marks": sum(find_question(id).points for id in question_ids()),
        "rows": [asdict(row) | {"why": case.why} for row, case in zip(rows, cases, strict=True)],
    }


@dataclass(frozen=True)
class HonestRow:
    """What came of an honest case: marks, and what is on the student's page above the questions."""

    case: str
    expected: float
    given: float
    note: str

    @property
    def lost(self):
        """Whether it lost a mark that its notebook earned."""
        return self.given < self.expected


def measure_honest(cases=HONEST_CASES, cold=False, show=lambda row: None):
    """Run all honest cases.

    Parameters
    ----------
    cases : sequence of HonestCase
    cold : bool
    show : callable
        (row), as each comes in.

    Returns
    -------
    dict
        ``honest_cases``, ``honest_lost``: how many; ``honest_rows``: a dict each.
    """
    rows = []
    with contextlib.closing(open_host(cold)) as host:
        for case in cases:
            rows.append(_grade_honest(case, host))
            show(rows[-1])
    return {
        "honest_cases": len(rows),
        "honest_lost": sum(row.lost for row in rows),
        "honest_rows": [asdict(row) | {"lost": row.lost} for row in rows],
    }


def _grade_honest(case, host):
    submission = _read("ada", case.stem, case.notebook())
    train_explorers(submission)
    result = grade_submission(submission, host, GOOD_LIMITS)
    return HonestRow(case.name, case.expected, round(result.marks, 2), result.note)


def main():
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--json", action="store_true", help="print one line of JSON")
    parser.add_argument("--cold", action="store_true", help="a fresh process for each submission")
    options = parser.parse_args()
    if options.json:
        found = measure(cold=options.cold) | measure_honest(cold=options.cold)
        print(json.dumps(found))
    else:
        found = _show(options.cold) | _show_honest(options.cold)
    wanted_zero = ("wrong_marks", "batches_lost", "traces", "honest_lost")
    return int(any(found[what] for what in wanted_zero))


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
    console.print(_forged(found))
    return found


def _forged(found):
    from rich.table import Table

    table = Table("Runs that were", "Marks obtained", title="Made-up runs")
    for name, marks in found["forged_marks"].items():
        table.add_row(name, f"{marks:g} of {found['all_marks']:g}")
    return table


def _show_honest(cold):
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    table = Table("Case", "Expected", "Given", "Told", title="Honest but odd submissions")
    with console.status("") as status:
        found = measure_honest(cold=cold, show=lambda row: status.update(Text(row.case)))
    for row in found["honest_rows"]:
        words = row["case"], f"{row['expected']:g}", f"{row['given']:g}", row["note"]
        table.add_row(*map(Text, words), style="bold red" if row["lost"] else "")
    console.print(table)
    console.print(f"{found['honest_cases']} honest cases, {found['honest_lost']} lost marks.")
    return found


if __name__ == "__main__":
    sys.exit(main())
