"""The pages of a class in a folder: each there whole or not at all, and none written in vain."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from course_utils.errors import CourseError
from course_utils.grading.pages.classroom import Notice, class_page
from course_utils.grading.pages.student import student_page, student_text
from course_utils.grading.result import Result
from course_utils.storage import write_whole

INDEX = "index.html"
STUDENTS = "students"
_LONGEST = 40


def write_pages(
    results: Iterable[Result],
    folder: str | Path,
    *,
    title: str = "",
    marks: Mapping[str, float] | None = None,
    comments: Mapping[str, str] | None = None,
    names: Mapping[str, str] | None = None,
    notices: Iterable[Notice] = (),
) -> list[Path]:
    """Write the page of the class, and a page and a text for each student.

    ``index.html`` is written last: what it links to is there. A file that says the same
    already is left alone. Pages of students who are not among the results stay.

    Parameters
    ----------
    results : sequence of Result
        One a student, all of the same exercise.
    folder : str or Path
        Made where there is none.
    title : str
        The heading of the class's page; that of the exercise if left out.
    marks : mapping of str to float, optional
        By student, the mark that counts where it is not the one of the checks.
    comments : mapping of str to str, optional
        By student, what the instructor says.
    names, notices
        As in `class_page`.

    Returns
    -------
    list of Path
        ``index.html``, then the page and the text of each student in the order given.

    Raises
    ------
    CourseError
        A student is there twice, or a file cannot be written.
    """
    results, folder = list(results), Path(folder)
    slugs = page_names([result.student for result in results])
    marks, comments = marks or {}, comments or {}
    paths = []
    try:
        for result in results:
            mark, comment = marks.get(result.student), comments.get(result.student, "")
            stem = folder / STUDENTS / slugs[result.student]
            for ending, lay_out in ((".html", student_page), (".txt", student_text)):
                text = lay_out(result, mark=mark, comment=comment)
                paths.append(_write(stem.with_suffix(ending), text))
        links = {student: f"{STUDENTS}/{slug}.html" for student, slug in slugs.items()}
        page = class_page(
            results, title=title, marks=marks, links=links, names=names, notices=notices
        )
        return [_write(folder / INDEX, page), *paths]
    except OSError as error:
        raise CourseError(
            f"Expected to write the pages into {folder}, found: {error}. "
            "Make room or choose another folder, and run it again: what is there is whole."
        ) from None


def page_names(students: Sequence[str]) -> dict[str, str]:
    """Return a file name without ending for each student, whatever they are called.

    It is readable, and ends in a fingerprint of the whole name, so that it is safe on every
    system, stays the same when the class changes, and differs where the names differ.

    Raises
    ------
    CourseError
        A student is there twice.
    """
    twice = [student for student, count in Counter(students).items() if count > 1]
    if twice:
        raise CourseError(
            f"Expected one result for each student, found several for {twice[0]!r}. "
            "Give the one that counts."
        )
    names = {student: _name(student, 8) for student in students}
    shared = Counter(names.values())
    # Somebody may look for a name with the fingerprint of another: then the whole of it decides.
    return {
        student: _name(student, 64) if shared[name] > 1 else name for student, name in names.items()
    }


def _name(student, digits):
    plain = unicodedata.normalize("NFKD", student[:200]).encode("ascii", "ignore").decode()
    words = re.sub("[^a-z0-9]+", "-", plain.lower()).strip("-")[:_LONGEST].rstrip("-")
    whole = hashlib.sha256(student.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{words or 'student'}-{whole[:digits]}"


def _write(path, text):
    data = text.encode("utf-8")
    if not (path.is_file() and path.read_bytes() == data):
        write_whole(path, data)
    return path
