"""One form for what is the same: x @ W + b is a dense layer, a linear activation is nothing."""

from collections import Counter
from dataclasses import replace

import numpy as np

from course_utils.exercises.records import Operation

# These leave every number where it was.
_NOTHING = {"linear", "identity", "activity_regularization"}


def canonical(
    steps: list[Operation], outputs: tuple[int, ...], input_shapes: tuple = ()
) -> tuple[tuple[Operation, ...], tuple[int, ...]]:
    """Rewrite a list of operations so that equal models give equal lists.

    Parameters
    ----------
    outputs
        Places of the results in `steps`.
    input_shapes
        What the model takes, without the batch axis; empty before it is built.

    Returns
    -------
    operations : tuple of Operation
    outputs : tuple of int
        Places of the results in `operations`.
    """
    users = _count_users(steps, outputs)
    shared = {place for place, number in users.items() if number > 1}
    kept: list[Operation] = []
    moved: dict[int, int] = {}
    for place, step in enumerate(steps):
        if place not in users:
            continue
        inputs = tuple(moved.get(i, i) for i in step.inputs)
        before = kept[inputs[0]] if len(inputs) == 1 and inputs[0] >= 0 else None
        shape = before.output_shape if before else dict(enumerate(input_shapes)).get(-1 - inputs[0])
        if _does_nothing(step, shape):
            moved[place] = inputs[0]
            shared |= {place} if step.inputs[0] in shared else set()
        elif before is not None and step.inputs[0] not in shared and _is_bias(step, before):
            kept[inputs[0]] = _with_bias(before, step)
            moved[place] = inputs[0]
        else:
            moved[place] = len(kept)
            kept.append(replace(_renamed(step), inputs=inputs))
    return tuple(kept), tuple(moved.get(i, i) for i in outputs)


def _count_users(steps, outputs):
    """How often each result is used; what no output depends on, such as a mask, is left out."""
    users = Counter(outputs)
    for place in reversed(range(len(steps))):
        if place in users:
            users.update(steps[place].inputs)
    return users


def _does_nothing(step, input_shape):
    if step.kind in {"flatten", "reshape"}:
        return input_shape is not None and input_shape == step.output_shape
    return step.kind in _NOTHING


def _constant(step, rank):
    """The stored array of an operation if it has that rank, else None."""
    constant = step.settings.get("constant")
    return constant if constant is not None and np.ndim(constant) == rank else None


def _is_bias(step, before):
    bare = before.kind == "dense" and "bias" not in before.weights and before.weights
    bias = _constant(step, 1)
    return bool(bare) and step.kind == "add" and bias is not None


def _with_bias(dense, step):
    return replace(
        dense,
        settings={**dense.settings, "use_bias": True},
        weights={**dense.weights, "bias": _constant(step, 1)},
    )


def _renamed(step):
    """Give an operation between arrays the name of the layer it is."""
    kernel = _constant(step, 2)
    if step.kind == "matmul" and kernel is not None and not step.settings["constant_first"]:
        settings = {"units": kernel.shape[1], "use_bias": False}
        return replace(step, kind="dense", settings=settings, weights={"kernel": kernel})
    if step.kind == "maximum" and np.array_equal(step.settings.get("constant"), 0):
        return replace(step, kind="relu", settings={})
    return step
