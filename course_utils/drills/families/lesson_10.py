"""Optimizers: what each remembers, and how long its steps become."""

from random import Random

from course_utils.drills.drill import Drill, added, ask_number, said
from course_utils.drills.registry import family


@family
def velocity_after_step(rng: Random) -> Drill:
    """A part of the old velocity, and the push of the slope."""
    velocity, slope = rng.choice((-0.5, -0.2, 0.1, 0.2, 0.4)), rng.choice((-4, -3, 2, 3, 5))
    rate = 0.1
    kept, push = 0.9 * velocity, -rate * slope
    return ask_number(
        f"SGD with momentum 0.9 and the rate {rate}: the velocity of a weight is {said(velocity)}, "
        f"its slope {said(slope)}. What is the velocity now? Give 2 decimals.",
        kept + push,
        f"0.9 · {said(velocity)} = {said(kept)}, and the slope pushes by {said(push)}: "
        f"{said(kept)} {added(push)} = {said(kept + push)}.",
        [
            (push, "That is without the 90 % of the old velocity."),
            (kept - push, "The push goes *against* the slope."),
            (kept - slope, f"The slope is multiplied by the rate {rate}."),
            (velocity + push, "Of the old velocity only 90 % are kept."),
        ],
        decimals=2,
        velocity=velocity,
        slope=slope,
        rate=rate,
    )


@family
def first_step_of_adam(rng: Random) -> Drill:
    """As long as the rate, whatever the slope."""
    rate, slope = rng.choice((0.001, 0.002, 0.01, 0.05)), rng.choice((0.5, 5, 20, 100, 400))
    return ask_number(
        f"Adam has the learning rate {rate}. In the first step the slope of a weight is "
        f"{said(slope)}. By how much does the weight move? Give 4 decimals.",
        rate,
        "Adam divides the slope by its own size. In the first step nothing else is left: it moves "
        f"by the rate, {rate}.",
        [
            (rate * slope, "So far SGD would go. Adam divides by the size of the slope."),
            (slope, "The slope is divided by its size, and multiplied by the rate."),
            (rate * 0.1 / 0.001**0.5, "So long it would be without the bias correction."),
        ],
        decimals=4,
        rate=rate,
        slope=slope,
    )


@family
def later_step_of_adagrad(rng: Random) -> Drill:
    """It remembers for ever: the root of how many there were."""
    root, tenth = rng.choice((2, 3, 4, 5, 10)), rng.choice((0.1, 0.2, 0.3))
    steps, first = root * root, round(root * tenth, 1)
    return ask_number(
        f"The slope of a weight is the same at every step. Adagrad's first step is {said(first)} "
        f"long. How long is step {steps}? Give 2 decimals.",
        tenth,
        f"By then the sum of the squared slopes is {steps} times as large, and its root {root} "
        f"times: {said(first)} / {root} = {tenth}.",
        [
            (first / steps, "It is divided by the *root* of the sum."),
            (first, "Adagrad remembers all slopes, so its steps become shorter."),
            (first * root, "The steps become shorter, not longer."),
        ],
        decimals=2,
        steps=steps,
        first=first,
    )


@family
def largest_rate(rng: Random) -> Drill:
    """Up to 2 divided by the curvature."""
    curvature = rng.choice((4, 5, 8, 10, 20, 40, 100))
    right = 2 / curvature
    return ask_number(
        f"The slope across a ravine is {curvature} · y. Beyond which learning rate does plain SGD "
        "go further away with each step? Give 3 decimals.",
        right,
        f"A step makes y into (1 − rate · {curvature}) · y. Beyond 2 / {curvature} = {said(right)} "
        "the bracket is below −1.",
        [
            (
                1 / curvature,
                "One step leads to the middle there; up to twice as much comes nearer.",
            ),
            (2, f"That would be for the slope y; here it is {curvature} times as steep."),
            (curvature / 2, "The other way round: the steeper, the smaller the rate."),
        ],
        decimals=3,
        curvature=curvature,
    )
