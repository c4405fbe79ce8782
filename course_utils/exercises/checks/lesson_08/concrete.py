"""The concrete as exercise 8 hands it to a network, and what a network makes of it."""

from functools import cache

import numpy as np

from course_utils.exercises.forward import predict
from course_utils.exercises.records import ModelRecord
from course_utils.networks.layers import Activation, Dense
from course_utils.networks.losses import LOSSES
from course_utils.networks.network import Network

N_TRAIN = 800


@cache
def rows() -> tuple[np.ndarray, np.ndarray]:
    """Return inputs, (1030, 8), and strengths, (1030, 1): standardized by the training rows.

    The first 800 are the training rows.
    """
    from course_utils.data import load_dataset  # pandas takes a while

    table = load_dataset("concrete").to_numpy(dtype=float)
    table = table[np.random.default_rng(1).permutation(len(table))]
    train = table[:N_TRAIN]
    table = (table - train.mean(axis=0)) / train.std(axis=0)
    return table[:, :-1], table[:, -1:]


def validation_loss(model: ModelRecord) -> float:
    """Return a model's mean squared error over the 230 validation rows; 1 is always the mean."""
    X, y = (part[N_TRAIN:] for part in rows())
    return float(np.mean((predict(model, X).reshape(y.shape) - y) ** 2))


def dense_kernels(model: ModelRecord) -> list[np.ndarray]:
    """Return the kernels of a model's dense layers, the first one first."""
    return [step.weights["kernel"] for step in model.operations if step.kind == "dense"]


def kernel_slopes(model: ModelRecord, X: np.ndarray, y: np.ndarray) -> list[np.ndarray]:
    """Return the slopes of the mean squared error for each kernel.

    Parameters
    ----------
    model
        A chain of dense layers with sigmoids between them.
    X, y
        Inputs and targets of shape (n_rows, 8) and (n_rows, 1).

    Returns
    -------
    list of numpy.ndarray
        The first layer first, the output layer last.
    """
    kernels = dense_kernels(model)
    layers = [layer for k in kernels for layer in (Dense(*k.shape), Activation("sigmoid"))]
    network = Network(layers[:-1])
    network.set_weights([w for step in model.operations for w in step.weights.values()])
    outputs = network.forward(X.astype("float32"), training=True)
    network.backward(LOSSES["mean_squared_error"].slopes(y.astype("float32"), outputs))
    return [layer.gradients["kernel"] for layer in network.layers if layer.shapes]
