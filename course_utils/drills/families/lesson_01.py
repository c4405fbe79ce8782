"""A single neuron: weights, bias, parameters, the mean absolute error."""

from random import Random

from course_utils.drills.drill import Drill, ask_choice, ask_number, listed, said
from course_utils.drills.registry import family


@family
def neuron_output(rng: Random) -> Drill:
    """Weights times inputs, and the bias."""
    w = [rng.choice((2, 3, 4, 5)), rng.choice((-3, -2, -1))]
    x = [rng.randint(2, 6), rng.randint(2, 6)]
    b = rng.choice((1, 2, 3, 10))
    terms = [w[0] * x[0], w[1] * x[1]]
    right = sum(terms) + b
    return ask_number(
        f"A neuron has the weights {w[0]} and {said(w[1])} and the bias {b}. What is its "
        f"output for the inputs {x[0]} and {x[1]}?",
        right,
        f"{w[0]} · {x[0]} = {terms[0]} and {said(w[1])} · {x[1]} = {said(terms[1])}; "
        f"with the bias {b} that is {said(right)}.",
        [
            (sum(terms), f"The bias {b} is missing."),
            (
                terms[0] - terms[1] + b,
                f"The weight {said(w[1])} is negative: its part is subtracted.",
            ),
            (sum(w) + sum(x) + b, "A weight is multiplied by its input, not added to it."),
        ],
        w=w,
        x=x,
        b=b,
    )


@family
def parameters_of_neuron(rng: Random) -> Drill:
    """One weight an input, and one bias."""
    inputs = rng.randint(3, 40)
    return ask_number(
        f"`keras.Input(({inputs},))`, then `Dense(units=1)`. How many parameters does the model "
        "have?",
        inputs + 1,
        f"{inputs} weights, one for each input, and one bias.",
        [
            (inputs, "These are the weights. The bias is learnt as well."),
            (2 * inputs, "A neuron has one bias, not one for each input."),
            (1, "One unit is one neuron, but it has a weight for each input."),
        ],
        inputs=inputs,
    )


@family
def growth_along_line(rng: Random) -> Drill:
    """The weight says how much; the bias falls out of a difference."""
    w, b, step = rng.randint(2, 9), rng.choice((20, 50, 90, 100)), rng.randint(2, 6)
    return ask_number(
        f"A linear unit has learnt y = {w} · x + {b}. x grows by {step}. By how much does y grow?",
        w * step,
        f"Each unit of x adds {w}, so {step} of them add {w} · {step} = {w * step}.",
        [
            (w * step + b, f"That is y at x = {step}. But the bias {b} was in y before."),
            (w, f"That is for a growth of 1; here x grows by {step}."),
            (w + step, "The weight is multiplied by the step."),
        ],
        w=w,
        b=b,
        step=step,
    )


@family
def weight_from_two_points(rng: Random) -> Drill:
    """Rise by run."""
    w, b = rng.randint(2, 9), rng.randint(1, 20)
    x1, run = rng.randint(1, 4), rng.randint(2, 5)
    x2 = x1 + run
    y1, y2 = w * x1 + b, w * x2 + b
    return ask_number(
        f"A line goes through (x = {x1}, y = {y1}) and (x = {x2}, y = {y2}). What is its weight?",
        w,
        f"While x grows by {run}, y grows by {y2 - y1}: {y2 - y1} / {run} = {w}.",
        [
            (y2 - y1, f"This is the growth of y, but over {run} units of x."),
            (run / (y2 - y1), "That is upside down: divide the growth of y by that of x."),
            (b, "That is the bias, where the line is at x = 0."),
            (y2 / x2, "That would hold for a line through zero; this one has a bias."),
        ],
        points=((x1, y1), (x2, y2)),
    )


@family
def bias_of_line(rng: Random) -> Drill:
    """Where the line is at x = 0."""
    w, b, x = rng.randint(2, 9), rng.randint(3, 30), rng.randint(2, 6)
    y = w * x + b
    return ask_number(
        f"A linear unit with the weight {w} gives {y} for the input {x}. What is its bias?",
        b,
        f"{w} · {x} = {w * x} comes from the input. The rest of {y} is the bias: {b}.",
        [
            (y, f"{w * x} of it comes from the weight times the input."),
            (y + w * x, f"{w * x} is subtracted from {y}, not added."),
            (y - w, f"The weight is multiplied by the input {x} first."),
        ],
        w=w,
        x=x,
        y=y,
    )


@family
def mean_absolute_error(rng: Random) -> Drill:
    """Errors do not cancel."""
    errors = [rng.choice((1, 2, 3, 4)), -rng.choice((1, 2, 3)), rng.choice((5, 6, 7, 9))]
    errors.append(-(4 - (sum(map(abs, errors)) % 4)))
    targets = [rng.randint(20, 60) for _ in errors]
    predictions = [t + e for t, e in zip(targets, errors, strict=True)]
    total = sum(map(abs, errors))
    return ask_number(
        f"The targets are {listed(targets)}, the predictions {listed(predictions)}. "
        "What is the mean absolute error?",
        total / 4,
        f"The sizes of the errors are {', '.join(str(abs(e)) for e in errors)}: together {total}, "
        f"and {total} / 4 = "
        f"{said(total / 4)}.",
        [
            (abs(sum(errors)) / 4, "Too high and too low must not cancel: take the sizes first."),
            (total, "That is the sum. Divide it by the 4 rows."),
            (sum(e * e for e in errors) / 4, "That is the mean squared error, with squares."),
        ],
        targets=targets,
        predictions=predictions,
    )


@family
def shape_for_input(rng: Random) -> Drill:
    """The rows are not part of it, and the target is no input."""
    rows, columns = rng.choice((65, 200, 392, 1030)), rng.randint(4, 12)
    return ask_choice(
        rng,
        f"A table has {rows:,} rows and {columns} columns; one of the columns is the target, the "
        "others are inputs. What goes into `keras.Input(...)`?",
        f"({columns - 1},)",
        f"The shape of *one* row of inputs: {columns} columns without the target.",
        [
            (f"({columns},)", "One of the columns is the target: the network must not see it."),
            (
                f"({rows}, {columns - 1})",
                "Keras asks for one row. The number of rows is left open.",
            ),
            (f"({rows},)", "That is the number of rows. Keras asks what one row looks like."),
        ],
        columns=columns,
    )
