"""How far a training on the 1,030 samples of concrete has moved its weights, in percent."""

from functools import cache

import numpy as np

from course_utils.exercises.expect import Instead, expect
from course_utils.exercises.forward import predict
from course_utils.exercises.records import ModelRecord
from course_utils.exercises.verdicts import Finding

LOW = 1.2  # mean squared error, in tens of MPa, squared; always the mean has 2.8
_STILL = 5.0  # percent: below it, a network is about what it was


def percent_moved(before: np.ndarray, after: np.ndarray) -> float:
    """Return the length of the change in percent of the length before."""
    return float(100 * np.linalg.norm(after - before) / np.linalg.norm(before))


def not_moved(before: np.ndarray, after: np.ndarray) -> list[Instead]:
    """Return other numbers that one may take for it."""
    change = np.linalg.norm(after - before)
    long_before, long_after = np.linalg.norm(before), np.linalg.norm(after)
    share = "That is a share. For percent, multiply it by 100."
    return [
        Instead(change / long_before, "share-for-percent", share),
        Instead(change, "not-measured-by-size", "That is the length of the change alone. Divide it "
                "by the length of the weights before."),
        Instead(100 * change, "not-measured-by-size", "Divide by the length of the weights before: "
                "a change is large or small beside what was there."),
        Instead(100 * (long_after - long_before) / long_before, "lengths-compared", "You compared "
                "two lengths. A weight may move and keep its length: take `after - before` first."),
        Instead(100 * abs(long_after - long_before) / long_before, "lengths-compared",
                "You compared two lengths. Take `after - before` first, then its length."),
        Instead(100 * long_after / long_before, "ratio-of-lengths", "That is how long the weights "
                "are now, in percent of before. How long is the *change*?"),
        Instead(100 * np.mean(np.abs(after - before) / np.abs(before)), "mean-of-ratios",
                "You took the ratio for each weight and then the mean: the weights next to 0 "
                "decide. Take the two lengths, and then their ratio."),
    ]  # fmt: skip


def expect_moved(before: np.ndarray, model: ModelRecord) -> Finding:
    """Expect a network whose loss is low; where it is not, tell how far it has moved."""
    kernel = next(step.weights["kernel"] for step in model.operations if "kernel" in step.weights)
    far = percent_moved(before, kernel) if kernel.shape == before.shape else np.nan
    loss = _loss(model)
    found = f"{loss:.2f}"
    if np.isfinite(far):
        found += f"; its first kernel has moved {far:.2g} % of its size"
    step, mistake = (
        "It is on its way. Take a larger rate, or an optimizer with a memory.",
        "too-slow",
    )
    if far == 0:
        step, mistake = "It has not been trained at all: `repaired, _ = train(...)`.", "not-trained"
    elif far < _STILL:
        step = "It still stands where it started. The rate is too small: make it much larger."
        mistake = "rate-too-small"
    elif loss > 2.8:
        step, mistake = (
            "It moved, but not to a better place: the rate is too large.",
            "rate-too-large",
        )
    return expect(
        loss < LOW,
        where="the mean squared error of `repaired`",
        expected="below 1.2 (tens of MPa, squared); always the mean has 2.8",
        found=found,
        next_step=step,
        mistake=mistake,
        weight=2,
    )


def _loss(model):
    X, y = _rows()
    return float(np.mean((predict(model, X).reshape(y.shape) - y) ** 2))


@cache
def _rows():
    """Inputs, standardized, and strength in tens of MPa, as the exercise makes them."""
    from course_utils.data import load_dataset  # pandas takes a while

    concrete = load_dataset("concrete")
    X = concrete.drop(columns="compressive_strength").to_numpy(dtype=float)
    return (X - X.mean(axis=0)) / X.std(axis=0), concrete["compressive_strength"].to_numpy() / 10
