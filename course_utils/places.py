"""Where the course is: in a checkout, or inside the package where a wheel was installed.

Whatever reads a notebook, a source or a table asks here.
"""

from pathlib import Path

from course_utils.errors import SetupError

_CARRIED = "course"  # tools/carried.py puts it into a wheel


def package_folder() -> Path:
    """Return the folder of `course_utils`."""
    return Path(__file__).resolve().parent


def root() -> Path:
    """Return the folder of the course: `notebooks`, `datasets` and `requirements.txt` are in it.

    It is the checkout; or, where the course was installed from a wheel, what the wheel carries
    inside the package.
    """
    return _carried() if is_installed() else package_folder().parent


def is_installed() -> bool:
    """Whether the course comes from a wheel, without a checkout around it."""
    return _carried().is_dir()


def checkout(command: str) -> Path:
    """Return the folder of the checkout, for a command that reads or writes what only it has.

    Raises
    ------
    SetupError
        The course was installed from a wheel; the message names the command.
    """
    if is_installed():
        raise SetupError(
            f"`{command}` works on a checkout of the course, with its sources, tools and tests; "
            f"found the course installed from a wheel, in {package_folder()}. Clone the course, "
            f"run `make lab` there once, and then its own `.venv/bin/{command}`."
        )
    return root()


def how_to_restore(name: str) -> str:
    """Return a sentence: how a file of the course that is missing or damaged comes back.

    Parameters
    ----------
    name
        Its path below `root()`.
    """
    if is_installed():
        return (
            "Restore it with the course's wheel: "
            "pip install --force-reinstall --no-deps deep_learning_course-....whl"
        )
    return f"Restore it with: git checkout -- {name}"


def _carried():
    return package_folder() / _CARRIED
