"""The zip from which Gradescope builds its autograder: two scripts and the course.

Gradescope Autograder Documentation, "Autograder Specifications" and "Technical Details":
the zip is unpacked in `/autograder/source`; `setup.sh` runs once as root on Ubuntu, and
`run_autograder` for each submission, from `/autograder`.
"""

import io
import re
import zipfile
from importlib.resources import files
from pathlib import Path

from course_utils.places import is_installed, package_folder, root
from course_utils.source.solution_marks import blanked
from course_utils.storage import write_whole

SCRIPTS = ("setup.sh", "run_autograder")

# What grading reads beside the package. No solutions; the sources give titles and questions.
_TREES = ("datasets", "notebooks/exercises", "notebooks/source")
_UNWANTED = {"__pycache__", ".ipynb_checkpoints"}
_UNSHOWN_CELL = re.compile(
    r'^# %%.* tags=\[.*"(?:solution|help)".*\]\n(?:(?!# %%).*\n?)*', re.MULTILINE
)


def make_autograder_zip(path: str | Path) -> Path:
    """Write the zip to upload to Gradescope; the same course gives the same bytes."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(_contents().items()):
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.create_system = 3  # Unix, whatever wrote it, so that the modes count
            info.external_attr = (0o100755 if name in SCRIPTS else 0o100644) << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return write_whole(path, data.getvalue())


def _contents():
    """Return {name in the zip: bytes}."""
    scripts = files("course_utils.grading.exports") / "autograder_scripts"
    contents = {name: (scripts / name).read_bytes() for name in SCRIPTS}
    contents["requirements.txt"] = _requirements()
    package = package_folder()
    for file in _files(package):
        if not (is_installed() and file.is_relative_to(root())):
            contents[file.relative_to(package.parent).as_posix()] = file.read_bytes()
    for file in (file for tree in _TREES for file in _files(root() / tree)):
        contents[file.relative_to(root()).as_posix()] = _content(file)
    return contents


def _files(folder):
    """Return the files below a folder, without what Python and Jupyter leave there."""
    return [
        file
        for file in sorted(folder.rglob("*"))
        if file.is_file()
        and not _UNWANTED & {*file.relative_to(folder).parts}
        and not file.name.startswith(".")
    ]


def _requirements():
    """The course's requirements, but for the course itself: it runs from its folder."""
    lines = (root() / "requirements.txt").read_text(encoding="utf-8").splitlines()
    return "".join(f"{line}\n" for line in lines if not line.startswith("-e")).encode()


def _content(file):
    """A file's bytes; from a notebook's source answers, hints and insights are cut out."""
    if not file.is_relative_to(root() / "notebooks" / "source"):
        return file.read_bytes()
    return _UNSHOWN_CELL.sub("", blanked(file.read_text(encoding="utf-8"), file)).encode()
