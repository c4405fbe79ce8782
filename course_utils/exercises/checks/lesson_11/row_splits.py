"""Expectations of functions that split rows by time, and into folds."""

from collections.abc import Callable, Sequence

import numpy as np

from course_utils.exercises.expect import (
    CONDITION,
    expect,
    need,
    row_sides,
    what_came,
)
from course_utils.exercises.records import CallResult, FunctionRecord, Record, SequenceRecord
from course_utils.exercises.verdicts import Looks

Pair = list[np.ndarray]
# What was found, what to do about it, and the mistake's short name.
Complaint = tuple[str, str, str]
DAYS = [(10, 3, 2), (60, 10, 14), (9, 2, 0), (30, 5, 1)]  # n_days, n_valid, gap
FOLDS = [(6, 3), (10, 4), (65, 5), (7, 7)]  # n, k


def expect_split_by_time(split_by_time: FunctionRecord) -> Looks:
    """Expect the last days for validation, the gap before them, and all earlier ones to learn from.

    Yields
    ------
    Finding or Need
        That it returns two arrays, and which days are in them.
    """
    yield from _expect_rows(
        split_by_time,
        DAYS,
        _one_pair,
        _wrong_days,
        kind="two arrays of day numbers, such as 0, 1 and 2",
        ending="End the function with `return train, valid`: two arrays of numbers, not of yes and "
        "no.",
        where="the days of",
        wanted=lambda n_days, n_valid, gap: " and ".join(
            (
                f"training {_said(np.arange(n_days - n_valid - gap))}",
                f"validation {_said(np.arange(n_days - n_valid, n_days))}",
            )
        ),
    )


def expect_k_folds(k_folds: FunctionRecord) -> Looks:
    """Expect each row aside once, in folds that are as equal as can be, the others to learn from.

    Yields
    ------
    Finding or Need
        That it returns k pairs of arrays, and which rows are in them.
    """
    yield from _expect_rows(
        k_folds,
        FOLDS,
        _pairs,
        _wrong_folds,
        kind="a list of pairs of arrays: training rows and validation rows",
        ending="Let the function collect the pairs in a list, `folds.append((train, valid))`, and "
        "end with `return folds`.",
        where="the folds of",
        wanted=lambda n, k: f"{k} folds of {_sizes(n, k)} rows, each of {n} rows aside once",
    )


def _expect_rows(
    function: FunctionRecord,
    cases: Sequence[tuple],
    read: Callable[[Record | None], list | None],
    judge: Callable[..., Complaint | None],
    *,
    kind: str,
    ending: str,
    where: str,
    wanted: Callable[..., str],
) -> Looks:
    """Call it for each case; the first that is not right is told."""
    for case in cases:
        called: CallResult = function.call(*case)
        call = f"`{function.name}({', '.join(map(str, case))})`"
        rows = read(called.value) if not called.error else None
        proper = expect(
            rows is not None,
            where=f"what {call} returns",
            expected=kind,
            found=what_came(called),
            next_step=ending,
            weight=CONDITION,
        )
        yield need(proper)
        trouble = judge(rows, *case)
        found, step, mistake = trouble or ("", "", "")
        right = expect(
            trouble is None,
            where=f"{where} {call}",
            expected=wanted(*case),
            found=found,
            next_step=step,
            mistake=mistake,
        )
        yield need(right)


def _one_pair(value):
    return row_sides(value)


def _pairs(value):
    items = value.items if isinstance(value, SequenceRecord) else ()
    pairs = [_square(item) for item in items]
    return pairs if pairs and all(pair is not None for pair in pairs) else None


def _square(item):
    """A pair of arrays; where both have one length, capture has made one array of them."""
    values = getattr(item, "values", None)
    if values is not None and values.ndim == 2 and len(values) == 2:
        whole = values.dtype.kind in "biuf" and np.all(values == np.round(values))
        return [side.astype(int) for side in values] if whole else None
    return row_sides(item)


def _said(rows):
    """Row numbers in a few words: 0 to 4, or 1, 5, 7 and more."""
    rows = np.sort(rows)
    if not len(rows):
        return "none"
    if len(rows) > 1 and np.all(np.diff(rows) == 1):
        return f"{rows[0]} to {rows[-1]}"
    return ", ".join(map(str, rows[:6])) + (" and more" if len(rows) > 6 else "")


# By time ----------------------------------------------------------------------------------------

_ALL = np.arange


def _wrong_days(sides: Pair, n_days: int, n_valid: int, gap: int) -> Complaint | None:
    first = n_days - n_valid
    train, valid = (np.sort(side) for side in sides)
    if _same(train, _ALL(first - gap)) and _same(valid, _ALL(first, n_days)):
        return None
    found = f"training {_said(train)} and validation {_said(valid)}"
    for (learnt, aside), step, mistake in _known_days(n_days, n_valid, gap):
        if _same(train, learnt) and _same(valid, aside):
            return found, step, mistake
    return found, *_other_days(train, valid, n_days)


def _known_days(n_days, n_valid, gap):
    """Pairs that are mistakes, each with what to say and its name."""
    first = n_days - n_valid
    last, early = _ALL(first, n_days), _ALL(first - gap)
    yield (
        (_ALL(first), last),
        "The gap is missing: the days right before the validation days are not known yet when "
        "such a forecast is made. Leave `gap` of them out.",
        "gap-forgotten",
    )
    yield (
        (_ALL(first), last[gap:]),
        "The gap costs you validation days. Take it from the training days: they end earlier.",
        "gap-from-validation",
    )
    yield (
        (_ALL(gap, first), last),
        "You left out the *first* days. The gap is right before the validation days.",
        "gap-at-the-start",
    )
    yield (
        (last, early),
        "Training days come first, then those for validation.",
        "sides-swapped",
    )
    yield (
        (_ALL(n_valid + gap, n_days), _ALL(n_valid)),
        "You validate on the *first* days, and learn from what came after them. The world asks "
        "about days to come.",
        "validated-on-the-past",
    )
    for off in (-1, 1):
        yield (
            (_ALL(first - gap + off), last),
            f"The gap has {gap - off} days in place of {gap}. `np.arange(a)` ends at a − 1.",
            "gap-off-by-one",
        )


def _other_days(train, valid, n_days):
    rows = np.concatenate([train, valid])
    if len(rows) and (rows.min() < 0 or rows.max() >= n_days):
        return f"Days are counted from 0 to {n_days - 1} here.", "days-that-are-not-there"
    if len(np.intersect1d(train, valid)):
        return "Some days are on both sides. What is validated on is not learnt.", "on-both-sides"
    if len(train) and len(valid) and train.max() > valid.min():
        step = "Some training days come after validation days: the model would learn from the "
        return step + "future. Do not shuffle: keep the days in their order.", "shuffled"
    return "The last `n_valid` days, before them `gap` in neither, then all the rest.", ""


def _same(found, wanted):
    return len(found) == len(wanted) and bool(np.all(found == wanted))


# Folds ------------------------------------------------------------------------------------------


def _sizes(n, k):
    small, more = divmod(n, k)
    return f"{small} or {small + 1}" if more else f"{small}"


def _wrong_folds(pairs: list[Pair], n: int, k: int) -> Complaint | None:
    if len(pairs) != k:
        return (
            f"{len(pairs)} pairs",
            f"There are {k} folds, and a pair for each.",
            "number-of-folds",
        )
    rows = np.concatenate([side for pair in pairs for side in pair])
    if len(rows) and (rows.min() < 0 or rows.max() >= n):
        found = f"row numbers from {rows.min()} to {rows.max()}"
        return found, f"Rows are counted from 0 to {n - 1}.", "rows-that-are-not-there"
    aside = np.bincount(np.concatenate([valid for _, valid in pairs]), minlength=n)
    for look in (_known_fold, _swapped, _twice, _lost, _not_all_others, _unequal):
        trouble = look(pairs, aside, n, k)
        if trouble:
            return trouble
    return None


def _known_fold(pairs, aside, n, k):
    both = [len(np.intersect1d(train, valid)) for train, valid in pairs]
    if not any(both):
        return None
    found = f"{max(both)} rows of a fold are among its own training rows"
    step = "Training rows are all *others*: `np.setdiff1d(np.arange(n), fold)`."
    return found, step, "training-contains-its-fold"


def _swapped(pairs, aside, n, k):
    learnt = np.bincount(np.concatenate([train for train, _ in pairs]), minlength=n)
    if k < 3 or not (np.all(learnt == 1) and np.all(aside == k - 1)):
        return None
    step = "The training rows come first in a pair: all but the fold. Then the fold."
    return f"folds of {len(pairs[0][1])} rows aside, and the rest to learn from", step, "swapped"


def _twice(pairs, aside, n, k):
    twice = np.flatnonzero(aside > 1)
    if not len(twice):
        return None
    found = f"{len(twice)} rows that are aside more than once: {_said(twice)}"
    step = "Folds do not overlap: shuffle once, then cut. Who draws anew for each fold, draws some "
    return found, step + "rows twice.", "folds-overlap"


def _lost(pairs, aside, n, k):
    lost = np.flatnonzero(aside == 0)
    if not len(lost):
        return None
    found = f"{len(lost)} rows that are never aside: {_said(lost)}"
    step = "Each row has to be aside once. "
    if len(lost) == n % k:
        step += f"{n} rows are not {k} times {n // k}: what is left over goes to some of the folds."
        return found, step, "remainder-lost"
    return found, step + "`np.array_split(rows, k)` loses none.", "rows-lost"


def _not_all_others(pairs, aside, n, k):
    fewest = min(len(np.unique(np.concatenate(pair))) for pair in pairs)
    if fewest == n:
        return None
    found = f"a fold with only {fewest} of {n} rows on its two sides"
    return found, "Learn from *all* rows that are not in the fold.", "not-all-others"


def _unequal(pairs, aside, n, k):
    sizes = [len(valid) for _, valid in pairs]
    if max(sizes) - min(sizes) <= 1:
        return None
    step = "What is left over goes to several folds, one row each: `np.array_split` does so."
    return f"folds of {', '.join(map(str, sizes))} rows", step, "folds-unequal"
