"""Layers: each knows the way forward, from inputs to outputs, and the way back.

Forward, a layer gets inputs of shape (..., n_rows, n_inputs) and returns its outputs. On the
way back it is given the *slopes*: how much the loss grows with each of its outputs. From them it
tells two things by the chain rule. `learn` writes down the slopes for its own weights, the
gradients; `backward` returns the slopes for its inputs, which are the outputs of the layer before.

Weights and gradients are dicts by the names Keras gives them. A `Network` provides them.
"""

import numpy as np

from course_utils.networks.activations import ACTIVATIONS
from course_utils.networks.slopes import SLOPES


class Layer:
    """A layer without weights that changes nothing.

    Attributes
    ----------
    shapes : dict of str to tuple
        What is learned by gradients: the shape of each weight.
    averages : dict of str to tuple
        What the layer counts itself: the shape of each.
    weights, gradients : dict of str to numpy.ndarray
        Of these shapes, with axes in front for networks side by side.
    """

    def __init__(self) -> None:
        self.shapes: dict[str, tuple[int, ...]] = {}
        self.averages: dict[str, tuple[int, ...]] = {}
        self.weights: dict[str, np.ndarray] = {}
        self.gradients: dict[str, np.ndarray] = {}

    def forward(self, inputs: np.ndarray, training: bool = False) -> np.ndarray:
        """Return the outputs, (..., n_rows, n_outputs), and remember what the way back needs."""
        return inputs

    def learn(self, slopes: np.ndarray) -> None:
        """Write down the gradients of the weights; `slopes` has the shape of the outputs."""

    def backward(self, slopes: np.ndarray) -> np.ndarray:
        """Return the slopes for the inputs, shaped like these."""
        return slopes

    def penalty(self) -> np.ndarray | float:
        """Return what the size of the weights adds to the loss, one number a network."""
        return 0.0


class Dense(Layer):
    """Each unit sums up all inputs: ``outputs = inputs @ kernel + bias``.

    Parameters
    ----------
    n_inputs, units
        The kernel has the shape (n_inputs, units), the bias (units,).
    l2
        Adds ``l2 * sum(kernel ** 2)`` to the loss.
    """

    def __init__(
        self, n_inputs: int, units: int, use_bias: bool = True, l2: float | np.ndarray = 0.0
    ) -> None:
        super().__init__()
        self.shapes = {"kernel": (n_inputs, units)}
        if use_bias:
            self.shapes["bias"] = (units,)
        self.l2: float | np.ndarray = 0.0
        self.penalize(l2)

    def penalize(self, l2: float | np.ndarray) -> None:
        """Add an L2 penalty to what there is; an array has one number a network."""
        self.l2 = self.l2 + l2
        self.is_penalized = bool(np.any(self.l2))

    def forward(self, inputs: np.ndarray, training: bool = False) -> np.ndarray:
        """Sum up, for each row and unit."""
        self.inputs = inputs
        outputs = _product(inputs, self.weights["kernel"])
        if "bias" in self.weights:
            outputs += self.weights["bias"][..., np.newaxis, :]
        return outputs

    def learn(self, slopes: np.ndarray) -> None:
        """Sum up over the rows: a weight matters by its input times the slope of its output."""
        kernel = self.gradients["kernel"]
        np.matmul(_transposed(self.inputs), slopes, out=kernel)
        if "bias" in self.gradients:
            self.gradients["bias"][...] = _summed(slopes)
        if self.is_penalized:
            kernel += 2 * _in_front(self.l2) * self.weights["kernel"]

    def backward(self, slopes: np.ndarray) -> np.ndarray:
        """Sum up over the units: an input matters to each of them by its weight."""
        return _product(slopes, _transposed(self.weights["kernel"]))

    def penalty(self) -> np.ndarray | float:
        """L2: the sum of the squared weights of the kernel, times `l2`."""
        if not self.is_penalized:
            return 0.0
        return self.l2 * np.sum(self.weights["kernel"] ** 2, axis=(-2, -1))


class Activation(Layer):
    """A function of each number by itself.

    Parameters
    ----------
    name
        One of `SLOPES`, such as "relu".
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.function, self.slope = ACTIVATIONS[name], SLOPES[name]

    def forward(self, inputs: np.ndarray, training: bool = False) -> np.ndarray:
        """Apply the function."""
        self.inputs, self.outputs = inputs, self.function(inputs)
        return self.outputs

    def backward(self, slopes: np.ndarray) -> np.ndarray:
        """Multiply with the slope of the function where the inputs were."""
        return slopes * self.slope(self.inputs, self.outputs)


class Dropout(Layer):
    """While training, silence units at random and make the others louder.

    Attributes
    ----------
    rate : float or numpy.ndarray
        Share of the units that become 0.
    drawn : numpy.ndarray
        Numbers from 0 to 1, shaped like the inputs, given before each batch.
    """

    rate: float | np.ndarray = 0.0
    drawn: np.ndarray | None = None

    def forward(self, inputs: np.ndarray, training: bool = False) -> np.ndarray:
        """Drop where the number drawn is below the rate; nothing after training."""
        if not training:
            return inputs
        rate = _in_front(self.rate)
        self.mask = np.where(self.drawn >= rate, np.float32(1) / (1 - rate), np.float32(0))
        return inputs * self.mask

    def backward(self, slopes: np.ndarray) -> np.ndarray:
        """What was silent does not matter."""
        return slopes * self.mask


class BatchNormalization(Layer):
    """Bring each column of a batch to mean 0 and variance 1, then to a learned scale and place.

    Parameters
    ----------
    n_inputs
        The number of columns: all weights have the shape (n_inputs,).
    momentum
        Share of the moving averages that a batch leaves as it is.
    epsilon
        Added to the variance, which may be 0.
    """

    def __init__(self, n_inputs: int, momentum: float = 0.99, epsilon: float = 1e-3) -> None:
        super().__init__()
        self.shapes = {"gamma": (n_inputs,), "beta": (n_inputs,)}
        self.averages = {"moving_mean": (n_inputs,), "moving_variance": (n_inputs,)}
        self.momentum, self.epsilon = momentum, epsilon

    def forward(self, inputs: np.ndarray, training: bool = False) -> np.ndarray:
        """Normalize by the batch while training, by the moving averages afterwards."""
        if training:
            mean, variance = inputs.mean(axis=-2), inputs.var(axis=-2)
            self._count(moving_mean=mean, moving_variance=variance)
        else:
            mean, variance = self.weights["moving_mean"], self.weights["moving_variance"]
        self.scale = 1 / np.sqrt(variance + self.epsilon)[..., np.newaxis, :]
        self.normalized = (inputs - mean[..., np.newaxis, :]) * self.scale
        gamma, beta = (self.weights[name][..., np.newaxis, :] for name in ("gamma", "beta"))
        return gamma * self.normalized + beta

    def _count(self, **seen):
        for name, now in seen.items():
            self.weights[name] *= self.momentum
            self.weights[name] += (1 - self.momentum) * now

    def learn(self, slopes: np.ndarray) -> None:
        """Sum up over the rows: gamma matters by the normalized inputs, beta by itself."""
        self.gradients["gamma"][...] = _summed(slopes * self.normalized)
        self.gradients["beta"][...] = _summed(slopes)

    def backward(self, slopes: np.ndarray) -> np.ndarray:
        """A row matters by its own value, and by the mean and variance that it moves for all."""
        slopes = slopes * self.weights["gamma"][..., np.newaxis, :]
        by_mean = slopes.mean(axis=-2, keepdims=True)
        by_variance = (slopes * self.normalized).mean(axis=-2, keepdims=True)
        return self.scale * (slopes - by_mean - self.normalized * by_variance)


def _product(rows, matrix):
    """``rows @ matrix``; with a single column nothing is summed up, and it is sooner done."""
    return rows * matrix if rows.shape[-1] == 1 else rows @ matrix


def _summed(slopes):
    """The sum over the rows. A product with ones takes a third of the time of `sum`."""
    ones = np.ones((1, slopes.shape[-2]), slopes.dtype)
    return (ones @ slopes)[..., 0, :]


def _transposed(matrices):
    return np.swapaxes(matrices, -1, -2)


def _in_front(numbers):
    """One number a network, shaped to be combined with (..., rows, columns)."""
    numbers = np.asarray(numbers, "float32")
    return numbers.reshape(*numbers.shape, 1, 1)
