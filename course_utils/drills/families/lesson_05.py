"""Dropout and batch normalization: what is silent, what is scaled, what is averaged."""

from random import Random

from course_utils.drills.drill import Drill, added, ask_choice, ask_number, said
from course_utils.drills.registry import family

_RATES = (0.2, 0.25, 0.5, 0.75, 0.8)


@family
def units_dropped(rng: Random) -> Drill:
    """The rate is the share that is silent."""
    rate, units = rng.choice((0.2, 0.25, 0.3, 0.75, 0.8)), rng.choice((20, 40, 60, 100, 200))
    return ask_number(
        f"`Dropout({rate})` stands behind a layer of {units} units. About how many of them are "
        "silent in one step of training?",
        rate * units,
        f"The rate is the share that is dropped: {rate} · {units} = {said(rate * units)}.",
        [
            ((1 - rate) * units, "That is how many stay. The rate says how many are dropped."),
            (units, "All of them are active in a prediction; in training some are silent."),
            (0, "None is silent in a prediction. In training some are."),
        ],
        rate=rate,
        units=units,
    )


@family
def scale_of_dropout(rng: Random) -> Drill:
    """What stays makes up for what is dropped."""
    rate = rng.choice(_RATES)
    value = rng.choice((2, 3, 4, 6)) * (1 - rate)
    right = value / (1 - rate)
    return ask_number(
        f"In training, `Dropout({rate})` keeps the number {said(value)}. What does it pass on?",
        right,
        f"What is kept is divided by the share that stays: {said(value)} / {said(1 - rate)} = "
        f"{said(right)}. So the next layer gets the same sum on average.",
        [
            (value, "It is kept, but made larger, to replace those that are dropped."),
            (value * (1 - rate), "It is divided by the share that stays, not multiplied."),
            (value / rate, f"{rate} is the share that is dropped; divide by the one that stays."),
            (0, "Those that are dropped become 0."),
        ],
        decimals=2,
        rate=rate,
        value=value,
    )


@family
def dropout_when_predicting(rng: Random) -> Drill:
    """Nothing is dropped, and nothing is scaled."""
    rate, value = rng.choice(_RATES), rng.choice((2, 3, 4, 6, 8))
    return ask_number(
        f"`model.predict` sends the number {value} through `Dropout({rate})`. What comes out?",
        value,
        "Dropout acts in training only: in prediction everything passes as it is.",
        [
            (value / (1 - rate), "It would be so large in training, where others are dropped."),
            (
                value * (1 - rate),
                "Nothing has to be made smaller: training has scaled the numbers already.",
            ),
            (0, "Nothing is dropped in prediction."),
        ],
        decimals=1,
        rate=rate,
        value=value,
    )


@family
def sum_with_dropout(rng: Random) -> Drill:
    """On average, the layer behind sees the same sum."""
    kept = rng.choice((2, 3, 4))
    units = kept * rng.choice((2, 4))
    rate = 1 - kept / units
    value = rng.choice((1, 2, 3, 5))
    return ask_number(
        f"A unit adds up {units} numbers, each of them {value}. Now `Dropout({said(rate)})` before "
        f"it drops {units - kept} of them. What does the unit get in this step of training?",
        units * value,
        f"The {kept} that stay are divided by {said(1 - rate)}, so each is "
        f"{said(value / (1 - rate))}: together {units * value}, as without dropout.",
        [
            (kept * value, "Those that stay are made larger, to replace the others."),
            ((units - kept) * value, "That is what was dropped."),
            (value / (1 - rate), f"That is one of the {kept} that stay."),
        ],
        units=units,
        kept=kept,
        value=value,
    )


@family
def batch_norm_of_value(rng: Random) -> Drill:
    """Standardized within the batch; gamma scales, beta shifts."""
    mean, deviation = rng.choice((10, 20, 50)), rng.choice((2, 4, 5, 10))
    steps, gamma, beta = rng.choice((-2, -1, 1, 2)), rng.choice((2, 3)), rng.choice((1, 5, 10))
    value = mean + steps * deviation
    right = gamma * steps + beta
    return ask_number(
        f"In a batch, a unit has the mean {mean} and the deviation {deviation}. Gamma is {gamma}, "
        f"beta {beta}. What does batch normalization turn {said(value)} into?",
        right,
        f"({said(value)} − {mean}) / {deviation} = {said(steps)}, and "
        f"{gamma} · {said(steps)} + {beta} = {said(right)}.",
        [
            (steps, "That is standardized. Gamma and beta come after it."),
            (gamma * (steps + beta), "Beta is added last, it is not multiplied by gamma."),
            (gamma * (value - mean) + beta, f"The distance is divided by {deviation} first."),
            (gamma * value + beta, "It is standardized before gamma and beta."),
        ],
        mean=mean,
        deviation=deviation,
        value=value,
        gamma=gamma,
        beta=beta,
    )


@family
def parameters_of_batch_norm(rng: Random) -> Drill:
    """Four numbers a unit, two of them learnt by descent."""
    units = rng.choice((8, 16, 32, 64, 100, 128, 256))
    which = rng.choice(("does it hold in all", "of it does the optimizer change"))
    right, other = (
        (4 * units, 2 * units) if which == "does it hold in all" else (2 * units, 4 * units)
    )
    because = {
        "does it hold in all": "Gamma, beta, moving mean and moving variance",
        "of it does the optimizer change": "Gamma and beta",
    }
    instead = {
        "does it hold in all": "Gamma and beta are two; each unit has two moving averages, too.",
        "of it does the optimizer change": "The moving averages follow the batches, not a slope.",
    }
    return ask_number(
        f"`BatchNormalization` stands behind {units} units. How many numbers {which}?",
        right,
        f"{because[which]}: {right // units} for each of the {units} units.",
        [
            (other, instead[which]),
            (units, "One for each unit is too few: there are several kinds of them."),
            (right // units, f"That is for one unit; there are {units}."),
        ],
        units=units,
        which=which,
    )


@family
def moving_mean(rng: Random) -> Drill:
    """A small part of the way towards each new value."""
    old, momentum = rng.choice((0, 2, 10)), rng.choice((0.9, 0.99))
    new = old + rng.choice((10, 20, 50, -5))
    right = momentum * old + (1 - momentum) * new
    return ask_number(
        f"A moving mean is {old}; the next batch has the mean {said(new)}. The momentum is "
        f"{momentum}. What is the moving mean now? Give 2 decimals.",
        right,
        f"It keeps {momentum} of the old and takes {said(1 - momentum)} of the new: "
        f"{said(momentum * old)} {added((1 - momentum) * new)} = {said(right)}.",
        [
            (momentum * new + (1 - momentum) * old, "The momentum is what is kept of the *old*."),
            ((old + new) / 2, "It does not go half of the way."),
            (new, "One batch alone is too noisy: it goes a small part of the way."),
        ],
        decimals=2,
        old=old,
        new=new,
        momentum=momentum,
    )


@family
def mean_of_ensemble(rng: Random) -> Drill:
    """Errors that differ cancel in part."""
    target, off = (
        rng.choice((50, 100, 120)),
        rng.choice(([6, -3], [8, -2, -3], [9, -3, -3], [5, -1])),
    )
    predictions = [target + e for e in rng.sample(off, len(off))]
    right = abs(sum(off)) / len(off)
    single = sum(map(abs, off)) / len(off)
    return ask_number(
        f"The target is {target}. {'Two' if len(off) == 2 else 'Three'} networks say "
        f"{', '.join(map(str, predictions))}. By how much is the mean of their predictions off?",
        right,
        f"The mean is {said(sum(predictions) / len(off))}: some are too high, some too low, and "
        f"this cancels in part. The mean is off by {said(right)}.",
        [
            (single, "That is how far off a single one is, on average. The mean is better."),
            (abs(sum(off)), "That is the sum of their errors; divide it by their number."),
            (min(map(abs, off)), "That is the best one alone, and nobody knows which it is."),
        ],
        decimals=1,
        target=target,
        predictions=predictions,
    )


@family
def batch_of_one(rng: Random) -> Drill:
    """A single row is its own mean."""
    value, beta = rng.choice((3, 7, 12, 40)), rng.choice((0, 1, 2, 5))
    return ask_choice(
        rng,
        f"In training, batch normalization gets a batch of a single row. A unit has {value} there; "
        f"gamma is 1 and beta {beta}. What comes out?",
        f"{beta}",
        f"One row is its own mean: {value} − {value} = 0, and with beta added it is {beta}.",
        [
            (f"{value}", f"{value} is its own mean, and the mean is subtracted."),
            ("nan", "The variance is 0, but a small number is added before the division."),
            (f"{value + beta}", f"{value} is its own mean, so 0 is left before beta."),
        ],
        value=value,
        beta=beta,
    )
