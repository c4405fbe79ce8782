"""Prices of weights: as a number, and as a setting of a layer."""

import numpy as np

from course_utils.exercises.expect import Instead, expect
from course_utils.exercises.records import ModelRecord, NamedRecord
from course_utils.exercises.verdicts import Finding

STRENGTH = 0.02


def price_of(W1: np.ndarray, b1: np.ndarray, W2: np.ndarray, b2: np.ndarray, s: float) -> float:
    """Return what L2 adds to the loss: no bias has a price."""
    return s * float(np.sum(np.square(W1)) + np.sum(np.square(W2)))


def _all_squares(W1, b1, W2, b2):
    return sum(float(np.sum(np.square(one))) for one in (W1, b1, W2, b2))


NOT_PRICED = [
    Instead(
        lambda W1, b1, W2, b2, s: s * _all_squares(W1, b1, W2, b2),
        "biases-included",
        "The biases are in it. They only shift, and have no price: the two kernels alone.",
    ),
    Instead(
        lambda W1, b1, W2, b2, s: s * float(np.abs(W1).sum() + np.abs(W2).sum()),
        "not-squared",
        "That is the sum of the sizes, L1. L2 squares each weight.",
    ),
    Instead(
        lambda W1, b1, W2, b2, s: s * float(W1.sum() + W2.sum()),
        "not-squared",
        "The weights are not squared: those above and below zero cancel each other.",
    ),
    Instead(
        lambda W1, b1, W2, b2, s: s * float(np.mean(W1**2) + np.mean(W2**2)),
        "mean-for-sum",
        "That is the *mean* of the squares. L2 takes the sum: each weight has its price.",
    ),
    Instead(
        lambda W1, b1, W2, b2, s: s * float(np.mean(np.append(W1, W2) ** 2)),
        "mean-for-sum",
        "That is the *mean* of the squares. L2 takes the sum: each weight has its price.",
    ),
    Instead(
        lambda W1, b1, W2, b2, s: price_of(W1, b1, W2, b2, 1.0),
        "strength-forgotten",
        "Multiply by `strength`: without it each squared weight costs 1.",
    ),
    Instead(
        lambda W1, b1, W2, b2, s: price_of(W1, b1, 0 * W2, b2, s),
        "one-kernel-alone",
        "That is the first kernel alone. The second one has a price, too.",
    ),
    Instead(
        lambda W1, b1, W2, b2, s: price_of(W1, b1, W2, b2, s**2),
        "strength-squared",
        "The strength is squared as well. Only the weights are.",
    ),
    Instead(
        lambda W1, b1, W2, b2, s: s * float(W1.sum() + W2.sum()) ** 2,
        "sum-squared",
        "You squared the sum. Square each weight first, then add.",
    ),
    Instead(
        lambda W1, b1, W2, b2, s: s * float(np.sqrt(np.sum(W1**2) + np.sum(W2**2))),
        "root-taken",
        "That is the root of the sum, a length. L2 in a loss takes no root.",
    ),
    Instead(
        lambda W1, b1, W2, b2, s: price_of(W1, b1, W2, b2, s / 2),
        "half",
        "Some books write half of it. Keras does not: `strength` times the sum.",
    ),
]


def expect_priced(model: ModelRecord) -> Finding:
    """Expect a price of L2 on the hidden kernel, and none on anything else; weighs 3."""
    dense = [step for step in model.operations if step.kind == "dense"]
    prices = [
        (number, what, price)
        for number, step in enumerate(dense)
        for what in ("kernel", "bias", "activity")
        if isinstance(price := step.settings.get(f"{what}_regularizer"), NamedRecord)
    ]
    ok = [(number, what) for number, what, _ in prices] == [(0, "kernel")] and _is_l2(prices[0][2])
    step, mistake = _about(prices, len(dense))
    said = [
        f"{_said(price)} for the {what} of layer {number + 1}" for number, what, price in prices
    ]
    return expect(
        ok,
        where="the prices",
        expected=f"L2 of {STRENGTH} for the kernel of the hidden layer alone",
        found=", ".join(said) or "none",
        next_step=step,
        mistake=mistake,
        weight=3,
    )


def _strengths(price):
    """The strengths of L1 and L2, whatever the object's name."""
    return tuple(float(price.settings.get(kind) or 0.0) for kind in ("l1", "l2"))


def _is_l2(price):
    return price.name in ("l2", "l1l2") and np.allclose(_strengths(price), (0, STRENGTH), rtol=1e-4)


def _said(price):
    kinds = zip(("L1", "L2"), _strengths(price), strict=True)
    return " and ".join(f"{kind} of {s:.3g}" for kind, s in kinds if s) or f"`{price.name}`"


def _about(prices, n_layers):
    """What to do next, and the mistake's name."""
    right = "`kernel_regularizer=keras.regularizers.L2(0.02)` in the hidden layer."
    if not prices:
        return f"No layer has a price: {right}", "no-regularizer"
    places = {(number, what) for number, what, _ in prices}
    kernels = {number for number, what in places if what == "kernel"}
    if any(what == "bias" for _, what in places):
        return (
            f"A bias has a price: `bias_regularizer`. A bias only shifts; leave it free. {right}",
            "bias-regularizer",
        )
    if any(what == "activity" for _, what in places):
        return (
            "`activity_regularizer` prices what comes *out* of the layer. The weights shall have "
            f"the price: {right}",
            "activity-regularizer",
        )
    if kernels == {n_layers - 1} != {0}:
        return (
            f"The price is at the output layer. Move it to the hidden one: {right}",
            "wrong-layer",
        )
    if len(kernels) > 1:
        return "Both kernels have a price. Leave the output layer free.", "every-layer"
    one, two = _strengths(prices[0][2])
    if one and not two:
        return (
            "L1 adds up the *sizes* of the weights, and drives many of them to exactly 0. L2 adds "
            f"up their squares: {right}",
            "l1-for-l2",
        )
    if one and two:
        return f"L1 and L2 at once. Only L2 is asked for: {right}", "both-prices"
    if np.isclose(two, 0.01):
        return (
            "A strength of 0.01 is what Keras takes if it is not told another one. Tell it: "
            "`keras.regularizers.L2(0.02)`.",
            "default-strength",
        )
    return f"Its strength is {two:.3g}. The question asks for {STRENGTH}.", "another-strength"
