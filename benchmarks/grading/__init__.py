"""How long a class takes to grade: here, in bare kernels, in nbgrader and in otter-grader.

Run `python -m benchmarks.grading`, with `--json` for a machine. The same notebooks go through
each in turn, in one run. Seconds depend on the computer, the ratios much less; run it on one
that does nothing else. A shared computer is faster in one minute than in another. So `course
grade` runs before and behind each of the others, and a ratio is to the mean of these two.

- `course grade` is the command itself: it starts, seals every submission off, stores, and
  writes the pages. What it keeps between two runs (the explorers' trainings, the tables of the
  blank exercise) is made before the clock starts, and is there for the others too.
- nbgrader runs `autograde` and `generate_feedback` once for all, otter-grader without its
  container and in one process for all. Both ask the course's own checks; otter knows no part
  of a question's marks, so it gives all or none.
- What a second worker brings is measured on a whole class: with a few notebooks, it is mostly the
  start that is measured, which no second worker shortens.
- A notebook in a bare kernel is what the student's own work costs, with TensorFlow's import.
"""

import argparse
import json
import os
import statistics
import tempfile
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from benchmarks.grading import environments
from benchmarks.grading.homework import STEM, homework
from benchmarks.grading.rivals import run_course, run_nbclient, run_nbgrader, run_otter
from course_utils.grading.gradebook import open_gradebook

ONE, TWO = "course grade, 1 worker", "course grade, 2 workers"
ALONE, BESIDE = "a class, 1 worker", "a class, 2 workers"
BARE, NBGRADER, OTTER = "bare nbclient", "nbgrader", "otter-grader"
GRADERS = ONE, TWO, BARE, NBGRADER, OTTER
# Every second one is ours with one worker; `_ratio` counts on it.
_TURNS = ONE, TWO, ONE, BARE, ONE, NBGRADER, ONE, OTTER, ONE
# There and back, so that a steady drift counts for both alike.
_CLASS_TURNS = ALONE, BESIDE, BESIDE, ALONE


def measure(number=10, class_size=60, until=None, once=False):
    """Send the same notebooks through every grader, one after the other.

    Parameters
    ----------
    number : int
        Of notebooks that every grader gets.
    class_size : int
        Of notebooks with which a second worker is compared with one.
    until : str, optional
        The last question of these notebooks, such as "1.4"; by default they are whole.
    once : bool
        Run each grader once only, and take the notebooks that every grader gets for the class:
        enough to see that all works, not to compare.

    Returns
    -------
    dict
        ``ratio_nbgrader``, ``ratio_otter``: their time by that of `course grade` with one worker;
        ``speedup_two_workers``: time of the class with one worker by that with two;
        ``overhead_s``: seconds a submission with one worker, from the
        start of the first to the end of the command, beyond what the cells of its questions took
        (all else counts: process, seal, imports, verdicts, database, pages); ``start_s``: from the
        command's start to that of the first submission; ``overhead_with_start_s``: both;
        ``first_run_s``: one submission with nothing kept from earlier runs;
        ``own_work_s``: what a submission's cells took in the grader, and ``own_work_bare_s`` in a
        bare kernel, imports left out; ``child_unshared_mb``: the most of a child;
        ``graders``: ``seconds`` a submission, ``cpu_seconds`` a submission, ``peak_mb`` and
        ``ratio`` of each; ``marks``: for each student, by grader, and what is expected;
        ``marks_agree``.
    """
    few = homework(number, until)
    class_ = few if once else homework(class_size, until)
    run = {
        ONE: partial(run_ours, 1, few),
        TWO: partial(run_ours, 2, few),
        ALONE: partial(run_ours, 1, class_),
        BESIDE: partial(run_ours, 2, class_),
        BARE: partial(run_nbclient, few),
        NBGRADER: partial(run_nbgrader, few, environments.environment(environments.NBGRADER)),
        OTTER: partial(run_otter, few, environments.environment(environments.OTTER)),
    }
    with home_of_its_own():
        first, _ = _in_a_folder(partial(run_ours, 1, few[:1]))
        costs, given = _in_turn(run, GRADERS if once else (*_TURNS, *_CLASS_TURNS))
    if once:
        costs |= {ALONE: costs[ONE], BESIDE: costs[TWO]}
    bare = json.loads(costs[BARE][0].output)
    marks = {name: {one.student: one.marks for one in given[name][0]} for name in (ONE, TWO)}
    marks |= {name: given[name][0] for name in (NBGRADER, OTTER)}
    ratios = {name: _ratio(costs, name) for name in GRADERS}
    return {
        "submissions": number,
        "class_size": len(class_),
        "ratio_nbgrader": ratios[NBGRADER],
        "ratio_otter": ratios[OTTER],
        "speedup_two_workers": round(_seconds(costs[ALONE]) / _seconds(costs[BESIDE]), 2),
        **overhead(costs[ONE], given[ONE]),
        "first_run_s": round(first.seconds, 2),
        "own_work_bare_s": round(statistics.mean(bare.values()), 2),
        "child_unshared_mb": round(max(one.memory_mb for ran in given[ONE] for one in ran)),
        "graders": {
            name: _per_submission(costs[name], number) | {"ratio": ratios[name]} for name in GRADERS
        },
        **side_by_side(few, marks),
    }


@contextmanager
def home_of_its_own():
    """Caches that nobody else fills, for this process and all that it starts."""
    before = dict(os.environ)
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(COURSE_HOME=home, TF_CPP_MIN_LOG_LEVEL="3")
        try:
            yield
        finally:
            os.environ.clear()
            os.environ.update(before)


def _in_turn(run, turns):
    """Run everything in the order of the turns; return costs and what was given, by name."""
    costs, given = {name: [] for name in run}, {name: [] for name in run}
    for name in turns:
        cost, what = _in_a_folder(run[name])
        costs[name].append(cost)
        given[name].append(what)
    return costs, given


def _in_a_folder(run):
    with tempfile.TemporaryDirectory() as folder:
        return run(folder=Path(folder))


def run_ours(workers, class_, folder):
    """Grade a class with the course; return the cost and the gradebook's results."""
    cost = run_course(workers, class_, folder)
    pages = list((folder / "graded" / STEM).rglob("*.html"))
    assert len(pages) > len(class_), "a page is missing"
    return cost, open_gradebook(folder / "graded" / "gradebook.db").results()


def _ratio(costs, name):
    """A grader's time by ours with one worker, as it was right before and right behind."""
    if name == ONE:
        return 1.0
    ours = costs[ONE]
    if len(ours) > 1:
        turn = _TURNS.index(name) // 2
        ours = ours[turn : turn + 2]
    return round(_seconds(costs[name]) / _seconds(ours), 2)


def _seconds(costs):
    return statistics.mean(cost.seconds for cost in costs)


def overhead(costs, given):
    """Divide the command's time: until the first submission runs, its cells, and the rest."""
    parts = [_parts(*one) for one in zip(costs, given, strict=True)]
    start, own, rest = (statistics.mean(part) for part in zip(*parts, strict=True))
    number = len(given[0])
    return {
        "overhead_s": round(rest / number, 2),
        "start_s": round(start, 2),
        "overhead_with_start_s": round((start + rest) / number, 2),
        "own_work_s": round(own / number, 2),
    }


def _parts(cost, results):
    began = min(result.graded_at.timestamp() - result.seconds for result in results)
    own = sum(question.seconds for result in results for question in result.questions)
    return began - cost.started, own, cost.ended - began - own


def _per_submission(costs, number):
    return {
        "seconds": round(statistics.mean(cost.seconds for cost in costs) / number, 2),
        "cpu_seconds": round(statistics.mean(cost.cpu_seconds for cost in costs) / number, 2),
        "peak_mb": round(max(cost.peak_mb for cost in costs)),
    }


def side_by_side(class_, marks):
    """Each student's marks by each grader, and whether they are what they should be."""
    table, agree = {}, True
    for one in class_:
        right, undivided = sum(one.marks.values()), sum(one.points.values())
        given = {name: by_student.get(one.student) for name, by_student in marks.items()}
        wanted = {name: undivided if name == OTTER else right for name in given}
        same = (given[n] is not None and abs(given[n] - wanted[n]) < 0.01 for n in given)
        agree = agree and all(same)
        rounded = {name: mark if mark is None else round(mark, 2) for name, mark in given.items()}
        table[one.student] = {"kind": one.kind, "expected": round(right, 2), **rounded}
    return {"marks": table, "marks_agree": agree}


def report(found):
    """Print the measurement as two tables and the sentences that they come to.

    Parameters
    ----------
    found : dict
        What `measure` returns.
    """
    from rich.console import Console

    console = Console()
    console.print(_cost_table(found))
    console.print(_marks_table(found))
    console.print(
        f"With one worker {found['ratio_nbgrader']:.1f} times as fast as nbgrader and "
        f"{found['ratio_otter']:.1f} times as fast as otter-grader; with two workers, a class of "
        f"{found['class_size']} is graded {found['speedup_two_workers']:.2f} times as fast again.\n"
        f"Beyond the {found['own_work_s']:.2f} s of the student's own cells, a submission costs "
        f"{found['overhead_s']:.2f} s; with its share of the {found['start_s']:.1f} s until the "
        f"first one runs, {found['overhead_with_start_s']:.2f} s.\n"
        f"A child held at most {found['child_unshared_mb']} MB that it shared with no other.\n"
        f"The first run of all, with nothing kept, took {found['first_run_s']:.1f} s for one.\n"
        f"The marks {'agree' if found['marks_agree'] else 'DIFFER'}."
    )


def _cost_table(found):
    from rich.table import Table

    table = Table(title=f"{found['submissions']} submissions of {STEM}: for each of them")
    for name in ("", "seconds", "ratio", "CPU seconds", "peak MB in all"):
        table.add_column(name, justify="right" if name else "left")
    for name, cost in found["graders"].items():
        seconds, cpu, memory, ratio = cost.values()
        table.add_row(name, f"{seconds:.2f}", f"{ratio:.2f}", f"{cpu:.2f}", f"{memory:,}")
    return table


def _marks_table(found):
    from rich.table import Table

    names = list(next(iter(found["marks"].values())))
    table = Table("student", *names, title="Marks (otter-grader gives all of a question or none)")
    for student, row in found["marks"].items():
        shown = ("none" if cell is None else cell for cell in row.values())
        table.add_row(student, *(c if isinstance(c, str) else f"{c:g}" for c in shown))
    return table


def main():
    """Print the measurement."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.grading", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("--json", action="store_true", help="print one line of JSON")
    parser.add_argument("--submissions", type=_some, default=10, help="for all (default: 10)")
    parser.add_argument("--class-size", type=_some, default=60, help="for two (default: 60)")
    parser.add_argument("--until", help="cut them behind a question: 1.4 and they train nothing")
    parser.add_argument("--once", action="store_true", help="each grader once, to try it out")
    options = parser.parse_args()
    found = measure(options.submissions, options.class_size, options.until, options.once)
    print(json.dumps(found)) if options.json else report(found)


def _some(text):
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"expected at least 1 submission, found {number}")
    return number
