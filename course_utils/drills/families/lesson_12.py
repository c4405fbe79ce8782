"""Preparing data: gaps, scales, categories, and a class that is made smaller."""

from random import Random
from statistics import median

from course_utils.drills.drill import Drill, ask_number, listed, said
from course_utils.drills.registry import family


@family
def imputed_value(rng: Random) -> Drill:
    """The median of what the training rows have."""
    values = rng.sample(range(20, 60), 4) + [rng.choice((200, 300, 400))]
    right, later = median(values), rng.sample(range(1, 15), 2)
    shown = rng.sample(values, 5)
    return ask_number(
        f"In the training rows a column holds {listed(shown)} and one empty cell; in the "
        f"validation rows it holds {listed(later)}. Which number does an imputer with the median "
        "fill in?",
        right,
        f"In order, the training values are {listed(sorted(values))}: the one in the middle is "
        f"{right}.",
        [
            (sum(values) / 5, "That is the mean. One far value moves it, but not the median."),
            (0, "0 is a value like others, and here no training row has it."),
            (median(values + later), "Only the training rows may be learnt from."),
            (shown[2], "That is the value in the middle of the list; first put it in order."),
        ],
        shown=shown,
    )


@family
def normalized_value(rng: Random) -> Drill:
    """From 0 for the smallest to 1 for the largest."""
    low, room = rng.choice((10, 20, 50, 100)), rng.choice((20, 40, 50, 80, 200))
    share = rng.choice((0.1, 0.2, 0.25, 0.4, 0.75, 0.9))
    value = low + share * room
    return ask_number(
        f"In the training rows a column runs from {low} to {low + room}. What does normalization "
        f"(min–max) turn {said(value)} into? Give 2 decimals.",
        share,
        f"({said(value)} − {low}) / ({low + room} − {low}) = {said(share)}.",
        [
            (value / (low + room), "First subtract the smallest value."),
            (1 - share, "That is the distance to the largest value; take that to the smallest."),
            (value - low, f"Divide by the whole range, {room}, as well."),
        ],
        decimals=2,
        low=low,
        high=low + room,
        value=value,
    )


@family
def columns_of_one_hot(rng: Random) -> Drill:
    """A column for each level that the training rows have."""
    numbers, levels, more = rng.choice((3, 4, 6)), rng.choice((4, 5, 7, 12)), rng.choice((2, 3, 9))
    return ask_number(
        f"A table has {numbers} columns of numbers and two of words, with {levels} and {more} "
        "levels. Both are made one-hot, with a column for each level. How many inputs does the "
        "network get?",
        numbers + levels + more,
        f"{numbers} + {levels} + {more} = {numbers + levels + more}.",
        [
            (numbers + 2, "A column of words becomes a column for each of its levels."),
            (numbers + levels * more, "Each column of words is made one-hot by itself: add them."),
            (levels + more, f"The {numbers} columns of numbers are inputs, too."),
        ],
        numbers=numbers,
        levels=levels,
        more=more,
    )


@family
def parameters_of_embedding(rng: Random) -> Drill:
    """A row of learnt numbers for each level, and one for what is new."""
    levels, size = rng.choice((20, 50, 120, 300)), rng.choice((2, 3, 4, 8))
    return ask_number(
        f"A category has {levels} levels. An embedding gives each of them {size} numbers, and has "
        "one row more for levels that are new. How many parameters is that?",
        (levels + 1) * size,
        f"({levels} + 1) · {size} = {(levels + 1) * size:,}.",
        [
            (levels * size, "The row for new levels is learnt as well."),
            (levels + 1, f"Each row has {size} numbers."),
            ((levels + 1) * size + size, "An embedding has no bias: it only looks up a row."),
            ((levels + 1) * levels, "One-hot would give each level so many; here it gets few."),
        ],
        levels=levels,
        size=size,
    )


@family
def weight_after_downsampling(rng: Random) -> Drill:
    """What is kept stands for what was left out."""
    factor, kept = rng.choice((4, 5, 8, 10, 20)), rng.choice((30, 50, 80, 100))
    return ask_number(
        f"The larger class has {factor * kept:,} rows. You keep {kept} of them, drawn at random. "
        "Which weight does each of these get in the loss?",
        factor,
        f"Each row that is kept counts for {factor * kept:,} / {kept} = {factor} rows.",
        [
            (1 / factor, "The other way round: a kept row counts for several rows."),
            (1, "Then the larger class would count for less than it has."),
            (factor - 1, "The row itself counts as well as those left out."),
        ],
        decimals=2,
        rows=factor * kept,
        kept=kept,
    )


@family
def true_probability(rng: Random) -> Drill:
    """Downsampling multiplies the odds; divide them again."""
    factor, p = rng.choice((3, 4, 9, 19)), rng.choice((0.5, 0.6, 0.75, 0.8))
    odds = p / (1 - p) / factor
    right = odds / (1 + odds)
    return ask_number(
        f"Only 1 of {factor} rows of the larger class, the negatives, was kept, without weights. "
        f"The network gives a sample {100 * p:.0f} %. What is the probability among all rows? Give "
        "1 decimal.",
        100 * right,
        f"The odds were {said(round(p / (1 - p), 2))}; divided by {factor} they are "
        f"{said(round(odds, 3))}, which is {said(round(100 * right, 1))} %.",
        [
            (
                100 * p,
                f"That is true only for rows of which {factor - 1} in {factor} are left out.",
            ),
            (100 * p / factor, "The odds are divided, not the probability."),
            (100 * odds, "Those are the odds, in percent. The probability is odds / (1 + odds)."),
        ],
        decimals=1,
        unit="%",
        factor=factor,
        p=p,
    )
