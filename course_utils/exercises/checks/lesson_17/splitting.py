"""Expectations before anything is trained: houses unlike all others, years, and the rule."""

from functools import cache

import numpy as np

from course_utils.exercises.acceptance import as_array
from course_utils.exercises.checks.lesson_17.houses import NUMBERS, baseline, by_rule, parts
from course_utils.exercises.expect import (
    CONDITION,
    Instead,
    expect,
    expect_choice,
    expect_number,
    need,
    what_came,
)
from course_utils.exercises.records import FunctionRecord, NumberRecord, SequenceRecord, TextRecord
from course_utils.exercises.verdicts import Finding, Looks

NAMES = ("training", "validation", "sealed")
CASES = [  # years of the sales, and the year to validate on
    (np.array([2010, 2009, 2009, 2008, 2007, 2006]), 2009),
    (np.array([2003, 2001, 2002, 2003, 2001, 2000, 2002]), 2002),
    (np.repeat([1999, 2004, 2001, 2002, 2000], [3, 2, 4, 1, 2]), 2001),
]


def expect_outside(outside: NumberRecord, column: TextRecord) -> Looks:
    """Expect how many sealed houses are outside what was taught, and by which column most are."""
    train, valid, sealed = parts()
    cells = _outside(train.X, sealed.X)
    everything = np.concatenate([train.X, valid.X, sealed.X])
    yield expect_number(
        outside,
        int(cells.any(axis=1).sum()),
        "`outside`",
        "Smallest and largest value of each column of `X_train`. Then count the rows of `X_sealed` "
        "that have at least one number below the one or above the other.",
        [
            Instead(int(cells.sum()), "cells-for-houses", "These are numbers outside. Some houses "
                    "have two of them: count each house once, `any(axis=1)`."),
            Instead(int((~cells.any(axis=1)).sum()), "inside-for-outside", "These are the houses "
                    "that are inside in every column."),
            Instead(int(_outside(train.X, valid.X).any(axis=1).sum()), "another-year", "These are "
                    "houses of 2009. Ask for those that are sealed: `X_sealed`."),
            Instead(float(cells.any(axis=1).mean()), "share-for-count", "That is their share. How "
                    "many houses is it?"),
            Instead(int(cells.all(axis=1).sum()), "all-for-any", "No house is outside in *every* "
                    "column, or in any column if the sealed rows have had a say in the range. "
                    "One column of `X_train` is enough: `any`, not `all`."),
            Instead(int(_outside(sealed.X, train.X).any(axis=1).sum()), "turned-around", "That is "
                    "the other way round: houses to learn from that are outside the sealed ones."),
            Instead(int(_outside(everything, sealed.X).any(axis=1).sum()), "range-of-all", "The "
                    "range was taken from all rows. What was taught is `X_train`."),
        ],
        expected="the number of sealed houses with a number that no house of `X_train` reaches",
    )  # fmt: skip
    right = NUMBERS[int(cells.sum(axis=0).argmax())]
    yield expect_choice(
        column,
        right,
        NUMBERS,
        "`column`",
        "Count the sealed houses outside for each column by itself, `sum(axis=0)`, and take the "
        "name at the place of the largest count.",
        mistake="another-column",
    )


def _outside(seen, asked):
    """Which numbers are below or above all that was seen, like `asked`."""
    return (asked < seen.min(axis=0)) | (asked > seen.max(axis=0))


def expect_split(split: FunctionRecord) -> Looks:
    """Expect three arrays of row numbers: before a year, that year, and after it."""
    for years, year in CASES:
        called = split.call(years, year)
        rows = _three(called.value) if not called.error else None
        call = f"`{split.name}(years, {year})`"
        yield need(
            expect(
                rows is not None,
                where=f"what {call} returns",
                expected="three arrays of row numbers, such as 0, 1 and 2",
                found=what_came(called),
                next_step="End the function with `return train, valid, sealed`. "
                "`np.flatnonzero(condition)` turns yes and no into row numbers.",
                weight=CONDITION,
            )
        )
        wanted = [np.flatnonzero(at) for at in (years < year, years == year, years > year)]
        trouble = _wrong_rows(rows, wanted, years)
        found, step, mistake = trouble or ("", "", "")
        yield need(
            expect(
                trouble is None,
                where=f"{call} for sales of {', '.join(map(str, years))}",
                expected="; ".join(
                    f"{name} {_said(w)}" for name, w in zip(NAMES, wanted, strict=True)
                ),
                found=found,
                next_step=step,
                mistake=mistake,
            )
        )


def _three(value):
    """Three arrays of whole numbers, or None; yes and no are no row numbers."""
    items = value.items if isinstance(value, SequenceRecord) else ()
    arrays = [as_array(item) for item in items]
    if len(arrays) != 3 or any(array is None or array.values.ndim != 1 for array in arrays):
        return None
    values = [array.values for array in arrays if array is not None]
    if any(rows.dtype.kind != "f" or not np.all(rows == np.round(rows)) for rows in values):
        return None
    return [rows.astype(int) for rows in values]


def _wrong_rows(rows, wanted, years):
    """What was found, what to do about it, and the mistake's name; None where all is right."""
    if all(np.array_equal(np.sort(r), w) for r, w in zip(rows, wanted, strict=True)):
        return None
    train, valid, sealed = map(set, map(np.ndarray.tolist, rows))
    known, chosen, kept = map(set, map(np.ndarray.tolist, wanted))
    found = "; ".join(f"{name} {_said(np.sort(r))}" for name, r in zip(NAMES, rows, strict=True))
    if any(len(r) == len(years) and set(r) <= {0, 1} for r in rows):
        step = "These are yes and no, one for each sale. `np.flatnonzero` gives the row numbers."
        return found, step, "mask-for-rows"
    if sorted(map(sorted, (train, valid, sealed))) == sorted(map(sorted, (known, chosen, kept))):
        step = "The right parts in another order: earlier, that year, later."
        return found, step, "parts-swapped"
    if train & (chosen | kept) and known - train:
        step = "The rows were dealt by chance or by their place. Only the year decides."
        return found, step, "not-by-year"
    if train & kept:
        step = "Sealed sales are among those to learn from: the seal is broken before it is asked."
        return found, step, "sealed-in-training"
    if (valid & kept) or (sealed & chosen):
        step = "Validation is that one year; all *later* sales are sealed."
        return found, step, "sealed-in-validation"
    if train & chosen:
        step = "The year to validate on is among those to learn from: `years < valid_year`."
        return found, step, "validation-in-training"
    if train < known and valid == chosen:
        step = "Sales are missing: *all* years before that year are for learning."
        return found, step, "years-lost"
    step = "Row numbers where `years` is smaller than `valid_year`, equal to it, and larger."
    return found, step, "rows-lost"


def _said(rows):
    return f"rows {', '.join(map(str, rows))}" if len(rows) else "no rows"


def expect_baseline(given: NumberRecord) -> Finding:
    """Expect how far off the agent's rule is for the houses of 2009."""
    return expect_number(
        given,
        baseline(),
        "`baseline`",
        "For each neighborhood the median of price / area over the houses to learn from; times the "
        "area of each house of 2009; then the mean of the absolute differences from its price.",
        _not_the_baseline(),
        expected="the mean absolute error of the rule for 2009, in dollars",
    )


@cache
def _not_the_baseline():
    train, valid, _ = parts()
    off = by_rule(train, valid) - valid.price
    alone = np.median(train.price / train.area) * valid.area
    return [
        Instead(_off(_medians(train, valid), valid), "area-forgotten", "That is the median "
                "*price* of each neighborhood. The rule goes by dollars per square foot, times "
                "the area."),
        Instead(_off(by_rule(valid, valid), valid), "learnt-from-validation", "The medians "
                "come from the houses of 2009, whose prices you predict. Learn them from the "
                "houses to learn from."),
        Instead(_off(alone, valid), "one-place", "That is one median for the whole town. Each "
                "neighborhood has its own."),
        Instead(_off(by_rule(train, valid, median=False), valid), "mean-for-median", "These "
                "are means of the prices per square foot. The rule takes medians."),
        Instead(_off(by_rule(train, train), train), "training-error", "That is the error on "
                "the houses that the rule was made from. Ask it for those of 2009."),
        Instead(float(np.median(np.abs(off))), "median-error", "That is the *median* of the "
                "errors. Take the mean: the bad ones are to count."),
        Instead(float(np.sqrt(np.mean(off**2))), "root-mean-square", "That is the root of the "
                "mean square. Take the mean of the absolute errors."),
        Instead(float(off.mean()), "sign-kept", "Errors above and below cancel: take the "
                "absolute value of each first."),
        Instead(100 * float(np.mean(np.abs(off) / valid.price)), "percent-for-dollars",
                "That is in percent. Mrs. Lund asked for dollars."),
    ]  # fmt: skip


def _off(predictions, part):
    return float(np.abs(predictions - part.price).mean())


def _medians(learn, ask):
    known = {
        place: np.median(learn.price[learn.place == place]) for place in np.unique(learn.place)
    }
    return np.array([known[place] for place in ask.place])
