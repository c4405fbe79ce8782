"""`course site`: the course as a folder of pages."""

from pathlib import Path
from typing import Annotated

import typer

from course_utils.cli import kinds


def site(
    output: Annotated[Path, typer.Option(help="Where the pages go.", **kinds.FOLDER)] = Path(
        "site"
    ),
    with_solutions: Annotated[
        bool, typer.Option("--with-solutions", help="Show the solutions, too.")
    ] = False,
) -> None:
    """Build the website: a folder that works by itself, with or without a network.

    Each lesson is run, unless an executed copy of its present state is kept. Open index.html in the
    folder, or copy all of it to a server.

    For example:

      course site                           into site/
      course site --output public           into public/
      course site --with-solutions          for a class that has handed in
    """
    from rich.console import Console

    from course_utils.places import checkout
    from course_utils.site.building import build_site
    from course_utils.site.gathering import lesson_notebooks

    checkout("course site")
    total = len(lesson_notebooks())
    ran = []
    console = Console()
    with console.status(f"Running {total} lessons, where they have changed") as status:

        def say(name: str, anew: bool) -> None:
            ran.append(anew)
            if anew:
                console.print(f"ran {name}", highlight=False)
            left = total - len(ran)
            status.update(f"{left} lessons left to run" if left else "Writing the pages")

        made = build_site(output, with_solutions, say)
    lessons = f"{sum(ran)} lessons were run, {len(ran) - sum(ran)} were known"
    typer.echo(
        f"{made.pages} pages, {made.bytes / 1e6:.0f} MB; "
        f"{lessons if made.is_new else 'nothing had changed'}. Open {made.folder / 'index.html'}"
    )
