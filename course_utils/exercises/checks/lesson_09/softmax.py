"""Expectation of a function that computes the softmax of rows of logits."""

import numpy as np

from course_utils.exercises.acceptance import as_array
from course_utils.exercises.expect import Instead, expect, expect_function
from course_utils.exercises.records import FunctionRecord
from course_utils.exercises.verdicts import Looks
from course_utils.networks.activations import sigmoid
from course_utils.networks.activations import softmax as reference

_LARGE = np.array([[1000.0, 999.0, 998.0], [-1000.0, -1001.0, -999.0]])

_NOT_SOFTMAX = [
    Instead(
        lambda z: z / z.sum(axis=1, keepdims=True),
        "no-exponent",
        "Each logit is divided by the sum of all. First take the powers, `np.exp`: they are "
        "positive.",
    ),
    Instead(
        lambda z: reference(z, axis=0),
        "other-axis",
        "Each *column* adds up to 1. A row of `z` is one diamond, and its classes are along the "
        "row: `axis=1`.",
    ),
    Instead(
        lambda z: np.exp(z) / np.exp(z).sum(),
        "sum-over-all",
        "All rows together add up to 1. Each row has a sum of its own: `axis=1, keepdims=True`.",
    ),
    Instead(
        np.exp,
        "not-divided",
        "These are the powers. Divide each by the sum of its row.",
    ),
    Instead(
        sigmoid,
        "sigmoid-for-softmax",
        "That is a sigmoid for each number by itself. In a softmax the classes share a single 1.",
    ),
    Instead(
        lambda z: np.eye(z.shape[1])[z.argmax(axis=1)],
        "hard-maximum",
        "The largest one gets all. The soft maximum leaves something for the others.",
    ),
    Instead(
        lambda z: np.log(reference(z)),
        "logarithm-taken",
        "These are the logarithms of the probabilities. Leave `np.log` out.",
    ),
    Instead(
        lambda z: reference(-z),
        "sign-turned",
        "The *smallest* logit has the largest probability: a sign is turned around.",
    ),
]


def expect_softmax(function: FunctionRecord) -> Looks:
    """Expect rows that add up to 1, for logits of any size.

    Yields
    ------
    Finding or Need
        Those of `expect_function` for small logits, then one for large ones.
    """
    rng = np.random.default_rng()
    cases = [(2 * rng.normal(size=shape),) for shape in [(2, 3), (4, 2), (3, 6), (5, 5)]]
    step = "`np.exp` of each logit, divided by the sum along its row: `axis=1, keepdims=True`."
    yield from expect_function(function, reference, cases, step, _NOT_SOFTMAX)
    called = function.call(_LARGE.copy())
    array = as_array(called.value) if called.value is not None else None
    found = np.full(1, np.nan) if array is None else array.values
    if found.dtype.kind not in "biuf":
        found = np.full(1, np.nan)
    ok = found.shape == _LARGE.shape and np.allclose(found, reference(_LARGE), atol=1e-4)
    broken = not np.all(np.isfinite(found))
    yield expect(
        ok,
        where="logits of 1,000 and of −1,000",
        expected="the same probabilities as for 2, 1, 0 and for 1, 0, 2",
        found=_shown(found, called),
        next_step=_TOO_LARGE if broken else "Put right what small logits give, first.",
        mistake="overflow" if broken else "",
    )


_TOO_LARGE = (
    "e to the power of 1,000 is more than a computer can hold, and of −1,000 it keeps 0. Only the "
    "differences in a row count: take the largest logit of each row away, before `np.exp`."
)


def _shown(found, called):
    if called.error:
        return f"`{called.error[:60]}`"
    bad = int(np.sum(~np.isfinite(found)))
    what = f"{bad} of {found.size} are no finite numbers" if bad else "other numbers"
    return what + called.warning()
