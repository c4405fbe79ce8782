"""Expectations about a table that is sorted by its classes, and about its last rows."""

import numpy as np

from course_utils.exercises.expect import Instead, expect, expect_array, expect_given, need
from course_utils.exercises.expect.values import brief
from course_utils.exercises.records import ArrayRecord
from course_utils.exercises.verdicts import CONDITION, Finding, Looks

DIGITS = 10
SHARE = 0.8  # of the rows is learnt with `validation_split=0.2`


def expect_sorted(y: ArrayRecord) -> Finding:
    """Expect the labels of the course's own table, sorted, as a condition."""
    labels = y.values
    ok = (
        labels.ndim == 1
        and len(labels) >= 500
        and labels.dtype.kind == "f"
        and bool(np.all(np.diff(labels) >= 0))
        and set(np.unique(labels).tolist()) == set(range(DIGITS))
    )
    return expect_given(
        ok,
        where="`y_digits`",
        expected="the labels 0 to 9, sorted",
        found=y.describe(),
        cell="the cell that sorts the digits",
    )


def expect_never_shown(missing: ArrayRecord, y: ArrayRecord) -> Finding:
    """Expect the digits of which no row is among the first four fifths."""
    labels, cut = y.values, _cut(y)
    lost = np.setdiff1d(labels, labels[:cut])
    aside = np.unique(labels[cut:])
    return expect_array(
        ArrayRecord(np.unique(missing.values), missing.container),
        lost,
        "`missing`",
        f"The network learns from the rows up to {cut}. Which digits are only behind them?",
        [
            Instead(aside, "all-of-the-last-rows", "These are all digits of the last fifth. One "
                    "of them is among the training rows as well."),
            Instead(lost[-1:], "only-the-last-class", "There is one more: count how many rows the "
                    "last digit has, and how many the last fifth."),
            Instead(np.unique(labels[:cut]), "shown-for-missing", "These are shown. Which are "
                    "not?"),
            Instead(np.arange(2), "first-for-last", "The *last* fifth is put aside, not the "
                    "first."),
        ],
        expected="the digits that are in no training row",
    )  # fmt: skip


def _cut(y):
    return int(SHARE * len(y.values))


def expect_mixed(order: ArrayRecord, y: ArrayRecord) -> Looks:
    """Expect all rows once, in an order whose last fifth has about its share of each digit.

    Yields
    ------
    Finding or Need
        That they are row numbers, each once; and what the last of them are, which weighs 2.
    """
    rows, n = order.values, len(y.values)
    whole = rows.ndim == 1 and rows.dtype.kind == "f" and bool(np.all(rows == np.round(rows)))
    once = whole and len(rows) == n and np.array_equal(np.sort(rows), np.arange(n))
    step = "`order` has each row number once: `rng.permutation(len(y_digits))`."
    mistake = "not-every-row-once"
    if whole and len(rows) and rows.min() >= 0 and rows.max() < DIGITS:
        step, mistake = "These are labels. Row numbers are wanted: " + step, "labels-for-rows"
    elif whole and len(np.unique(rows)) < len(rows):
        step = "Some rows are drawn twice, and others never: shuffle, do not draw. " + step
    yield need(
        expect(
            bool(once),
            where="`order`",
            expected=f"the numbers from 0 to {n - 1}, each once",
            found=brief(rows),
            next_step=step,
            mistake=mistake,
            weight=CONDITION,
        )
    )
    yield _all_digits_in_the_last(y.values[rows.astype(int)], _cut(y))


def _all_digits_in_the_last(labels, cut):
    """Compare the share of each digit among the last rows with that among all."""
    counts, all_counts = (np.bincount(part.astype(int), minlength=DIGITS)
                          for part in (labels[cut:], labels))  # fmt: skip
    wanted = all_counts * (len(labels) - cut) / len(labels)
    there = np.flatnonzero(counts)
    named = ", ".join(map(str, there))
    enough = bool(np.all(counts > wanted / 3) and np.all(counts < 3 * wanted))
    step = "Shuffle all rows before `fit` puts the last ones aside."
    if len(there) < DIGITS:
        step = f"The last {len(labels) - cut} rows have only the digits {named}. {step}"
    return expect(
        enough,
        where=f"the last {len(labels) - cut} rows in your order",
        expected="some of each of the ten digits, about as many as in the table",
        found=f"digits {named}; {counts.min()} of the rarest and {counts.max()} of the most "
        "frequent",
        next_step=step,
        mistake="last-rows-of-few-classes",
        weight=2,
    )
