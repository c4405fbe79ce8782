"""Expectations of predictions with dropout on, and off: how far apart they are is computed."""

import numpy as np

from course_utils.exercises.expect import Instead, expect, expect_given, expect_number
from course_utils.exercises.forward import CannotPredictError, predict
from course_utils.exercises.records import ArrayRecord, ModelRecord, NumberRecord
from course_utils.exercises.verdicts import Finding

N = 100  # predictions for one mixture
KINDS = ("dense", "relu", "dropout", "dense")
CELL = "the cell that trains `dropped`"


def expect_dropped(model: ModelRecord, X: ArrayRecord) -> Finding:
    """Expect the course's own network, trained, and its validation rows; a condition."""
    rows = X.values
    ok = (
        tuple(step.kind for step in model.operations) == KINDS
        and model.built
        and rows.ndim == 2
        and len(rows) >= N
        and rows.shape[1:] == (model.input_shapes or ((),))[0]
        and bool(np.isfinite(_outputs(model, rows)).all())
    )
    return expect_given(
        ok,
        where="`dropped` and `X_valid`",
        expected="the network with dropout, trained, and rows for it",
        found=f"{model.describe()}, and {X.describe()}",
        cell=CELL,
    )


def _outputs(model, rows):
    try:
        return predict(model, rows).ravel()
    except (CannotPredictError, ValueError):
        return np.full(1, np.nan)


def expect_one_answer(n_without: NumberRecord) -> Finding:
    """Expect that `predict` gives one number for one mixture."""
    return expect_number(
        n_without,
        1,
        "`n_without`",
        "Count the different ones: `len(np.unique(dropped.predict(hundred, verbose=0).round(3)))`.",
        [
            Instead(N, "counted-all", "So many predictions there are. How many *different* ones?"),
            Instead(0, "counted-from-0", "They are all the same, and that is one number."),
            Instead(
                2, "not-rounded", "Two that differ in the seventh digit: round before you count."
            ),
        ],
        expected="how many different predictions there are",
    )


def expect_spread(answers: ArrayRecord, model: ModelRecord, X: ArrayRecord) -> Finding:
    """Expect a hundred predictions for one row, as far apart as dropout makes them."""
    p, wide = spread_by_dropout(model, X.values[0])
    values = answers.values
    numbers = values.ravel() if values.dtype.kind == "f" else np.empty(0)
    fits = len(numbers) == N and bool(np.isfinite(numbers).all())
    told = (
        _trouble(numbers, p, wide, _outputs(model, X.values[:N])) if fits else _not_hundred(values)
    )
    return expect(
        told is None,
        where="`answers`",
        expected=f"{N} predictions for the mixture around {p:.1f} MPa, apart by about {wide:.1f}",
        found=told[0] if told else "",
        next_step=told[1] if told else "",
        mistake=told[2] if told else "",
        weight=2,
    )


def spread_by_dropout(model: ModelRecord, row: np.ndarray) -> tuple[float, float]:
    """Return the prediction for a row, and the standard deviation that dropout gives it."""
    first, last = (step.weights for step in model.operations if step.kind == "dense")
    rate = float(next(s for s in model.operations if s.kind == "dropout").settings["rate"])
    hidden = np.maximum(row @ first["kernel"] + first["bias"], 0)
    parts = hidden * last["kernel"][:, 0]
    # Each part is there with probability 1 - rate, and is divided by it then.
    return float(parts.sum() + last["bias"][0]), float(
        np.sqrt(np.sum(parts**2) * rate / (1 - rate))
    )


def _not_hundred(values):
    found = f"an array of shape {values.shape}"
    return found, "One number for each of the hundred: `dropped(hundred, training=True)`.", ""


def _trouble(numbers, p, wide, others):
    """What was found, what to do, and the name of the mistake; None where there is none."""
    mean, apart = numbers.mean(), numbers.std()
    found = f"numbers around {mean:.1f}, apart by {apart:.2f}"
    if np.allclose(numbers, p, rtol=1e-3):
        step = "They are all the same: dropout is off in `predict`, and in a plain call. Call the "
        return found, step + "model itself with `training=True`.", "dropout-off-in-predict"
    if np.allclose(numbers, others, rtol=1e-3):
        step = "These are a hundred *different* mixtures, without dropout. Take `hundred`, and "
        return found, step + "`training=True`.", "other-rows-without-dropout"
    if apart > 1.5 * wide:
        step = "They are further apart than dropout makes one mixture. Is it a hundred times the "
        return found, step + "same row? Take `hundred`.", "other-rows-with-dropout"
    if abs(mean - p) > 0.5 * wide or apart < 0.6 * wide or len(np.unique(numbers)) < N / 2:
        step = "That is not what this network says with dropout on. "
        return found, step + "`dropped(hundred, training=True)` does it.", "not-by-dropout"
    return None
