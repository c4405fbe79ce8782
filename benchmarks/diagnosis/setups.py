"""A training written down: rows, layers, loss, optimizer, and how `fit` is called.

A setup is plain data, so that a plant may change any of it and the cache can tell two apart. The
model is built from it as a learner would write it: Sequential, functional or subclassed.
"""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Rows:
    """Rows to learn from, to validate with, and some that nobody has seen.

    Attributes
    ----------
    X, y, X_valid, y_valid, X_test, y_test : array
    """

    X: np.ndarray
    y: np.ndarray
    X_valid: np.ndarray
    y_valid: np.ndarray
    X_test: np.ndarray
    y_test: np.ndarray

    def inputs(self, change):
        """Return the same with all inputs changed by a function."""
        changed = {name: change(getattr(self, name)) for name in ("X", "X_valid", "X_test")}
        return Rows(**{**vars(self), **changed})

    def targets(self, change):
        """Return the same with all targets changed by a function."""
        changed = {name: change(getattr(self, name)) for name in ("y", "y_valid", "y_test")}
        return Rows(**{**vars(self), **changed})


@dataclass(frozen=True)
class Setup:
    """A training.

    Attributes
    ----------
    table : str
        The data set.
    task : str
        ``regression``, ``binary`` or ``classes``.
    n_classes : int
        0 for regression.
    rows : Rows
    scale, shift : array
        Inputs as the table has them are ``X * scale + shift``.
    layers : tuple of dict
        Each with ``kind``, a class of `keras.layers`, and its arguments.
    output : dict
        The last layer, likewise.
    loss, optimizer : str or dict
        A name, or ``kind`` and arguments.
    metrics : tuple of str
    batch_size, epochs : int
    callbacks : tuple of dict
    input_shape : tuple of int or None
        Other than that of the rows.
    style : str
        ``sequential``, ``functional`` or ``subclassed``.
    holder : str
        ``array``, ``frame`` or ``tf.data``.
    validation : float or None
        A share for `validation_split`; else the validation rows are handed over.
    fits : str
        ``once``, ``again``, ``recompiled`` or ``never``.
    no_update : bool
        Whether a `train_step` of its own forgets to update the weights.
    history_as_dict : bool
        Whether `diagnose` is given ``history.history``.
    seed : int
    notes : tuple of str
        Other names for what is wrong that are right here, too.
    """

    table: str
    task: str
    n_classes: int
    rows: Rows
    scale: np.ndarray
    shift: np.ndarray
    layers: tuple
    output: dict
    loss: object
    optimizer: dict
    metrics: tuple = ()
    batch_size: int = 32
    epochs: int = 20
    callbacks: tuple = ()
    input_shape: tuple | None = None
    style: str = "sequential"
    holder: str = "array"
    validation: float | None = None
    fits: str = "once"
    no_update: bool = False
    history_as_dict: bool = False
    seed: int = 0
    notes: tuple = ()

    def key(self):
        """Everything that a trained model depends on, for the cache."""
        plain = {name: value for name, value in vars(self).items() if name not in _NOT_TRAINED}
        arrays = [getattr(self.rows, name) for name in ("X", "y", "X_valid", "y_valid")]
        return [repr(sorted(plain.items())), *map(np.ascontiguousarray, arrays)]

    @property
    def hidden(self):
        """Places of the layers with units and an activation."""
        return [n for n, layer in enumerate(self.layers) if layer["kind"] in ("Dense", "Conv2D")]


_NOT_TRAINED = ("rows", "scale", "shift", "history_as_dict", "notes")


def build(setup):
    """Return the setup's model, compiled."""
    import keras

    keras.utils.set_random_seed(setup.seed)
    shape = setup.input_shape or setup.rows.X.shape[1:]
    layers = [make_layer(one) for one in (*setup.layers, setup.output)]
    if setup.style == "sequential":
        model = keras.Sequential([keras.Input(shape), *layers])
    elif setup.style == "functional":
        inputs = outputs = keras.Input(shape)
        for layer in layers:
            outputs = layer(outputs)
        model = keras.Model(inputs, outputs)
    else:
        model = _subclassed(layers)
    if setup.no_update:
        _forget_updates(model)
    compile_model(model, setup)
    return model


def compile_model(model, setup):
    """Compile a model as the setup says."""
    import keras

    loss = setup.loss
    if isinstance(loss, dict):
        loss = getattr(keras.losses, loss["kind"])(**_without_kind(loss))
    optimizer = getattr(keras.optimizers, setup.optimizer["kind"])
    metrics = list(setup.metrics)
    model.compile(optimizer=optimizer(**_without_kind(setup.optimizer)), loss=loss, metrics=metrics)


def make_layer(spec):
    """Return a layer for its description."""
    import keras

    arguments = _without_kind(spec)
    for name, value in arguments.items():
        if isinstance(value, dict):
            room = keras.regularizers if "regularizer" in name else keras.initializers
            arguments[name] = getattr(room, value["kind"])(**_without_kind(value))
    return getattr(keras.layers, spec["kind"])(**arguments)


def _without_kind(spec):
    return {name: value for name, value in spec.items() if name != "kind"}


def _subclassed(layers):
    import keras

    class Network(keras.Model):
        def __init__(self):
            super().__init__()
            self.steps = layers

        def call(self, inputs, training=False):
            outputs = inputs
            for layer in self.steps:
                if isinstance(layer, (keras.layers.Dropout, keras.layers.BatchNormalization)):
                    outputs = layer(outputs, training=training)
                else:
                    outputs = layer(outputs)
            return outputs

    return Network()


def _forget_updates(model):
    """Give the model a training step that computes the loss and leaves it at that."""

    def train_step(data):
        inputs, targets = data
        loss = model.compute_loss(inputs, targets, model(inputs, training=True))
        return {"loss": loss}

    model.train_step = train_step


def as_held(setup, inputs, targets):
    """Rows as the learner holds them: the arguments for inputs and targets."""
    if setup.holder == "tf.data":
        import tensorflow as tf

        dataset = tf.data.Dataset.from_tensor_slices((inputs, targets))
        return dataset.batch(setup.batch_size), None
    if setup.holder == "frame" and inputs.ndim == 2:
        import pandas as pd

        frame = pd.DataFrame(inputs, columns=[f"column_{n}" for n in range(inputs.shape[1])])
        return frame, pd.Series(targets) if targets.ndim == 1 else targets
    return inputs, targets
