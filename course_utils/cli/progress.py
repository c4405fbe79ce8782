"""`course progress`: the map of the course with what is done."""

import json
from pathlib import Path
from typing import Annotated

import typer

from course_utils.cli import kinds


def progress(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    page: Annotated[
        Path | None,
        typer.Option("--page", metavar="PATH", help="Write a page of it, to print or to hand on."),
    ] = None,
    name: Annotated[
        str, typer.Option("--name", help="Your name, for the page.", **kinds.TEXT)
    ] = "",
    reset: Annotated[
        bool, typer.Option("--reset", help="Forget everything; asks first, and keeps a copy.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="With --reset: do not ask.")] = False,
) -> None:
    """Show what you have done and what comes next.

    For example:

      course progress
      course progress --json > progress.json
      course progress --page done.html --name "Ada Lovelace"
      course progress --reset
    """
    from course_utils.progress import reset_progress, show_progress, write_completion

    if reset:
        if not yes:
            typer.confirm("Forget every verdict, guess and practice answer so far?", abort=True)
        kept = reset_progress()
        typer.echo("Your record is empty now.")
        if kept:
            typer.echo(f"What it held is in {kept}: call that progress.sqlite to have it back.")
    elif page:
        typer.echo(f"Wrote {write_completion(page, name)}.")
    else:
        shown = show_progress()
        typer.echo(json.dumps(shown.to_dict(), indent=1) if as_json else shown)
