"""Executed copies of the notebooks, kept on disk and found again by all that they depend on.

Whoever runs a notebook from top to bottom may hand in the copy: the tests run every lesson anyway.
"""

import contextlib
import json
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from course_utils.errors import AuthoringError
from course_utils.places import root
from course_utils.site.course_content import course_content
from course_utils.storage import cache_folder, content_key, write_whole

FOLDER = "COURSE_EXECUTED"  # an environment variable that names another folder
# What no notebook reaches: a change there changes no output. A test compares it with the imports.
BESIDE = ("authoring", "cli", "distribution", "grading", "site")
_MOST = 4  # copies of one notebook, for those who change between two states of the course
_WIDGET = "application/vnd.jupyter.widget-view+json"

Notebook = dict[str, Any]


def executed(path: Path) -> Notebook | None:
    """Return the executed copy of a notebook, or None where there is none of its present state.

    Parameters
    ----------
    path
        The notebook of the course, without outputs.
    """
    with contextlib.suppress(OSError, ValueError):  # a damaged copy is made again
        place = _place(path)
        notebook = json.loads(place.read_text(encoding="utf-8"))
        place.touch()  # used now
        return notebook
    return None


def keep_executed(path: Path, notebook: Notebook) -> Path:
    """Keep an executed copy, wherever it was made.

    Parameters
    ----------
    path
        The notebook of the course, without outputs.
    notebook
        The same cells after a run from top to bottom. What else was run between them, as a test
        may, does not show: the cells are counted again.

    Returns
    -------
    Path
        Of the copy that is kept.

    Raises
    ------
    AuthoringError
        The cells are not those of `path`, one was not run, or one ended in an error.
    """
    _refuse(path, notebook)
    cells = list(_lean(notebook["cells"]))
    copy = {"cells": cells, "metadata": _own(path)["metadata"], "nbformat": 4, "nbformat_minor": 5}
    place = write_whole(_place(path), json.dumps(copy, ensure_ascii=False).encode())
    _remove_oldest_copies(path)
    return place


def _refuse(path, notebook):
    """Raise where this is no whole run of the notebook."""
    expected = [_text(cell) for cell in _own(path)["cells"]]
    found = [_text(cell) for cell in notebook["cells"]]
    if expected != found:
        raise AuthoringError(
            f"{path.name}: expected an executed copy with its {len(expected)} cells, found "
            f"{len(found)} cells of which {_alike(expected, found)} are the same. Run the notebook "
            "as it is now."
        )
    for number, cell in enumerate(notebook["cells"], start=1):
        if cell["cell_type"] == "code" and cell.get("execution_count") is None:
            raise AuthoringError(
                f"{path.name}: expected every code cell to have been run, found that cell {number} "
                "was not. Run the notebook from top to bottom."
            )
        for output in cell.get("outputs", ()):
            if output["output_type"] == "error":
                raise AuthoringError(
                    f"{path.name}: expected a run without an error, found "
                    f"{output['ename']} in cell {number}: {output['evalue']}. "
                    "Put the cell right and run it again."
                )


def _alike(expected, found):
    return sum(one == other for one, other in zip(expected, found, strict=False))


def _lean(cells) -> Iterator[Notebook]:
    """Give the cells as a notebook has them, without what only the run's own machine may need."""
    count = 0
    for cell in cells:
        tags = cell["metadata"].get("tags")
        kept = {"cell_type": cell["cell_type"], "id": cell["id"], "source": _text(cell)}
        kept["metadata"] = {"tags": list(tags)} if tags else {}
        if cell["cell_type"] == "code":
            count += 1
            outputs = [
                output for output in cell["outputs"] if _WIDGET not in output.get("data", ())
            ]
            kept |= {"execution_count": count, "outputs": [_counted(o, count) for o in outputs]}
        yield kept


def _counted(output, count):
    again = {"execution_count": count} if "execution_count" in output else {}
    return {**output, "metadata": {}, **again} if "data" in output else dict(output)


def _text(cell):
    return "".join(cell["source"])


def _own(path):
    return json.loads(path.read_text(encoding="utf-8"))


def _place(path: Path) -> Path:
    key = content_key([path.name, path.read_bytes(), _course_key()])
    return _folder() / f"{path.stem}-{key[:32]}.ipynb"


def _folder():
    return Path(os.environ.get(FOLDER) or cache_folder() / "executed").expanduser()


def _remove_oldest_copies(path):
    copies = sorted(_folder().glob(f"{path.stem}-*.ipynb"), key=lambda copy: copy.stat().st_mtime)
    for copy in copies[:-_MOST]:
        copy.unlink(missing_ok=True)


@cache
def _course_key() -> str:
    """Return what every notebook depends on: the package, the data, the libraries' versions."""
    package = [path for path in (root() / "course_utils").iterdir() if path.name not in BESIDE]
    return course_content([*package, root() / "datasets"], "requirements.txt")
