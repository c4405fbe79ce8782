"""Expectations of a model: what it takes, the steps it takes, what it stores."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from course_utils.activations import ACTIVATIONS
from course_utils.exercises.expect.alignment import align
from course_utils.exercises.expect.behaviour import expect_behaviour, is_hidden
from course_utils.exercises.expect.values import condition, expect
from course_utils.exercises.records import NamedRecord, written


@dataclass(frozen=True)
class Layer:
    """A step that a model should take: its kind, and the settings that matter."""

    kind: str
    settings: dict = field(default_factory=dict)

    def __str__(self):
        return written(self.kind, self.settings)


def layer(kind, **settings):
    """Describe a step for `expect_layers`: `layer("dense", units=64)`, `layer("relu")`.

    Parameters
    ----------
    kind : str
        See `Operation.kind`.
    **settings
        Only those that must match; floats are compared with a tolerance.

    Returns
    -------
    Layer
    """
    return Layer(kind, settings)


def expect_built(model):
    """Expect that the model knows its input shape, so that its weights exist."""
    return expect(
        model.built,
        "the model's input",
        "an input shape, so that the weights can be made",
        "none: the model was never told how long a row is",
        "Start the list of layers with `keras.Input((n,))`, n being the number of input columns.",
        "no-input-shape",
    )


def expect_input_shape(model, shape, says, rows=None):
    """Expect the shape of one row.

    Parameters
    ----------
    model : ModelRecord
    shape : tuple
        Without the batch axis.
    says : str
        What the number means here.
    rows : int, optional
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
    said = f"{found}" if found is not None else "no input shape at all"
    ok = found == tuple(shape) and len(model.input_shapes) == 1
    return expect(ok, "the input shape", f"{tuple(shape)}", said, step, mistake)


def expect_layers(model, wanted):
    """Expect a chain of steps, and point at each that is missing, different or too many.

    Parameters
    ----------
    model : ModelRecord
    wanted : sequence of Layer

    Yields
    ------
    Finding
        One for each step wanted, and one for each that should not be there.
    """
    found = model.operations
    chain = expect(
        _is_chain(model),
        "the way through the model",
        "one layer after another",
        "branches, several outputs, or no layer at all",
        "Put the layers into one list: `keras.Sequential([...])`.",
    )
    yield condition(chain)
    if is_hidden(model):
        yield from expect_behaviour(model, wanted)
        return
    last = 0
    for place, target in align(found, wanted, lambda step, want: not _differing(step, want)):
        if target is None:
            yield _too_many(found[place], is_last=place == len(found) - 1)
        elif place is None:
            yield _missing(wanted[target], last)
        else:
            yield _compared(found[place], wanted[target])
        last = found[place].layer if place is not None else last


def _is_chain(model):
    last = len(model.operations) - 1
    follows = all(step.inputs == (place - 1,) for place, step in enumerate(model.operations))
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
        return expect(False, where, str(want), step.describe(), advice, "another-activation")
    found = written(step.kind, differing)
    advice = f"Change this layer to {want}."
    return expect(not differing, where, str(want), found, advice, "other-settings")


def same_setting(found, wanted):
    """Compare two settings: numbers with float32's tolerance, everything else exactly.

    Parameters
    ----------
    found, wanted : object
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
    return expect(False, where, str(want), "nothing", advice, mistake)


def _too_many(step, is_last):
    advice, mistake = "Remove it: it changes what the model can do.", "one-layer-too-many"
    if is_last and step.kind in ACTIVATIONS:
        advice = "Remove it: after the output layer it keeps predictions out of a part of the line."
        mistake = "activation-on-the-output"
    where = f"layer {step.layer}"
    return expect(False, where, "nothing more here", step.describe(), advice, mistake)


def expect_parameters(model, number, next_step):
    """Expect how many numbers the model stores."""
    return expect(
        model.parameters == number,
        "the number of parameters",
        f"{number:,}",
        f"{model.parameters:,}",
        next_step,
    )


def expect_finite_weights(model):
    """Expect weights that are numbers: one NaN spoils every prediction."""
    weights = [array for step in model.operations for array in step.weights.values()]
    bad = sum(int(np.sum(~np.isfinite(array))) for array in weights)
    total = sum(np.size(array) for array in weights)
    finite = expect(
        bad == 0,
        "the weights",
        "finite numbers",
        f"{bad:,} of {total:,} are NaN or infinite",
        "Build the model again to start from fresh weights; look for an empty cell in the data "
        "or a learning rate that is too high.",
        "weights-not-finite",
    )
    return condition(finite)
