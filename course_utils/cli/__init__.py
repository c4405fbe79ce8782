"""The `course` command: one module a command, each importing what it needs when it runs.

>>> from course_utils.cli import main
"""

import io
import sys

import typer

from course_utils.cli import (
    build,
    bundle,
    check,
    colab,
    data,
    glossary,
    grade,
    gradescope,
    lab,
    lint,
    marks,
    nbgrader,
    new_explorer,
    new_lesson,
    practice,
    progress,
    site,
    warm,
)
from course_utils.errors import CourseError

_INSTRUCTORS = "For instructors"

app = typer.Typer(
    help="Everything around the notebooks: set-up, data, progress, grading, the author's tools.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
)
app.command("check")(check.check)
app.command("lab")(lab.lab)
app.command("progress")(progress.progress)
app.command("practice")(practice.practice)
app.command("glossary")(glossary.glossary)
app.command("data")(data.data)
app.command("grade", rich_help_panel=_INSTRUCTORS)(grade.grade)
app.add_typer(marks.app, name="marks", rich_help_panel=_INSTRUCTORS)
app.command("gradescope", rich_help_panel=_INSTRUCTORS)(gradescope.gradescope)
app.command("gradescope-results", hidden=True)(gradescope.gradescope_results)
app.command("bundle", rich_help_panel=_INSTRUCTORS)(bundle.bundle)
app.command("nbgrader", rich_help_panel=_INSTRUCTORS)(nbgrader.nbgrader)
app.command("colab", rich_help_panel=_INSTRUCTORS)(colab.colab)
app.command("warm", rich_help_panel=_INSTRUCTORS)(warm.warm)
app.command("build", rich_help_panel="For authors")(build.build)
app.command("lint", rich_help_panel="For authors")(lint.lint)
app.command("site", rich_help_panel="For authors")(site.site)
app.command("new-explorer", rich_help_panel="For authors")(new_explorer.new_explorer)
app.command("new-lesson", rich_help_panel="For authors")(new_lesson.new_lesson)


def main() -> None:
    """Run the command line; an error of the course is one sentence and exit status 1."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console that lacks a letter gets the rest
    command = typer.main.get_command(app)
    _leave_out_types(command)
    try:
        command()
    except CourseError as error:
        typer.secho(str(error), fg="red", err=True)
        sys.exit(1)


def _leave_out_types(command):
    """Have the help say no `<bool>` and `<str>`: a flag is only there, an argument has a name."""
    for param in command.get_params(typer.Context(command)):
        if param.param_type_name == "argument":
            param.display_type_rich = lambda ctx: None
        elif getattr(param, "is_flag", False):
            param.metavar = ""
    for part in getattr(command, "commands", {}).values():
        _leave_out_types(part)
