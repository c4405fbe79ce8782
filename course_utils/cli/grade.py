"""`course grade`: a folder of notebooks in, marks and pages out."""

import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from course_utils.cli import grading_report, kinds
from course_utils.errors import GradingError

if TYPE_CHECKING:  # a command imports what it needs when it runs
    from course_utils.grading.batch import GradedSubmission

UNGRADED = 3  # the exit status where something could not be graded

_COUNTING = kinds.one_of("latest", "best") | kinds.TEXT
# What the command takes: the class, where all goes, how it is run, and what is shown.
Submissions = Annotated[
    list[Path] | None, typer.Argument(help="Folders, zips or notebooks.", show_default=False)
]
ClassList = Annotated[Path | None, typer.Option(help="CSV: who is in the class.", **kinds.FILE)]
Demo = Annotated[bool, typer.Option("--demo", help="Grade an invented class.")]
Out = Annotated[
    Path | None,
    typer.Option(
        help="Where pages and gradebook go. Default: graded, or graded-demo.", **kinds.FOLDER
    ),
]
GradebookPlace = Annotated[
    str, typer.Option(help="A file, or postgresql://user@host/database.", **kinds.TEXT)
]
Workers = Annotated[int | None, typer.Option(help="Default: one a core.", **kinds.whole_number(1))]
Cluster = Annotated[str, typer.Option(help="Dask: tcp://scheduler:8786.", **kinds.TEXT)]
CellSeconds = Annotated[float, typer.Option(help="After which a cell stops.", **kinds.decimal(1))]
NotebookSeconds = Annotated[float, typer.Option(help="For all cells.", **kinds.decimal(1))]
MemoryMb = Annotated[
    int, typer.Option(help="For one notebook; 3000 or more.", **kinds.whole_number(3000))
]
Again = Annotated[bool, typer.Option("--again", help="Run unchanged ones too.")]
Cold = Annotated[bool, typer.Option("--cold", help="A fresh process for each.")]
Counting = Annotated[str, typer.Option(help="What counts: latest or best.", **_COUNTING)]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def grade(
    submissions: Submissions = None,
    out: Out = None,
    roster: ClassList = None,
    workers: Workers = None,
    cluster: Cluster = "",
    gradebook: GradebookPlace = "",
    count: Counting = "latest",
    cell_seconds: CellSeconds = 120,
    notebook_seconds: NotebookSeconds = 900,
    memory_mb: MemoryMb = 6000,
    again: Again = False,
    cold: Cold = False,
    demo: Demo = False,
    as_json: AsJson = False,
) -> None:
    """Grade a class: run every notebook sealed off, judge its answers, write pages and marks.

    The folder may be flat, hold a folder for each student, or be what nbgrader, Canvas or
    Moodle give. What was graded before and has not changed is not run again, so a run that
    was stopped is simply started again. Exit status: 0 all graded, 3 some could not be read
    or run, 1 nothing was graded because of an error.

    For example:

      course grade --demo                              an invented class, in graded-demo/
      course grade submitted --out graded              pages in graded/
      course grade class.zip --roster roster.csv       names and ids from a list
      course grade submitted --workers 8 --json        for a script
      course grade submitted --cluster tcp://10.0.0.5:8786
    """
    graded: list[GradedSubmission] = []
    with _stops_with_a_sentence(graded):
        limits = _limits(cell_seconds, notebook_seconds, memory_mb)
        out = out or Path("graded-demo" if demo else "graded")
        place = gradebook or out / "gradebook.db"
        if demo:
            submissions, roster = _demo(submissions, roster, out, place)
        names, collected = _collect(submissions, roster)
        with _workers(cluster, workers, cold, len(collected.submissions)) as make:
            _made(out)
            book = _opened(place, demo)
            options = {"demo": demo, "roster": str(roster.absolute()) if roster else ""}
            more = {"ignored": collected.ignored, "options": options}
            work = (collected.submissions, book, make, limits, cold, again)
            _follow(work, more, graded, quiet=as_json)
        reports = _reports(book, out, names, count)
        say = grading_report.as_json if as_json else grading_report.as_tables
        say(graded, collected.ignored, reports)
    raise typer.Exit(UNGRADED if grading_report.ungraded(graded) else 0)


@contextlib.contextmanager
def _stops_with_a_sentence(graded):
    """What Ctrl-C leaves behind: what is graded is kept."""
    try:
        yield
    except KeyboardInterrupt:
        kept = f"{len(graded)} graded, and kept" if graded else "nothing was graded yet"
        typer.echo(f"Stopped: {kept}. The same command goes on from here.", err=True)
        raise typer.Exit(130) from None


def _limits(cell_seconds, notebook_seconds, memory_mb):
    from course_utils.grading.sandbox.seal import Limits

    return Limits(cell_seconds, notebook_seconds, memory_mb)


def _reports(book, out, names, count):
    """Write the pages; imported late, as the workers have begun by now."""
    from course_utils.grading.report import write_report

    return write_report(book, out, names, count)


def _demo(submissions, roster, out, place):
    """The invented class, in a folder beside its marks."""
    from course_utils.grading.sample_class import make_sample_class

    if submissions or roster:
        raise GradingError(
            "Expected --demo alone, which invents a class and its roster, or a class of your own "
            "without --demo; found both."
        )
    _made(out)
    _opened(place, demo=True)
    made = make_sample_class(out / "class")
    return [made.submissions], made.roster


def _collect(paths, roster):
    from course_utils.grading.intake import collect, read_roster

    if not paths:
        raise GradingError(
            "Expected folders, zips or notebooks to grade, found none. For a first look: "
            "course grade --demo"
        )
    names = read_roster(roster) if roster else None
    collected = collect(paths, names)
    if not collected.submissions:
        listed = "".join(f"\n  {one.origin}: {one.reason}" for one in collected.ignored[:10])
        raise GradingError(f"Expected notebooks in {_named(paths)}, found none.{listed}")
    return names, collected


def _named(paths):
    return ", ".join(str(path) for path in paths)


def _made(folder):
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise GradingError(f"Expected to write into {folder}, found: {error.strerror}.") from None
    return folder


def _workers(cluster, workers, cold, most):
    from course_utils.grading.workers import cluster_workers, local_workers

    if cluster:
        return cluster_workers(cluster)
    if workers is None:
        from joblib import cpu_count  # unlike that of os, it knows what a container may use

        workers = cpu_count()
    return local_workers(min(workers, most), cold)


def _opened(gradebook, demo):
    """The gradebook; the invented class never comes among real marks, nor they among its."""
    from course_utils.grading.gradebook import away, open_gradebook

    book = open_gradebook(gradebook)
    _, gone = away(book.removals())
    if any(run.options.get("demo", False) != demo for run in book.runs() if run.id not in gone):
        kinds = "the invented class", "a class of your own"
        expected, found = kinds if demo else kinds[::-1]
        raise GradingError(
            f"Expected a gradebook of {expected} in {gradebook}, found one of {found}. Choose "
            "another folder: --out FOLDER."
        )
    return book


def _follow(work, more, graded, quiet):
    """Grade, with a bar that says how many are done, how fast, and how long it will take."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    from course_utils.grading.batch import grade_class

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(file=sys.stderr), disable=quiet) as progress:
        bar = progress.add_task("Grading", total=len(work[0]), rate="starting")
        for one in grade_class(*work, **more):
            graded.append(one)
            speed = progress.tasks[bar].speed
            rate = f"{60 * speed:.0f} a minute" if speed else ""
            progress.update(bar, advance=1, rate=rate)
