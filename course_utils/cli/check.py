"""`course check`: find out whether this machine is ready."""

import json
from typing import Annotated

import typer

WORDS = {"ok": "green", "advice": "yellow", "problem": "red"}


def check(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Try everything the course needs: Python, packages, memory, disk, data, kernel, training.

    The exit status is 1 if something has to be put right before you start.

    For example:

      course check
      course check --json
    """
    from course_utils.cli.machine import observe

    observations = []
    for one in observe():
        observations.append(one)
        if not as_json:
            typer.secho(f"{one.status:<8}", fg=WORDS[one.status], nl=False)
            typer.echo(f" {one.name}: {one.message}")
    ready = all(one.status != "problem" for one in observations)
    if as_json:
        rows = [vars(one) for one in observations]
        typer.echo(json.dumps({"ready": ready, "findings": rows}, indent=1))
    else:
        typer.echo("This machine is ready." if ready else "Put the problems right, then try again.")
    raise typer.Exit(not ready)
