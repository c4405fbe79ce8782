"""A model that hides its steps is judged by its outputs, with its own weights."""

import numpy as np

from course_utils.exercises.expect import expect_layers, layer
from course_utils.exercises.forward import predict
from course_utils.exercises.records import ModelRecord, Operation

WANTED = [layer("dense", units=4), layer("relu"), layer("dense", units=1)]


def arrays(*shapes):
    rng = np.random.default_rng(0)
    return {f"{place} array": rng.normal(size=shape) for place, shape in enumerate(shapes)}


def hidden(weights, ask):
    step = Operation("opaque", {"class": "Net"}, weights)
    return ModelRecord((step,), (0,), ((3,),), ask=ask)


def network(bend):
    weights = arrays((3, 4), (4,), (4, 1), (1,))
    W1, b1, W2, b2 = weights.values()
    return hidden(weights, lambda X: bend(X @ W1 + b1) @ W2 + b2)


def failed(model, wanted=WANTED):
    return [finding for finding in expect_layers(model, wanted) if not finding.ok]


def test_equal_outputs_are_the_layers_wanted():
    model = network(lambda z: z * (z > 0))
    assert predict(model, np.zeros((2, 3))).shape == (2, 1)
    assert failed(model) == []


def test_other_outputs_are_not():
    (finding,) = failed(network(np.tanh))
    assert "`Dense(units=4)` → `ReLU()` → `Dense(units=1)`" in finding.expected
    assert "cannot see into" in finding.found
    assert "keras.ops" in finding.next_step
    assert finding.mistake == "cannot-see-inside"


def test_weights_that_do_not_fit_are_not():
    model = network(lambda z: z * (z > 0))
    assert failed(model, [layer("dense", units=5), layer("relu"), layer("dense", units=1)])
    assert failed(model, [layer("dense", units=4), layer("relu")])
    assert failed(model, [*WANTED, layer("dropout", rate=0.5)])


def test_a_model_that_raises_is_not():
    def ask(X):
        raise RuntimeError("no")

    assert failed(hidden(arrays((3, 4), (4,), (4, 1), (1,)), ask))
