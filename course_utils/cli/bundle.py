"""`course bundle`: the course on a stick, for computers without a network."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from course_utils.cli import kinds
from course_utils.errors import SetupError
from course_utils.places import checkout


def bundle(
    folder: Annotated[Path, typer.Argument(help="Where to write it: a stick.", **kinds.FOLDER)],
    platform: Annotated[
        list[str] | None,
        typer.Option(help="A kind of machine; several are possible.", **kinds.TEXT),
    ] = None,
    python_version: Annotated[
        list[str] | None, typer.Option(help="A Python there; likewise.", **kinds.TEXT)
    ] = None,
) -> None:
    """Write the course to a folder from which it installs without a network.

    The folder gets all packages, notebooks, tables, the website if it is built, and `install`.
    Without options it is for machines like this one. A run that was stopped goes on where it was.
    Machines: linux-x86_64, linux-aarch64, windows-x86_64, macos-arm64. Pythons: 3.11 to 3.13.

    For example:

      course bundle /media/stick
      course bundle /media/stick --platform windows-x86_64 --python-version 3.12
      course bundle /media/stick --platform windows-x86_64 --platform macos-arm64
    """
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from course_utils.authoring import stale_notebooks
    from course_utils.distribution.stick import Steps, write_stick
    from course_utils.distribution.targets import (
        PLATFORMS,
        PYTHONS,
        TargetMachine,
        this_platform,
        this_python,
    )

    course = checkout("course bundle")
    machines = _known(platform or [this_platform()], PLATFORMS, "--platform")
    pythons = _known(python_version or [this_python()], PYTHONS, "--python-version")
    console = Console()
    _require_fresh(stale_notebooks(course))
    columns = (TextColumn("Packages"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console) as progress:
        task = progress.add_task("", total=None)
        steps = Steps(
            say=lambda sentence: progress.console.print(sentence, highlight=False),
            count=lambda done, of: progress.update(task, completed=done, total=of),
        )
        targets = [TargetMachine(machine, python) for machine in machines for python in pythons]
        write_stick(folder, course, targets, steps)
    size_gb = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e9
    console.print(f"{folder} is ready, {size_gb:.1f} GB. Its README.txt says how to install.")


def _known(words: Sequence[str], known: Sequence[str], option: str) -> Sequence[str]:
    if unknown := [word for word in words if word not in known]:
        raise SetupError(
            f"Expected {option} to be one of {', '.join(known)}, found {', '.join(unknown)}."
        )
    return words


def _require_fresh(problems):
    """The course's package takes the notebooks as they stand: answers would be handed out, too."""
    if problems:
        first = "\n".join(f"  {problem}" for problem in problems[:5])
        raise SetupError(
            f"Expected the notebooks as their sources say, found {len(problems)} that differ. To "
            f"write them anew, without what was typed into them: `course build`.\n{first}"
        )
