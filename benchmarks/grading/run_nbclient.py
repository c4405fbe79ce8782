"""Executes all notebooks of a folder as nbclient does, and prints the seconds of their cells.

Run by `benchmarks.grading` in a process of its own.
"""

import json
import sys
from datetime import datetime
from pathlib import Path

import nbformat
from nbclient import NotebookClient


def main(folder):
    """Print one JSON object: the seconds of each notebook's own cells, by file."""
    spent = {path.stem: _execute(path) for path in sorted(Path(folder).glob("*.ipynb"))}
    print(json.dumps(spent))


def _execute(path):
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=300, kernel_name="python3", allow_errors=True).execute()
    first, *cells = [cell for cell in notebook.cells if "execution" in cell.metadata]
    assert "import keras" in first.source  # a kernel's start, not the student's work
    return sum(_seconds(cell) for cell in cells if not cell.source.startswith("check("))


def _seconds(cell):
    times = cell.metadata["execution"]
    began, ended = times["iopub.execute_input"], times["shell.execute_reply"]
    return (datetime.fromisoformat(ended) - datetime.fromisoformat(began)).total_seconds()


if __name__ == "__main__":
    main(sys.argv[1])
