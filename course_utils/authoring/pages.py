"""A page: one source of the course, and the notebooks that are made of it."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from course_utils.errors import AuthoringError
from course_utils.source.cells import Cell, lesson_number, read_cells, source_files
from course_utils.source.course_map import notebook_path

_EDITIONS = {"start": ["start"], "lesson": ["lesson"], "exercise": ["exercise", "solution"]}


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
    def name(self) -> str:
        """The source's path from the folder of the course, as messages show it."""
        return self.path.relative_to(self.root).as_posix()

    @property
    def number(self) -> int:
        """The lesson it belongs to; 0 for the start page."""
        return lesson_number(self.path)

    @property
    def notebooks(self) -> dict[str, Path]:
        """The notebooks made of it: a dict from edition to path."""
        return {
            edition: self.root / "notebooks" / notebook_path(edition, self.path.stem)
            for edition in _EDITIONS[self.kind]
        }

    @cached_property
    def cells(self) -> list[Cell]:
        """Its cells, as `course_utils.source.cells.read_cells` gives them."""
        return read_cells(self.path)


def find_pages(root: str | Path, lesson: int | None = None) -> list[Page]:
    """Return the pages of the course: the start page, the lessons, the exercises.

    Parameters
    ----------
    root : str or Path
        The folder of the course.
    lesson : int, optional
        Return the pages of this lesson only. With 0 comes the start page.

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
