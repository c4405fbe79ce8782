"""A Keras model in any spelling as one list of operations.

Keras remembers how each symbolic tensor was made. The walk below follows that memory
through Sequential, functional, nested and, where they can be traced, subclassed models.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from course_utils.exercises.capture.attending import attended, attention_settings, is_attention
from course_utils.exercises.capture.canonical import canonical
from course_utils.exercises.capture.compiling import capture_compile
from course_utils.exercises.capture.layers import layer_steps
from course_utils.exercises.capture.names import is_own
from course_utils.exercises.capture.tracing import (
    asker,
    graph_of,
    inner_graph,
    input_shapes,
    untouched,
)
from course_utils.exercises.capture.values import refuse_large, to_numpy
from course_utils.exercises.forward import can_follow
from course_utils.exercises.records import ModelRecord, Operation

if TYPE_CHECKING:
    import keras


def capture_model(model: keras.Model) -> ModelRecord:
    """Write down a Keras model.

    Parameters
    ----------
    model
        Built or not, compiled or not; it is not changed.

    Returns
    -------
    ModelRecord
        Without shapes and weights where the model was never told its input shape. A part
        that cannot be followed is one "opaque" operation. Where NumPy cannot compute what
        the model computes, `ask` asks the model itself.
    """
    with untouched(model):
        record = _built(model) if _has_weights(model) else _unbuilt(model)
    followed = all(map(can_follow, record.operations))
    return replace(
        record,
        trainable_parameters=_count(model.trainable_weights),
        other_parameters=_count(model.non_trainable_weights),
        compiled=capture_compile(model, record),
        ask=None if followed or not record.built else asker(model),
    )


def _has_weights(model):
    """Keras calls a model built that was told a shape but could not use it."""
    waiting = any(not layer.built for layer in model._flatten_layers())
    return model.built and bool(model.weights or not waiting)


def _count(weights):
    return int(sum(np.prod(variable.shape) for variable in weights))


def _unbuilt(model):
    """Only the layers are known: no shapes, no weights."""
    steps = []
    for place, layer in enumerate(model.layers, start=1):
        for kind, settings, _ in _all_steps(layer):
            before = (len(steps) - 1,)
            steps.append(Operation(kind, settings, {}, before, layer=place, layer_name=layer.name))
    return ModelRecord(*canonical(steps, (len(steps) - 1,)), built=False)


def _all_steps(layer):
    """The steps of a layer, or of all layers of a nested model."""
    if hasattr(layer, "layers"):
        return [step for inner in layer.layers for step in _all_steps(inner)]
    return [_opaque(layer)] if is_own(layer) else layer_steps(layer)


def _built(model):
    try:
        return _followed(model, graph_of(model))
    except Exception:
        # Keras' memory has a form that this walk does not know: ask the model instead.
        step = Operation(*_opaque(model), layer_name=model.name)
        return ModelRecord((step,), (0,), _rows(input_shapes(model)))


def _followed(model, graph):
    walk = _Walk(model)
    outputs = walk.through(graph, {id(tensor): -1 - i for i, tensor in enumerate(graph.inputs)})
    shapes = tuple(_row(tensor.shape) for tensor in graph.inputs)
    return ModelRecord(*canonical(walk.steps, outputs, shapes), input_shapes=shapes)


def _row(shape):
    """One row's shape: Keras' own without the batch axis."""
    return tuple(shape[1:])


def _rows(shapes):
    """The same for a nest of shapes."""
    if isinstance(shapes, dict):
        shapes = list(shapes.values())
    if not shapes:
        return ()
    single = all(isinstance(length, int | None) for length in shapes)
    return (_row(shapes),) if single else tuple(row for shape in shapes for row in _rows(shape))


def _opaque(thing):
    """One step for what cannot be seen into: its class, and its weights in their order."""
    weights = enumerate(getattr(thing, "weights", ()))
    arrays = {f"{place} {variable.name}": to_numpy(variable) for place, variable in weights}
    return "opaque", {"class": type(thing).__name__}, arrays


class _Walk:
    """Collects operations; a place is an index into `steps`, or -1, -2, ... for the inputs."""

    def __init__(self, model):
        layers = [layer for layer in _layers_of(model) if type(layer).__name__ != "InputLayer"]
        self.numbers = {id(layer): number for number, layer in enumerate(layers, start=1)}
        self.current = None
        self.steps = []

    def through(self, graph, places):
        """Follow a functional model in the order Keras runs it; return its outputs' places."""
        for depth in sorted(graph._nodes_by_depth, reverse=True):
            for node in graph._nodes_by_depth[depth]:
                if node.is_input or not node.operation:
                    continue
                outer, self.current = self.current, self.current or node.operation
                results = self.one(node, places)
                self.current = outer
                # A layer with several results hands each the place of the one step it is.
                results = results * len(node.outputs) if len(results) == 1 else results
                places |= {id(t): p for t, p in zip(node.outputs, results, strict=True)}
        return tuple(places[id(tensor)] for tensor in graph.outputs)

    def one(self, node, places):
        """Add what one node does; return the places of its results."""
        graph = inner_graph(node)
        if graph is not None:
            pairs = zip(graph.inputs, node.arguments.keras_tensors, strict=True)
            return self.through(graph, {id(inner): places[id(outer)] for inner, outer in pairs})
        inputs = tuple(places[id(tensor)] for tensor in _tensors(node))
        called_with = _called_with(node)
        for kind, settings, weights in _steps(node):
            settings = settings | called_with
            inputs = (self.add(kind, settings, weights, inputs, node),)
        return inputs[:1]

    def add(self, kind, settings, weights, inputs, node):
        before = max((self.steps[place].layer for place in inputs if place >= 0), default=1)
        step = Operation(
            kind,
            settings,
            weights,
            inputs,
            layer=self.numbers.get(id(self.current), before),
            layer_name=node.operation.name,
            output_shape=_row(node.outputs[0].shape),
            trainable=getattr(node.operation, "trainable", True),
        )
        self.steps.append(step)
        return len(self.steps) - 1


def _layers_of(model):
    """What `model.summary()` counts: the layers, and operations of `keras.ops` among them."""
    functional = hasattr(model, "_nodes_by_depth") and hasattr(model, "operations")
    return model.operations if functional else model.layers


def _steps(node):
    operation = node.operation
    if is_own(operation) or len(node.outputs) > 1:
        return [_opaque(operation)]
    return layer_steps(operation)


def _tensors(node):
    """The symbolic tensors a node works on; a mask only says which of their steps count."""
    if is_attention(node.operation):
        return attended(node)
    masks = {id(node.arguments.kwargs.get("mask"))}
    return [tensor for tensor in node.arguments.keras_tensors if id(tensor) not in masks]


def _called_with(node):
    """What a call was given besides its tensors: constants for x @ W or 2 * x, a mask, a state."""
    if not hasattr(node.operation, "weights"):
        return _constants(node)
    if is_attention(node.operation):
        return attention_settings(node)
    named = {name for name, value in node.arguments.kwargs.items() if value is not None}
    extra = ["state"] * (len(node.arguments.args) - 1) + sorted(named - {"training"})
    return {"called_with": tuple(extra)} if extra else {}


def _constants(node):
    found = {}
    for place, value in enumerate(node.arguments.args):
        if hasattr(value, "_keras_history") or not _is_numeric(value):
            continue
        found = {"constant": to_numpy(value), "constant_first": place == 0}
    return found


def _is_numeric(value):
    if isinstance(value, (str | bool | None, list | tuple)):
        return False
    try:
        refuse_large(value)
        return to_numpy(value).dtype.kind in "iuf"
    except Exception:
        return False
