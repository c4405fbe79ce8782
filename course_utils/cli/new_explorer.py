"""`course new-explorer`: the files a new explorer starts from."""

from typing import Annotated

import typer

from course_utils.places import checkout


def new_explorer(
    name: Annotated[str, typer.Argument(help="Its name in Python, in small letters.")],
) -> None:
    """Start a new explorer: a module that already runs, its test, and its name in course_utils.

    For example:

      course new-explorer weight_decay
    """
    from course_utils.authoring import new_explorer as write_explorer

    course = checkout("course new-explorer")
    for path in write_explorer(course, name):
        typer.echo(f"wrote {path.relative_to(course).as_posix()}")
