"""`course marks`: look at the gradebook, change it by hand, hand it on to a school's system."""

from datetime import datetime
from enum import StrEnum
from getpass import getuser
from pathlib import Path
from typing import Annotated

import typer

from course_utils.errors import GradingError

app = typer.Typer(
    help=(
        "The gradebook: marks that count, marks set by hand, comments, deadlines, exports.\n\n"
        "For example: course marks show"
    ),
    no_args_is_help=True,
    rich_markup_mode="rich",
)

Gradebook = Annotated[
    str, typer.Option(help="A file, or postgresql://user@host/database.", show_default=True)
]
Exercise = Annotated[str, typer.Argument(help="Such as 01_single_neuron.")]
Student = Annotated[str, typer.Argument(help="The id that marks are kept under.")]
Count = Annotated[str, typer.Option(help="What counts: latest or best.")]
RosterFile = Annotated[Path | None, typer.Option(help="CSV with names and a school's ids.")]
DEFAULT = "graded/gradebook.db"


class Format(StrEnum):
    """What schools' systems import."""

    CSV = "csv"
    CANVAS = "canvas"
    MOODLE = "moodle"
    LTI = "lti"


@app.command("show")
def show(
    exercise: Annotated[str | None, typer.Argument(help="Only this one.")] = None,
    student: Annotated[str | None, typer.Option(help="Only this one.")] = None,
    gradebook: Gradebook = DEFAULT,
    count: Count = "latest",
):
    """Show the marks that count, each with how it came about.

    For example:

      course marks show
      course marks show 01_single_neuron --student ada
    """
    for mark in _open(gradebook).marks(exercise, student, count):
        typer.echo(f"{mark.exercise} {mark.student}: {mark.marks:.3g} of {mark.points:g}")
        for sentence in mark.how:
            typer.echo(f"  {sentence}")


@app.command("set")
def set_marks(
    student: Student,
    exercise: Exercise,
    marks: Annotated[float | None, typer.Argument(help="Without: take it back.")] = None,
    question: Annotated[str | None, typer.Option(help="Only of this one: 1.2.")] = None,
    reason: Annotated[str, typer.Option(help="The student reads it.")] = "",
    gradebook: Gradebook = DEFAULT,
):
    """Set marks by hand; they survive every later grading.

    For example:

      course marks set ada 01_single_neuron 2 --question 1.2 --reason "a fair reading"
      course marks set ada 01_single_neuron --question 1.2
    """
    _open(gradebook).override(student, exercise, question, marks, getuser(), reason)
    typer.echo("Noted. `course marks pages` writes the pages again.")


@app.command("comment")
def comment(
    student: Student,
    exercise: Exercise,
    text: Annotated[str, typer.Argument(help="The student reads it.")],
    question: Annotated[str | None, typer.Option(help="On this one: 1.2.")] = None,
    gradebook: Gradebook = DEFAULT,
):
    """Write to a student; the comment stands on the student's page.

    For example:

      course marks comment ada 01_single_neuron "Well argued." --question 1.5
    """
    _open(gradebook).comment(student, exercise, text, getuser(), question)
    typer.echo("Noted. `course marks pages` writes the pages again.")


@app.command("deadline")
def deadline(
    exercise: Exercise,
    due: Annotated[datetime | None, typer.Argument(help="In your time; without: none.")] = None,
    grace_minutes: Annotated[float, typer.Option(help="So late is not late.")] = 0,
    percent_per_day: Annotated[float, typer.Option(help="Off for each day started.")] = 0,
    floor_percent: Annotated[float, typer.Option(help="Kept however late.")] = 0,
    cutoff_days: Annotated[float | None, typer.Option(help="After which nothing counts.")] = None,
    gradebook: Gradebook = DEFAULT,
):
    """Say when an exercise is due, and what being late costs.

    For example:

      course marks deadline 01_single_neuron "2026-03-02 18:00:00" --percent-per-day 10
      course marks deadline 01_single_neuron
    """
    from course_utils.grading.gradebook import LatePolicy

    policy = LatePolicy(grace_minutes, percent_per_day, floor_percent, cutoff_days)
    _open(gradebook).set_deadline(exercise, due.astimezone() if due else None, policy)
    typer.echo(policy.words() if due else "No deadline.")


@app.command("pages")
def pages(
    out: Annotated[Path, typer.Option(help="Where the pages go.")] = Path("graded"),
    roster: RosterFile = None,
    gradebook: Gradebook = DEFAULT,
    count: Count = "latest",
):
    """Write the pages and marks.csv again, after a change by hand.

    For example:

      course marks pages --out graded
    """
    from course_utils.grading.report import write_report

    for report in write_report(_open(gradebook), out, _roster(roster), count):
        typer.echo(report.page)


@app.command("export")
def export(
    form: Annotated[Format, typer.Argument(metavar="FORMAT", help="csv, canvas, moodle, lti.")],
    exercise: Exercise,
    to: Annotated[Path, typer.Argument(help="The file to write.")],
    worksheet: Annotated[
        Path | None, typer.Option(help="What Canvas or Moodle gave, to be filled.")
    ] = None,
    roster: RosterFile = None,
    gradebook: Gradebook = DEFAULT,
    count: Count = "latest",
):
    """Write the marks of an exercise in a form that a school's system imports.

    For example:

      course marks export csv 01_single_neuron marks.csv
      course marks export canvas 01_single_neuron filled.csv --worksheet canvas.csv
      course marks export moodle 01_single_neuron filled.csv --worksheet moodle.csv
      course marks export lti 01_single_neuron scores.jsonl --roster roster.csv
    """
    from course_utils.grading.report import school_marks

    counted = _open(gradebook).marks(exercise, rule=count)
    marks = school_marks(counted, _roster(roster))
    if not marks:
        raise GradingError(f"Expected marks of {exercise} in {gradebook}, found none.")
    results = [mark.result for mark in counted if mark.result]
    _tell(_write(form, marks, results, worksheet, to), to)


def _write(form, marks, results, worksheet, to):
    from course_utils.grading.exports import canvas, lti, moodle, plain_csv

    if form is Format.MOODLE and not worksheet:
        raise GradingError(
            "Expected the grading worksheet that Moodle gives (View all submissions, Download "
            "grading worksheet), found none. Name it: --worksheet FILE."
        )
    if form is Format.MOODLE:
        return moodle.fill_moodle(marks, worksheet, to)
    if form is Format.CANVAS and worksheet:
        return canvas.fill_canvas(marks, worksheet, to)
    if form is Format.CANVAS:
        return canvas.write_canvas(marks, to)
    if form is Format.LTI:
        return lti.write_scores(marks, to)
    return plain_csv.write_csv(marks, results, to)


def _tell(filled, to):
    typer.echo(f"{filled.written} marks written to {to}.")
    for words, names in (
        ("not found there", filled.unknown),
        ("may not be changed there", filled.locked),
        ("columns that are new there", filled.added),
    ):
        if names:
            typer.echo(f"{words}: {', '.join(names)}")


def _open(gradebook):
    from course_utils.grading.gradebook import open_gradebook

    if "://" not in gradebook and not Path(gradebook).exists():
        raise GradingError(
            f"Expected a gradebook at {gradebook}, found none. `course grade` makes one; say "
            "which: --gradebook FILE."
        )
    return open_gradebook(gradebook)


def _roster(path):
    from course_utils.grading.intake import read_roster

    return read_roster(path) if path else None
