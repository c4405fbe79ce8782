"""One Keras layer as the operations it performs."""

from typing import Any

import numpy as np

from course_utils.exercises.capture.activations import activation_step
from course_utils.exercises.capture.names import is_own, plain, settings_of, snake_case
from course_utils.exercises.capture.values import to_numpy
from course_utils.networks.activations import ACTIVATIONS

# Layers whose inner activations belong to the formula of the layer itself.
_GATED = {"simple_rnn", "lstm", "gru", "bidirectional", "time_distributed"}

# Operations of `keras.ops` that do what the layer or activation of the same name does.
_LIKE_LAYERS = {
    *("add", "subtract", "multiply", "divide", "true_divide", "matmul"),
    *("maximum", "minimum", "concatenate"),
}

_DEFAULTS = {
    "negative_slope": 0.0,
    "threshold": 0.0,
    "alpha": 1.0,
    "axis": -1,
    "approximate": False,
}


def layer_steps(layer: Any) -> list[tuple[str, dict[str, Any], dict[str, np.ndarray]]]:
    """Take a layer of Keras, or one of its operations, apart.

    Returns
    -------
    list of (kind, settings, weights)
        `Dense(4, activation="relu")` gives two: "dense", then "relu".
    """
    kind = snake_case(type(layer).__name__)
    if kind == "activation":
        return _activation(layer.activation)
    if kind in ACTIVATIONS or kind == "prelu":
        return [_activation_layer(kind, layer)]
    if not hasattr(layer, "weights"):
        settings = {key: plain(v) for key, v in vars(layer).items() if _is_setting(key, v)}
        return [(kind if kind in _LIKE_LAYERS else f"ops.{kind}", settings, {})]
    activation = getattr(layer, "activation", None) if kind not in _GATED else None
    settings = settings_of(layer, but=("activation",) if activation else ())
    return [(kind, settings, _weights(kind, layer)), *_activation(activation)]


def _is_setting(key, value):
    return not key.startswith("_") and isinstance(value, bool | int | float | str | tuple)


def _activation(function):
    """The steps of an activation: none for a linear one, a layer's own for a layer."""
    if function is None:
        return []
    if hasattr(function, "get_config") and not isinstance(function, type):
        own = is_own(function)
        return (
            [("opaque", {"class": type(function).__name__}, {})] if own else layer_steps(function)
        )
    kind, settings = activation_step(function)
    return [] if kind == "linear" else [(kind, settings, {})]


def _activation_layer(kind, layer):
    """ReLU(negative_slope=0.1) is a leaky ReLU; what stays at its default says nothing."""
    known = {"max_value", "negative_slope", "threshold", "alpha", "axis", "approximate"}
    config = layer.get_config() if hasattr(layer, "get_config") else vars(layer)
    settings = {key: plain(value) for key, value in config.items() if key in known}
    slope = settings.get("negative_slope", 0.0)
    bent_only = settings.get("max_value") is None and not settings.get("threshold")
    if kind == "leaky_relu" or (kind == "relu" and slope and bent_only):
        return "leaky_relu", {"negative_slope": slope}, {}
    changed = {key: value for key, value in settings.items() if _DEFAULTS.get(key) != value}
    return kind, changed, _weights(kind, layer) if kind == "prelu" else {}


def _weights(kind, layer):
    """Every number the layer has learnt, by Keras' own names, such as "query_kernel"."""
    if kind == "normalization":
        found = {"mean": layer.mean, "variance": layer.variance}
        return {name: to_numpy(value) for name, value in found.items() if value is not None}
    names = [variable.name for variable in layer.weights]
    if len(set(names)) < len(names):
        names = [_name_inside(layer, variable) for variable in layer.weights]
    return dict(zip(names, map(to_numpy, layer.weights), strict=True))


def _name_inside(layer, variable):
    """The way from a layer to one of its weights: "query_kernel"."""
    return variable.path.rpartition(f"{layer.name}/")[2].replace("/", "_")
