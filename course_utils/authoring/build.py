"""Write the notebooks, and tell which of them no longer match their source."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from course_utils.authoring.notebooks import make_notebook, render
from course_utils.authoring.pages import find_pages
from course_utils.authoring.problems import Problem


@dataclass(frozen=True)
class Build:
    """What a build did: the notebooks it wrote, found up to date, and removed."""

    written: tuple[Path, ...]
    unchanged: tuple[Path, ...]
    removed: tuple[Path, ...]


def build_course(root, lesson=None):
    """Write every notebook whose source says something else than the notebook does.

    Nothing is written unless every source can be read, and each file is replaced in
    one step, so an error or an interruption never leaves half a notebook.

    Parameters
    ----------
    root : Path
        The folder of the course.
    lesson : int, optional
        Build the pages of this lesson only. 0 is the start page. Without it, notebooks
        whose source is gone are removed as well; a notebook somebody worked in stays.

    Returns
    -------
    Build

    Raises
    ------
    AuthoringError
        A source is wrong, with file and line; or there is no such lesson.
    SetupError
        There are no sources below `root`.
    """
    root = Path(root).resolve()
    made = _made(root, lesson)
    changed = {path: data for path, (_, data) in made.items() if _current(path) != data}
    orphans = [] if lesson is not None else _orphans(root, made)
    for path, data in changed.items():
        _replace(path, data)
    for path in orphans:
        path.unlink()
    unchanged = tuple(path for path in made if path not in changed)
    return Build(tuple(changed), unchanged, tuple(orphans))


def stale_notebooks(root):
    """Return a problem for each notebook that a build would write or remove.

    Parameters and errors are those of `build_course`.

    Returns
    -------
    list of Problem
        Empty when the notebooks are up to date.
    """
    root = Path(root).resolve()
    made = _made(root, None)
    problems = []
    for path, (page, data) in made.items():
        if (current := _current(path)) != data:
            found = "found no notebook" if current is None else "found another text"
            message = f"Expected what {page.name} says, {found}. Run `make notebooks`."
            problems.append(_stale(root, path, message))
    for path in _orphans(root, made):
        problems.append(_stale(root, path, "Expected a source, found none. Run `make notebooks`."))
    return problems


def _made(root, lesson):
    """Return {path: (page, bytes)} of all notebooks, without writing any."""
    return {
        path: (page, make_notebook(page, edition))
        for page in find_pages(root, lesson)
        for edition, path in page.notebooks.items()
    }


def _current(path):
    return path.read_bytes() if path.exists() else None


def _orphans(root, made):
    """Return the notebooks that a build once made and would not make now."""
    found = sorted((root / "notebooks").glob("*.ipynb"))
    found += sorted((root / "notebooks").glob("[!.]*/*.ipynb"))
    return [path for path in found if path not in made and _untouched(path)]


def _untouched(path):
    """Tell whether a notebook is as a build writes it: nobody's own work, nobody's answers."""
    data = path.read_bytes()
    try:
        notebook = json.loads(data)
        return render(notebook["cells"], notebook["metadata"]["course"]) == data
    except (ValueError, KeyError, TypeError):
        return False


def _replace(path, data):
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".tmp", delete=False) as file:
        file.write(data)
    # A temporary file is for its owner's eyes only; a notebook is for everybody's.
    os.chmod(file.name, 0o644)
    os.replace(file.name, path)


def _stale(root, path, message):
    name = path.relative_to(root).as_posix()
    return Problem(name, 1, "stale", message)
