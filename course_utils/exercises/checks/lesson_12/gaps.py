"""Gaps that are filled, right and wrong, and a network that was trained on a table with gaps."""

from collections.abc import Iterator

import numpy as np

from course_utils.exercises.expect import CONDITION, Instead, expect
from course_utils.exercises.forward import CannotPredictError, predict
from course_utils.exercises.records import ArrayRecord, ModelRecord
from course_utils.exercises.verdicts import Finding

N_TRAIN, N_VALID = 2454, 1000
UNKNOWN = "income"  # the column whose gaps say most
_LIKE_OTHERS = 0.42  # taken for people with a usual income, these loans get about 0.3


def imputed_of(train: np.ndarray, x: np.ndarray) -> np.ndarray:
    """Return x with the training median in its gaps, and where they were: (n_rows, 2)."""
    return _beside(np.where(np.isnan(x), np.nanmedian(train), x), np.isnan(x))


def _beside(filled, gap):
    return np.column_stack([filled, gap]).astype(float)


def _filled(x, value):
    return _beside(np.where(np.isnan(x), value, x), np.isnan(x))


NOT_IMPUTED = [
    Instead(
        lambda train, x: _filled(x, np.nanmean(train)),
        "mean-for-median",
        "You fill in the mean. One very rich person moves it; the median stays where most are.",
    ),
    Instead(
        lambda train, x: _filled(x, np.nanmedian(np.concatenate([train, x]))),
        "all-rows",
        "Your median is that of both arrays together. `x` may be rows that the model is tested "
        "with: learn it from `train` alone.",
    ),
    Instead(
        lambda train, x: _filled(x, np.nanmean(np.concatenate([train, x]))),
        "all-rows",
        "Your number is the mean of both arrays together. Take the median, and of `train` alone.",
    ),
    Instead(
        lambda train, x: _filled(x, np.nanmedian(x)),
        "own-statistics",
        "Your median is that of `x`. It belongs to the model: learn it from `train`.",
    ),
    Instead(
        lambda train, x: _filled(x, 0.0),
        "zero-for-gap",
        "You fill in 0. That is a value, too: from now on nobody knows whether there was nothing, "
        "or nothing is known. Fill in the median.",
    ),
    Instead(
        lambda train, x: _beside(x[~np.isnan(x)], np.zeros(np.sum(~np.isnan(x)))),
        "rows-dropped",
        "Rows with a gap are gone. But each row wants an answer: fill the gap.",
    ),
    Instead(
        lambda train, x: x[~np.isnan(x)],
        "rows-dropped",
        "Rows with a gap are gone. But each row wants an answer: fill the gap.",
    ),
    Instead(
        lambda train, x: imputed_of(train, x)[:, 0],
        "indicator-lost",
        "The gaps are filled, and nobody can tell where they were. Put the indicator beside it, as "
        "a second column.",
    ),
    Instead(
        lambda train, x: imputed_of(train, x) * [1, -1] + [0, 1],
        "indicator-turned",
        "Your indicator is 1 where a value was known. It should be 1 where there was a gap.",
    ),
    Instead(
        lambda train, x: imputed_of(train, x).T,
        "rows-for-columns",
        "The two are there, one below the other. Put them side by side: `np.column_stack`.",
    ),
    Instead(
        lambda train, x: imputed_of(train, x)[:, ::-1],
        "columns-swapped",
        "First the values, then the indicator.",
    ),
]


def expect_loans(X_train: ArrayRecord, X_valid: ArrayRecord, y_valid: ArrayRecord) -> Finding:
    """Expect the bank's own tables, gaps included, as a condition."""
    ok = (
        X_train.values.shape[:1] == (N_TRAIN,)
        and X_valid.values.shape[:1] == y_valid.values.shape == (N_VALID,)
        and UNKNOWN in X_train.columns
        and X_train.columns == X_valid.columns
        and set(np.unique(y_valid.values).tolist()) == {0, 1}
        and bool(np.isnan(_column(X_valid, UNKNOWN)).sum() > 20)
    )
    return expect(
        ok,
        where="`X_train`, `X_valid` and `y_valid`",
        expected="the bank's tables with their gaps, and a label for each loan",
        found=f"{X_train.describe()}; {X_valid.describe()}; {y_valid.describe()}",
        next_step="Run the cell that makes them again, then yours, then this one.",
        weight=CONDITION,
    )


def _column(X, name):
    return X.values[:, X.columns.index(name)]


def expect_ready(ready: ArrayRecord, X: ArrayRecord, name: str) -> Finding:
    """Expect a row for each loan, and no gap; a gap is named by its column and counted."""
    values = ready.values
    table = values.ndim == 2 and values.dtype.kind in "biuf"
    step, mistake = "Make one array of two axes, a row for each loan.", ""
    found = ready.describe()
    if table and len(values) != len(X.values):
        found = f"{len(values):,} rows, and there are {len(X.values):,} loans"
        step = "No loan may be lost: whoever left a cell empty wants an answer, too. Fill the gaps."
        mistake = "rows-dropped"
    elif table and not np.all(np.isfinite(values)):
        found = _gaps_of(values, X)
        step = (
            "Fill these cells before you train: with the median of `X_train`, and an indicator "
            "beside it."
        )
        mistake = "gaps-left"
    ok = table and len(values) == len(X.values) and bool(np.all(np.isfinite(values)))
    said = "a table of numbers without gaps, one row for each loan"
    return expect(ok, where=f"`{name}`", expected=said, found=found, next_step=step,
                  mistake=mistake)  # fmt: skip


def _gaps_of(values, X):
    """Which columns have how many cells that are no number."""
    counts = np.sum(~np.isfinite(values), axis=0)
    names = [*map("`{}`".format, X.columns)]
    names += [f"column {place}" for place in range(len(names), values.shape[1])]
    return _listed(dict(zip(names, counts.tolist(), strict=False)))


def _listed(counts):
    said = [f"{count} in {name}" for name, count in counts.items() if count]
    return "cells that are no number: " + ", ".join(said)


def expect_spared_weights(model: ModelRecord, X: ArrayRecord) -> Finding:
    """Expect weights that are numbers; where they are not, name the columns with empty cells."""
    weights = [array for step in model.operations for array in step.weights.values()]
    total = sum(np.size(array) for array in weights)
    bad = sum(int(np.sum(~np.isfinite(array))) for array in weights)
    gaps = dict(zip([*map("`{}`".format, X.columns)], np.isnan(X.values).sum(axis=0), strict=True))
    empty = ", ".join(f"{name} {count}" for name, count in gaps.items() if count)
    return expect(
        bad == 0,
        where="the weights",
        expected="numbers",
        found=f"{bad:,} of {total:,} are NaN; empty cells in `X_train`: {empty}",
        next_step="The network was trained while these cells were empty, and one is enough. What "
        "is NaN stays NaN, so build the model anew, and train it on `ready_train`.",
        mistake="trained-on-empty-cells",
        weight=2,
    )


def expect_says(
    model: ModelRecord, ready: ArrayRecord, X_valid: ArrayRecord, y_valid: ArrayRecord
) -> Iterator[Finding]:
    """Expect a probability for each loan, better than the base rate, and fair to the gaps.

    Yields
    ------
    Finding
        One for the probabilities, one for their loss, one for those who told no income.
    """
    p = _probabilities(model, ready.values)
    probable = p is not None and bool(np.all((p >= 0) & (p <= 1)))
    yield expect(
        probable,
        where="what `model` says of `ready_valid`",
        expected="one probability for each loan",
        found="other numbers" if p is not None else "no such numbers",
        next_step='Give the model the columns of `ready_train`, and end it with '
        '`Dense(1, activation="sigmoid")`.',
        mistake="no-probability",
    )  # fmt: skip
    yield _expect_better(p if probable else None, y_valid.values)
    yield _expect_fair(p if probable else None, np.isnan(_column(X_valid, UNKNOWN)), y_valid.values)


def _probabilities(model, rows):
    try:
        said = predict(model, rows)
    except (CannotPredictError, ValueError):
        return None
    ok = said.size == len(rows) and np.all(np.isfinite(said))
    return said.ravel() if ok else None


def _loss(p, y):
    p = np.clip(p, 1e-7, 1 - 1e-7)
    return float(-np.mean(np.where(y == 1, np.log(p), np.log(1 - p))))


def _expect_better(p, y):
    base = _loss(np.full(len(y), y.mean()), y)
    loss = None if p is None else _loss(p, y)
    return expect(
        loss is not None and loss < base - 0.03,
        where="its loss on the validation loans",
        expected=f"less than {base - 0.03:.2f}; who always says the base rate has {base:.2f}",
        found="none" if loss is None else f"{loss:.2f}",
        next_step="Is it trained, on scaled columns? `model.fit(ready_train, y_train, "
        "batch_size=64, epochs=10, verbose=0)`, with Adam and the rate 0.005.",
        mistake="not-trained",
        weight=2,
    )


def _expect_fair(p, unknown, y):
    happened = y[unknown].mean()
    said = None if p is None else float(p[unknown].mean())
    return expect(
        said is not None and said > _LIKE_OTHERS,
        where="what it says of those who told no income",
        expected=f"that many go bad: of these {unknown.sum()} loans, {happened:.0%} did",
        found="nothing" if said is None else f"{said:.0%} on average",
        next_step="It takes them for people with a usual income: it cannot see where the gaps "
        "were. Put the indicator into both arrays, and train on all rows.",
        mistake="gaps-hidden",
        weight=5,
    )
