"""Runs a notebook in a real kernel, as JupyterLab's "Run All Cells" would."""

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = ROOT / "notebooks"
PATIENCE = {"timeout": 600, "startup_timeout": 600}  # seconds; only what hangs comes to them


@dataclass(frozen=True)
class Run:
    """How a notebook ran: the number of code cells that passed, and the others' errors.

    Attributes
    ----------
    passed : int
    errors : dict
        By the index of the cell in the notebook: what it said.
    """

    passed: int
    errors: dict[int, str]


def editions(*folders):
    """All generated notebooks in these folders of `notebooks/`, in order."""
    paths = [path for folder in folders for path in sorted((NOTEBOOKS / folder).glob("*.ipynb"))]
    assert paths, f"no notebooks in {folders}: run make notebooks"
    return paths


def run_notebook(notebook, folder, home, strict=False, more=lambda cells: []):
    """Run every cell of a notebook, also behind one that fails.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
    folder : Path
        Where the notebook is at home.
    home : Path
        An empty folder for the progress record.
    strict : bool
        Whether anything but a correct answer is an error.
    more : callable
        (the cells, which have run) -> further cells, which are added and run behind them.

    Returns
    -------
    Run
    """
    environment = {**os.environ, "COURSE_HOME": str(home), "COURSE_STRICT": "1" if strict else "0"}
    environment["PYTHONPATH"] = str(ROOT)  # where `inside.py` is
    environment.pop("COURSE_PROGRESS", None)
    place = {"metadata": {"path": str(folder)}}
    client = NotebookClient(
        notebook, kernel_name="python3", allow_errors=True, resources=place, **PATIENCE
    )
    client.shutdown_kernel = "immediate"  # nothing is left to be kept
    with client.setup_kernel(env=environment):
        _execute(client, notebook.cells, 0)
        first = len(notebook.cells)
        notebook.cells += more(notebook.cells)
        _execute(client, notebook.cells, first)
    cells = [(n, cell) for n, cell in enumerate(notebook.cells) if cell.cell_type == "code"]
    errors = {n: said for n, cell in cells if (said := _error(cell))}
    ran = sum(cell.execution_count is not None for _, cell in cells)
    return Run(ran - len(errors), errors)


def _execute(client, cells, first):
    for index, cell in enumerate(cells[first:], start=first):
        client.execute_cell(cell, index)


def seconds(cell):
    """How long a cell has run."""
    told = cell.metadata["execution"]
    start, end = (
        datetime.fromisoformat(told[f"iopub.status.{state}"]) for state in ("busy", "idle")
    )
    return (end - start).total_seconds()


def _error(cell):
    errors = [output for output in cell.outputs if output.output_type == "error"]
    return "\n".join(f"{error.ename}: {error.evalue}" for error in errors)
