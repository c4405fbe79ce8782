"""What makes fits quick changes nothing else."""

import json
import os
import subprocess
import sys

import pytest

from course_utils.warm.preload import ONE_THREAD

SCRIPT = """
import json, os
import tensorflow as tf
from course_utils.warm.quick_fits import make_fits_quick

given = []
plain = tf.data.Dataset.with_options
tf.data.Dataset.with_options = lambda self, options, name=None: (
    given.append(options.autotune.enabled) or plain(self, options, name)
)
make_fits_quick()
tasks = "/proc/self/task"
facts = {"threads": len(os.listdir(tasks)) if os.path.isdir(tasks) else 1}

import keras, numpy as np

model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
model.compile(optimizer="sgd", loss="mse")
model.fit(np.ones((4, 2)), np.ones(4), validation_data=(np.ones((4, 2)), np.ones(4)), verbose=0)
facts["of keras"] = sorted(set(given), key=str)
given.clear()
own = tf.data.Options()
own.autotune.enabled = True
own.deterministic = False
rows = tf.data.Dataset.range(3).with_options(own)
facts["own"] = given
facts["kept"] = [rows.options().deterministic, own.autotune.enabled]
facts["values"] = [int(row) for row in rows]
facts["optimizer"] = tf.config.optimizer.get_experimental_options()
print(json.dumps(facts))
"""


@pytest.fixture(scope="module")
def facts():
    command = [sys.executable, "-c", SCRIPT]
    env = os.environ | ONE_THREAD
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=env)
    return json.loads(done.stdout)


def test_no_operation_is_executed_so_the_process_may_still_be_forked(facts):
    assert facts["threads"] == 1


def test_the_pipelines_of_keras_are_not_tuned_and_their_graphs_not_optimized(facts):
    assert facts["of keras"] == [False]
    assert facts["optimizer"]["disable_meta_optimizer"] is True


def test_what_somebody_asks_for_himself_is_kept(facts):
    assert facts["own"] == [True]
    assert facts["kept"] == [False, True]
    assert facts["values"] == [0, 1, 2]


FITS = """
import json, sys
import keras, numpy as np, tensorflow as tf
from course_utils.warm.quick_fits import make_fits_quick

if sys.argv[1] == "quick":
    make_fits_quick()
opened = []
start = tf.data.Dataset.__iter__
tf.data.Dataset.__iter__ = lambda self: opened.append(self) or start(self)
X = np.random.default_rng(0).random((50, 3)).astype("float32")
y = X.sum(axis=1)

def fit(*data, **options):
    keras.utils.set_random_seed(1)
    layers = [keras.layers.Dense(4, activation="relu"), keras.layers.Dropout(0.2)]
    model = keras.Sequential([keras.Input((3,)), *layers, keras.layers.Dense(1)])
    model.compile(optimizer="adam", loss="mse")
    opened.clear()
    history = model.fit(*data, verbose=0, **options).history
    return {"history": history, "weights": model.get_weights()[0].tolist(), "opened": len(opened)}

class StopEarly(keras.callbacks.Callback):
    "Stop each validation at its last batch."
    def on_test_batch_end(self, batch, logs=None):
        self.model.stop_evaluating = batch == 1

rows = lambda: tf.data.Dataset.from_tensor_slices((X, y)).shuffle(50).batch(16)
held_out = {"validation_data": (X[:20], y[:20])}
fits = {
    "arrays": lambda: fit(X, y, epochs=6, **held_out),
    "in order": lambda: fit(X, y, epochs=3, shuffle=False, batch_size=7),
    "in part": lambda: fit(X, y, epochs=3, steps_per_epoch=2),
    "seldom": lambda: fit(X, y, epochs=4, validation_freq=2, **held_out),
    "stopped": lambda: fit(X, y, epochs=3, callbacks=[StopEarly()], **held_out),
    "by tf.data": lambda: fit(rows(), epochs=4, validation_data=rows()),
}
print(json.dumps({name: run() for name, run in fits.items()}))
"""


@pytest.fixture(scope="module")
def fits():
    def run(kind):
        command = [sys.executable, "-c", FITS, kind]
        env = os.environ | {"CUDA_VISIBLE_DEVICES": ""}
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=env)
        return json.loads(done.stdout)

    return run("plain"), run("quick")


@pytest.mark.parametrize(
    "name", ["arrays", "in order", "in part", "seldom", "stopped", "by tf.data"]
)
def test_each_epoch_of_each_kind_of_fit_gives_the_same(fits, name):
    plain, quick = (found[name] for found in fits)
    assert plain["history"].keys() == quick["history"].keys()
    for key, values in plain["history"].items():
        assert quick["history"][key] == pytest.approx(values, rel=1e-5)
    for one, other in zip(plain["weights"], quick["weights"], strict=True):
        assert other == pytest.approx(one, rel=1e-4, abs=1e-6)


def test_a_keras_with_other_names_inside_is_left_alone():
    hidden = "sys.modules['keras.src.trainers.data_adapters.array_data_adapter'] = None"
    script = FITS.replace("if sys.argv", f"{hidden}\nif sys.argv").partition("rows = ")[0]
    script += "print(json.dumps(fit(X, y, epochs=3)['opened']))"
    command = [sys.executable, "-c", script, "quick"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == 2 * 3


def test_only_what_is_read_is_opened(fits):
    plain, quick = ({name: fit["opened"] for name, fit in found.items()} for found in fits)
    assert quick["arrays"] == 6 + 6 and plain["arrays"] == 2 * (6 + 6)
    assert quick["in order"] == 3 and quick["seldom"] == 4 + 2
    assert quick["by tf.data"] == plain["by tf.data"]
