"""Activation functions: their slopes, what they leave of a slope, silent units."""

from random import Random

from course_utils.drills.drill import Drill, ask_number, listed, said
from course_utils.drills.registry import family


@family
def slope_of_sigmoid(rng: Random) -> Drill:
    """Output times what is missing to 1."""
    s = rng.choice((0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9))
    right = s * (1 - s)
    return ask_number(
        f"A sigmoid has the output {s}. How large is its slope there? Give 2 decimals.",
        right,
        f"Output · (1 − output) = {s} · {said(round(1 - s, 1))} = {said(round(right, 2))}.",
        [
            (1 - s, f"That is 1 − output. Multiply it by the output {s}."),
            (s * s, f"One factor is {s}, but the other is 1 − {s}."),
            (1 - s * s, "That is the slope of tanh, for an output of that size."),
        ],
        decimals=2,
        s=s,
    )


@family
def slope_of_tanh(rng: Random) -> Drill:
    """1 minus the square of the output."""
    t = rng.choice((-0.9, -0.8, -0.6, -0.4, -0.2, 0.2, 0.4, 0.6, 0.8, 0.9))
    right = 1 - t * t
    return ask_number(
        f"A tanh unit has the output {said(t)}. How large is its slope there? Give 2 decimals.",
        right,
        f"1 − output² = 1 − {said(round(t * t, 2))} = {said(round(right, 2))}.",
        [
            (t * t, "That is the square of the output. Subtract it from 1."),
            (t * (1 - t), "That is the rule of the sigmoid, output · (1 − output)."),
            (1 - t, "The output is squared first."),
        ],
        decimals=2,
        t=t,
    )


@family
def slope_after_sigmoids(rng: Random) -> Drill:
    """A quarter at most, in each layer."""
    layers, left = rng.choice((3, 5)), rng.choice((1, 2, 3, 5, 6))
    start = left * 4**layers
    return ask_number(
        f"A slope of {start:,} comes back through {layers} sigmoids, one after another, and all "
        "weights between them are 1. How large can it still be, at most?",
        left,
        f"The slope of a sigmoid is at most 1/4, so {layers} of them leave at most "
        f"{start:,} / {4**layers} = {left}.",
        [
            (start / 4, f"That is after one sigmoid. There are {layers}."),
            (start / (4 * layers), "Each sigmoid multiplies by 1/4 again, so the 4 is a power."),
            (start / 2**layers, "A sigmoid is 1/2 at 0, but its slope there is 1/4."),
            (start, "A slope passes ReLU unchanged where it is active, but not a sigmoid."),
        ],
        layers=layers,
        start=start,
    )


@family
def leaky_output(rng: Random) -> Drill:
    """Below 0 it is the small slope times the sum."""
    z, slope = rng.choice((-8, -5, -4, -2, 3, 6)), rng.choice((0.1, 0.2, 0.3))
    right = z if z > 0 else slope * z
    wrong: list[tuple[float | str, str]] = [
        (-right, "The sign stays as it is."),
        (slope, "That is the slope below 0, not the output."),
    ]
    if z > 0:
        because = f"Above 0 a leaky ReLU changes nothing: {z}."
        wrong.append((slope * z, "The small slope is only for sums below 0."))
    else:
        because = (
            f"Below 0 the sum is multiplied by the slope: {slope} · {said(z)} = {said(right)}."
        )
        wrong.append((0, "So it is with ReLU. A leaky ReLU lets a small part through."))
        wrong.append((z, "Only sums above 0 stay as they are."))
    return ask_number(
        f"A leaky ReLU has the slope {slope} below 0. What is its output for the sum {said(z)}? "
        "Give 1 decimal.",
        right,
        because,
        wrong,
        decimals=1,
        z=z,
        slope=slope,
    )


@family
def rows_that_teach(rng: Random) -> Drill:
    """A ReLU unit learns from the rows where its sum is above 0."""
    above = rng.randint(1, 5)
    sums = [rng.randint(1, 9) for _ in range(above)] + [
        -rng.randint(1, 9) for _ in range(7 - above)
    ]
    sums = rng.sample(sums, 7)
    return ask_number(
        f"For the 7 rows of a batch, a ReLU unit has the sums {listed(sums)}. From how many of "
        "these rows can its weights learn?",
        above,
        f"Where the sum is above 0 the slope is 1, and elsewhere 0. Above 0 are {above}.",
        [
            (7 - above, "These are the rows where it is silent: there its slope is 0."),
            (7, "Where the sum is below 0, ReLU is flat, and no slope comes back."),
            (0, "A unit is dead only if its sum is below 0 for all rows."),
            (sum(z for z in sums if z > 0), "That is the sum of its outputs. Count the rows."),
        ],
        sums=sums,
    )
