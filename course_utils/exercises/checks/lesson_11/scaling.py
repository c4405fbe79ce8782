"""Expectations of standardized tables: by whose means and deviations they were scaled."""

from collections.abc import Iterator

import numpy as np

from course_utils.exercises.expect import Instead, expect_array, expect_given
from course_utils.exercises.expect.values import same_array
from course_utils.exercises.records import ArrayRecord
from course_utils.exercises.verdicts import Finding

COLUMNS = 7
CELL = "the cell that makes both tables"


def expect_tables(X_train: ArrayRecord, X_valid: ArrayRecord) -> Finding:
    """Expect the course's own two tables, as a condition."""
    ok = all(
        X.values.ndim == 2
        and X.values.shape[1] == COLUMNS
        and len(X.values) >= 10
        and X.values.dtype.kind == "f"
        and bool(np.isfinite(X.values).all() and (X.values.std(axis=0) > 0).all())
        for X in (X_train, X_valid)
    )
    return expect_given(
        ok,
        where="`X_train` and `X_valid`",
        expected=f"two tables of cereals with {COLUMNS} nutrients",
        found=f"{X_train.describe()} and {X_valid.describe()}",
        cell=CELL,
    )


def expect_scaled(
    train_scaled: ArrayRecord, valid_scaled: ArrayRecord, X_train: ArrayRecord, X_valid: ArrayRecord
) -> Iterator[Finding]:
    """Expect both tables scaled by the mean and the deviation of the training rows.

    Yields
    ------
    Finding
        One for each table. The deviation may be divided by n or by n - 1, the same for both.
    """
    train, valid = X_train.values, X_valid.values
    ddof = 1 if same_array(train_scaled.values, _by(train, train, 1)) else 0
    for name, scaled, X in (
        ("`train_scaled`", train_scaled, train),
        ("`valid_scaled`", valid_scaled, valid),
    ):
        step = "Mean and deviation of each column of `X_train`: take the one off, divide by the "
        yield expect_array(
            scaled,
            _by(X, train, ddof),
            name,
            step + "other. The same numbers for both tables.",
            [*_mistakes(X, train, valid)],
            expected="scaled by the mean and the deviation of the training rows",
        )


def _by(X, seen, ddof=0):
    return (X - seen.mean(axis=0)) / seen.std(axis=0, ddof=ddof)


def _mistakes(X, train, valid):
    both = np.concatenate([train, valid])
    off = np.abs(_by(train, both).mean(axis=0)).max()
    for ddof in (0, 1):
        yield Instead(
            _by(X, both, ddof),
            "scaler-fitted-on-all-rows",
            "The mean of *all* rows went into it: in the training rows a column that should have "
            f"mean 0 has {off:.2f}. Learn mean and deviation from `X_train` alone.",
        )
        if X is valid:
            yield Instead(
                _by(valid, valid, ddof),
                "scaled-by-its-own-statistics",
                "Scaled by its own mean, which is another one than in training: the same cereal "
                "would be another number. And a single cereal has no deviation at all.",
            )
        else:
            yield Instead(
                _by(train, valid, ddof),
                "scaled-by-the-other-table",
                "Scaled by the statistics of `X_valid`. Learn them from `X_train`.",
            )
    low, high = train.min(axis=0), train.max(axis=0)
    yield Instead(
        (X - low) / (high - low),
        "min-max",
        "That is scaled to 0–1, by smallest and largest. To standardize: mean and deviation.",
    )
    yield Instead(
        X - train.mean(axis=0), "not-divided", "The mean is off. Now divide by the deviation."
    )
    yield Instead(
        X / train.std(axis=0), "mean-not-taken-off", "Take the mean off first, then divide."
    )
    yield Instead(
        (X - train.mean()) / train.std(),
        "one-mean-for-all-columns",
        "One mean for the whole table. Each column has its own: `axis=0`.",
    )
    yield Instead(X, "not-scaled", "That is the table as it was.")
