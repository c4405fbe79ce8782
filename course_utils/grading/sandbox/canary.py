"""A forked child that trains a little, to prove that others can."""

import os
import signal
import sys
import time
from importlib import import_module

from course_utils.errors import SetupError
from course_utils.grading.sandbox.forking import fork


def start_canary() -> int:
    """Fork it from this process, which has imported Keras; return its process id."""
    return fork(_train_a_little)


def expect_alive(pid: int, seconds: float = 30.0) -> None:
    """Wait for a canary.

    Parameters
    ----------
    pid
        From `start_canary`.
    seconds
        One that takes longer hangs, and is killed.

    Raises
    ------
    SetupError
        It did not compute what it should, or hung.
    """
    end = time.monotonic() + seconds
    done, status = os.waitpid(pid, os.WNOHANG)
    while not done and time.monotonic() < end:
        time.sleep(0.01)
        done, status = os.waitpid(pid, os.WNOHANG)
    if not done:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    if status or not done:
        raise SetupError(
            "Expected a forked child that trains as it should, found one that does not."
        )


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
