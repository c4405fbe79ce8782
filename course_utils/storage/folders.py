"""Where a learner's own data and the caches are."""

import os
from pathlib import Path

import platformdirs

from course_utils.errors import SetupError

_APP = "deep-learning-course"


def data_folder() -> Path:
    """Return the folder for what belongs to the learner, such as the progress record.

    It is COURSE_HOME if that is set, else the user's own data folder.

    Raises
    ------
    SetupError
        The system knows no home folder for this user.
    """
    return _expanded(os.environ.get("COURSE_HOME") or platformdirs.user_data_dir(_APP))


def cache_folder() -> Path:
    """Return the folder for what can be made or fetched again.

    It is COURSE_HOME/cache if COURSE_HOME is set, else the user's own cache folder.

    Raises
    ------
    SetupError
        The system knows no home folder for this user.
    """
    home = os.environ.get("COURSE_HOME")
    return _expanded(Path(home) / "cache" if home else platformdirs.user_cache_dir(_APP))


def shared_cache_folder() -> Path | None:
    """Return the folder of a cache that many learners share and nobody writes to; None without one.

    COURSE_SHARED_CACHE names it: a `cache_folder()` that `course warm` has filled.
    """
    shared = os.environ.get("COURSE_SHARED_CACHE")
    return Path(shared) if shared else None


def _expanded(folder):
    try:
        return Path(folder).expanduser()
    except RuntimeError:  # nobody knows what ~ stands for
        raise SetupError(
            "Expected a home folder for your progress and the caches, found none. "
            "Set COURSE_HOME to a folder you may write to."
        ) from None
