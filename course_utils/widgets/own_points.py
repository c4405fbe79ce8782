"""Learn from a learner's own points, while they wait: a small network in NumPy."""

from collections.abc import Sequence

import numpy as np

from course_utils.networks.activations import sigmoid
from course_utils.networks.layers import Activation, Dense
from course_utils.networks.losses import LOSSES
from course_utils.networks.network import Network
from course_utils.networks.update_rules import adam


def learn_points(
    points: np.ndarray,
    classes: np.ndarray,
    places: np.ndarray,
    hidden: Sequence[int],
    activation: str,
    epochs: Sequence[int],
    learning_rate: float = 0.05,
    seed: int = 1,
) -> np.ndarray:
    """Train with Adam, all points in one batch, and predict.

    Parameters
    ----------
    points : array, shape (n_points, 2)
    classes : array, shape (n_points,)
        0 or 1.
    places : array, shape (n_places, 2)
        Where to predict.
    hidden
        Units of each hidden layer.
    activation
        Of the hidden layers.
    epochs
        After which to predict, in order.

    Returns
    -------
    array of uint8, shape (n_epochs, n_places)
        The probability of class 1, in whole percent.
    """
    network = _network(hidden, activation, np.random.default_rng(seed))
    points, places = points.astype("float32"), places.astype("float32")
    targets = np.reshape(classes, (-1, 1)).astype("float32")
    slots = {"momentum": 0.0, "velocity": 0.0}
    percent = []
    for step in range(epochs[-1] + 1):
        if step in epochs:
            percent.append(np.round(100 * sigmoid(network.forward(places)[:, 0])))
        network.backward(LOSSES["binary_crossentropy"].slopes(targets, network.forward(points)))
        change, slots = adam(network.gradients, slots, learning_rate, step + 1)
        network.weights += change
    return np.array(percent, "uint8")


def _network(hidden, activation, rng):
    """Kernels from Glorot's uniform distribution, as Keras starts; biases 0."""
    sizes = [2, *hidden, 1]
    layers = []
    for n_inputs, units in zip(sizes[:-1], sizes[1:], strict=True):
        layers += [Dense(n_inputs, units), Activation(activation)]
    network = Network(layers[:-1])  # the last gives a logit
    for weight in network.get_weights():
        if weight.ndim == 2:
            reach = np.sqrt(6 / sum(weight.shape))
            weight[...] = rng.uniform(-reach, reach, weight.shape)
    return network
