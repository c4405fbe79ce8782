"""Runs a notebook in a real kernel, as JupyterLab's "Run All Cells" would."""

import os
from dataclasses import dataclass
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


def run_notebook(notebook, folder, home, strict=False):
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
    client.execute(env=environment)
    cells = [(n, cell) for n, cell in enumerate(notebook.cells) if cell.cell_type == "code"]
    errors = {n: said for n, cell in cells if (said := _error(cell))}
    ran = sum(cell.execution_count is not None for _, cell in cells)
    return Run(ran - len(errors), errors)


def _error(cell):
    errors = [output for output in cell.outputs if output.output_type == "error"]
    return "\n".join(f"{error.ename}: {error.evalue}" for error in errors)
