"""`course grade`: a folder of notebooks in, marks and pages out."""

import contextlib
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from course_utils.cli import grading_report
from course_utils.errors import GradingError

UNGRADED = 3  # the exit status where something could not be graded


def grade(
    submissions: Annotated[
        list[Path] | None, typer.Argument(help="Folders, zips or notebooks.", show_default=False)
    ] = None,
    out: Annotated[Path, typer.Option(help="Where pages and gradebook go.")] = Path("graded"),
    roster: Annotated[Path | None, typer.Option(help="CSV: who is in the class.")] = None,
    workers: Annotated[int | None, typer.Option(min=1, help="Default: one a core.")] = None,
    cluster: Annotated[str, typer.Option(help="Dask: tcp://scheduler:8786.")] = "",
    gradebook: Annotated[
        str, typer.Option(help="A file, or postgresql://user@host/database.")
    ] = "",
    count: Annotated[str, typer.Option(help="What counts: latest or best.")] = "latest",
    cell_seconds: Annotated[float, typer.Option(min=1, help="After which a cell stops.")] = 120,
    notebook_seconds: Annotated[float, typer.Option(min=1, help="For all cells.")] = 900,
    memory_mb: Annotated[int, typer.Option(min=3000, help="For one notebook.")] = 6000,
    again: Annotated[bool, typer.Option("--again", help="Run unchanged ones too.")] = False,
    cold: Annotated[bool, typer.Option("--cold", help="A fresh process for each.")] = False,
    demo: Annotated[bool, typer.Option("--demo", help="Grade an invented class.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
):
    """Grade a class: run every notebook sealed off, judge its answers, write pages and marks.

    The folder may be flat, hold a folder for each student, or be what nbgrader, Canvas or
    Moodle give. What was graded before and has not changed is not run again, so a run that
    was stopped is simply started again. Exit status: 0 all graded, 3 some could not be read
    or run, 1 nothing was graded because of an error.

    For example:

      course grade --demo                              an invented class of 30
      course grade submitted --out graded              pages in graded/
      course grade class.zip --roster roster.csv       names and ids from a list
      course grade submitted --workers 8 --json        for a script
      course grade submitted --cluster tcp://10.0.0.5:8786
    """
    from course_utils.grading.sandbox.seal import Limits

    limits = Limits(cell_seconds, notebook_seconds, memory_mb)
    try:
        with contextlib.ExitStack() as stack:
            if demo:
                submissions, roster = _demo(stack)
            names, collected = _collect(submissions, roster)
            make = stack.enter_context(_workers(cluster, workers, cold, len(collected.submissions)))
            book = _opened(gradebook or _made(out) / "gradebook.db", count)
            work = (collected.submissions, book, make, limits, cold, again)
            graded = _follow(work, quiet=as_json)
    except KeyboardInterrupt:
        typer.echo("Stopped. What is graded is kept: the same command goes on from here.", err=True)
        raise typer.Exit(130) from None
    from course_utils.grading.report import write_report  # late: the workers have begun by now

    reports = write_report(book, _made(out), names, count)
    say = grading_report.as_json if as_json else grading_report.as_tables
    say(graded, collected.ignored, reports)
    raise typer.Exit(UNGRADED if grading_report.ungraded(graded) else 0)


def _demo(stack):
    """An invented class in a folder that is gone afterwards."""
    from course_utils.grading.sample_class import make_sample_class

    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    made = make_sample_class(folder)
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


def _opened(gradebook, count):
    from course_utils.grading.gradebook import open_gradebook
    from course_utils.grading.gradebook.counting import expect_rule

    expect_rule(count)
    return open_gradebook(gradebook)


def _follow(work, quiet):
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
    graded = []
    with Progress(*columns, console=Console(file=sys.stderr), disable=quiet) as progress:
        bar = progress.add_task("Grading", total=len(work[0]), rate="starting")
        for one in grade_class(*work):
            graded.append(one)
            speed = progress.tasks[bar].speed
            rate = f"{60 * speed:.0f} a minute" if speed else ""
            progress.update(bar, advance=1, rate=rate)
    return graded
