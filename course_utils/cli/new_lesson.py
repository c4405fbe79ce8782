"""`course new-lesson`: the files a new lesson starts from."""

from typing import Annotated

import typer

from course_utils.places import checkout


def new_lesson(
    title: Annotated[str, typer.Argument(help="Its title, in quotation marks.")],
) -> None:
    """Start a new lesson: sources, checks and tests to fill in.

    For example:

      course new-lesson "Convolutional networks"
    """
    from course_utils.authoring import new_lesson as write_lesson

    course = checkout("course new-lesson")
    for path in write_lesson(course, title):
        typer.echo(f"wrote {path.relative_to(course).as_posix()}")
