"""Run lessons with other seeds than the ones they state: their claims must still hold.

    .venv/bin/python tools/other_seeds.py              every lesson and solution, five other seeds
    .venv/bin/python tools/other_seeds.py 03 --seeds 2   one lesson, two seeds

Each notebook is run in a real kernel with every seed moved on by the same step: those of Keras,
of NumPy's generators and of scikit-learn's splits. A lesson's asserts must hold, and a
solution's answers must be correct.
"""

import os
import re
import tempfile
import time
from pathlib import Path
from typing import Annotated

import nbformat
import typer
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from rich.console import Console

NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks"
SEED = re.compile(r"(set_random_seed\(|default_rng\(|random_state=)(\d+)\b")
STEP = 100


def moved(notebook, step):
    """Move every seed of a notebook on by `step`; return the notebook and how many it had."""
    found = 0
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.source, times = SEED.subn(lambda m: f"{m[1]}{int(m[2]) + step}", cell.source)
            found += times
    return notebook, found


def run(path, step):
    """Run a notebook with its seeds moved.

    Parameters
    ----------
    path : Path
    step : int

    Returns
    -------
    tuple of (int, str)
        How many seeds were moved; the last lines of the error, or empty where all held.
    """
    notebook, found = moved(nbformat.read(path, as_version=4), step)
    place = {"metadata": {"path": str(path.parent)}}
    try:
        NotebookClient(notebook, timeout=600, kernel_name="python3", resources=place).execute()
    except CellExecutionError as error:
        return found, "\n".join(str(error).strip().splitlines()[-4:])
    return found, ""


def paths(lessons):
    """The lessons and solutions asked for; an error names what there is."""
    known = sorted((*NOTEBOOKS.glob("lessons/*.ipynb"), *NOTEBOOKS.glob("solutions/*.ipynb")))
    numbers = sorted({number(path) for path in known})
    if unknown := sorted(set(lessons) - set(numbers)):
        raise typer.BadParameter(f"no lesson {', '.join(unknown)}; there are {', '.join(numbers)}")
    return [path for path in known if not lessons or number(path) in lessons]


def number(path):
    """Return the two digits in the name of a lesson or solution."""
    return re.search(r"\d\d", path.stem)[0]


def main(
    lessons: Annotated[list[str] | None, typer.Argument(help="Two digits; all if none.")] = None,
    seeds: Annotated[int, typer.Option(min=1, help="How many other seeds.")] = 5,
):
    """Run lessons and solutions with other seeds; leave with 1 where something does not hold."""
    console, broken = Console(), 0
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"COURSE_HOME": home, "COURSE_STRICT": "1", "COURSE_PROGRESS": "off"}
        for path in paths(lessons or []):
            for nth in range(1, seeds + 1):
                start = time.monotonic()
                found, error = run(path, nth * STEP)
                word = "[red]broken[/]" if error else "holds" if found else "has no seed"
                name = f"{path.parent.name}/{path.stem}"
                console.print(f"{name} +{nth * STEP}: {word}, {time.monotonic() - start:.0f} s")
                if error:
                    broken += 1
                    console.print(error, markup=False)
                if not found:
                    break
    console.print(f"{broken} broken" if broken else "all hold")
    raise typer.Exit(1 if broken else 0)


if __name__ == "__main__":
    typer.run(main)
