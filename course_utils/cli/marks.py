"""`course marks`: look at the gradebook, change it by hand, hand it on to a school's system."""

from datetime import datetime
from getpass import getuser
from pathlib import Path
from typing import Annotated

import typer

from course_utils.cli import kinds
from course_utils.cli.grade import Counting, GradebookPlace
from course_utils.errors import GradingError

app = typer.Typer(
    help=(
        "The gradebook: marks that count, marks set by hand, comments, deadlines, exports.\n\n"
        "For example: course marks show"
    ),
    no_args_is_help=True,
    rich_markup_mode="rich",
)

ExerciseStem = Annotated[str, typer.Argument(help="Such as 01_single_neuron.")]
StudentId = Annotated[str, typer.Argument(help="The id that marks are kept under.")]
RosterFile = Annotated[
    Path | None,
    typer.Option(help="CSV with names and a school's ids. Default: the last run's.", **kinds.FILE),
]
Reason = Annotated[str, typer.Option(help="Kept in the history.", **kinds.TEXT)]
DEFAULT = "graded/gradebook.db"
FORMATS = "csv", "canvas", "moodle", "lti"


@app.command("show")
def show(
    exercise: Annotated[str | None, typer.Argument(help="Only this one.")] = None,
    student: Annotated[str | None, typer.Option(help="Only this one.", **kinds.TEXT)] = None,
    gradebook: GradebookPlace = DEFAULT,
    count: Counting = "latest",
) -> None:
    """Show the marks that count, each with how it came about.

    For example:

      course marks show
      course marks show 01_single_neuron --student ada
    """
    from course_utils.grading.gradebook import explain

    for mark in _open(gradebook).marks(exercise, student, count):
        typer.echo(f"{mark.exercise} {mark.student}: {mark.marks:.3g} of {mark.points:g}")
        for sentence in explain(mark):
            typer.echo(f"  {sentence}")


@app.command("set")
def set_marks(
    student: StudentId,
    exercise: ExerciseStem,
    marks: Annotated[
        float | None,
        typer.Argument(help="Without: take it back.", **kinds.decimal() | {"metavar": "marks"}),
    ] = None,
    question: Annotated[
        str | None, typer.Option(help="Only of this one: 1.2.", **kinds.TEXT)
    ] = None,
    reason: Annotated[str, typer.Option(help="The student reads it.", **kinds.TEXT)] = "",
    gradebook: GradebookPlace = DEFAULT,
) -> None:
    """Set marks by hand; they survive every later grading.

    For example:

      course marks set ada 01_single_neuron 2 --question 1.2 --reason "a fair reading"
      course marks set ada 01_single_neuron --question 1.2
    """
    _open(gradebook).override(student, exercise, question, marks, getuser(), reason)
    typer.echo("Noted. `course marks pages` writes the pages again.")


@app.command("comment")
def comment(
    student: StudentId,
    exercise: ExerciseStem,
    text: Annotated[str, typer.Argument(help="The student reads it.")],
    question: Annotated[str | None, typer.Option(help="On this one: 1.2.", **kinds.TEXT)] = None,
    gradebook: GradebookPlace = DEFAULT,
) -> None:
    """Write to a student; the comment is on the student's page.

    For example:

      course marks comment ada 01_single_neuron "Well argued." --question 1.5
    """
    _open(gradebook).comment(student, exercise, text, getuser(), question)
    typer.echo("Noted. `course marks pages` writes the pages again.")


@app.command("deadline")
def deadline(
    exercise: ExerciseStem,
    due: Annotated[
        datetime | None,
        typer.Argument(help="In your time; without: none.", parser=kinds.date),
    ] = None,
    grace_minutes: Annotated[
        float, typer.Option(help="So late is not late.", **kinds.decimal(0))
    ] = 0,
    percent_per_day: Annotated[
        float, typer.Option(help="Off for each day started.", **kinds.decimal(0, 100))
    ] = 0,
    floor_percent: Annotated[
        float, typer.Option(help="Kept however late.", **kinds.decimal(0, 100))
    ] = 0,
    cutoff_days: Annotated[
        float | None, typer.Option(help="After which nothing counts.", **kinds.decimal(0))
    ] = None,
    gradebook: GradebookPlace = DEFAULT,
) -> None:
    """Say when an exercise is due, and what being late costs.

    For example:

      course marks deadline 01_single_neuron "2026-03-02 18:00:00" --percent-per-day 10
      course marks deadline 01_single_neuron
    """
    from course_utils.grading.gradebook import LatePolicy

    policy = LatePolicy(grace_minutes, percent_per_day, floor_percent, cutoff_days)
    _open(gradebook).set_deadline(exercise, due.astimezone() if due else None, policy)
    typer.echo(policy.words() if due else "No deadline.")


@app.command("remove")
def remove(
    student: Annotated[str | None, typer.Argument(help="Out of all exercises, for good.")] = None,
    run: Annotated[
        int | None, typer.Option(help="All that this run graded.", **kinds.whole_number(1))
    ] = None,
    back: Annotated[bool, typer.Option("--back", help="Put it back.")] = False,
    reason: Reason = "",
    gradebook: GradebookPlace = DEFAULT,
) -> None:
    """Take a student or a run out of the marks; the history keeps everything.

    For example:

      course marks remove ada --reason "left the class"
      course marks remove --run 3
      course marks remove ada --back
    """
    if (student is None) == (run is None):
        raise GradingError(
            "Expected a student's id, or --run with a number from `course marks history`; found "
            f"{'neither' if run is None else 'both'}."
        )
    _open(gradebook).remove(student=student, run=run, by=getuser(), reason=reason, is_back=back)
    typer.echo(
        "Noted. `course marks pages` writes the pages again; pages of students who are gone stay "
        "in their folders until you delete them."
    )


@app.command("history")
def history(gradebook: GradebookPlace = DEFAULT) -> None:
    """Show every run, and what was set, taken away and put back by hand, oldest first.

    For example:

      course marks history
    """
    from course_utils.grading.gradebook.history import tell_history

    for sentence in tell_history(_open(gradebook)):
        typer.echo(sentence)


@app.command("pages")
def pages(
    out: Annotated[Path, typer.Option(help="Where the pages go.", **kinds.FOLDER)] = Path("graded"),
    roster: RosterFile = None,
    gradebook: GradebookPlace = DEFAULT,
    count: Counting = "latest",
) -> None:
    """Write the pages and marks.csv again, after a change by hand.

    For example:

      course marks pages --out graded
    """
    from course_utils.grading.report import write_report

    book = _open(gradebook)
    for report in write_report(book, out, _roster(roster, book), count):
        typer.echo(report.page)


@app.command("export")
def export(
    form: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT", help="csv, canvas, moodle or lti.", **kinds.one_of(*FORMATS)
        ),
    ],
    exercise: ExerciseStem,
    to: Annotated[Path, typer.Argument(help="The file to write.")],
    worksheet: Annotated[
        Path | None, typer.Option(help="What Canvas or Moodle gave, to be filled.", **kinds.FILE)
    ] = None,
    roster: RosterFile = None,
    gradebook: GradebookPlace = DEFAULT,
    count: Counting = "latest",
) -> None:
    """Write the marks of an exercise in a form that a school's system imports.

    For example:

      course marks export csv 01_single_neuron marks.csv
      course marks export canvas 01_single_neuron filled.csv --worksheet canvas.csv
      course marks export moodle 01_single_neuron filled.csv --worksheet moodle.csv
      course marks export lti 01_single_neuron scores.jsonl --roster roster.csv
    """
    from course_utils.grading.report import school_marks

    book = _open(gradebook)
    counted = book.marks(exercise, rule=count)
    marks = school_marks(counted, _roster(roster, book))
    if not marks:
        raise GradingError(f"Expected marks of {exercise} in {gradebook}, found none.")
    results = [mark.result for mark in counted if mark.result]
    _tell(_write(form, marks, results, worksheet, to), to)


def _write(form, marks, results, worksheet, to):
    from course_utils.grading.exports import canvas, lti, moodle, plain_csv

    if form == "moodle" and not worksheet:
        raise GradingError(
            "Expected the grading worksheet that Moodle gives (View all submissions, Download "
            "grading worksheet), found none. Name it: --worksheet FILE."
        )
    if form == "moodle":
        return moodle.fill_moodle(marks, worksheet, to)
    if form == "canvas" and worksheet:
        return canvas.fill_canvas(marks, worksheet, to)
    if form == "canvas":
        return canvas.write_canvas(marks, to)
    if form == "lti":
        return lti.write_scores(marks, to)
    return plain_csv.write_csv(marks, results, to)


def _tell(summary, to):
    typer.echo(f"{summary.written} marks written to {to}.")
    for words, names in (
        ("not found there", summary.unknown),
        ("may not be changed there", summary.locked),
        ("columns that are new there", summary.added),
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


def _roster(path, book):
    """The roster that was given, or that of the last run with one, where it still is."""
    from course_utils.grading.intake import read_roster

    noted = [run.options.get("roster") for run in reversed(book.runs())]
    path = path or next((place for place in noted if place and Path(place).is_file()), None)
    return read_roster(path) if path else None
