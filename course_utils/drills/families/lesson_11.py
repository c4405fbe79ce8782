"""Honest splits: folds, gaps, lags, and what may be learnt from which rows."""

from random import Random

from course_utils.drills.drill import Drill, ask_number, listed, said
from course_utils.drills.registry import family


@family
def rows_learnt_with_folds(rng: Random) -> Drill:
    """All folds but one."""
    folds, each = rng.choice((4, 5, 8, 10)), rng.choice((12, 20, 25, 40, 60))
    rows = folds * each
    return ask_number(
        f"Cross-validation splits {rows} rows into {folds} folds. How many rows does each training "
        "learn from?",
        rows - each,
        f"One fold of {each} rows is kept aside, the other {folds - 1} are learnt from: {rows} − "
        f"{each} = {rows - each}.",
        [
            (each, "That is one fold, and it is kept aside."),
            (rows, "Then no row would be left to measure the error on."),
            (rows / 2, "Only one of the folds is kept aside, not half of the rows."),
        ],
        rows=rows,
        folds=folds,
    )


@family
def trainings_of_cross_validation(rng: Random) -> Drill:
    """Each setting is trained once for each fold."""
    rates, sizes = rng.choice((2, 3, 4)), rng.choice((2, 3, 5))
    folds = rng.choice((4, 5, 8, 10))
    settings = rates * sizes
    return ask_number(
        f"You compare {rates} learning rates with {sizes} network sizes, each pair of them by "
        f"{folds} folds. How many trainings is that?",
        settings * folds,
        f"{rates} · {sizes} = {settings} pairs, and each is trained {folds} times: "
        f"{settings * folds}.",
        [
            (settings, f"That is the number of pairs; each is trained {folds} times."),
            ((rates + sizes) * folds, "Each rate is combined with each size: multiply them."),
            (
                settings * (folds - 1),
                "Each fold is kept aside once, so there is one training more.",
            ),
        ],
        rates=rates,
        sizes=sizes,
        folds=folds,
    )


@family
def positives_in_stratified_fold(rng: Random) -> Drill:
    """Each fold has its share of each class."""
    folds, positives = rng.choice((4, 5, 10)), rng.choice((2, 3, 6, 8))
    negatives = rng.choice((12, 18, 27, 42))
    rows = folds * (positives + negatives)
    return ask_number(
        f"Of {rows} rows, {folds * positives} are positive. They are split into {folds} "
        "*stratified* folds. How many positive rows does each fold have?",
        positives,
        f"Each fold has the same share of each class: {folds * positives} / {folds} = {positives}.",
        [
            (positives + negatives, "That is the number of all rows in a fold."),
            (folds * positives, "That is the number of positives in all folds together."),
            (negatives, "That is the number of negative rows in a fold."),
        ],
        rows=rows,
        positives=folds * positives,
        folds=folds,
    )


@family
def first_day_after_gap(rng: Random) -> Drill:
    """As many days are left out as the forecast looks ahead."""
    last, ahead = rng.choice((200, 250, 300, 365)), rng.choice((3, 7, 14, 28))
    return ask_number(
        f"A model forecasts {ahead} days ahead. It learns from the days 1 to {last}, and a gap of "
        f"{ahead} days is left out after them. Which is the first day for validation?",
        last + ahead + 1,
        f"The days {last + 1} to {last + ahead} are the gap, so it is day {last + ahead + 1}.",
        [
            (
                last + 1,
                "Without a gap, the last targets of training lie among the validation days.",
            ),
            (last - ahead + 1, "The gap is after the training days, not among them."),
            (last + 2 * ahead + 1, "One gap is enough."),
        ],
        last=last,
        ahead=ahead,
    )


@family
def value_of_lag(rng: Random) -> Drill:
    """A lag looks back, never forward."""
    values, lag = rng.sample(range(10, 90), 8), rng.randint(2, 3)
    day = rng.randint(4, 5)
    return ask_number(
        f"On the days 1 to 8 a station counted {listed(values)} passengers. The column "
        f"`lag_{lag}` holds the number of {lag} days before. What does it hold on day {day}?",
        values[day - lag - 1],
        f"It is the number of day {day} − {lag} = {day - lag}.",
        [
            (values[day - 1], f"That is the number of day {day} itself."),
            (values[day + lag - 1], f"That is {lag} days later: nobody knows it on day {day}."),
            (values[day - lag], "That is one day too late: count the days from 1."),
        ],
        values=values,
        lag=lag,
        day=day,
    )


@family
def code_of_target(rng: Random) -> Drill:
    """The mean target of a name, from training rows alone."""
    right = rng.randint(20, 60)
    off = rng.randint(2, 9)
    learnt = [right - off, right + off]
    other, aside = rng.randint(70, 99), rng.randint(100, 160)
    return ask_number(
        f"In the training rows, hotel A has the targets {listed(learnt)} and hotel B has {other}. "
        f"In a validation row, hotel A has {aside}. Which number does target encoding give to A?",
        right,
        f"The mean of its training rows: ({learnt[0]} + {learnt[1]}) / 2 = {right}.",
        [
            (
                (sum(learnt) + aside) / 3,
                "A validation row must not be learnt from: that is a leak.",
            ),
            ((sum(learnt) + other) / 3, "That is the mean of all training rows, not of A alone."),
            (sum(learnt), "That is the sum; divide it by the number of rows."),
        ],
        decimals=1,
        learnt=learnt,
        other=other,
    )


@family
def forecasts_of_baseline(rng: Random) -> Drill:
    """The mean absolute error of saying the value of the day before."""
    start, steps = rng.randint(40, 60), rng.sample((-6, -4, -3, 2, 4, 5, 8), 3)
    values = [start]
    for step in steps:
        values.append(values[-1] + step)
    right = sum(map(abs, steps)) / 3
    return ask_number(
        f"Four days have the values {listed(values)}. A baseline says for each day the value of "
        "the day before. What is its mean absolute error? Give 2 decimals.",
        right,
        f"It is off by {', '.join(str(abs(step)) for step in steps)}: on average by "
        f"{said(round(right, 2))}.",
        [
            (abs(sum(steps)) / 3, "Take each error without its sign before you add them."),
            (sum(map(abs, steps)), "That is the sum; divide it by 3."),
            (sum(map(abs, steps)) / 4, "The first day has no day before it: there are 3 errors."),
        ],
        decimals=2,
        values=values,
    )
