"""What makes fits quick changes nothing else, and every notebook of the course has it."""

import json
import logging
import os
import subprocess
import sys

import pytest
from jupyter_client.manager import start_new_kernel

from course_utils import quick_fits

# Two processes train for all tests here: one worker runs them.
pytestmark = [pytest.mark.xdist_group("quick_fits"), pytest.mark.process]

SETTINGS = """
import json, os, sys
from importlib.util import find_spec
from course_utils import quick_fits

quick_fits.load_ipython_extension(None)
facts = {"asked": find_spec("tensorflow").name, "early": "tensorflow" in sys.modules}
import tensorflow as tf

facts["level"] = tf.get_logger().level
facts["optimizer"] = tf.config.optimizer.get_experimental_options()
import keras

facts["finders"] = [type(finder).__name__ for finder in sys.meta_path]
facts["threads"] = len(os.listdir("/proc/self/task")) if os.path.isdir("/proc/self/task") else 1
own = tf.data.Options()
own.autotune.enabled = True
own.deterministic = False
rows, plain = tf.data.Dataset.range(3).with_options(own), tf.data.Dataset.range(3)
facts["own"] = [rows.options().autotune.enabled, rows.options().deterministic]
facts["kept"] = own.autotune.enabled
facts["tuned"] = plain.with_options(tf.data.Options()).options().autotune.enabled
facts["values"] = [int(row) for row in rows]
"""

FITS = """
import json, sys
import keras, numpy as np, tensorflow as tf
from course_utils import quick_fits

opened, traced = [], []
start = tf.data.Dataset.__iter__
tf.data.Dataset.__iter__ = lambda self: opened.append(self) or start(self)
X = np.random.default_rng(0).random((50, 3)).astype("float32")
y = X.sum(axis=1)

class Model(keras.Sequential):
    def train_step(self, data):
        traced.append(1)
        return super().train_step(data)

def fit(*data, before=lambda model: None, first=[keras.Input((3,))], metrics=None, **options):
    keras.utils.set_random_seed(1)
    layers = [keras.layers.Dense(4, activation="relu"), keras.layers.Dropout(0.2)]
    model = Model([*first, *layers, keras.layers.BatchNormalization(), keras.layers.Dense(1)])
    model.compile(optimizer="adam", loss="mse", metrics=metrics)
    before(model)
    opened.clear()
    traced.clear()
    history = model.fit(*data, verbose=0, **options).history
    tuned = opened[-1].options().autotune.enabled
    weights = model.get_weights()[0].tolist()
    seen = {"opened": len(opened), "tuned": tuned, "traced": len(traced)}
    return {"history": history, "weights": weights, **seen}

def freeze(model):
    "Have a part of the network learn no more, and that after it was looked at."
    model.evaluate(X, y, verbose=0)
    model.layers[0].trainable = False

def said_of(*data, **options):
    "Return what Keras says of a fit that cannot work."
    keras.utils.clear_session()  # numbers the layers from one again
    try:
        fit(*data, **options)
    except Exception as error:
        return f"{type(error).__name__}: {error}"

class StopEarly(keras.callbacks.Callback):
    "Stop each validation at its last batch."
    def on_test_batch_end(self, batch, logs=None):
        self.model.stop_evaluating = batch == 1

rows = lambda: tf.data.Dataset.from_tensor_slices((X, y)).shuffle(50).batch(16)
held_out = {"validation_data": (X[:20], y[:20])}
def all_fits():
    return {name: run() for name, run in fits.items()}

fits = {
    "arrays": lambda: fit(X, y, epochs=6, **held_out),
    "in order": lambda: fit(X, y, epochs=3, shuffle=False, batch_size=7),
    "in part": lambda: fit(X, y, epochs=3, steps_per_epoch=2),
    "seldom": lambda: fit(X, y, epochs=4, validation_freq=2, **held_out),
    "stopped": lambda: fit(X, y, epochs=3, callbacks=[StopEarly()], **held_out),
    "by tf.data": lambda: fit(rows(), epochs=4, validation_data=rows()),
    "measured": lambda: fit(X, y, epochs=2, metrics=["mae", "mse"], **held_out),
    "built late": lambda: fit(X, y, epochs=2, first=[], metrics=["mae"]),
    "weighted": lambda: fit(X, y, epochs=2, sample_weight=y, metrics=["mae"]),
    "frozen": lambda: fit(X, y, epochs=2, before=freeze),
}
wrong = {
    "columns": lambda: said_of(X[:, :2], y, metrics=["mae"]),
    "metric": lambda: said_of(X, y, metrics=["no such metric"]),
    "texts": lambda: said_of(X, np.array(["a"] * 50)),
    "nothing": lambda: said_of(X, None),
}
def all_errors():
    return {name: run() for name, run in wrong.items()}
"""

PLAIN = """
told = {"plain": all_fits(), "errors": all_errors()}
# As where a later Keras has other names inside.
sys.modules["keras.src.trainers.data_adapters.array_data_adapter"] = None
del keras.src.trainers.trainer.Trainer._symbolic_build
quick_fits.make_fits_quick()
told["other names"] = fit(X, y, epochs=3)
print(json.dumps(told))
"""

QUICK = """
told = {"facts": facts, "quick": all_fits(), "quick errors": all_errors()}
print(json.dumps(told))
"""


@pytest.fixture(scope="module")
def told():
    """What two fresh processes say: of plain Keras, and of quick fits with their settings."""
    return told_by(FITS + PLAIN) | told_by(SETTINGS + FITS + QUICK)


def told_by(script):
    env = os.environ | {"CUDA_VISIBLE_DEVICES": "", "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=env)
    return json.loads(done.stdout)


@pytest.fixture
def facts(told):
    return told["facts"]


def test_the_settings_come_with_tensorflow_and_import_nothing_before(facts):
    assert (facts["asked"], facts["early"]) == ("tensorflow", False)
    assert facts["optimizer"]["disable_meta_optimizer"] is True and facts["tuned"] is False
    assert "_QuickOnceImported" not in facts["finders"]


def test_tensorflow_prints_no_warnings_among_what_a_learner_prints(facts):
    assert facts["level"] == logging.ERROR


def test_no_operation_is_executed_so_the_process_may_still_be_forked(facts):
    assert facts["threads"] == 1


def test_what_somebody_asks_for_himself_is_kept(facts):
    assert facts["own"] == [True, False]
    assert facts["kept"] is True
    assert facts["values"] == [0, 1, 2]


def test_one_switch_turns_it_off(monkeypatch):
    monkeypatch.setenv("COURSE_QUICK_FITS", "off")
    before = list(sys.meta_path)
    quick_fits.load_ipython_extension(None)
    assert sys.meta_path == before


@pytest.mark.parametrize("switch", ["on", "off"])
def test_a_kernel_of_the_course_does_it_by_itself(switch):
    manager, client = start_new_kernel(
        startup_timeout=600, env=os.environ | {"COURSE_QUICK_FITS": switch}
    )
    told = []

    def keep(message):
        if message["msg_type"] == "stream":
            told.append(message["content"]["text"])

    code = "import sys; print([type(finder).__name__ for finder in sys.meta_path], *sys.modules)"
    try:
        client.execute_interactive(code, output_hook=keep, timeout=600)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    text = "".join(told)
    assert ("_QuickOnceImported" in text) == (switch == "on"), (
        "reinstall the course: pip install -e ."
    )
    assert "tensorflow" not in text.split()


EACH_FIT = ["arrays", "in order", "in part", "seldom", "stopped", "by tf.data"]
EACH_FIT += ["measured", "built late", "weighted", "frozen"]


@pytest.mark.parametrize("name", EACH_FIT)
def test_each_epoch_of_each_kind_of_fit_gives_the_same(told, name):
    plain, quick = told["plain"][name], told["quick"][name]
    assert plain["history"].keys() == quick["history"].keys()
    for key, values in plain["history"].items():
        assert quick["history"][key] == pytest.approx(values, rel=1e-5)
    for one, other in zip(plain["weights"], quick["weights"], strict=True):
        assert other == pytest.approx(one, rel=1e-4, abs=1e-6)


def test_the_pipelines_of_keras_are_not_tuned(told):
    assert told["quick"]["arrays"]["tuned"] is False and told["plain"]["arrays"]["tuned"] is None


def test_only_what_is_read_is_opened(told):
    plain, quick = (
        {name: fit["opened"] for name, fit in told[kind].items()} for kind in ("plain", "quick")
    )
    assert quick["arrays"] == 6 + 6 and plain["arrays"] == 2 * (6 + 6)
    assert quick["in order"] == 3 and quick["seldom"] == 4 + 2
    assert quick["by tf.data"] == plain["by tf.data"]


@pytest.mark.parametrize("name", EACH_FIT)
def test_a_step_is_traced_once_and_by_plain_keras_twice(told, name):
    assert (told["quick"][name]["traced"], told["plain"][name]["traced"]) == (1, 2)


def test_what_cannot_work_is_said_as_plain_keras_says_it(told):
    assert told["quick errors"] == told["errors"] and all(told["errors"].values())


def test_a_keras_with_other_names_inside_is_left_alone(told):
    assert told["other names"]["opened"] == 2 * 3 and told["other names"]["traced"] == 2
