"""The model with one thing about its structure changed: each edit works on Keras' config."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import keras

_SIZES = ("units", "filters")
_SQUASHING = {"sigmoid", "tanh", "softmax", "hard_sigmoid", "softsign", "linear"}
WIDER = 4


def edited(model: keras.Model, edit: str, **wanted: Any) -> keras.Model | None:
    """Build the model again with one thing changed, and with new weights.

    Parameters
    ----------
    model
        Sequential or functional, built; it is not changed.
    edit
        A name of `EDITS`.
    **wanted
        What the edit needs to know.

    Returns
    -------
    keras.Model or None
        None where Keras cannot build the model from its configuration, or the edit changes nothing.
    """
    import keras

    try:
        config = deepcopy(model.get_config())
        _forget_shapes(config)
        before = deepcopy(config)
        EDITS[edit](config, **wanted)
        if config == before:
            return None
        own = {type(layer).__name__: type(layer) for layer in model._flatten_layers()}
        with keras.saving.custom_object_scope(own):
            made = type(model).from_config(config)
        if not made.built:
            made.build(model.input_shape)
        _copy_adapted(model, made)
        return made
    except Exception:
        # A model of the learner's own may have any configuration, or none.
        return None


def _forget_shapes(config):
    """Leave out how each layer was built: a wider layer feeds the next one with more."""
    for layer in config.get("layers", []):
        layer.pop("build_config", None)
        if isinstance(layer.get("config"), dict):
            layer["config"].pop("build_input_shape", None)
            _forget_shapes(layer["config"])


def _copy_adapted(model, made):
    """Layers that learnt from data before the training keep what they know."""
    kept = {"Normalization", "StringLookup", "IntegerLookup", "TextVectorization", "Discretization"}
    for old, new in zip(model.layers, made.layers, strict=False):
        if type(old).__name__ in kept:
            new.set_weights(old.get_weights())
            if hasattr(new, "finalize_state"):
                new.finalize_state()


def _with_weights(config):
    return [layer for layer in _layers_with_class(config) if any(s in layer[1] for s in _SIZES)]


def _layers_with_class(config):
    found = []
    for layer in config.get("layers", []):
        inner = layer.get("config", {})
        if isinstance(inner, dict):
            found.append((layer.get("class_name", ""), inner))
            found.extend(_layers_with_class(inner))
    return found


def _wider(config):
    for _, layer in _with_weights(config)[:-1]:
        size = next(name for name in _SIZES if name in layer)
        layer[size] = layer[size] * WIDER


def _hidden(config):
    """The hidden layers with weights, and the layers that are activations alone before the last."""
    layers = _layers_with_class(config)
    last = max((i for i, (_, c) in enumerate(layers) if any(s in c for s in _SIZES)), default=0)
    return layers[:last]


def _relu(config):
    """ReLU in place of what squashes or does nothing; gates keep their own formulas."""
    gated = {"LSTM", "GRU", "SimpleRNN", "Bidirectional"}
    for name, layer in _hidden(config):
        if name in gated or (name == "Activation" and layer.get("activation") not in _SQUASHING):
            continue
        if layer.get("activation") in _SQUASHING:
            layer["activation"] = "relu"
            _start(layer, "he_normal")
    for layer in config.get("layers", [])[:-1]:
        if layer.get("class_name") == "Softmax":
            layer["class_name"] = "ReLU"
            layer["config"] = {"name": layer["config"].get("name")}
            layer.pop("module", None)
            layer.pop("registered_name", None)


def _start(layer, name):
    own = layer.get("kernel_initializer")
    if own and _initializer(own) != name.replace("_", ""):
        layer["kernel_initializer"] = name


def _initializer(own):
    """Its name without case and underscores: a text, or a class with its settings."""
    name = own.get("class_name", "") if isinstance(own, dict) else str(own)
    return name.lower().replace("_", "")


def _plain_start(config):
    for _, layer in _layers_with_class(config):
        _start(layer, "glorot_uniform")
        if layer.get("bias_initializer") and _initializer(layer["bias_initializer"]) != "zeros":
            layer["bias_initializer"] = "zeros"


def _no_dropout(config):
    for name, layer in _layers_with_class(config):
        if "rate" in layer and "Dropout" in name:
            layer["rate"] = 0.0
        for key in ("dropout", "recurrent_dropout"):
            if key in layer:
                layer[key] = 0.0


def _no_penalty(config):
    for _, layer in _layers_with_class(config):
        for key in [key for key in layer if key.endswith("_regularizer")]:
            layer[key] = None


def _all_trainable(config):
    for _, layer in _layers_with_class(config):
        if "trainable" in layer:
            layer["trainable"] = True


def _output(config, activation):
    """Another activation at the end."""
    layers = config["layers"]
    while layers and layers[-1]["class_name"] in {"Activation", "Softmax", "ReLU", "Dropout"}:
        layers.pop()
    layers[-1]["config"]["activation"] = activation


EDITS: dict[str, Callable] = {
    "wider": _wider,
    "relu": _relu,
    "plain_start": _plain_start,
    "no_dropout": _no_dropout,
    "no_penalty": _no_penalty,
    "all_trainable": _all_trainable,
    "output": _output,
}
