"""Keras' small models as networks of the course's own layers."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import keras
import numpy as np

from course_utils.networks import layers
from course_utils.networks.activations import ACTIVATIONS
from course_utils.networks.losses import LOSSES
from course_utils.networks.network import Network
from course_utils.networks.slopes import SLOPES
from course_utils.training.losses import find_loss_name

# What makes probabilities of the logits that a cross-entropy is computed from.
_OUTLETS = {
    "binary_crossentropy": "sigmoid",
    "categorical_crossentropy": "softmax",
    "sparse_categorical_crossentropy": "softmax",
}


@dataclass(frozen=True)
class SmallModel:
    """A stack of layers, and what stays outside of it.

    Attributes
    ----------
    makers : tuple of callable
        Each returns a new layer.
    loss : str
        One of `networks.losses.LOSSES`.
    outlet : str
        The activation that makes the model's outputs of the stack's; "linear" for none.
    """

    makers: tuple[Callable[[], layers.Layer], ...]
    loss: str
    outlet: str

    def network(self, n_runs: int, l2: np.ndarray) -> Network:
        """Return the network for some runs side by side; `l2` has a number for each."""
        stack = [make() for make in self.makers]
        for layer in stack:
            if isinstance(layer, layers.Dense):
                layer.penalize(l2)
        return Network(stack, (n_runs,))


def read_small_model(model: keras.Model, loss: str | keras.losses.Loss) -> SmallModel | None:
    """Return a model and its loss for NumPy; None where one of them is not for it."""
    name, of_logits = find_loss_name(loss)
    if name not in LOSSES or type(model) is not keras.Sequential or len(model.input_shape) != 2:
        return None
    if any(type(layer) not in _READERS for layer in model.layers):
        return None
    parts = [part for layer in model.layers for part in _READERS[type(layer)](layer)]
    outlet = "linear"
    if name in _OUTLETS and not of_logits:
        outlet = parts.pop()
        if outlet != _OUTLETS[name]:
            return None
    if not model.trainable_weights or not all(callable(p) or p in SLOPES for p in parts):
        return None
    makers = [p if callable(p) else partial(layers.Activation, p) for p in parts if p != "linear"]
    return SmallModel(tuple(makers), name, outlet)


def _dense(layer):
    penalty = layer.kernel_regularizer
    others = layer.bias_regularizer, layer.activity_regularizer
    if (
        not _is_plain(layer)
        or any(others)
        or type(penalty) not in (type(None), keras.regularizers.L2)
    ):
        return [None]
    l2 = 0.0 if penalty is None else float(penalty.l2)
    shape = layer.kernel.shape
    return [partial(layers.Dense, *shape, use_bias=layer.use_bias, l2=l2), _name(layer.activation)]


def _normalization(layer):
    penalties = layer.gamma_regularizer, layer.beta_regularizer
    if not (layer.scale and layer.center and _is_plain(layer)) or any(penalties):
        return [None]
    columns = layer.gamma.shape[0]
    return [partial(layers.BatchNormalization, columns, layer.momentum, layer.epsilon)]


def _dropout(layer):
    return [layers.Dropout if layer.noise_shape is None else None]


def _activation(layer):
    return [_name(layer.activation)]


def _relu(layer):
    changed = layer.max_value is not None or layer.negative_slope or layer.threshold
    return [None if changed else "relu"]


def _is_plain(layer):
    """Whether all of a layer is trained, in float32 and without limits."""
    free = all(v.trainable and v.constraint is None for v in layer.trainable_variables)
    return layer.trainable and free and layer.compute_dtype == "float32"


def _name(activation):
    """The name of one of Keras' own activations; a learner's function may be called the same."""
    name = getattr(activation, "__name__", None)
    is_own = name in ACTIVATIONS and activation is getattr(keras.activations, name)
    return name if is_own else None


_READERS = {
    keras.layers.Dense: _dense,
    keras.layers.BatchNormalization: _normalization,
    keras.layers.Dropout: _dropout,
    keras.layers.Activation: _activation,
    keras.layers.ReLU: _relu,
    keras.layers.Softmax: lambda layer: ["softmax"],
}
