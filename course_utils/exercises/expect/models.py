"""Expectations of a model: what it takes, the steps it takes, what it stores."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from course_utils.exercises.expect.alignment import align
from course_utils.exercises.expect.behaviour import expect_behaviour, is_hidden
from course_utils.exercises.expect.values import expect
from course_utils.exercises.expect.wanted import WantedLayer
from course_utils.exercises.records import ModelRecord, NamedRecord, written
from course_utils.exercises.verdicts import CONDITION, Finding
from course_utils.networks.activations import ACTIVATIONS


def expect_built(model: ModelRecord) -> Finding:
    """Expect that the model knows its input shape, so that its weights exist."""
    return expect(
        model.built,
        where="the model's input",
        expected="an input shape, so that the weights can be made",
        found="none: the model was never told how long a row is"
        if model.operations
        else "a model without any layer, so without weights",
        next_step="Start the list of layers with `keras.Input((n,))`, n being the number of "
        "input columns."
        if model.operations
        else "Put the layers behind `keras.Input((n,))`.",
        mistake="no-input-shape",
    )


def expect_input_shape(
    model: ModelRecord,
    shape: tuple[int, ...],
    says: str,
    rows: int | None = None,
    weight: float = 1.0,
) -> Finding:
    """Expect the shape of one row.

    Parameters
    ----------
    shape
        Without the batch axis.
    says
        What the number means here.
    rows
        How many rows the table has: a usual wrong answer.

    Returns
    -------
    Finding
        Not ok where the model is not built.
    """
    found = model.input_shapes[0] if model.input_shapes else None
    step, mistake = f"One row is described: {says}.", ""
    if found is not None and rows is not None and rows in found:
        step = f"{rows} is how many rows there are. The shape describes one row: {says}."
        mistake = "rows-in-the-input-shape"
    elif found == (shape[0] + 1, *shape[1:]):
        step = f"One too many: did you count the target as well? One row has {says}."
        mistake = "target-among-the-inputs"
    elif found is not None and len(found) > len(shape) == 1:
        step = f"One row is one list of numbers, so its shape has a single number: {says}."
        mistake = "axis-too-many"
    elif found == (1,):
        step = f"1 is how many numbers come out. The shape says how many go in: {says}."
        mistake = "output-for-input"
    said = f"{found}" if found is not None else "no input shape at all"
    ok = found == tuple(shape) and len(model.input_shapes) == 1
    return expect(
        ok,
        where="the input shape",
        expected=f"{tuple(shape)}",
        found=said,
        next_step=step,
        mistake=mistake,
        weight=weight,
    )


def expect_layers(model: ModelRecord, wanted: Sequence[WantedLayer]) -> Iterator[Finding]:
    """Expect a chain of steps, and point at each that is missing, different or too many.

    Yields
    ------
    Finding
        That it is a chain, as a condition; one for each step wanted, which weigh 1 each; and
        one for each step too many, which costs as much.
    """
    steps = model.operations
    yield expect(
        _is_chain(model),
        where="the way through the model",
        expected="one layer after another",
        found="branches, several outputs, or no layer at all",
        next_step="Put the layers into one list: `keras.Sequential([...])`.",
        weight=CONDITION,
    )
    if is_hidden(model):
        yield from expect_behaviour(model, wanted)
        return
    last = 0
    for index, target in align(steps, wanted, lambda step, want: not _differing(step, want)):
        if index is not None and target is not None:
            yield _compared(steps[index], wanted[target])
        elif index is not None:
            yield _too_many(steps, index)
        elif target is not None:
            yield _missing(wanted[target], last)
        last = steps[index].layer if index is not None else last


def _is_chain(model):
    last = len(model.operations) - 1
    follows = all(step.inputs == (index - 1,) for index, step in enumerate(model.operations))
    return last >= 0 and follows and model.outputs == (last,)


def _differing(step, want):
    """The settings that are not as wanted, with what they are."""
    return {
        key: step.settings.get(key)
        for key, value in want.settings.items()
        if not same_setting(step.settings.get(key), value)
    }


def _compared(step, want):
    where, differing = f"layer {step.layer}", _differing(step, want)
    if step.kind != want.kind:
        advice = f"Replace it by {want}."
        return expect(
            False,
            where=where,
            expected=str(want),
            found=step.describe(),
            next_step=advice,
            mistake="another-activation",
        )
    found = written(step.kind, differing)
    advice = " ".join(_ABOUT[key] for key in differing if key in _ABOUT)
    advice = f"{advice} Change this layer to {want}.".strip()
    return expect(
        not differing,
        where=where,
        expected=str(want),
        found=found,
        next_step=advice,
        mistake="other-settings",
    )


_ABOUT = {
    "units": "Each unit gives one number for each row.",
    "use_bias": "Without a bias, inputs of 0 always give an output of 0.",
    "rate": "The rate is the share of numbers that are dropped.",
}


def same_setting(found: Any, wanted: Any) -> bool:
    """Compare two settings: numbers with float32's tolerance, everything else exactly.

    Parameters
    ----------
    found, wanted
        Plain values, nests of them, arrays or records such as a schedule.

    Returns
    -------
    bool
        A record agrees where role, name and all settings agree.
    """
    if isinstance(found, NamedRecord) and isinstance(wanted, NamedRecord):
        names = (found.role, found.name) == (wanted.role, wanted.name)
        return names and same_setting(found.settings, wanted.settings)
    if isinstance(found, Mapping) and isinstance(wanted, Mapping):
        return found.keys() == wanted.keys() and all(
            same_setting(found[key], wanted[key]) for key in found
        )
    if isinstance(found, list | tuple) and isinstance(wanted, list | tuple):
        return len(found) == len(wanted) and all(map(same_setting, found, wanted))
    try:
        return bool(
            np.shape(found) == np.shape(wanted)
            and np.allclose(found, wanted, rtol=1e-5, atol=1e-12)
        )
    except TypeError:
        return type(found) is type(wanted) and bool(found == wanted)


def _missing(want, after):
    where = f"after layer {after}" if after else "the first layer"
    mistake = f"no-{want.kind.replace('_', '-')}"
    advice = f"Put {want} there."
    if want.kind in ACTIVATIONS:
        advice = f'Put {want} there, or write `activation="{want.kind}"` in the layer before.'
    return expect(
        False, where=where, expected=str(want), found="nothing", next_step=advice, mistake=mistake
    )


def _too_many(steps, index):
    step, mistake = steps[index], "one-layer-too-many"
    beside = [other.kind for other in steps[max(index - 1, 0) : index + 2]]
    advice = "Remove it: the question asks for no such layer here."
    if step.kind in ACTIVATIONS and index == len(steps) - 1:
        advice = "Remove it: after the output layer it keeps predictions out of a part of the line."
        mistake = "activation-on-the-output"
    elif step.kind == "dense" and beside.count("dense") > 1:
        advice = (
            "Remove it: without an activation between them, two linear layers can do no more than "
            "one. It only adds numbers to learn."
        )
    elif step.kind == "dense":
        advice = "Remove it: one hidden layer more makes another model of it, with more to learn."
    where = f"layer {step.layer}"
    return expect(
        False,
        where=where,
        expected="nothing more here",
        found=step.describe(),
        next_step=advice,
        mistake=mistake,
        weight=-1.0,
    )


def expect_finite_weights(model: ModelRecord) -> Finding:
    """Expect weights that are numbers, as a condition: one NaN spoils every prediction."""
    weights = [array for step in model.operations for array in step.weights.values()]
    bad = sum(int(np.sum(~np.isfinite(array))) for array in weights)
    total = sum(np.size(array) for array in weights)
    return expect(
        bad == 0,
        where="the weights",
        expected="finite numbers",
        found=f"{bad:,} of {total:,} are NaN or infinite",
        next_step="Build the model again to start from fresh weights; look for an empty cell in "
        "the data or a learning rate that is too high.",
        mistake="weights-not-finite",
        weight=CONDITION,
    )
