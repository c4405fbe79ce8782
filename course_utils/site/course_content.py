"""A key for the content of a part of the course: the same content, the same key."""

from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from packaging.requirements import Requirement

from course_utils.places import root
from course_utils.requirements import requirement_lines
from course_utils.storage import content_key


def course_content(paths: Sequence[Path], requirements: str) -> str:
    """Return the key of some files and folders, and of the libraries that are installed.

    Parameters
    ----------
    paths
        Files and folders of the course; what Python compiled does not count.
    requirements
        The list of libraries whose installed versions count, such as ``"requirements.txt"``.
    """
    content = {
        path.relative_to(root()).as_posix(): path.read_bytes()
        for path in sorted(one for path in paths for one in (path, *path.rglob("*")))
        if path.is_file() and "__pycache__" not in path.parts
    }
    return content_key([content, _versions((root() / requirements).read_text("utf-8"))])


def _versions(requirements):
    names = [Requirement(line).name for line in requirement_lines(requirements)]
    return {name: _installed(name) for name in names}


def _installed(name):
    try:
        return version(name)
    except PackageNotFoundError:
        return None
