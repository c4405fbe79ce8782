"""What Huber, hinge and KL divergence give, right and wrong."""

import numpy as np
from numpy.typing import ArrayLike

from course_utils.exercises.expect import Instead


def huber_of(error: np.ndarray, delta: float) -> np.ndarray:
    """Return the price of each error: half its square up to delta, a line beyond."""
    size = np.abs(error)
    return np.where(size <= delta, error**2 / 2, delta * (size - delta / 2))


def _huber(inside, outside):
    """Huber with other formulas, each of error, its size, and delta."""
    return lambda e, d: np.where(np.abs(e) <= d, inside(e, np.abs(e), d), outside(e, np.abs(e), d))


def _half_square(e, size, delta):
    return e**2 / 2


def _line(e, size, delta):
    return delta * (size - delta / 2)


NOT_HUBER = [
    Instead(
        _huber(lambda e, size, d: e**2, _line),
        "half-forgotten",
        "Near 0 it is *half* the square. With a whole one the curve jumps at delta.",
    ),
    Instead(
        _huber(_half_square, lambda e, size, d: size - d / 2),
        "delta-forgotten",
        "The line beyond is too flat or too steep: multiply with delta. Its slope at delta must be "
        "that of the half square, which is delta.",
    ),
    Instead(
        _huber(_half_square, lambda e, size, d: d * size),
        "wrong-line",
        "The line beyond is too high: ½ · delta is missing, and the curve jumps at delta.",
    ),
    Instead(
        _huber(_half_square, lambda e, size, d: d * (size - d)),
        "wrong-line",
        "The line beyond is too low: take away *half* of delta.",
    ),
    Instead(
        _huber(_half_square, lambda e, size, d: size),
        "wrong-line",
        "Beyond delta you charge the size of the error. It is delta · (|error| − ½ · delta).",
    ),
    Instead(
        lambda e, d: np.where(e <= d, e**2 / 2, d * (np.abs(e) - d / 2)),
        "sign-for-size",
        "A large error below 0 is squared. Ask for its size: `np.abs(error) <= delta`.",
    ),
    Instead(
        _huber(_half_square, lambda e, size, d: d * (e - d / 2)),
        "sign-for-size",
        "Beyond delta an error below 0 has a negative price. Take its size: `np.abs(error)`.",
    ),
    Instead(
        lambda e, d: np.where(np.abs(e) > d, e**2 / 2, d * (np.abs(e) - d / 2)),
        "formulas-swapped",
        "The two formulas have changed places: the half square is for errors up to delta.",
    ),
    Instead(
        lambda e, d: huber_of(e, d).mean(),
        "averaged",
        "That is the mean. Here each error has a price of its own.",
    ),
    Instead(
        lambda e, d: huber_of(e, 1.0),
        "delta-ignored",
        "That is Huber with a delta of 1, whatever delta is. Use the one that is given.",
    ),
]


def hinge_of(labels: np.ndarray, outputs: np.ndarray) -> np.ndarray:
    """Return what each row costs, for labels -1 and 1."""
    return np.maximum(0, 1 - labels * outputs)


NOT_HINGE = [
    Instead(
        lambda y, z: 1 - y * z,
        "no-maximum",
        "Beyond the margin the price goes below 0, so there is something to gain by being surer. "
        "`np.maximum(0, ...)` stops it.",
    ),
    Instead(
        lambda y, z: np.maximum(0, 1 - (2 * y - 1) * z),
        "labels-zero-and-one",
        "You turn labels 0 and 1 into −1 and 1. These are −1 and 1 already.",
    ),
    Instead(
        lambda y, z: np.maximum(0, -y * z),
        "margin-forgotten",
        "A row that is barely right costs nothing. It shall cost nothing from a margin of 1 on: "
        "1 minus the margin.",
    ),
    Instead(
        lambda y, z: np.maximum(0, 1 + y * z),
        "sign-turned",
        "The better the answer, the more it costs: the margin is taken *away* from 1.",
    ),
    Instead(
        lambda y, z: np.maximum(0, 1 - np.abs(z)),
        "label-ignored",
        "The label is missing: a large output on the wrong side must cost much.",
    ),
    Instead(
        lambda y, z: np.minimum(0, 1 - y * z),
        "minimum-for-maximum",
        "No price is above 0: take `np.maximum`.",
    ),
    Instead(
        lambda y, z: hinge_of(y, z).mean(),
        "averaged",
        "That is the mean. Here each row has a price of its own.",
    ),
    Instead(
        lambda y, z: hinge_of(y, z) ** 2,
        "squared-hinge",
        "That is the squared hinge, which is a loss of its own. Leave the square out.",
    ),
]


def kl_of(p: ArrayLike, q: ArrayLike) -> float:
    """Return the nats wasted by who expects q while p happens."""
    p, q = np.asarray(p), np.asarray(q)
    return float(np.sum(p * np.log(p / q)))


NOT_KL = [
    Instead(
        lambda p, q: kl_of(q, p),
        "arguments-swapped",
        "Turned around: `p` is what happens, so `p` is what weighs the logarithms.",
    ),
    Instead(
        lambda p, q: -kl_of(p, q),
        "ratio-turned",
        "It is negative: the ratio is turned around, or a minus is too many. `p / q`.",
    ),
    Instead(
        lambda p, q: -kl_of(q, p),
        "ratio-turned",
        "It is negative: weigh with `p`, and take the logarithm of `p / q`.",
    ),
    Instead(
        lambda p, q: kl_of(p, q) / len(p),
        "mean-for-sum",
        "That is the mean over the classes. They are weighed by `p` already: add up.",
    ),
    Instead(
        lambda p, q: -np.sum(p * np.log(q)),
        "cross-entropy",
        "That is the cross-entropy. Take away what the best code needs, the entropy of `p`.",
    ),
    Instead(
        lambda p, q: kl_of(p, q) / np.log(2),
        "bits-for-nats",
        "That is in bits. Take the natural logarithm, `np.log`.",
    ),
    Instead(
        lambda p, q: p * np.log(p / q),
        "not-summed",
        "This is one number a class. Add them up.",
    ),
    Instead(
        lambda p, q: np.sum(np.log(p / q)),
        "weights-forgotten",
        "Every class counts alike. Weigh each logarithm with how often it happens, `p`.",
    ),
    Instead(
        lambda p, q: np.sum(np.abs(p - q)),
        "difference-for-ratio",
        "That is the difference of the probabilities. KL takes the logarithm of their ratio.",
    ),
]
