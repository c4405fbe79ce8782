"""Tuning: how much is luck, how many trainings a search costs, and a price for weights."""

from random import Random

from course_utils.drills.drill import Drill, ask_choice, ask_number, listed, said
from course_utils.drills.registry import family


@family
def standard_error(rng: Random) -> Drill:
    """The standard deviation by the root of n."""
    root, deviation = rng.choice((2, 3, 4, 5)), rng.choice((0.6, 1.2, 2.4, 3, 6))
    seeds, right = root**2, deviation / root
    return ask_number(
        f"Trained from {seeds} seeds, a network has errors with a standard deviation of "
        f"{said(deviation)} MPa. What is the standard error of their mean? Give 2 decimals.",
        right,
        f"{said(deviation)} / √{seeds} = {said(deviation)} / {root} = {said(right)}.",
        [
            (deviation / seeds, f"Divide by the root of {seeds}, which is {root}."),
            (deviation, "That is how much single errors differ; their mean differs less."),
            (deviation * root, "Divide by the root: the mean of many differs less."),
        ],
        decimals=2,
        seeds=seeds,
        deviation=deviation,
    )


@family
def seeds_for_smaller_error(rng: Random) -> Drill:
    """Half the error costs four times the seeds."""
    seeds, times, error = rng.choice((5, 6, 8, 10, 20)), rng.choice((2, 3, 4)), rng.choice((6, 12))
    return ask_number(
        f"With {seeds} seeds the standard error is {said(error / 100)} mpg. About how many seeds "
        f"do you need for {said(error / 100 / times)} mpg?",
        seeds * times**2,
        f"For an error {times} times as small, {times}² = {times**2} times as many: {seeds} · "
        f"{times**2} = {seeds * times**2}.",
        [
            (seeds * times, f"The root of n counts: {times} times as many divide it by √{times}."),
            (seeds + times**2, "The seeds are multiplied, not added."),
            (seeds / times, "More seeds make the error smaller, not fewer."),
        ],
        seeds=seeds,
        times=times,
    )


@family
def trainings_of_grid(rng: Random) -> Drill:
    """All combinations, each from several seeds."""
    rates, sizes, seeds = rng.choice((3, 4, 5)), rng.choice((2, 3, 6)), rng.choice((2, 5, 10))
    return ask_number(
        f"A grid search tries {rates} learning rates, {sizes} widths and with or without dropout, "
        f"each combination from {seeds} seeds. How many trainings is that?",
        rates * sizes * 2 * seeds,
        f"{rates} · {sizes} · 2 combinations, {seeds} times each: {rates * sizes * 2 * seeds}.",
        [
            (rates * sizes * seeds, "Each is trained twice: with dropout and without."),
            ((rates + sizes + 2) * seeds, "Each value is combined with each other: multiply."),
            (rates * sizes * 2, f"Each combination is trained from {seeds} seeds."),
        ],
        rates=rates,
        sizes=sizes,
        seeds=seeds,
    )


@family
def share_of_log_uniform(rng: Random) -> Drill:
    """Each factor of ten is equally likely."""
    low, (below, decades) = rng.randint(3, 7), rng.choice(((3, 4), (2, 5), (3, 5), (4, 5)))
    border, high = 10.0 ** (below - low), 10.0 ** (decades - low)
    return ask_number(
        f"A learning rate is drawn log-uniformly between {_rate(10.0**-low)} and {_rate(high)}. "
        f"What is the chance that it is below {_rate(border)}?",
        100 * below / decades,
        f"{decades} factors of ten, all equally likely, and {below} of them below "
        f"{_rate(border)}: {below} / {decades} = {said(100 * below / decades)} %.",
        [
            (
                100 * border / high,
                "A uniform draw would give that: there most rates are large.",
            ),
            (100 * (1 - below / decades), "That is the chance that it is above."),
            (100 / decades, "That is the chance of one factor of ten."),
        ],
        unit="%",
        low=10.0**-low,
        high=high,
        border=border,
    )


def _rate(value: float) -> str:
    """A small number without an exponent."""
    return f"{value:.8f}".rstrip("0").rstrip(".")


@family
def epochs_of_halving(rng: Random) -> Drill:
    """Half of the settings go on, for twice as long."""
    rounds, epochs = rng.choice((3, 4, 5)), rng.choice((2, 4, 5, 10))
    settings = 2 ** (rounds - 1)
    right = rounds * settings * epochs
    last = epochs * settings
    return ask_number(
        f"Successive halving trains {settings} settings for {epochs} epochs each. In each further "
        "round the better half starts again and is trained for twice as many epochs, until one "
        "is left and has been trained. How many epochs is that in all?",
        right,
        f"Each of the {rounds} rounds costs {settings} · {epochs} = {last} epochs: {right}.",
        [
            (settings * last, f"That is the cost of training all {settings} for {last} epochs."),
            (last, f"That is one round; there are {rounds}."),
            ((2 * settings - 1) * epochs, "In each round the epochs are doubled."),
        ],
        settings=settings,
        epochs=epochs,
    )


@family
def price_of_weights(rng: Random) -> Drill:
    """Lambda times the sum of the squares."""
    rate, weights = rng.choice((0.1, 0.01, 0.05)), rng.sample((-4, -3, -2, -1, 1, 2, 3, 5), 3)
    squares = sum(w * w for w in weights)
    loss = rng.choice((1, 2, 3, 5))
    right = loss + rate * squares
    return ask_number(
        f"The mean squared error is {loss}, and the weights are {listed(weights)}. What is the "
        f"loss with L2, where λ is {rate}? Give 2 decimals.",
        right,
        f"The squares add up to {squares}, and {loss} + {rate} · {squares} = {said(right)}.",
        [
            (rate * squares, "That is the price of the weights; the error is a part of the loss."),
            (loss + rate * sum(map(abs, weights)), "Take the squares of the weights."),
            (loss + rate * sum(weights) ** 2, "First the squares, then the sum."),
            (loss + squares, f"The sum of the squares is multiplied by {rate}."),
        ],
        decimals=2,
        rate=rate,
        weights=weights,
        loss=loss,
    )


@family
def luck_or_not(rng: Random) -> Drill:
    """Less than two standard errors from 0 cannot be told from luck."""
    error, times = rng.choice((0.2, 0.3, 0.4, 0.5)), rng.choice((0.5, 1, 1.5, 2.5, 3, 4))
    mean = round(error * times, 2)
    texts = {
        True: "The first network is better by more than luck explains",
        False: "This cannot be told from luck",
    }
    is_more = times > 2
    because = f"{said(mean)} / {said(error)} = {said(times)} standard errors from 0"
    return ask_choice(
        rng,
        f"Two networks were trained from the same seeds. On average the error of the first is "
        f"lower by {said(mean)} MPa, with a standard error of {said(error)} MPa. What do you say?",
        texts[is_more],
        f"{because}, which is {'more' if is_more else 'less'} than two.",
        [
            (texts[not is_more], f"{because}: compare that with two."),
            (
                "Both networks are equally good",
                "That is never shown: there may be a difference that is too small to be seen.",
            ),
        ],
        mean=mean,
        error=error,
    )
