"""`course build`: from the text sources to the notebooks."""

from typing import Annotated

import typer

from course_utils.cli import kinds
from course_utils.places import checkout


def build(
    lesson: Annotated[
        int | None, typer.Option(help="Only this lesson; 0: start page.", **kinds.whole_number(0))
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; name what is old.")
    ] = False,
) -> None:
    """Write the notebooks from their sources.

    For example:

      course build                 every notebook
      course build --lesson 01     those of one lesson
      course build --check         exit status 1 if one is not as its source says
    """
    from course_utils.authoring import build_course, stale_notebooks

    course = checkout("course build")
    if check:
        problems = stale_notebooks(course)
        for problem in problems:
            typer.echo(problem)
        typer.echo("All notebooks are up to date." if not problems else f"{len(problems)} are not.")
        raise typer.Exit(bool(problems))
    made = build_course(course, lesson)
    for word, paths in (("wrote", made.written), ("removed", made.removed)):
        for path in paths:
            typer.echo(f"{word} {path.relative_to(course).as_posix()}")
    typer.echo(f"{len(made.written)} written, {len(made.unchanged)} were up to date.")
