"""`course colab`: the notebooks as Colab opens them."""

from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from course_utils.cli import kinds
from course_utils.places import root


def colab(
    folder: Annotated[Path, typer.Argument(help="Where they go; what is there is replaced.")],
    repository: Annotated[
        str,
        typer.Option(
            help="Owner and name on GitHub of the course you give.",
            parser=kinds.repository,
            metavar="OWNER/NAME",
        ),
    ],
    tag: Annotated[
        str, typer.Option(help="The edition that is installed; v and its number.", **kinds.TEXT)
    ] = "",
    branch: Annotated[
        str, typer.Option(help="Where you publish the folder `colab`.", **kinds.TEXT)
    ] = "gh-pages",
) -> None:
    """Write the notebooks for Colab: a cell before each fetches and installs the course.

    For example:

      course colab site/colab --repository school/deep-learning-course
      course colab colab --repository school/deep-learning-course --tag v0.1.0 --branch colab
    """
    from course_utils.authoring import PublicCourse, write_colab_edition

    course = PublicCourse(repository, tag or f"v{version('deep-learning-course')}", branch)
    written = write_colab_edition(root(), folder, course)
    typer.echo(f"{len(written)} notebooks are in {folder}. The first one, once it is published:")
    typer.echo(course.on_colab("00_start_here.ipynb"))
