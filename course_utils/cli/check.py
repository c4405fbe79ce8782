"""`course check`: find out whether this machine is ready."""

import json
from typing import Annotated

import typer

WORDS = {"ok": "green", "advice": "yellow", "problem": "red"}


def check(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
):
    """Try everything the course needs: Python, packages, memory, disk, data, kernel, training.

    The exit status is 1 if something has to be put right before you start.

    For example:

      course check
      course check --json
    """
    from course_utils.cli.machine import examine

    findings = []
    for finding in examine():
        findings.append(finding)
        if not as_json:
            typer.secho(f"{finding.status:<8}", fg=WORDS[finding.status], nl=False)
            typer.echo(f" {finding.name}: {finding.message}")
    ready = all(finding.status != "problem" for finding in findings)
    if as_json:
        rows = [vars(finding) for finding in findings]
        typer.echo(json.dumps({"ready": ready, "findings": rows}, indent=1))
    else:
        typer.echo("This machine is ready." if ready else "Put the problems right, then try again.")
    raise typer.Exit(not ready)
