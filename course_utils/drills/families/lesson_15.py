"""Recurrent networks: windows, weights that are used at each step, and what is left."""

from random import Random

from course_utils.drills.drill import Drill, ask_number, said
from course_utils.drills.registry import family


@family
def windows_of_series(rng: Random) -> Drill:
    """Each window needs the value behind it."""
    values, length = rng.choice((20, 48, 60, 100, 336)), rng.randint(5, 14)
    right = values - length
    return ask_number(
        f"A series has {values} values. How many pairs are there of a window of {length} values in "
        "a row and the value right behind it?",
        right,
        f"The first target is value {length + 1}, the last one value {values}: {values} − {length} "
        f"= {right}.",
        [
            (right + 1, "So many windows there are, but the last one has no value behind it."),
            (right - 1, "The last value is a target as well."),
            (values / length, "Windows overlap: each begins one step later."),
            (values, "A value needs a whole window in front of it."),
        ],
        values=values,
        length=length,
    )


@family
def parameters_of_recurrent_layer(rng: Random) -> Drill:
    """What comes in, what comes back, a bias; four times in an LSTM."""
    units, inputs = rng.choice((4, 5, 8, 10, 12, 20)), rng.choice((1, 2, 3, 5))
    kind = rng.choice(("SimpleRNN", "LSTM"))
    one = units * (inputs + units + 1)
    sets, others = (1, 4) if kind == "SimpleRNN" else (4, 1)
    times = "4 · " if sets == 4 else ""
    instead = {
        "SimpleRNN": "That is an LSTM, which has four such sets.",
        "LSTM": "An LSTM has four such sets: three gates, and what is to be remembered.",
    }
    return ask_number(
        f"`{kind}({units})` reads a series with {inputs} "
        f"{'number' if inputs == 1 else 'numbers'} at each step. How many parameters has it?",
        sets * one,
        f"Each unit has {inputs} + {units} weights and a bias: {times}{units} · "
        f"{inputs + units + 1} = {sets * one:,}.",
        [
            (others * one, instead[kind]),
            (sets * units * (inputs + 1), f"The {units} states come back in, too."),
            (sets * units * (inputs + units), "The biases are missing."),
        ],
        units=units,
        inputs=inputs,
        kind=kind,
    )


@family
def left_after_steps(rng: Random) -> Drill:
    """A weight passed again and again is a power."""
    weight, steps = rng.choice((0.5, 0.6, 0.8, 0.9, 1.1, 1.2)), rng.randint(3, 6)
    right = weight**steps
    return ask_number(
        f"A state is handed on {steps} times, each time through the weight {weight}. What is left "
        "of a 1? Give 2 decimals.",
        right,
        f"{weight} is multiplied by itself {steps} times: {weight}^{steps} = "
        f"{said(round(right, 2))}.",
        [
            (weight * steps, "It is multiplied at each step, not added."),
            (weight, f"That is after one step; there are {steps}."),
            (1 - steps * (1 - weight), "Each step takes its share of what is *left*."),
        ],
        decimals=2,
        weight=weight,
        steps=steps,
    )
