"""A page: one source of the course, and the notebooks that are made of it."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from course_utils.errors import AuthoringError
from course_utils.sources import lesson_number, read_cells, source_files

# The editions of each kind of page, with the folder below notebooks/ they are written to.
_EDITIONS = {
    "start": {"start": ""},
    "lesson": {"lesson": "lessons"},
    "exercise": {"exercise": "exercises", "solution": "solutions"},
}


@dataclass(frozen=True)
class Page:
    """One source.

    Attributes
    ----------
    root : Path
        The folder of the course.
    path : Path
        The source.
    kind : str
        ``"start"``, ``"lesson"`` or ``"exercise"``.
    """

    root: Path
    path: Path
    kind: str

    @property
    def name(self):
        """The source's path from the folder of the course, as messages show it."""
        return self.path.relative_to(self.root).as_posix()

    @property
    def number(self):
        """The lesson it belongs to; 0 for the start page."""
        return lesson_number(self.path)

    @property
    def notebooks(self):
        """The notebooks made of it: a dict from edition to path."""
        return {
            edition: self.root / "notebooks" / folder / f"{self.path.stem}.ipynb"
            for edition, folder in _EDITIONS[self.kind].items()
        }

    @cached_property
    def cells(self):
        """Its cells, as `course_utils.sources.read_cells` gives them."""
        return read_cells(self.path)


def find_pages(root, lesson=None):
    """Return the pages of the course: the start page, the lessons, the exercises.

    Parameters
    ----------
    root : Path
        The folder of the course.
    lesson : int, optional
        Return the pages of this lesson only. 0 is the start page.

    Raises
    ------
    AuthoringError
        There is no such lesson, or a source is named wrongly.
    SetupError
        There are no sources below `root`.
    """
    root = Path(root).resolve()
    start = root / "notebooks" / "source" / "00_start_here.py"
    pages = [Page(root, path, "lesson") for path in source_files(root, "lessons")]
    pages += [Page(root, path, "exercise") for path in source_files(root, "exercises")]
    if start.exists():
        pages.insert(0, Page(root, start, "start"))
    if lesson is None:
        return pages
    chosen = [page for page in pages if page.number == lesson]
    if not chosen:
        numbers = ", ".join(str(n) for n in sorted({page.number for page in pages}))
        raise AuthoringError(f"Expected one of the lessons {numbers}, found {lesson}.")
    return chosen
