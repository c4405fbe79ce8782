"""Expectations of an empty column: which it is, what it did to the weights, and what fills it."""

import numpy as np

from course_utils.exercises.expect import (
    Instead,
    expect_array,
    expect_choice,
    expect_given,
    expect_number,
)
from course_utils.exercises.records import ArrayRecord, ModelRecord, NumberRecord, TextRecord
from course_utils.exercises.verdicts import Finding

COLUMNS = ("seniority", "time", "age", "expenses", "income", "amount", "price")
WEIGHTS, FIRST_KERNEL = 145, 112


def expect_loans(table: ArrayRecord, model: ModelRecord) -> Finding:
    """Expect the course's own loans, one column with empty cells, and Emeka's network."""
    X = table.values
    empty = np.isnan(X).sum(axis=0) if X.ndim == 2 and X.dtype.kind == "f" else np.zeros(0)
    ok = (
        X.shape[1:] == (len(COLUMNS),)
        and len(X) >= 200
        and np.sum(empty > 0) == 1
        and bool(np.all(empty < len(X)))
        and model.built
        and model.parameters == WEIGHTS
        and n_nan_of(model) > 0
    )
    return expect_given(
        bool(ok),
        where="`loan_table` and `emekas`",
        expected="loans with empty cells in one column, and a network that learnt from them",
        found=f"{table.describe()}, and {model.describe()}",
        cell="the cell that trains his network",
    )


def n_nan_of(model: ModelRecord) -> int:
    """Return how many weights of a model are NaN."""
    arrays = [weight for step in model.operations for weight in step.weights.values()]
    return sum(int(np.isnan(np.asarray(array, dtype=float)).sum()) for array in arrays)


def expect_column(emeka: TextRecord, table: ArrayRecord) -> Finding:
    """Expect the name of the column that has empty cells."""
    empty = np.isnan(table.values).sum(axis=0)
    chosen = emeka.value.strip().casefold()
    step = "`np.isnan(loan_table).sum(axis=0)` counts the empty cells of each column."
    if chosen in COLUMNS:
        place = COLUMNS.index(chosen)
        known = table.values[:, place][~np.isnan(table.values[:, place])]
        step = (
            f"`{chosen}` has no empty cell, and runs from {known.min():g} to {known.max():g}. "
            + step
        )
    return expect_choice(
        emeka,
        COLUMNS[int(np.argmax(empty))],
        COLUMNS,
        "`emeka`",
        step,
        mistake="full-column-accused",
    )


def expect_n_nan(n_nan: NumberRecord, table: ArrayRecord, model: ModelRecord) -> Finding:
    """Expect the number of weights that are NaN."""
    cells = int(np.isnan(table.values).sum())
    return expect_number(
        n_nan,
        n_nan_of(model),
        "`n_nan`",
        "Add up `np.isnan(weights).sum()` over all arrays of `emekas.get_weights()`.",
        [
            Instead(cells, "cells-for-weights", "So many *cells* are empty. How many weights did "
                    "they spoil?"),
            Instead(FIRST_KERNEL, "first-array-only", "That is the first array of weights. There "
                    "are four."),
            Instead(4, "arrays-for-weights", "So many arrays there are. Count the numbers in "
                                             "them."),
            Instead(0, "none-counted", "`weights == np.nan` is never true: NaN equals nothing. Use "
                    "`np.isnan`."),
            Instead(16, "one-column", "One column's weights are hit first. But a sum with NaN in "
                    "it is NaN, and so is all that is learnt from it."),
        ],
        expected="how many weights are NaN",
    )  # fmt: skip


def expect_filled(filled: ArrayRecord, table: ArrayRecord) -> Finding:
    """Expect the median of what is known in the empty cells, and nothing else changed."""
    X = table.values
    empty = np.isnan(X)

    def with_value(value):
        return np.where(empty, value, X)

    median, mean = np.nanmedian(X, axis=0), np.nanmean(X, axis=0)
    return expect_array(
        filled,
        with_value(median),
        "`filled`",
        "The median of what is known in that column: `np.nanmedian`. All other cells stay.",
        [
            Instead(with_value(0.0), "filled-by-zero", "An income of 0 is a number, and a very "
                    "special one. Nobody said that these people earn nothing."),
            Instead(with_value(mean), "mean-for-median", "That is the mean, which a few large "
                    "incomes pull up. The median was asked for."),
            Instead(X[~empty.any(axis=1)], "rows-dropped", "You dropped these people. Of those "
                    "whose income is missing more loans go bad: that would be lost."),
            Instead(with_value(np.nanmedian(X)), "one-median-for-all", "That is the median of the "
                    "whole table. Take that of the column: `axis=0`."),
            Instead(np.delete(X, int(np.argmax(empty.sum(axis=0))), axis=1), "column-dropped",
                    "You dropped the column. Most people's income is known."),
            Instead(X, "gaps-left", "That is the table as it was."),
        ],
        within=1e-6,
        expected="the table, with the column's median where it was empty",
    )  # fmt: skip
