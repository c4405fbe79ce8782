"""Stochastic gradient descent: losses, batches, steps, inputs of one size."""

from random import Random
from statistics import fmean, median

from course_utils.drills.drill import Drill, added, ask_choice, ask_number, listed, said
from course_utils.drills.registry import family


@family
def iterations(rng: Random) -> Drill:
    """The last batch is smaller, and counts."""
    batch = rng.choice((20, 32, 50, 64, 100))
    full, rest = rng.randint(8, 40), rng.randint(1, batch - 1)
    rows = full * batch + rest
    return ask_number(
        f"There are {rows:,} training rows, and the batch size is {batch}. How many iterations "
        "make one epoch?",
        full + 1,
        f"{rows:,} / {batch} is more than {full}. The last batch has only {rest} "
        f"{'row' if rest == 1 else 'rows'}, but it is also a step.",
        [
            (full, f"{full} full batches leave {rest} of the rows. They make one more batch."),
            (rows, "That would be a step for each row; a step takes a whole batch."),
            (batch, "That is how many rows one step takes."),
            (rows / batch, "There is no half step: the last batch is only smaller."),
        ],
        rows=rows,
        batch=batch,
    )


@family
def rows_of_last_batch(rng: Random) -> Drill:
    """What is left over."""
    batch = rng.choice((32, 50, 64, 100))
    full, rest = rng.randint(4, 12), rng.randint(3, batch - 3)
    rows = full * batch + rest
    return ask_number(
        f"{rows:,} rows are learnt in batches of {batch}. How many rows does the last "
        "batch of an epoch have?",
        rest,
        f"{full} full batches take {full * batch:,} rows; {rows:,} − {full * batch:,} = {rest}.",
        [
            (batch, f"{rows:,} cannot be divided by {batch}: something is left over."),
            (batch - rest, "This many rows are missing from a full batch."),
            (full, "That is the number of full batches."),
        ],
        rows=rows,
        batch=batch,
    )


@family
def steps_of_training(rng: Random) -> Drill:
    """Steps of an epoch, times the epochs."""
    batch, epochs = rng.choice((50, 100, 200)), rng.choice((5, 10, 20))
    full = rng.randint(3, 12)
    rows = full * batch + rng.randint(1, batch - 1)
    right = (full + 1) * epochs
    return ask_number(
        f"`model.fit(X, y, batch_size={batch}, epochs={epochs})`, with {rows:,} rows. How many "
        "times do the weights change?",
        right,
        f"{full + 1} steps per epoch, the last one with a smaller batch: "
        f"{full + 1} · {epochs} = {right}.",
        [
            (full * epochs, "The smaller batch at the end of each epoch is a step as well."),
            (full + 1, f"That is one epoch; there are {epochs}."),
            (epochs, "The weights change after each batch, not only after each epoch."),
            (rows * epochs, "A step takes a whole batch of rows."),
        ],
        rows=rows,
        batch=batch,
        epochs=epochs,
    )


@family
def step_against_slope(rng: Random) -> Drill:
    """Rate times slope, against the slope."""
    w, slope = rng.choice((-2, -1, 1, 2, 3)), rng.choice((-8, -6, -4, 4, 5, 6, 8))
    rate = rng.choice((0.1, 0.05, 0.01))
    right = w - rate * slope
    return ask_number(
        f"A weight is {said(w)}, the slope of the loss for it {said(slope)}, and the learning rate "
        f"{rate}. What is the weight after one step of SGD? Give 2 decimals.",
        right,
        f"The step is {rate} · {said(slope)} = {said(rate * slope)}, and it is subtracted: "
        f"{said(right)}.",
        [
            (w + rate * slope, "That goes uphill. Subtract the step from the weight."),
            (w - slope, f"The slope is multiplied by the learning rate {rate} first."),
            (-rate * slope, f"That is the step alone; it starts at {said(w)}."),
        ],
        decimals=2,
        w=w,
        slope=slope,
        rate=rate,
    )


@family
def step_in_a_bowl(rng: Random) -> Drill:
    """First the slope, then the step."""
    low, away, rate = rng.randint(2, 8), rng.choice((-5, -4, -2, 2, 4, 5)), rng.choice((0.1, 0.25))
    w = low + away
    right = w - rate * 2 * away
    return ask_number(
        f"The loss is (w − {low})², and its slope is 2 · (w − {low}). w is {said(w)}, and the "
        f"learning rate {rate}. Where is w after one step?",
        right,
        f"The slope is 2 · {said(away)} = {said(2 * away)}, the step {rate} · {said(2 * away)} = "
        f"{said(2 * rate * away)}: {said(w)} {added(-2 * rate * away)} = {said(right)}.",
        [
            (w - rate * away, "The slope has a 2 in front."),
            (w + rate * 2 * away, "That goes away from the lowest point."),
            (low, "That is the lowest point. One step goes only part of the way."),
            (w - rate * away**2, "That uses the loss, but a step uses its slope."),
        ],
        decimals=1,
        low=low,
        w=w,
        rate=rate,
    )


@family
def fate_of_descent(rng: Random) -> Drill:
    """Each step multiplies the distance by 1 − rate · curvature."""
    curvature = rng.choice((2, 4, 10))
    fate = rng.choice(("nearer", "across", "away"))
    factor = {"nearer": (0.2, 0.5, 0.8), "across": (-0.2, -0.5, -0.8), "away": (-1.2, -1.5, -2)}
    rate = (1 - rng.choice(factor[fate])) / curvature
    x1 = 1 - rate * curvature
    texts = {
        "nearer": "It comes nearer from one side",
        "across": "It jumps across, and still comes nearer",
        "away": "It jumps across, and further away each time",
    }
    why = f"the first step is {said(rate)} · {curvature} = {said(rate * curvature)} long"
    reasons = {
        "nearer": f"It starts 1 away from the lowest point, and {why}: less than 1 would stay on "
        "its side.",
        "across": f"It starts 1 away, and {why}: between 1 and 2 lands nearer, across.",
        "away": f"It starts 1 away, and {why}: more than 2 lands further out than before.",
    }
    return ask_choice(
        rng,
        f"The slope of the loss is {curvature} · w, lowest at w = 0. Gradient descent starts at "
        f"w = 1 with the learning rate {said(rate)}. What does w do?",
        texts[fate],
        f"After one step w is 1 − {said(rate)} · {curvature} = {said(x1)}; each further step "
        f"multiplies by {said(x1)} again.",
        [(texts[other], reasons[other]) for other in texts if other != fate],
        curvature=curvature,
        rate=rate,
        fate=texts[fate],
    )


@family
def mean_of_squares(rng: Random) -> Drill:
    """Squares first, then the mean."""
    errors = rng.choice(([1, -2, 4], [2, -2, 5], [1, -4, 5], [3, -3, 6], [2, -4, 4], [1, 2, -8]))
    scale = rng.choice((1, 2, 10))
    errors = [scale * e for e in rng.sample(errors, 3)]
    squares = [e * e for e in errors]
    right = sum(squares) / 3
    return ask_number(
        f"Three predictions are off by {', '.join(map(said, errors))}. What is the mean squared "
        "error?",
        right,
        f"{' + '.join(map(said, squares))} = {said(sum(squares))}, and a third of it is "
        f"{said(right)}.",
        [
            (sum(squares), "That is the sum of the squares; the loss is their mean."),
            (sum(map(abs, errors)) / 3, "That is the mean absolute error: nothing was squared."),
            (right**0.5, "That is its root, which has the unit of the target."),
            ((sum(errors) / 3) ** 2, "Each error is squared by itself, before the mean."),
        ],
        errors=errors,
    )


@family
def best_constant(rng: Random) -> Drill:
    """The middle under MAE, the mean under MSE."""
    middle = sorted(rng.sample(range(2, 12), 4))
    outlier = 10 * rng.randint(4, 9)
    outlier += (5 - (sum(middle) + outlier) % 5) % 5
    values = [*middle, outlier]
    loss, mean, mid = rng.choice(("MAE", "MSE")), fmean(values), median(values)
    right, other = (mid, mean) if loss == "MAE" else (mean, mid)
    because = {
        "MAE": "The absolute error is least in the middle of the sorted targets, however far "
        f"the {outlier} is: {said(mid)}.",
        "MSE": f"The squared error is least at the mean: {sum(values)} / 5 = {said(mean)}.",
    }
    instead = "squared" if loss == "MAE" else "absolute"
    return ask_number(
        f"The targets are {listed(rng.sample(values, 5))}. Which single prediction for all five "
        f"has the smallest {loss}?",
        right,
        because[loss],
        [
            (other, f"That is best under the {instead} error."),
            (
                (middle[0] + outlier) / 2,
                "The middle between the two ends is not the best under either loss.",
            ),
            (fmean(middle), f"The {outlier} is one of the targets as well."),
        ],
        values=values,
        loss=loss,
    )


@family
def spread_of_batches(rng: Random) -> Drill:
    """It falls with the square root."""
    root, batch = rng.choice((2, 3, 4, 5)), rng.choice((8, 16, 32))
    spread = root * rng.choice((1, 2, 3, 6))
    more = root * root
    return ask_number(
        f"With batches of {batch} rows the slopes of the batches have a spread of "
        f"{spread}. What is the spread with batches of {batch * more} rows, about?",
        spread / root,
        f"{more} times as many rows: the spread falls with the square root of {more}, to "
        f"{spread} / {root} = {said(spread / root)}.",
        [
            (spread / more, "It falls with the *square root* of the batch size only."),
            (spread, "Chance evens out in a larger batch: the spread falls."),
            (spread * root, "A larger batch has a smaller spread, not a larger one."),
        ],
        batch=batch,
        larger=batch * more,
        spread=spread,
    )


@family
def standardized_value(rng: Random) -> Drill:
    """The mean away, then divided by the deviation."""
    deviation, steps = rng.choice((2, 4, 5, 10, 20)), rng.choice((-2, -1.5, -0.5, 0.5, 1.5, 2))
    mean = rng.choice((30, 50, 60, 100))
    value = mean + steps * deviation
    return ask_number(
        f"A column has the mean {mean} and the standard deviation {deviation}. What "
        f"does {said(value)} become when the column is standardized?",
        steps,
        f"({said(value)} − {mean}) / {deviation} = {said(steps)}, counted in deviations.",
        [
            (value - mean, f"Divide the distance by the deviation {deviation} as well."),
            (-steps, "Subtract the mean from the value, not the value from the mean."),
            ((value - mean) / deviation**2, "Divide by the deviation, not by its square."),
            (value / deviation, f"Subtract the mean {mean} first."),
        ],
        decimals=1,
        mean=mean,
        deviation=deviation,
        value=value,
    )
