"""What a result depends on, as one key: the same key, the same marks."""

import hashlib
import json
import platform
from dataclasses import asdict
from functools import cache
from importlib.metadata import version

from course_utils.grading.sandbox.seal import Limits
from course_utils.grading.submission import Submission
from course_utils.places import package_folder, root

_LIBRARIES = ("tensorflow", "keras", "numpy", "pandas", "scikit-learn")


def submission_key(submission: Submission, limits: Limits) -> str:
    """Name a submission by its answers, its limits, the course's version and the environment.

    Outputs, a cell's place in the file's JSON and the file's name do not count.

    Returns
    -------
    str
        64 hexadecimal digits.
    """
    cells = [(cell.id, cell.kind, cell.source) for cell in submission.cells]
    whose = [submission.student, submission.exercise, submission.problem]
    parts = [*whose, cells, asdict(limits), course_version()]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


@cache
def course_version() -> str:
    """Name what judges: the course's code and exercises, Python and the libraries.

    Returns
    -------
    str
        Such as "3f9a0c2b71de Python 3.11.7 tensorflow 2.21.0 ...".
    """
    digest = hashlib.sha256()
    for folder in (package_folder(), root() / "notebooks" / "exercises"):
        for path in sorted([*folder.rglob("*.py"), *folder.rglob("*.ipynb")]):
            digest.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    libraries = [f"{name} {version(name)}" for name in _LIBRARIES]
    return " ".join([digest.hexdigest()[:12], f"Python {platform.python_version()}", *libraries])
