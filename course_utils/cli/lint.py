"""`course lint`: hold the sources to the rules of the course."""

from typing import Annotated

import typer

from course_utils.cli import kinds
from course_utils.places import checkout


def lint(
    lesson: Annotated[
        int | None, typer.Option(help="Only this lesson; 0: start page.", **kinds.whole_number(0))
    ] = None,
) -> None:
    """Check the notebooks' sources against the rules every lesson keeps.

    For example:

      course lint                  every source
      course lint --lesson 01      those of one lesson
    """
    from course_utils.authoring import lint_course

    course = checkout("course lint")
    problems = lint_course(course, lesson)
    for problem in problems:
        typer.echo(problem)
    typer.echo(f"{len(problems)} to put right." if problems else "Every rule is kept.")
    raise typer.Exit(bool(problems))
