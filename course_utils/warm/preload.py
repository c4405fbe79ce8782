"""One process imports the heavy libraries, executes nothing with them, and is forked.

A fork copies only the thread that calls it. So the process to be forked must have exactly one:
what a second one holds would be held for ever in the child. Importing starts none; the first
TensorFlow operation starts many, and every child forked after it hangs.
"""

import gc
import os
import pkgutil
import random
import signal
import sys
import time
import traceback
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path

from course_utils.errors import SetupError
from course_utils.warm.quick_fits import make_fits_quick

# What a notebook of the course imports, or makes the course import. ipywidgets is not among
# them: where it is imported, it looks once for a running kernel.
LIBRARIES = (
    *("numpy", "pandas", "matplotlib.pyplot", "IPython", "tensorflow", "keras"),
    *("sklearn.compose", "sklearn.datasets", "sklearn.linear_model", "sklearn.metrics"),
    *("sklearn.model_selection", "sklearn.preprocessing"),
    "platformdirs",
)
RECORDING = "sqlalchemy.dialects.sqlite"  # a learner's notebook records progress
# Read when the libraries are loaded: each starts a pool of threads unless told not to.
ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")

_TASKS = Path("/proc/self/task")


def can_fork():
    """Whether this system forks a process and counts its threads: only Linux does both."""
    return sys.platform == "linux" and hasattr(os, "fork") and _TASKS.is_dir()


def preload(course=True):
    """Import what notebooks use, in this process, which is then ready for `fork`.

    TensorFlow is set up for small networks: see `make_fits_quick`.

    Parameters
    ----------
    course : bool
        Whether to import the course's own package too, with everything it loads late.

    Raises
    ------
    SetupError
        This system cannot fork, or the process has more than one thread.
    """
    if not can_fork():
        raise SetupError(
            f"Expected Linux, which can fork a warm process, found {sys.platform}. "
            "Start a fresh process instead."
        )
    _require_one_thread()  # numpy, imported before this, may have started its own
    os.environ.update(ONE_THREAD)
    # The children share what is here now: collecting garbage must not copy its pages. Nor must it
    # be done while importing, for it takes a fifth of the time, and leaves holes in the pages.
    gc.disable()
    with _nothing_on_stderr():
        _import_all(course)
        make_fits_quick()
    gc.freeze()
    gc.enable()
    _require_one_thread()


def fork(target):
    """Run a function in a forked child, which ends with it.

    Parameters
    ----------
    target : callable
        Called in the child without arguments. The child's exit status is 0 if it returns, the
        code if it raises SystemExit, and 1 behind a traceback if it raises anything else.

    Returns
    -------
    int
        The child's process id; the caller waits for it.

    Raises
    ------
    SetupError
        The process has more than one thread: the child would hang.
    """
    _require_one_thread()
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, OSError, ValueError):  # there is none, or it is closed
            stream.flush()  # what is printed already must not be printed by the child again
    pid = os.fork()
    if pid == 0:
        _live(target)
    return pid


def canary(seconds=30.0):
    """Whether a forked child can train, and computes what it should.

    Parameters
    ----------
    seconds : float
        A child that takes longer hangs, and is killed.

    Returns
    -------
    bool
    """
    pid = fork(_train_a_little)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            return status == 0
        time.sleep(0.01)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return False


def _import_all(course):
    import_module("matplotlib").use("Agg")  # before pyplot: named, but not loaded yet
    for name in LIBRARIES:
        import_module(name)
    if not course:
        import_module(RECORDING)
        return
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


def _require_one_thread():
    names = sorted((task / "comm").read_text().strip() for task in _TASKS.iterdir())
    if len(names) > 1:
        raise SetupError(
            f"Expected a process with one thread before a fork, found {len(names)}: "
            f"{', '.join(names)}. Preload in a fresh process, before numpy is imported, and "
            "execute no operation in it."
        )


def _live(target):
    """Be the child: never return into the parent's code, never run its exit handlers."""
    status = 1
    try:
        _reseed()
        target()
        status = 0
    except SystemExit as stop:
        status = stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    except BaseException:  # nobody above could print it: above is the parent's code
        traceback.print_exc()
    finally:
        for stream in (sys.stdout, sys.stderr):
            with suppress(BaseException):
                stream.flush()
        os._exit(status & 0xFF)


def _reseed():
    """Two children must not draw the same numbers, unless they seed as their code says."""
    random.seed()
    if "numpy" in sys.modules:
        import_module("numpy").random.seed()


def _train_a_little():
    """Exit with 0 if one step of gradient descent is the same by Keras and by hand."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # TensorFlow looks for a GPU and says so
    keras, np = import_module("keras"), import_module("numpy")
    X, y = np.array([[1.0, 2.0], [3.0, 5.0]], "float32"), np.array([1.0, 2.0], "float32")
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1, kernel_initializer="zeros")])
    model.compile(optimizer=keras.optimizers.SGD(0.01), loss="mse")
    model.fit(X, y, verbose=0)
    kernel, bias = model.get_weights()
    # From zero, the gradient of the mean squared error is -2 times the mean of x y, and of y.
    right = np.allclose(kernel[:, 0], 0.02 * (X.T @ y) / 2) and np.allclose(bias, 0.02 * y.mean())
    sys.exit(0 if right else 1)
