"""What Keras remembers of how a tensor was made; where it has nothing, it is shown once.

Sequential and functional models carry their graph. A subclassed model or layer, and a
`Lambda`, is called once with symbolic inputs, and its objects are put back as they were.
(Only the counters behind Keras' automatic names move on.)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np

from course_utils.exercises.capture.names import is_own
from course_utils.exercises.deadline import call_with_deadline

if TYPE_CHECKING:
    import keras

# The first call of a large recurrent model takes seconds; a loop without end takes longer.
SECONDS = 10.0


def graph_of(model: keras.Model) -> keras.Model | None:
    """Find the functional model behind a model.

    Parameters
    ----------
    model
        Built.

    Returns
    -------
    keras.Model or None
        None where Keras cannot look inside: the model computes with TensorFlow's own
        functions, or takes several arguments.
    """
    import keras

    if isinstance(model, keras.Sequential):
        return model._functional
    if hasattr(model, "_nodes_by_depth"):
        return model
    return _traced(model.call, [_inputs_for(input_shapes(model))], {})


def inner_graph(node: Any) -> keras.Model | None:
    """Find the functional model inside a nested model, a `Lambda` or the learner's own layer.

    Parameters
    ----------
    node
        One call of an operation.

    Returns
    -------
    keras.Model or None
        Its inputs are in the order of the call's symbolic tensors.
    """
    import keras

    operation = node.operation
    if isinstance(operation, keras.Sequential):
        return operation._functional
    if hasattr(operation, "_nodes_by_depth"):
        return operation
    if not is_own(operation) and type(operation).__name__ != "Lambda":
        return None
    tensors = node.arguments.keras_tensors
    fresh = {id(tensor): keras.Input(tensor.shape[1:], dtype=tensor.dtype) for tensor in tensors}
    arguments, options = node.arguments.fill_in(fresh)
    options.pop("training", None)
    return _traced(operation.call, arguments, options)


def _traced(call, arguments, options):
    import keras

    tensors = keras.tree.flatten((arguments, options))
    inputs = [tensor for tensor in tensors if isinstance(tensor, keras.KerasTensor)]
    try:
        return keras.Model(inputs, call(*arguments, **options))
    except Exception:
        return None


def input_shapes(model: keras.Model) -> Any:
    """What a model was built with, in the nesting of its argument; None where unknown."""
    return next(iter((model._build_shapes_dict or {}).values()), None)


def _inputs_for(shapes):
    import keras

    return keras.tree.map_shape_structure(lambda shape: keras.Input(shape[1:]), shapes)


@contextmanager
def untouched(model: keras.Model) -> Iterator[None]:
    """Put a model's layers back as they are now: states, attributes, links to one another."""
    import keras

    layers = model._flatten_layers()
    before = [
        (dict(vars(layer)), len(layer._inbound_nodes), len(layer._outbound_nodes))
        for layer in layers
    ]
    try:
        # What a call assigns to a variable inside this scope ends with it.
        with keras.StatelessScope():
            yield
    finally:
        for layer, (attributes, made, used) in zip(layers, before, strict=True):
            vars(layer).clear()
            vars(layer).update(attributes)
            del layer._inbound_nodes[made:], layer._outbound_nodes[used:]


def asker(model: keras.Model) -> Callable[..., np.ndarray]:
    """Build a way to ask a model for its first output.

    Parameters
    ----------
    model
        Built.

    Returns
    -------
    callable
        (one array for each input) -> array. It computes in prediction mode, keeps to a
        deadline, raises what the model raises, and changes no state of the model.
    """

    def ask(*inputs):
        import keras

        with untouched(model):
            outputs = model(*_packed(model, inputs), training=False)
        return np.asarray(keras.tree.flatten(outputs)[0])

    return lambda *inputs: call_with_deadline(ask, *inputs, seconds=SECONDS)


def _packed(model, inputs):
    """The arguments of a call: one array, a nest of arrays, or several arguments."""
    import keras

    graph = getattr(model, "_functional", model)
    if hasattr(graph, "_inputs_struct"):
        return [keras.tree.pack_sequence_as(graph._inputs_struct, inputs)]
    shapes = input_shapes(model)
    if isinstance(shapes, dict) or not all(isinstance(n, int | None) for n in shapes or ()):
        return [keras.tree.pack_sequence_as(_inputs_for(shapes), inputs)]
    return inputs
