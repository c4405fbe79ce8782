"""Expectation of a function that merges two linear layers into one."""

import numpy as np

from course_utils.exercises.acceptance import as_array
from course_utils.exercises.expect import CONDITION, Instead, expect, expect_array, need, what_came
from course_utils.exercises.expect.values import same_array
from course_utils.exercises.records import ArrayRecord, FunctionRecord, SequenceRecord
from course_utils.exercises.verdicts import Looks


def expect_merged(merge: FunctionRecord) -> Looks:
    """Expect a function that returns W1 @ W2 and b1 @ W2 + b2.

    Parameters
    ----------
    merge
        Called with kernel and bias of a first layer, then of a second: at first of a size where
        every mistake still runs, then of kernels that are not square.

    Yields
    ------
    Finding or Need
        That it leaves its inputs alone, that it returns two arrays, the kernel and the bias,
        and, once both are right, that it works for other sizes.
    """
    rng = np.random.default_rng()
    square = _two_layers(rng, 2, 2, 2)
    called = merge.call(*square)
    yield expect(
        not called.changed,
        where="the inputs of `merge`",
        expected="left as they were",
        found="changed by the call",
        next_step="Make new arrays: `b = b1 @ W2 + b2`, not `b2 += ...`.",
        mistake="changes-its-input",
        weight=CONDITION,
        slip=True,
    )
    pair = _pair(called.value)
    two_arrays = expect(
        pair is not None,
        where="what `merge` returns",
        expected="two arrays: `W` and `b`",
        found=what_came(called),
        next_step="End with `return W, b`.",
        weight=CONDITION,
    )
    yield need(two_arrays)
    W, b = _merged(*square)
    step = "`X @ W1 @ W2` is the part with `X`: what stands right of `X` is the kernel."
    kernel = expect_array(pair[0], W, "`W`", step, _not_kernel(*square))
    step = "Every part of `(X @ W1 + b1) @ W2 + b2` without `X` belongs to the bias."
    bias = expect_array(pair[1], b, "`b`", step, _not_bias(*square))
    yield need(kernel, bias)
    yield _fits_other_sizes(merge, _two_layers(rng, 3, 5, 2))


def _two_layers(rng, inputs, hidden, outputs):
    """Kernels and biases of two layers, of both signs, all numbers well away from 0 and 1."""
    shapes = [(inputs, hidden), (hidden,), (hidden, outputs), (outputs,)]
    sizes = [np.prod(shape) for shape in shapes]
    signed = [rng.permutation((-1) ** np.arange(n)) * rng.uniform(2, 5, n) for n in sizes]
    return [flat.reshape(shape) for flat, shape in zip(signed, shapes, strict=True)]


def _merged(W1, b1, W2, b2):
    return W1 @ W2, b1 @ W2 + b2


def _pair(value):
    """The kernel and the bias that a call returned; a bias of shape (1, n) is one of (n,)."""
    items = value.items if isinstance(value, SequenceRecord) and len(value.items) == 2 else ()
    arrays = [as_array(item) for item in items]
    if not arrays or any(array is None for array in arrays):
        return None
    bias = arrays[1].values
    return arrays[0], ArrayRecord(bias[0] if bias.ndim == 2 and len(bias) == 1 else bias)


def _not_kernel(W1, b1, W2, b2):
    relu = "A ReLU between them would bend the line. These two layers are linear."
    return [
        Instead((W1 @ W2).T, "transposed", "Rows and columns have changed places: no `.T` here."),
        Instead(
            W1.T @ W2, "transposed", "The columns of `W1` meet the rows of `W2`: no `.T` here."
        ),
        Instead(np.maximum(W1, 0) @ W2, "relu-between", relu),
        Instead(W2 @ W1, "matrices-in-wrong-order", "The data meets `W1` first: `W1 @ W2`."),
        Instead(W1 + W2, "kernels-added", "Layers one after another multiply: `@`, not `+`."),
        Instead(
            W1 * W2, "elementwise-product", "`*` multiplies number by number. Layers need `@`."
        ),
        Instead(b1 @ W2 + b2, "weights-and-bias-swapped", "This is the bias. `W` comes first."),
    ]


def _not_bias(W1, b1, W2, b2):
    through = "`b1` also goes through the second layer, so it is multiplied by `W2`."
    return [
        Instead(b1 + b2, "first-bias-not-multiplied", through),
        Instead(b2, "first-bias-forgotten", f"`b1` is missing. {through}"),
        Instead(b1 @ W2, "second-bias-forgotten", "`b2` is missing: it is added at the end."),
        Instead(W2 @ b1 + b2, "matrices-in-wrong-order", "`b1` comes first: `b1 @ W2`."),
        Instead(W1 @ W2, "weights-and-bias-swapped", "This is the kernel. `b` comes last."),
        Instead(np.maximum(b1, 0) @ W2 + b2, "relu-between", "These two layers have no ReLU."),
        Instead((b1 + b2) @ W2, "second-bias-multiplied", "`b2` comes after `W2`: only add it."),
    ]


def _fits_other_sizes(merge, layers):
    """Kernels that are not square: 3 inputs, 5 hidden units, 2 outputs."""
    called = merge.call(*layers)
    pair, wanted = _pair(called.value), _merged(*layers)
    return expect(
        pair is not None
        and all(same_array(array.values, want) for array, want in zip(pair, wanted, strict=True)),
        where="3 inputs, 5 hidden units, 2 outputs",
        expected="`W` of shape (3, 2) and `b` of shape (2,) that do the same as both layers",
        found=_shapes(pair) if pair else what_came(called),
        next_step="Write the shapes below the formula: in `A @ B` the inner two must be equal.",
    )


def _shapes(pair):
    W, b = (array.values.shape for array in pair)
    right = (W, b) == ((3, 2), (2,))
    return f"`W` of shape {W} and `b` of shape {b}{', with other numbers' if right else ''}"
