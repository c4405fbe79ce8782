"""Histories, callbacks, schedules and the rest of Keras."""

import keras
import numpy as np
import pytest

from course_utils.exercises.capture import capture
from course_utils.exercises.records import ClassRecord, HistoryRecord, NamedRecord, UnknownRecord


@pytest.fixture(scope="module")
def fitted():
    """A model, its history, and a callback that took part."""
    x = np.random.default_rng(0).normal(size=(40, 2))
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    stop = keras.callbacks.EarlyStopping(monitor="val_loss", patience=2, min_delta=0.001)
    history = model.fit(x, x[:, :1], epochs=3, validation_split=0.2, callbacks=[stop], verbose=0)
    return model, history, stop


def test_a_history(fitted):
    record = capture(fitted[1])
    assert isinstance(record, HistoryRecord)
    assert set(record.metrics) == {"loss", "val_loss"}
    assert record.epochs == 3
    assert record.params["epochs"] == 3
    assert record.describe() == "a history of 3 epochs"


def test_a_history_is_a_copy(fitted):
    record = capture(fitted[1])
    first = record.metrics["loss"][0]
    fitted[1].history["loss"][0] = -1.0
    assert record.metrics["loss"][0] == first


def test_a_history_of_a_view_is_not_copied():
    history = keras.callbacks.History()
    history.history = {"loss": np.broadcast_to(1.0, 10**12)}
    assert "of shape (1000000000000,), too large" in capture(history).describe()


def test_a_curve_has_the_name_that_keras_gives_its_metric():
    def share_right(y, p):
        return keras.ops.equal(y, keras.ops.round(p))

    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
    model.compile("sgd", "mse", metrics=[share_right, keras.metrics.MeanAbsoluteError(name="off")])
    x = np.zeros((4, 2))
    history = model.fit(x, x[:, :1], validation_data=(x, x[:, :1]), verbose=0)
    assert set(history.history) >= {"share_right", "val_off"}
    names = {"loss", "binary_accuracy", "mean_absolute_error"}
    assert set(capture(history).metrics) == names | {f"val_{name}" for name in names}


def test_a_model_that_never_ran_has_an_empty_history():
    assert capture(keras.callbacks.History()).epochs == 0


def test_keras_flips_min_delta_during_fit(fitted):
    fresh = keras.callbacks.EarlyStopping(monitor="val_loss", patience=2, min_delta=0.001)
    for callback in (fresh, fitted[2]):
        record = capture(callback)
        assert (record.role, record.name) == ("callback", "early_stopping")
        assert record.settings["min_delta"] == 0.001
        assert record.settings["patience"] == 2


def test_a_callback_that_only_sets_up_another():
    class Stop(keras.callbacks.EarlyStopping):
        def __init__(self):
            super().__init__(patience=5)

    class Other(Stop):
        def on_epoch_end(self, epoch, logs=None):
            pass

    record = capture(Stop())
    assert (record.name, record.settings["patience"]) == ("early_stopping", 5)
    assert capture(Other()).name == "other"


@pytest.mark.parametrize(
    ("thing", "role", "name"),
    [
        (keras.losses.Huber(), "loss", "huber"),
        (keras.metrics.AUC(), "metric", "auc"),
        (keras.optimizers.SGD(), "optimizer", "sgd"),
        (keras.optimizers.schedules.CosineDecay(0.1, 5), "schedule", "cosine_decay"),
        (keras.initializers.HeNormal(), "initializer", "he_normal"),
        (keras.regularizers.L1(), "regularizer", "l1"),
        (keras.layers.Dropout(0.5), "layer", "dropout"),
        (keras.callbacks.TerminateOnNaN(), "callback", "terminate_on_na_n"),
    ],
)
def test_each_has_a_role(thing, role, name):
    record = capture(thing)
    assert isinstance(record, NamedRecord)
    assert (record.role, record.name) == (role, name)
    assert record.describe() == f"the {role} `{name}`"


def test_a_symbolic_tensor():
    record = capture(keras.Input((3,)))
    assert isinstance(record, UnknownRecord)
    assert "symbolic" in record.describe()


def test_a_class():
    assert capture(keras.layers.Dense) == ClassRecord("Dense")


def test_a_layer_that_cannot_say_its_settings():
    class Own(keras.layers.Layer):
        def __init__(self, units):
            super().__init__()
            self.units = units

        def get_config(self):
            raise NotImplementedError

    assert capture(Own(3)) == NamedRecord("layer", "own", {"units": 3})
