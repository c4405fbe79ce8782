"""A live training is a real `fit`: same numbers, and it stops, goes on and resets when asked."""

import subprocess
import sys
import time

import keras
import numpy as np
import pytest

from course_utils.errors import CourseError
from course_utils.source.course_map import root
from course_utils.widgets.live import LiveTraining

PATIENCE = 300  # seconds; the first batch waits for TensorFlow to trace the model


class Slow(keras.layers.Layer):
    """Lets the batches of a test pass by one at a time, and counts those that learn."""

    def __init__(self, seconds):
        super().__init__()
        self.seconds, self.batches = seconds, 0

    def call(self, inputs, training=False):
        if training:
            self.batches += 1
            time.sleep(self.seconds)
        return inputs


def data(n=64):
    X = np.random.default_rng(0).normal(size=(n, 2)).astype("float32")
    return X, X.sum(axis=1)


def compiled(*layers, eagerly=False):
    keras.utils.set_random_seed(1)
    model = keras.Sequential([keras.Input((2,)), *layers, keras.layers.Dense(1)])
    model.compile(optimizer="adam", loss="mean_squared_error", run_eagerly=eagerly)
    return model


def slow_training(seconds=0.02, **options):
    """A training of 8 batches an epoch, and the layer that counts them."""
    slow = Slow(seconds)
    X, y = data()
    model = compiled(slow, eagerly=True)
    return LiveTraining(model, X, y, batch_size=8, **{"epochs": 500} | options), slow


def until(condition):
    """Wait for something that another thread does."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.01)


def click(live, button):
    """What the page sends when a button is clicked."""
    live._handle_custom_msg(button, [])


def shown(trait):
    return np.frombuffer(trait, "float32")


def test_is_the_same_as_fit():
    X, y = data()
    live = LiveTraining(compiled(), X, y, validation_data=(X[:9], y[:9]), epochs=3, batch_size=16)
    click(live, "start")
    live.wait(PATIENCE)
    expected = compiled().fit(
        X, y, validation_data=(X[:9], y[:9]), epochs=3, batch_size=16, verbose=0
    )
    assert isinstance(live.history, keras.callbacks.History)
    assert live.history.history.keys() == expected.history.keys()
    for name, values in expected.history.items():
        np.testing.assert_allclose(live.history.history[name], values, rtol=1e-6)
        np.testing.assert_allclose(shown(getattr(live, name)), values, rtol=1e-6)
    assert (live.running, live.done, live.problem) == (False, 3.0, "")


def attending():
    """A network that attends to what came before, and whose targets leave the filling out."""
    keras.utils.set_random_seed(1)
    inputs = keras.Input((6,))
    x = keras.layers.Embedding(5, 4)(inputs)
    change = keras.layers.MultiHeadAttention(2, 2)(x, x, use_causal_mask=True)
    x = keras.layers.LayerNormalization()(keras.layers.Add()([x, change]))
    model = keras.Model(inputs, keras.layers.Dense(5)(x))
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True, ignore_class=-1)
    model.compile(optimizer="adam", loss=loss)
    return model


def test_a_network_with_attention_is_trained_as_any_other():
    letters = np.random.default_rng(0).integers(-1, 5, (32, 6))
    read = np.maximum(letters, 0)
    live = LiveTraining(attending(), read, letters, epochs=2)
    live.start()
    live.wait(PATIENCE)
    expected = attending().fit(read, letters, epochs=2, verbose=0).history["loss"]
    np.testing.assert_allclose(live.history.history["loss"], expected, rtol=1e-6)
    assert live.problem == ""


def test_the_notebook_stays_free_and_stop_ends_it_after_the_batch_at_hand():
    live, slow = slow_training()
    live.start()
    until(lambda: slow.batches > 12)
    assert live.running
    click(live, "stop")
    asked = slow.batches
    until(lambda: not live.running)
    assert slow.batches <= asked + 1
    whole = len(live.history.history["loss"])
    assert whole == asked // 8, "an epoch that was not finished counts for nothing"
    assert live.done == whole


def test_stop_is_heard_while_validation_is_at_work():
    X, y = data(64_000)
    model = compiled(eagerly=True)
    live = LiveTraining(model, X[:8], y[:8], validation_data=(X, y), epochs=2, batch_size=8)
    live.start()
    until(lambda: live.done == 1)
    assert not live.history.history
    live.stop()
    until(lambda: not live.running)
    assert not live.history.history, "the validation was not waited for"


def test_start_goes_on_and_ends_at_the_number_of_epochs():
    live, slow = slow_training(0.002, epochs=4)
    live.start()
    until(lambda: len(shown(live.loss)) >= 1)
    live.stop()
    live.wait(PATIENCE)
    before = list(live.history.history["loss"])
    assert 1 <= len(before) < 4
    live.start()
    live.wait(PATIENCE)
    assert live.history.history["loss"][: len(before)] == before
    assert len(live.history.history["loss"]) == 4
    batches = slow.batches
    live.start()
    live.wait(PATIENCE)
    assert slow.batches == batches, "nothing is left to do"


def test_a_second_start_does_nothing():
    live, _ = slow_training()
    live.start()
    thread = live._thread
    click(live, "start")
    assert live._thread is thread
    live.close()
    live.wait(PATIENCE)
    assert not live.running, "closing stops it"


def test_reset_restores_weights_optimizer_and_curve():
    X, y = data()
    model = compiled(keras.layers.Dense(4, "relu"), keras.layers.Dropout(0.5))
    live = LiveTraining(model, X, y, epochs=2)
    model.optimizer.build(model.trainable_variables)
    state = [*model.variables, *model.optimizer.variables]
    first = [variable.numpy() for variable in state]
    live.start()
    live.wait(PATIENCE)
    assert any(not np.array_equal(v.numpy(), f) for v, f in zip(state, first, strict=True))
    click(live, "reset")
    assert all(np.array_equal(v.numpy(), f) for v, f in zip(state, first, strict=True))
    assert (live.loss, live.val_loss, live.done, live.history.history) == (b"", b"", 0.0, {})


def test_reset_stops_first():
    live, slow = slow_training()
    live.start()
    until(lambda: slow.batches > 2)
    live.reset()
    assert not live.running
    assert live.done == 0


def test_an_error_of_fit_is_shown_and_the_next_start_clears_it():
    X, y = data()
    live = LiveTraining(compiled(), X, np.array(["a"] * 64), epochs=1)
    live.start()
    live.wait(PATIENCE)
    assert not live.running
    assert live.problem.split(":")[0].endswith("Error")
    live._data["y"] = y
    live.start()
    live.wait(PATIENCE)
    assert (live.problem, live.done) == ("", 1.0)


def test_at_most_twenty_messages_a_second():
    live, slow = slow_training(0.001)
    times = []
    live.observe(lambda change: times.append(time.monotonic()), "done")
    live.start()
    until(lambda: slow.batches > 200)
    live.stop()
    live.wait(PATIENCE)
    del times[-1]  # the last one says where it stopped, at once
    assert len(times) > 5
    assert len(times) <= 20 * (times[-1] - times[0]) + 2


def test_a_model_without_input_is_built():
    X, y = data()
    model = keras.Sequential([keras.layers.Dense(1)])
    model.compile(optimizer="sgd", loss="mean_squared_error")
    live = LiveTraining(model, X, y, epochs=1)
    first = model.get_weights()
    live.start()
    live.wait(PATIENCE)
    live.reset()
    for now, then in zip(model.get_weights(), first, strict=True):
        np.testing.assert_array_equal(now, then)


@pytest.mark.parametrize(
    "model, epochs, says",
    [
        (keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)]), 3, "not compiled.*compile"),
        ("model", 3, "found 'model'"),
        (compiled(), 0, "1 or more, found 0"),
    ],
)
def test_what_cannot_be_trained_is_refused(model, epochs, says):
    with pytest.raises(CourseError, match=says):
        LiveTraining(model, *data(), epochs=epochs)


def test_python_ends_in_the_middle_of_a_training():
    code = (
        "from tests.widgets.test_live import slow_training, until\n"
        "live, slow = slow_training()\n"
        "live.start()\n"
        "until(lambda: slow.batches > 2)\n"
        "assert live.running\n"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=root(), capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
