"""One process imports the heavy libraries, executes nothing with them, and is forked."""

import gc
import os
import pkgutil
import sys
from contextlib import contextmanager
from importlib import import_module

from course_utils.errors import SetupError
from course_utils.grading.sandbox.canary import expect_alive, start_canary
from course_utils.grading.sandbox.forking import can_fork, require_one_thread
from course_utils.quick_fits import make_fits_quick

# What a notebook of the course imports, or makes the course import. ipywidgets is not among
# them: where it is imported, it looks once for a running kernel.
TRAINING = ("numpy", "tensorflow", "keras")
LIBRARIES = (
    *("pandas", "matplotlib.pyplot", "IPython"),
    *("sklearn.compose", "sklearn.datasets", "sklearn.linear_model", "sklearn.metrics"),
    *("sklearn.model_selection", "sklearn.preprocessing"),
    "platformdirs",
)
# Read when the libraries are loaded: each starts a pool of threads unless told not to, and joblib
# one of processes, which the seal forbids.
ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
ONE_THREAD["JOBLIB_MULTIPROCESSING"] = "0"


def preload(prove: bool = True) -> None:
    """Import what notebooks use, in this process, which is then ready for `fork`.

    TensorFlow and Keras are set up for small networks: see `course_utils.quick_fits`.

    Parameters
    ----------
    prove
        Whether a forked child is to prove that it can train, while the rest is imported.

    Raises
    ------
    SetupError
        This system cannot fork, the process has more than one thread, or the child cannot train.
    """
    if not can_fork():
        raise SetupError(
            f"Expected Linux, which can fork a warm process, found {sys.platform}. "
            "Start a fresh process instead."
        )
    require_one_thread()  # numpy, imported before this, may have started its own
    os.environ.update(ONE_THREAD)
    # The children share what is here now: collecting garbage must not copy its pages. Nor must it
    # be done while importing, for it takes a fifth of the time, and leaves holes in the pages.
    gc.disable()
    with _nothing_on_stderr():
        import_module("matplotlib").use("Agg")  # before pyplot: named, but not loaded yet
        _import(TRAINING)
        make_fits_quick()
        canary = start_canary() if prove else None
        _import(LIBRARIES)
        _import_course()
    gc.freeze()
    gc.enable()
    require_one_thread()
    if canary:
        expect_alive(canary)


def _import(names):
    for name in names:
        import_module(name)


def _import_course():
    """Import the course's own package with everything it loads late."""
    package = import_module("course_utils")
    for name in package.__all__:
        getattr(package, name)
    capture = import_module("course_utils.exercises.capture")
    for module in pkgutil.iter_modules(capture.__path__, f"{capture.__name__}."):
        import_module(module.name)


@contextmanager
def _nothing_on_stderr():
    """Keep out what TensorFlow's C++ prints while it loads: no setting of its own does it."""
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
