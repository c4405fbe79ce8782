"""A network: layers one after the other, forward and back.

All weights lie in one array, so that an update is one line:
``network.weights += change``. What a layer calls its kernel is a part of this array.
"""

import math
from collections.abc import Sequence

import numpy as np

from course_utils.networks.layers import Layer


class Network:
    """Layers, and the memory for their weights.

    Parameters
    ----------
    layers
        From the inputs to the outputs.
    side_by_side
        Axes in front of every weight: how many such networks are trained side by side, each with
        weights of its own. () for one network.

    Attributes
    ----------
    weights, gradients : numpy.ndarray
        Shape (*side_by_side, n_weights): all that is learned, and the slope of the loss for each.
    """

    def __init__(self, layers: Sequence[Layer], side_by_side: tuple[int, ...] = ()) -> None:
        self.layers = list(layers)
        n_weights = sum(math.prod(s) for layer in layers for s in layer.shapes.values())
        self.weights, self.gradients = np.zeros((2, *side_by_side, n_weights), "float32")
        first = 0
        for layer in self.layers:
            for name, shape in layer.shapes.items():
                part = np.s_[..., first : first + math.prod(shape)]
                layer.weights[name] = self.weights[part].reshape(*side_by_side, *shape)
                layer.gradients[name] = self.gradients[part].reshape(*side_by_side, *shape)
                first += math.prod(shape)
            for name, shape in layer.averages.items():
                layer.weights[name] = np.zeros((*side_by_side, *shape), "float32")

    def forward(self, inputs: np.ndarray, training: bool = False) -> np.ndarray:
        """Return the outputs, (..., n_rows, n_outputs), for inputs (..., n_rows, n_inputs)."""
        for layer in self.layers:
            inputs = layer.forward(inputs, training)
        return inputs

    def backward(self, slopes: np.ndarray) -> None:
        """Fill in the gradients, from the slopes of the loss for the outputs of `forward`."""
        first = next(layer for layer in self.layers if layer.shapes)
        for layer in reversed(self.layers):
            layer.learn(slopes)
            if layer is first:  # nobody asks for the slopes of the data
                return
            slopes = layer.backward(slopes)

    def penalty(self) -> np.ndarray | float:
        """Return what the size of the weights adds to the loss, one number a network."""
        return sum(layer.penalty() for layer in self.layers)

    def get_weights(self) -> list[np.ndarray]:
        """Return the weights in the order of Keras' ``model.get_weights()``, no copies."""
        return [weight for layer in self.layers for weight in layer.weights.values()]

    def set_weights(self, weights: Sequence[np.ndarray]) -> None:
        """Start from these weights, in the order of `get_weights`."""
        for own, weight in zip(self.get_weights(), weights, strict=True):
            own[...] = weight
