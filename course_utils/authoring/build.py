"""Write the notebooks, and tell which of them no longer match their source."""

import json
from dataclasses import dataclass
from pathlib import Path

from course_utils.authoring.notebooks import make_notebook, render
from course_utils.authoring.pages import find_pages
from course_utils.authoring.problems import Problem
from course_utils.storage import write_whole


@dataclass(frozen=True)
class Build:
    """What a build did: the notebooks it wrote, found up to date, and removed."""

    written: tuple[Path, ...]
    unchanged: tuple[Path, ...]
    removed: tuple[Path, ...]


def build_course(root: str | Path, lesson: int | None = None) -> Build:
    """Write every notebook whose source says something else than the notebook does.

    Nothing is written unless every source can be read, and each file is replaced in
    one step, so an error or an interruption never leaves half a notebook.

    Parameters
    ----------
    root : str or Path
        The folder of the course.
    lesson : int, optional
        Build the pages of this lesson only. 0 is the start page. Without it, notebooks
        whose source is gone are removed as well; a notebook somebody worked in stays.

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
        write_whole(path, data)
    for path in orphans:
        path.unlink()
    unchanged = tuple(path for path in made if path not in changed)
    return Build(tuple(changed), unchanged, tuple(orphans))


def stale_notebooks(root: str | Path) -> list[Problem]:
    """Return a problem for each notebook that a build would write or remove.

    Parameters and errors are those of `build_course`.
    """
    root = Path(root).resolve()
    made = _made(root, None)
    problems = []
    for path, (page, data) in made.items():
        if (current := _current(path)) != data:
            instead = "no notebook" if current is None else "another text"
            message = f"Expected what {page.name} says, found {instead}. Run `make notebooks`."
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
    notebooks = sorted((root / "notebooks").glob("*.ipynb"))
    notebooks += sorted((root / "notebooks").glob("[!.]*/*.ipynb"))
    return [path for path in notebooks if path not in made and _untouched(path)]


def _untouched(path):
    """Tell whether a notebook is as a build writes it: nobody's own work, nobody's answers."""
    data = path.read_bytes()
    try:
        notebook = json.loads(data)
        return render(notebook["cells"], notebook["metadata"]["course"]) == data
    except (ValueError, KeyError, TypeError):
        return False


def _stale(root, path, message):
    name = path.relative_to(root).as_posix()
    return Problem(name, 1, "stale", message)
