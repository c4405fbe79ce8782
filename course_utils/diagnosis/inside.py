"""A look into a Keras model that leaves no trace in it."""

from __future__ import annotations

import inspect
import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np

from course_utils.exercises.capture.tracing import graph_of, untouched
from course_utils.exercises.capture.values import to_numpy

if TYPE_CHECKING:
    import keras

# GivenRows that are put through a network at once.
AT_ONCE = 512


@contextmanager
def same_random_state() -> Iterator[None]:
    """Give Python's and NumPy's random numbers back as they were: Keras draws its seeds there."""
    python, numpy = random.getstate(), np.random.get_state()
    random.seed(0)
    try:
        yield
    finally:
        random.setstate(python)
        np.random.set_state(numpy)


def ask(model: keras.Model, inputs: Sequence[np.ndarray]) -> np.ndarray:
    """Ask a model for its first output, in prediction mode.

    Returns
    -------
    numpy.ndarray, shape (n_rows, ...)
    """
    import keras

    parts = []
    for start in range(0, len(inputs[0]), AT_ONCE):
        batch = packed(model, [part[start : start + AT_ONCE] for part in inputs])
        with untouched(model):
            parts.append(to_numpy(keras.tree.flatten(model(batch, training=False))[0]))
    return np.concatenate(parts)


def in_mode(model: keras.Model, training: bool) -> dict[str, bool]:
    """Return how to tell a model whether it is trained: nothing, where its `call` does not ask."""
    takes = inspect.signature(model.call).parameters
    return {"training": training} if "training" in takes else {}


def packed(model: keras.Model, parts: Sequence[Any]) -> Any:
    """Return one array, or several in the form that the model was built with."""
    import keras

    if len(parts) == 1:
        return parts[0]
    struct = getattr(getattr(model, "_functional", model), "_inputs_struct", None)
    return keras.tree.pack_sequence_as(struct, list(parts)) if struct is not None else list(parts)


def layer_outputs(
    model: keras.Model, inputs: Sequence[np.ndarray]
) -> list[tuple[keras.layers.Layer, np.ndarray]]:
    """Return what each layer gives for some rows, in the order they run.

    Returns
    -------
    list of (layer, numpy.ndarray)
        Empty where Keras cannot look inside the model. A layer that is called twice is there once.
    """
    import keras

    with untouched(model):
        graph = graph_of(model)
        if graph is None:
            return []
        layers = [
            operation
            for operation in graph.operations
            if len(operation._inbound_nodes) == 1
            and isinstance(operation.output, keras.KerasTensor)
            and type(operation).__name__ != "InputLayer"
        ]
        outputs = keras.Model(graph.inputs, [layer.output for layer in layers])(
            list(inputs) if len(inputs) > 1 else inputs[0], training=False
        )
        flat = outputs if isinstance(outputs, list | tuple) else [outputs]
        return [(layer, to_numpy(values)) for layer, values in zip(layers, flat, strict=True)]


def initial_weights(model: keras.Model) -> list[np.ndarray]:
    """Return the weights that the model had before it was trained.

    An initializer of Keras keeps its seed, so it gives the same numbers when it is asked again.
    Where a layer does not say by what it was started, it gets what Keras takes by itself.

    Returns
    -------
    list of numpy.ndarray
        In the order of ``model.trainable_variables``.
    """
    owners = {
        id(variable): layer
        for layer in model._flatten_layers()
        for variable in getattr(layer, "_trainable_variables", [])
    }
    return [_start(owners.get(id(v)), v) for v in model.trainable_variables]


def _start(layer, variable):
    import keras

    name = variable.name
    stem = {"recurrent_kernel": "recurrent", "alpha": "alpha"}.get(name, name)
    initializer = getattr(layer, f"{stem}_initializer", None)
    if initializer is None:
        plain = {"gamma": "ones", "scale": "ones", "embeddings": "uniform"}
        matrix = "glorot_uniform" if len(variable.shape) > 1 else "zeros"
        initializer = keras.initializers.get(plain.get(name, matrix))
    values = to_numpy(initializer(tuple(variable.shape), dtype="float32"))
    if name == "bias" and getattr(layer, "unit_forget_bias", False):
        # Keras starts an LSTM with its forget gates open.
        values[layer.units : 2 * layer.units] = 1.0
    return values


def slopes(
    model: keras.Model,
    loss: Callable,
    inputs: Sequence[np.ndarray],
    y: np.ndarray,
    start: Sequence[np.ndarray],
) -> list[np.ndarray]:
    """Return the slope of the loss for each trainable weight, over some rows at once.

    Parameters
    ----------
    loss
        From `loss_function`.
    start
        The weights at which the slopes are wanted.

    Returns
    -------
    list of numpy.ndarray
        In the order of ``model.trainable_variables``; zeros where the loss does not depend on it.
    """
    import tensorflow as tf

    weights = [tf.constant(values) for values in start]
    with tf.GradientTape() as tape:
        tape.watch(weights)
        outputs, _ = model.stateless_call(
            weights,
            [variable.value for variable in model.non_trainable_variables],
            packed(model, list(inputs)),
            **in_mode(model, False),
        )
        value = loss(y, outputs)
    found = tape.gradient(value, weights)
    return [
        np.zeros(w.shape) if g is None else to_numpy(tf.convert_to_tensor(g))
        for g, w in zip(found, weights, strict=True)
    ]


def loss_function(model: keras.Model) -> Callable | None:
    """Return the model's loss as a function of (y, outputs) that gives one number.

    Returns
    -------
    callable or None
        None where the model has no loss, several, or one that Keras does not know.
    """
    import keras

    loss = getattr(model, "loss", None)
    if isinstance(loss, dict | list | tuple) and len(loss) == 1:
        loss = next(iter(loss.values())) if isinstance(loss, dict) else loss[0]
    if isinstance(loss, str) and loss.lower() in {"crossentropy", "ce"}:
        loss = "sparse_categorical_crossentropy"
    try:
        function = keras.losses.get(loss)
    except Exception:
        return None
    return mean_loss(function) if callable(function) else None


def mean_loss(function: Callable) -> Callable:
    """Make one number of a loss; a column of predictions is compared with a column of targets."""
    import keras

    def loss(y, outputs):
        outputs = keras.tree.flatten(outputs)[0]
        y = keras.ops.convert_to_tensor(y)
        if len(y.shape) == len(outputs.shape) - 1 and outputs.shape[-1] == 1:
            y = keras.ops.expand_dims(y, -1)
        return keras.ops.mean(keras.ops.cast(function(y, outputs), "float32"))

    return loss
