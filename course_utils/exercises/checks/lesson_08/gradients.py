"""How much of the gradient a deep network's first layer gets: question 8.7, and wrong ratios."""

import numpy as np

from course_utils.exercises.checks.lesson_08.concrete import N_TRAIN, dense_kernels, kernel_slopes
from course_utils.exercises.expect import Instead, expect_given, expect_number, need
from course_utils.exercises.records import ModelRecord, NumberRecord
from course_utils.exercises.verdicts import Looks


def expect_ratio(ratio: NumberRecord, fresh: ModelRecord, X: np.ndarray, y: np.ndarray) -> Looks:
    """Expect the size of the first kernel's gradient, divided by that of the tenth.

    Parameters
    ----------
    fresh
        Ten hidden layers of sigmoids, as the course hands them out.
    X, y
        The training rows, (800, 8), and their targets.

    Yields
    ------
    Need or Finding
        What was handed out is as it was; then the ratio.
    """
    yield need(_expect_fresh(fresh), _expect_rows(X, y))
    rows = X, y.reshape(-1, 1)
    right = _first_by_tenth(kernel_slopes(fresh, *rows))
    step = (
        "Tape the mean squared error of `fresh` on the training rows. Take the slopes of both "
        "kernels, and of each the mean of its absolute values."
    )
    said = "the mean absolute slope of the first kernel ÷ that of the tenth"
    instead = _not_the_ratio(fresh, *rows, right)
    yield expect_number(ratio, right, "`ratio`", step, instead, 0.01, expected=said)


def _first_by_tenth(arrays):
    return float(np.abs(arrays[0]).mean() / np.abs(arrays[9]).mean())


def _not_the_ratio(fresh, X, y, right):
    """What other ways to compare the two layers come to, for this network."""
    slopes, kernels = kernel_slopes(fresh, X, y), dense_kernels(fresh)
    sizes = [float(np.abs(slope).mean()) for slope in slopes]
    signed = np.mean(slopes[0]) / np.mean(slopes[9])
    norms = np.linalg.norm(slopes[0]) / np.linalg.norm(slopes[9])
    unpaired = _first_by_tenth(kernel_slopes(fresh, X, np.full_like(y, y.mean())))
    return [
        Instead(1 / right, "turned-around", "It is turned around: divide the first by the tenth."),
        Instead(right / 4, "sum-for-mean", "You add up. But the first kernel has fewer weights, "
                "8 · 32 against 32 · 32: take the mean."),
        Instead(sizes[0] / sizes[10], "output-for-tenth", "You divide by the output layer. The "
                "tenth hidden layer is the one before it: `layers[9]`."),
        Instead(sizes[1] / sizes[9], "second-for-first", "That is the second layer. Python counts "
                "from 0, and `keras.Input` is no layer: `layers[0]`."),
        Instead(unpaired, "column-against-row", "`fresh(X_train)` is a column, of shape (800, 1), "
                "and `y_train` is a row: their difference is a table of 800 × 800. Take "
                "`fresh(X_train)[:, 0]`."),
        Instead(signed, "signs-left", "Slopes of both signs cancel in a mean. Take their absolute "
                "values first."),
        Instead(norms, "norm-for-mean", "That is the ratio of two norms. The size of the gradient "
                "is the mean of the absolute slopes."),
        Instead(_first_by_tenth(kernels), "weights-for-slopes", "Those are the weights themselves. "
                "You want their slopes: `tape.gradient(loss, kernels)`."),
    ]  # fmt: skip


def _expect_rows(X, y):
    shapes = X.shape == (N_TRAIN, 8) and y.shape in {(N_TRAIN,), (N_TRAIN, 1)}
    numbers = all(part.dtype.kind in "biuf" and np.isfinite(part).all() for part in (X, y))
    return expect_given(
        shapes and numbers,
        where="`X_train` and `y_train`",
        expected="the 800 training rows, as the cell above makes them",
        found=f"an array of shape {X.shape} and one of shape {y.shape}",
        cell="the cells of this section",
    )


def _expect_fresh(model):
    kinds = [step.kind for step in model.operations]
    return expect_given(
        model.built and kinds == ["dense", "sigmoid"] * 10 + ["dense"],
        where="`fresh`",
        expected="the network that the cell above makes",
        found=model.describe(),
    )
