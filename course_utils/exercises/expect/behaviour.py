"""Judge a model whose steps cannot be seen by what it does with its own weights."""

from collections.abc import Iterator, Sequence

import numpy as np

from course_utils.exercises.expect.values import expect, same_array
from course_utils.exercises.expect.wanted import WantedLayer
from course_utils.exercises.forward import CannotPredictError, predict
from course_utils.exercises.records import ModelRecord, Operation
from course_utils.exercises.verdicts import Finding
from course_utils.networks.activations import ACTIVATIONS

ROWS = 64


def is_hidden(model: ModelRecord) -> bool:
    """Whether weights of the model are in code that Keras cannot see into."""
    return any(step.kind == "opaque" and step.weights for step in model.operations)


def expect_behaviour(model: ModelRecord, wanted: Sequence[WantedLayer]) -> Iterator[Finding]:
    """Expect that a model computes what a chain of layers would, with the model's own weights.

    Parameters
    ----------
    wanted
        Dense layers and activations.

    Yields
    ------
    Finding
        One for each layer wanted where all outputs agree on random rows, else a single one.
    """
    if _agree(model, _rebuilt(model, wanted)):
        for number, want in enumerate(wanted, start=1):
            yield Finding(True, f"step {number}", str(want))
        return
    yield expect(
        False,
        where="the inside of the model",
        expected=" → ".join(map(str, wanted)),
        found="code that Keras cannot see into, with other outputs",
        next_step="Build it from Keras layers, with `keras.activations` and `keras.ops` in place "
        "of TensorFlow's own functions. Then each step can be compared.",
        mistake="cannot-see-inside",
    )


def _rebuilt(model, wanted):
    """The chain wanted, filled with the model's weights in their order; None if they do not fit."""
    arrays = [array for step in model.operations for array in step.weights.values()]
    steps = []
    for want in wanted:
        before = (len(steps) - 1,)
        if want.kind in ACTIVATIONS:
            steps.append(Operation(want.kind, want.settings, {}, before))
        elif want.kind == "dense" and _fits(arrays[:2], want.settings.get("units")):
            kernel, bias, *arrays = arrays
            steps.append(Operation("dense", {}, {"kernel": kernel, "bias": bias}, before))
        else:
            return None
    if arrays:
        return None
    return ModelRecord(tuple(steps), (len(steps) - 1,), model.input_shapes)


def _fits(pair, units):
    """Whether two arrays are the kernel and the bias of a dense layer of so many units."""
    shapes = [np.shape(array) for array in pair]
    return len(shapes) == 2 and len(shapes[0]) == 2 and shapes[0][1:] == shapes[1] == (units,)


def _agree(model, rebuilt):
    if rebuilt is None or len(model.input_shapes) != 1 or None in model.input_shapes[0]:
        return False
    rows = np.random.default_rng().normal(size=(ROWS, *model.input_shapes[0]))
    try:
        return same_array(predict(model, rows), predict(rebuilt, rows))
    except CannotPredictError:  # the model raised, or the kernels do not chain
        return False
