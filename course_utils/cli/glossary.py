"""`course glossary`: what a word of the course means, and which lesson explains it."""

from typing import Annotated

import typer


def glossary(
    word: Annotated[
        str, typer.Argument(help="Such as gap, or a part of it; all if left out.")
    ] = "",
) -> None:
    """Look up a word. Exit status: 0 found, 1 no lesson explains it.

    For example:

      course glossary
      course glossary "learning rate"
    """
    from course_utils.source.glossary import glossary as look_up

    found = look_up(word)
    typer.echo(found)
    raise typer.Exit(0 if found.terms else 1)
