"""What a result depends on, as one key: the same key, the same marks."""

import hashlib
import json
import platform
from dataclasses import asdict
from functools import cache
from importlib.metadata import version

from course_utils.course_map import root
from course_utils.errors import CourseError
from course_utils.grading.assembly import read_cells

_LIBRARIES = ("tensorflow", "keras", "numpy", "pandas", "scikit-learn")


def content_key(submission, limits):
    """Name a submission by its answers, its limits, the course's version and the environment.

    Outputs, a cell's place in the file's JSON and the file's name do not count.

    Parameters
    ----------
    submission : Submission
    limits : Limits

    Returns
    -------
    str
        64 hexadecimal digits.
    """
    try:
        cells = [(cell.id, cell.kind, cell.source) for cell in read_cells(submission.data)]
    except CourseError:
        cells = hashlib.sha256(submission.data).hexdigest()
    whose = [submission.student, submission.exercise, submission.problem]
    parts = [*whose, cells, asdict(limits), course_version()]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


@cache
def course_version():
    """Name what judges: the course's code and exercises, Python and the libraries.

    Returns
    -------
    str
        Such as "3f9a0c2b71de Python 3.11.7 tensorflow 2.21.0 ...".
    """
    digest = hashlib.sha256()
    folders = (root() / "course_utils", root() / "notebooks" / "exercises")
    for folder in folders:
        for path in sorted([*folder.rglob("*.py"), *folder.rglob("*.ipynb")]):
            digest.update(path.relative_to(root()).as_posix().encode() + path.read_bytes())
    libraries = [f"{name} {version(name)}" for name in _LIBRARIES]
    return " ".join([digest.hexdigest()[:12], f"Python {platform.python_version()}", *libraries])
