"""`course new-explorer`: the files a new explorer starts from."""

from typing import Annotated

import typer

from course_utils.source.course_map import root


def new_explorer(
    name: Annotated[str, typer.Argument(help="Its name in Python, in small letters.")],
) -> None:
    """Start a new explorer: a module that already runs, its test, and its name in course_utils.

    For example:

      course new-explorer weight_decay
    """
    from course_utils.authoring import new_explorer as write_explorer

    for path in write_explorer(root(), name):
        typer.echo(f"wrote {path.relative_to(root()).as_posix()}")
