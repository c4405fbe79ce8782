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

from course_utils.source.course_map import root
from course_utils.source.solution_marks import blanked
from course_utils.storage import write_whole

SCRIPTS = ("setup.sh", "run_autograder")

# What grading reads. No solutions and no tests; the sources give titles and questions.
_TREES = ("course_utils", "datasets", "notebooks/exercises", "notebooks/source")
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
    for tree in _TREES:
        for file in sorted((root() / tree).rglob("*")):
            name = file.relative_to(root())
            if file.is_file() and not _UNWANTED & {*name.parts} and not file.name.startswith("."):
                contents[name.as_posix()] = _content(file)
    return contents


def _requirements():
    """The course's requirements, but for the course itself: it runs from its folder."""
    lines = (root() / "requirements.txt").read_text(encoding="utf-8").splitlines()
    return "".join(f"{line}\n" for line in lines if not line.startswith("-e")).encode()


def _content(file):
    """A file's bytes; from a notebook's source answers, hints and insights are cut out."""
    if not file.is_relative_to(root() / "notebooks" / "source"):
        return file.read_bytes()
    return _UNSHOWN_CELL.sub("", blanked(file.read_text(encoding="utf-8"), file)).encode()
