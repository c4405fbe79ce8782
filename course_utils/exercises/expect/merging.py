"""Expectation of a function that merges two linear layers into one."""

import numpy as np

from course_utils.exercises.acceptance import as_array
from course_utils.exercises.expect.values import (
    Instead,
    condition,
    expect,
    expect_array,
    same_array,
)
from course_utils.exercises.records import ArrayRecord, SequenceRecord


def expect_merged(merge):
    """Expect a function that returns W1 @ W2 and b1 @ W2 + b2.

    Parameters
    ----------
    merge : FunctionRecord
        Called with kernel and bias of a first layer, then of a second: at first of a size where
        every mistake still runs, then of kernels that are not square.

    Yields
    ------
    Finding
        That it returns two arrays, the kernel, the bias, that it works for other sizes (once
        both are right), and that it leaves its inputs alone.
    """
    rng = np.random.default_rng()
    square = _two_layers(rng, 2, 2, 2)
    called = merge.call(*square)
    found_W, found_b = _pair(called.value)
    pair = expect(
        found_W is not None,
        "what `merge` returns",
        "two arrays: `W` and `b`",
        _returned(called),
        "End with `return W, b`.",
    )
    yield condition(pair)
    W, b = _merged(*square)
    step = "`X @ W1 @ W2` is the part with `X`: what stands right of `X` is the kernel."
    kernel = expect_array(found_W or _NOTHING, W, "`W`", step, _not_kernel(*square))
    step = "Every part of `(X @ W1 + b1) @ W2 + b2` without `X` belongs to the bias."
    bias = expect_array(found_b or _NOTHING, b, "`b`", step, _not_bias(*square))
    yield from (kernel, bias)
    if kernel.ok and bias.ok:
        yield _fits_other_sizes(merge, _two_layers(rng, 3, 5, 2))
    unchanged = expect(
        not called.changed,
        "the inputs of `merge`",
        "left as they were",
        "changed by the call",
        "Make new arrays: `b = b1 @ W2 + b2`, not `b2 += ...`.",
        "changes-its-input",
    )
    yield condition(unchanged)


def _two_layers(rng, inputs, hidden, outputs):
    """Kernels and biases of two layers, all numbers well away from 0 and 1."""
    shapes = [(inputs, hidden), (hidden,), (hidden, outputs), (outputs,)]
    return [rng.uniform(2, 5, shape) for shape in shapes]


def _merged(W1, b1, W2, b2):
    return W1 @ W2, b1 @ W2 + b2


_NOTHING = ArrayRecord(np.array([]))


def _pair(value):
    """The kernel and the bias that a call returned; a bias of shape (1, n) is one of (n,)."""
    items = value.items if isinstance(value, SequenceRecord) and len(value.items) == 2 else ()
    arrays = [as_array(item) for item in items]
    if not arrays or any(array is None for array in arrays):
        return None, None
    bias = arrays[1].values
    return arrays[0], ArrayRecord(bias[0] if bias.ndim == 2 and len(bias) == 1 else bias)


def _returned(called):
    if called.timed_out:
        return "nothing: it was still running at its deadline"
    return f"`{called.error}`" if called.error else called.value.describe()


def _not_kernel(W1, b1, W2, b2):
    return [
        Instead(W2 @ W1, "matrices-in-wrong-order", "The data meets `W1` first: `W1 @ W2`."),
        Instead(W1 + W2, "kernels-added", "Layers one after another multiply: `@`, not `+`."),
        Instead(W1 * W2, "elementwise-product", "`*` goes number by number. Layers need `@`."),
        Instead(b1 @ W2 + b2, "weights-and-bias-swapped", "This is the bias. `W` comes first."),
    ]


def _not_bias(W1, b1, W2, b2):
    through = "`b1` goes through the second layer, too: it is multiplied by `W2`."
    return [
        Instead(b1 + b2, "first-bias-not-multiplied", through),
        Instead(b2, "first-bias-forgotten", f"`b1` is missing. {through}"),
        Instead(b1 @ W2, "second-bias-forgotten", "`b2` is missing: it is added at the end."),
        Instead(W2 @ b1 + b2, "matrices-in-wrong-order", "`b1` comes first: `b1 @ W2`."),
        Instead((b1 + b2) @ W2, "second-bias-multiplied", "`b2` comes after `W2`: only add it."),
    ]


def _fits_other_sizes(merge, layers):
    """Kernels that are not square: 3 inputs, 5 hidden units, 2 outputs."""
    called = merge.call(*layers)
    found, wanted = _pair(called.value), _merged(*layers)
    return expect(
        found[0] is not None
        and all(same_array(array.values, want) for array, want in zip(found, wanted, strict=True)),
        "3 inputs, 5 hidden units, 2 outputs",
        "`W` of shape (3, 2) and `b` of shape (2,) that do the same as both layers",
        _returned(called),
        "Write the shapes below the formula: in `A @ B` the inner two must be equal.",
    )
