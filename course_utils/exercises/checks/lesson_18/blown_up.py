"""Expectations of the two runs that blew up: their tables, and the repair at the same rate."""

from collections.abc import Iterator

import numpy as np

from course_utils.exercises.expect import (
    CONDITION,
    Instead,
    expect,
    expect_given,
    expect_number,
)
from course_utils.exercises.forward import CannotPredictError, predict
from course_utils.exercises.records import ArrayRecord, ModelRecord, NumberRecord
from course_utils.exercises.verdicts import Finding

INPUTS, ROWS, RATE = 8, 800, 0.01


def expect_mixtures(raw: ArrayRecord, X: ArrayRecord, y: ArrayRecord) -> Finding:
    """Expect the mixtures as measured, scaled, and their strengths; a condition."""
    ok = (
        raw.values.shape[1:] == (INPUTS,)
        and len(raw.values) > ROWS
        and X.values.shape == (ROWS, INPUTS)
        and y.values.shape == (ROWS,)
        and all(r.values.dtype.kind == "f" and np.isfinite(r.values).all() for r in (raw, X, y))
        and raw.values.max() > 100 > X.values.max() > 0
    )
    return expect_given(
        bool(ok),
        where="`raw`, `X_train` and `y_train`",
        expected="the mixtures as measured, the scaled ones, and their strengths",
        found=f"{raw.describe()}, {X.describe()} and {y.describe()}",
        cell="the second cell of this page",
    )


def expect_widest(widest: NumberRecord, raw: ArrayRecord, X: ArrayRecord) -> Finding:
    """Expect the largest number of one table over that of the other."""
    his, hers = raw.values[:ROWS], X.values
    return expect_number(
        widest,
        float(his.max() / hers.max()),
        "`widest`",
        "`farids_table.max() / glorias_table.max()`",
        [
            Instead(float(his.max()), "one-table-only", "That is the largest number in Farid's "
                    "table. Divide it by the largest in Gloria's."),
            Instead(float(hers.max()), "one-table-only", "That is the largest number in Gloria's "
                    "table. Farid's largest is to be divided by it."),
            Instead(float(np.ptp(his) / np.ptp(hers)), "spans-for-largest", "Those are the spans, "
                    "from the smallest to the largest. The largest numbers were asked for."),
            Instead(float(his.mean() / hers.mean()), "mean-for-largest", "Those are means. Take "
                                                                         "`max`."),
            Instead(float(his.std() / hers.std()), "spread-for-largest", "Those are standard "
                    "deviations. Take `max`."),
        ],
        within=1e-3,
        expected="Farid's largest number over Gloria's",
    )  # fmt: skip


def expect_cured_at_his_rate(
    cured: ModelRecord, raw: ArrayRecord, X: ArrayRecord, y: ArrayRecord
) -> Iterator[Finding]:
    """Expect a network that learnt from scaled rows, at the rate that it had before.

    Yields
    ------
    Finding
        That it was trained at all, a condition; its rate; its loss on scaled rows.
    """
    rate = _rate_of(cured)
    yield expect(
        cured.input_shapes == ((INPUTS,),) and cured.built and rate is not None,
        where="`cured`",
        expected="the network that `descend` returns",
        found=cured.describe(),
        next_step="`descend` returns two things: the network, and what `fit` returned.",
        weight=CONDITION,
    )
    yield expect(
        rate is not None and bool(np.isclose(rate, RATE, rtol=1e-3)),
        where="the learning rate of `cured`",
        expected=f"{RATE:g}, as Farid had it",
        found=f"{rate:g}" if rate is not None else "none",
        next_step="The rate is well, and the inputs are not. A smaller rate takes the NaN away, "
        "and leaves a network that hardly learns.",
        mistake="rate-changed",
    )
    scaled, measured = _loss(cured, X, y), _loss(cured, raw, y)
    variance = float(np.var(y.values))
    step = "`descend(X_train, farids_rate)`: the same mixtures, scaled."
    mistake = "not-trained"
    if not np.isfinite(scaled):
        step, mistake = (
            "It has blown up, too: it was trained on the raw mixtures. " + step,
            "inputs-raw",
        )
    elif measured < scaled:
        step, mistake = "It was trained on the raw mixtures. " + step, "inputs-raw"
    yield expect(
        scaled < 0.7 * variance,
        where="the loss of `cured` on the scaled mixtures",
        expected=f"clearly below the variance of the strengths, {variance:.0f}",
        found=f"{scaled:.0f}",
        next_step=step,
        mistake=mistake,
    )


def _rate_of(model):
    optimizer = model.compiled.optimizer if model.compiled else None
    rate = optimizer.settings.get("learning_rate") if optimizer else None
    return float(rate) if isinstance(rate, int | float) else None


def _loss(model, X, y):
    """The mean squared error on the first rows of a table; NaN where it cannot be had."""
    try:
        outputs = predict(model, X.values[:ROWS]).ravel()
    except (CannotPredictError, ValueError):
        return np.nan
    return float(np.mean((outputs - y.values) ** 2)) if len(outputs) == ROWS else np.nan
