"""One step of SGD on one neuron, as question 3.2 asks for it, and the usual wrong ones."""

from collections.abc import Callable
from typing import Any

import numpy as np

from course_utils.exercises.expect import Instead


def one_step(
    x: np.ndarray,
    y: np.ndarray,
    w: float,
    b: float,
    learning_rate: float,
    *,
    sign: float = -1.0,
    double: float = 2.0,
    mean: Callable[[np.ndarray], Any] = np.mean,
) -> tuple[float, float]:
    """Take one step of SGD on a batch for w x + b and the squared error; return w and b.

    Parameters
    ----------
    x, y : shape (n_samples,)
    sign, double, mean
        These three make the usual mistakes.
    """
    error = w * x + b - y
    return (
        w + sign * learning_rate * mean(double * error * x),
        b + sign * learning_rate * mean(double * error),
    )


def _new_w_first(x, y, w, b, learning_rate):
    new_w, _ = one_step(x, y, w, b, learning_rate)
    return new_w, one_step(x, y, new_w, b, learning_rate)[1]


def _weight_only(x, y, w, b, learning_rate):
    return one_step(x, y, w, b, learning_rate)[0], b


def _bias_only(x, y, w, b, learning_rate):
    return w, one_step(x, y, w, b, learning_rate)[1]


def _absolute(x, y, w, b, learning_rate):
    sign = np.sign(w * x + b - y)
    return w - learning_rate * np.mean(sign * x), b - learning_rate * np.mean(sign)


def _slopes(x, y, w, b, learning_rate):
    error = w * x + b - y
    return np.mean(2 * error * x), np.mean(2 * error)


def _bias_not_in_prediction(x, y, w, b, learning_rate):
    new_w, moved = one_step(x, y, w, 0.0, learning_rate)
    return new_w, b + moved


def _input_not_in_slope(x, y, w, b, learning_rate):
    step = one_step(x, y, w, b, learning_rate)[1] - b
    return w + step, b + step


def _step_alone(x, y, w, b, learning_rate):
    return np.multiply(learning_rate, _slopes(x, y, w, b, learning_rate))


def _loss_for_slope(x, y, w, b, learning_rate):
    loss = np.mean((w * x + b - y) ** 2)
    return w - learning_rate * loss, b - learning_rate * loss


NOT_STEPS = [
    Instead(
        _step_alone,
        "step-returned",
        "This is the step alone: subtract it from the old `w` and the old `b`.",
    ),
    Instead(
        _loss_for_slope,
        "loss-for-slope",
        "You used the loss instead of its slopes: how it changes with `w`, and with `b`.",
    ),
    Instead(
        lambda x, y, w, b, rate: one_step(x, y, w, b, 1 / rate),
        "divided-by-the-rate",
        "You divided by the learning rate: a smaller rate must make a smaller step.",
    ),
    *(
        Instead(
            lambda x, y, w, b, rate, fixed=fixed: one_step(x, y, w, b, fixed),
            "fixed-rate",
            f"Your rate is always {fixed}: use the `learning_rate` that the function is given.",
        )
        for fixed in (0.1, 0.01, 0.001, 0.5)
    ),
    Instead(
        _bias_not_in_prediction,
        "bias-not-in-the-prediction",
        "The prediction is w · x + b, but in your error the `b` is missing.",
    ),
    Instead(
        _input_not_in_slope,
        "input-not-in-the-slope",
        "The slope for `w` has the input as a factor: the mean of 2 · error · x.",
    ),
    Instead(
        lambda *given: one_step(*given, mean=lambda slopes: slopes),
        "not-averaged",
        "There is one slope for each row. Take their mean over the batch.",
    ),
    Instead(
        lambda *given: one_step(*given, sign=1.0),
        "uphill",
        "You went uphill: go *against* the slope, with a minus.",
    ),
    Instead(
        lambda *given: one_step(*given, double=1.0),
        "factor-two-forgotten",
        "The slope of a square has a factor 2: the mean of 2 · error · input.",
    ),
    Instead(
        lambda *given: one_step(*given, mean=np.sum),
        "sum-for-mean",
        "Take the mean over the batch, not the sum: a larger batch must not make a larger step.",
    ),
    Instead(
        _new_w_first,
        "new-weight-used-too-early",
        "You used the new `w` in the slope for `b`. Compute both slopes first, then step.",
    ),
    Instead(_weight_only, "bias-not-changed", "`b` has its own slope, so it takes a step as well."),
    Instead(_bias_only, "weight-not-changed", "`w` has its own slope, so it takes a step as well."),
    Instead(_absolute, "slope-of-another-loss", "This is the slope of the *absolute* error."),
    Instead(
        _slopes, "slopes-returned", "These are the slopes. Return the new `w` and the new `b`."
    ),
    Instead(
        lambda x, y, w, b, rate: one_step(x, y, w, b, 1.0),
        "learning-rate-forgotten",
        "Multiply each slope by the learning rate.",
    ),
    Instead(lambda *given: one_step(*given)[::-1], "order-swapped", "Return `w` first, then `b`."),
]
