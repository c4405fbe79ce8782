"""A kernel that was forked is the kernel that would have been launched."""

import pytest

from tests.warm.kernels import forked, kernel, run, value

pytestmark = pytest.mark.xdist_group("warm")

FIT = """
import keras, numpy as np
keras.utils.set_random_seed(3)
X = np.random.default_rng(0).normal(size=(250, 4))
layers = [keras.layers.Dense(16, "relu"), keras.layers.Dropout(0.3), keras.layers.Dense(1)]
model = keras.Sequential([keras.Input((4,)), *layers])
model.compile("adam", "mse")
history = model.fit(X, X @ [1, -2, 3, 0.5], epochs=3, validation_split=0.2, verbose=0)
print([value.hex() for values in history.history.values() for value in values])
print([float(x).hex() for x in np.linalg.svd(X)[1]])
"""
# What a notebook sees of its kernel; what differs by chance is not in it.
LOOK = """
import logging, os, signal, sys, warnings
import matplotlib, numpy, pandas, sklearn, tensorflow
from sklearn.linear_model import LinearRegression
from threadpoolctl import threadpool_info
seen = {
    "path": sys.path, "argv": sys.argv[:2], "flags": str(sys.flags), "python": sys.executable,
    "folder": os.getcwd(), "environment": dict(os.environ), "name": __name__, "ps1": sys.ps1,
    "streams": [str(type(s)) for s in (sys.stdout, sys.stderr, sys.stdin, sys.__stderr__)],
    "files": [os.readlink(f"/proc/self/fd/{n}") for n in (1, 2)],
    "signals": {s.name: str(signal.getsignal(s)).partition(" at ")[0] for s in signal.Signals},
    "umask": oct(os.umask(0o022)), "leader": os.getsid(0) == os.getpgid(0) == os.getpid(),
    "pools": sorted((pool["internal_api"], pool["num_threads"]) for pool in threadpool_info()),
    "matplotlib": {key: str(value) for key, value in matplotlib.rcParams.items()},
    "tensorflow": [str(h) for h in tensorflow.get_logger().handlers],
    "hooks": [str(type(hook)) for hook in sys.meta_path],
    "builtins": sorted(vars(__import__("builtins"))), "excepthook": str(sys.excepthook)[:30],
    "course": sorted(name for name in sys.modules if name.startswith("course_utils")),
}
seen["environment"].pop("JPY_PARENT_PID")
seen["environment"].pop("JPY_SESSION_NAME", None)
"""
SHOW = """
import matplotlib.pyplot as plt, tensorflow as tf, absl.logging, warnings, pandas as pd
plt.plot([1, 2]);
print("printed")
tf.print("by an operation")
tf.get_logger().warning("a warning")
absl.logging.warning("another")
warnings.warn_explicit("a third", UserWarning, "cell", 7)
import ipywidgets
box = ipywidgets.IntSlider(value=3)
print(type(box.comm))
display(pd.DataFrame({"a": [1]}), box)
"""


@pytest.fixture(scope="module")
def warm():
    with kernel() as (manager, client):
        forked(manager)
        yield client


@pytest.fixture(scope="module")
def ordinary():
    with kernel("python3") as (_, client):
        yield client


def test_it_computes_the_same_numbers(warm, ordinary):
    numbers = run(warm, FIT)
    assert numbers and all(kind == "stdout" for kind, _ in numbers)
    assert numbers == run(ordinary, FIT)


def test_a_notebook_sees_no_difference(warm, ordinary):
    found = []
    for client in (warm, ordinary):
        assert run(client, LOOK) == []
        found.append(value(client, "seen"))
    assert found[0]["course"] == []
    assert found[0] == found[1]


def test_everything_is_shown_where_it_would_be(warm, ordinary):
    shown = run(warm, SHOW)
    assert shown[0] == ("stdout", "printed\nby an operation\nWARNING:tensorflow:a warning\n")
    assert shown == run(ordinary, SHOW)
