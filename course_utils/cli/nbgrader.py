"""`course nbgrader`: the exercises as an nbgrader course."""

from pathlib import Path
from typing import Annotated

import typer

from course_utils.cli import kinds


def nbgrader(
    folder: Annotated[Path, typer.Argument(help="A new folder, or one made by this command.")],
    lesson: Annotated[
        list[int] | None, typer.Option(help="Only this lesson.", **kinds.whole_number(1))
    ] = None,
) -> None:
    """Write the exercises for those who grade with nbgrader.

    For example:

      course nbgrader my_course
      course nbgrader my_course --lesson 1 --lesson 2
    """
    from course_utils.grading.exports.nbgrader import make_nbgrader_course

    for name in make_nbgrader_course(folder, lesson):
        typer.echo(f"{folder / 'release' / name}")
