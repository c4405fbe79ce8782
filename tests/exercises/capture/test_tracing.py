"""Looking inside a subclassed model, or asking it, leaves it as it was."""

import keras
import numpy as np
import pytest
import tensorflow as tf
from keras import layers

from course_utils.exercises.capture import capture
from course_utils.exercises.forward import CannotPredictError, predict
from course_utils.exercises.records import ModelRecord

X = np.random.default_rng(0).normal(size=(5, 4)).astype("float32")


def called(model):
    model(X)
    return model


class Remembers(keras.Model):
    """Writes down what it saw, and how often it was called."""

    def __init__(self):
        super().__init__()
        self.dense = layers.Dense(2)
        self.calls = 0

    def call(self, x):
        self.calls += 1
        self.seen = x
        return self.dense(x)


def test_tracing_leaves_the_model_as_it_was():
    model = called(Remembers())
    seen, calls, before = model.seen, model.calls, model.get_weights()
    assert [step.kind for step in capture(model).operations] == ["dense"]
    assert model.calls == calls
    assert model.seen is seen
    assert model.built
    assert all(map(np.array_equal, model.get_weights(), before))
    with pytest.raises(AttributeError, match="never been called"):
        _ = model.dense.output
    model.compile("sgd", "mse")
    model.fit(X, X[:, :2], verbose=0)


class Counts(keras.Model):
    """What it does depends on a state, and TensorFlow's functions hide it from Keras."""

    def __init__(self):
        super().__init__()
        self.count = self.add_weight(shape=(), initializer="zeros", trainable=False)

    def call(self, x):
        self.count.assign_add(1.0)
        return tf.cumsum(x, axis=1)


def test_asking_changes_no_state():
    model = called(Counts())
    before = float(model.count)
    record = capture(model)
    np.testing.assert_allclose(predict(record, X), np.cumsum(X, axis=1), rtol=1e-5)
    assert float(model.count) == before
    assert record.describe() == "a Keras model: `Counts(...)`"
    assert record.input_shapes == ((4,),)


def test_a_stateful_layer_keeps_its_state():
    model = keras.Sequential([keras.Input((3, 2), batch_size=2), layers.LSTM(2, stateful=True)])
    record, x = capture(model), np.ones((2, 3, 2))
    first = predict(record, x)
    np.testing.assert_allclose(predict(record, x), first)
    np.testing.assert_allclose(model(x), first, atol=1e-5)


class TwoArguments(keras.Model):
    def __init__(self):
        super().__init__()
        self.dense = layers.Dense(2)

    def call(self, a, b):
        return self.dense(a) - self.dense(b)


class OneList(TwoArguments):
    def call(self, inputs):
        return super().call(*inputs)


class OneDictionary(TwoArguments):
    def call(self, inputs):
        return super().call(inputs["a"], inputs["b"])


def test_several_inputs_in_every_form():
    pair, named = [X, X * 2], {"a": X, "b": X * 2}
    for model, inputs in ((TwoArguments(), pair), (OneList(), [pair]), (OneDictionary(), [named])):
        wanted = model(*inputs)
        np.testing.assert_allclose(predict(capture(model), *pair), wanted, atol=1e-5)


def test_a_dictionary_of_inputs():
    inputs = {name: keras.Input((4,), name=name) for name in ("b", "a")}
    model = keras.Model(inputs, keras.ops.mean(inputs["a"] - 2 * inputs["b"], axis=-1))
    record = capture(model)
    assert record.ask is not None
    wanted = model({"a": X, "b": X * 3})
    np.testing.assert_allclose(predict(record, X, X * 3), wanted, atol=1e-5)


class Unwilling(Counts):
    def call(self, x):
        if len(x) == 3:
            raise ValueError("not three of them")
        return tf.cumsum(x, axis=1)


class Endless(Counts):
    def call(self, x):
        while len(x) == 3:
            tf.cumsum(x, axis=1)
        return tf.cumsum(x, axis=1)


def test_a_model_that_raises():
    record = capture(called(Unwilling()))
    with pytest.raises(CannotPredictError, match="not three of them"):
        predict(record, X[:3])


def test_a_model_that_hangs(monkeypatch):
    monkeypatch.setattr("course_utils.exercises.capture.tracing.SECONDS", 0.3)
    record = capture(called(Endless()))
    with pytest.raises(CannotPredictError, match=r"no result after 0\.3 s"):
        predict(record, X[:3])


class ClaimsToBeBuilt(keras.Model):
    def __init__(self):
        super().__init__()
        self.dense = layers.Dense(2)

    def build(self, shape):
        self.built = True

    def call(self, x):
        return self.dense(x)


def test_a_layer_that_waits_for_its_weights_is_not_given_any():
    model = ClaimsToBeBuilt()
    model.build((None, 4))
    assert isinstance(capture(model), ModelRecord)
    assert not model.dense.built
    assert model.weights == []
