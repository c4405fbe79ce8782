"""Tells the build what a wheel carries beside the package: notebooks, their sources, the data.

hatchling calls it (pyproject.toml names this file). An editable installation carries nothing: it
reads the checkout itself. `course_utils/places.py` finds either.
"""

from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

INSIDE = "course_utils/course"
DATA = ("README.md", "SHA256SUMS", "*.csv", "*.csv.gz")
SOURCES = "notebooks/source"
# The notebooks made of a source: whatever else lies beside them is somebody's own.
NOTEBOOKS = {
    "": ("{}.ipynb",),
    "lessons": ("lessons/lesson_{}.ipynb",),
    "exercises": ("exercises/{}.ipynb", "solutions/solution_{}.ipynb"),
}


def carried(root):
    """Return {file: its path in the wheel} for a checkout."""
    root = Path(root)
    files = [root / "requirements.txt"]
    files += [file for pattern in DATA for file in sorted((root / "datasets").glob(pattern))]
    for kind, names in NOTEBOOKS.items():
        sources = sorted((root / SOURCES / kind).glob("*.py"))
        made = [root / "notebooks" / name.format(path.stem) for path in sources for name in names]
        files += sources + made
    return {str(file): f"{INSIDE}/{file.relative_to(root).as_posix()}" for file in files}


class Carried(BuildHookInterface):
    """Adds them to the wheel."""

    def initialize(self, version, build_data):
        """Add what is carried, unless the installation is an editable one."""
        if version != "editable":
            build_data["force_include"].update(carried(self.root))
