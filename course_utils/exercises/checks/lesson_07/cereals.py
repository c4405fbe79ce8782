"""The 65 cereals as exercise 7 hands them to a network, and what backpropagation makes of them."""

from functools import cache

import numpy as np

from course_utils.exercises.forward import predict
from course_utils.exercises.records import ModelRecord
from course_utils.networks.layers import Activation, Dense
from course_utils.networks.losses import LOSSES
from course_utils.networks.network import Network


@cache
def rows() -> tuple[np.ndarray, np.ndarray]:
    """Return inputs, (65, 4), standardized, and energy in hundreds of kcal, (65, 1)."""
    from course_utils.data import load_dataset  # pandas takes a while

    table = load_dataset("cereals")
    X = table[["fat", "carbohydrates", "protein", "fibre"]].to_numpy(dtype=float)
    y = table[["calories"]].to_numpy(dtype=float) / 100
    return (X - X.mean(axis=0)) / X.std(axis=0), y


def slopes_of(model: ModelRecord) -> list[np.ndarray]:
    """Return the slopes of the mean squared error for a model of 4, 8 (ReLU) and 1 units.

    Returns
    -------
    list of numpy.ndarray
        In the order of Keras' `model.trainable_variables`.
    """
    X, y = rows()
    network = Network([Dense(4, 8), Activation("relu"), Dense(8, 1)])
    dense = [step for step in model.operations if step.kind == "dense"]
    network.set_weights([step.weights[name] for step in dense for name in ("kernel", "bias")])
    outputs = network.forward(X, training=True)
    network.backward(LOSSES["mean_squared_error"].slopes(y, outputs))
    return [layer.gradients[name] for layer in network.layers for name in layer.gradients]


def mean_squared_error(model: ModelRecord) -> float:
    """Return a model's mean squared error over the 65 rows, in (100 kcal) squared."""
    X, y = rows()
    return float(np.mean((predict(model, X).reshape(y.shape) - y) ** 2))
