"""`course progress`: the map of the course with what is done."""

import json
from typing import Annotated

import typer


def progress(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    reset: Annotated[bool, typer.Option("--reset", help="Forget everything; asks first.")] = False,
) -> None:
    """Show what you have done and what comes next.

    For example:

      course progress
      course progress --json > progress.json
      course progress --reset
    """
    from course_utils.progress import reset_progress, show_progress

    if reset:
        typer.confirm("Forget every verdict recorded so far?", abort=True)
        reset_progress()
        typer.echo("Your record is empty now.")
        return
    page = show_progress()
    typer.echo(json.dumps(page.to_dict(), indent=1) if as_json else page)
