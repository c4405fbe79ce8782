"""Checks of lesson 1: a single neuron, on the fuel economy of 392 cars."""

import numpy as np

from course_utils.exercises.expect import (
    Instead,
    condition,
    expect,
    expect_array,
    expect_built,
    expect_choice,
    expect_finite_weights,
    expect_function,
    expect_goal,
    expect_input_shape,
    expect_layers,
    expect_number,
    layer,
)
from course_utils.exercises.questions import question
from course_utils.exercises.records import (
    ArrayRecord,
    ExplorerRecord,
    FunctionRecord,
    ModelRecord,
    NumberRecord,
    SequenceRecord,
    TextRecord,
)

ROWS = 392
COLUMNS = ["cylinders", "displacement", "horsepower", "weight", "acceleration", "model_year"]
N = len(COLUMNS)


@question(
    "1.1",
    hints=[
        "Keras asks for one row, not for the table. How many numbers describe one car?",
        "Count the columns of `X`. The target `mpg` is not among them.",
        "A shape is a tuple. A tuple of one number needs a comma: `(3,)`.",
    ],
    insight="One car is 6 numbers. How many cars there are says nothing about the shape.",
)
def check_input_shape(input_shape: SequenceRecord | NumberRecord | ArrayRecord):
    """Expect (6,), as a tuple, a list or an array."""
    is_number = isinstance(input_shape, NumberRecord)
    found = (input_shape.value,) if is_number else _numbers(input_shape)
    tuple_like = expect(
        not is_number,
        "the kind of the answer",
        "a tuple, such as `(3,)`",
        input_shape.describe(),
        "Put a comma behind the number and parentheses around both.",
        "number-for-a-shape",
    )
    yield condition(tuple_like)
    yield expect(
        found == (N,),
        "the length of one row",
        "one number for each column of `X`",
        f"`{tuple(int(n) if n is not None and n == n // 1 else n for n in found)}`",
        _about_shape(found),
        _shape_mistake(found),
    )


def _numbers(shape):
    """The entries of a shape; None for what is no number, as in Keras' own (None, 6)."""
    items = (
        shape.items if isinstance(shape, SequenceRecord) else map(NumberRecord, shape.values.flat)
    )
    return tuple(getattr(item, "value", None) for item in items)


def _shape_mistake(found):
    if ROWS in found:
        return "rows-in-the-input-shape"
    if found == (None, N):
        return "batch-axis-in-the-input-shape"
    return "target-among-the-inputs" if found == (N + 1,) else ""


def _about_shape(found):
    advice = {
        "rows-in-the-input-shape": f"{ROWS} is the number of cars. The shape describes one car.",
        "batch-axis-in-the-input-shape": "Keras adds the `None`, for any number of rows, itself.",
        "target-among-the-inputs": "One too many: `mpg` is what we predict, not an input.",
    }
    return advice.get(_shape_mistake(found), "Look at `X.columns`: one number for each.")


@question(
    "1.2",
    points=2,
    hints=[
        "A linear unit is one `Dense` layer. What is its number of units?",
        "Tell the model about a row first: `keras.Input(...)` with your shape from question 1.1.",
        "Fill this in: `keras.Sequential([keras.Input((...,)), keras.layers.Dense(units=...)])`.",
    ],
    insight="One layer, one unit: 6 weights and 1 bias are all that this model will ever learn.",
)
def check_linear_unit(model: ModelRecord):
    """Expect one affine map from 6 inputs to 1 output, in any spelling."""
    yield expect_built(model)
    yield expect_input_shape(model, (N,), f"the {N} columns of `X`", rows=ROWS)
    yield from expect_layers(model, [layer("dense", units=1, use_bias=True)])
    yield expect_finite_weights(model)


@question(
    "1.3",
    hints=[
        "A built model already has weights: random ones. `model.weights` shows them.",
        "`model.get_weights()` returns a list of two NumPy arrays, in a fixed order.",
        "Unpack the list: `w, b = model.get_weights()`.",
    ],
    insight="6 weights in a column, one for each input, and one bias.",
)
def check_weights(model: ModelRecord, w: ArrayRecord, b: ArrayRecord):
    """Expect the kernel and the bias of the learner's own model."""
    dense = next((step for step in model.operations if "bias" in step.weights), None)
    usable = expect(
        dense is not None,
        "`model`",
        "a model with a kernel and a bias",
        model.describe() if model.built else "a model that is not built yet",
        "Answer question 1.2 first, then run its cell and this one again.",
    )
    yield condition(usable)
    kernel, bias = (dense.weights[k] for k in ("kernel", "bias")) if dense else (np.nan, np.nan)
    swapped = [
        Instead(bias, "weights-and-bias-swapped", "This is the bias. The weights come first.")
    ]
    flat = Instead(np.ravel(kernel), "", "The numbers are right. Keep the shape Keras gave them.")
    yield expect_array(w, kernel, "`w`", _OWN, [*swapped, flat], expected=_shape(kernel))
    other = [
        Instead(kernel, "weights-and-bias-swapped", "These are the weights. The bias comes last.")
    ]
    yield expect_array(b, bias, "`b`", _OWN, other, expected=_shape(bias))


_OWN = "Take it from `model` itself, after the last time you built it."


def _shape(array):
    return f"the array of shape {np.shape(array)} that your model holds"


def _per_feature(X, w, b):
    return X * np.ravel(w) + b


def _bias_times_n(X, w, b):
    return np.sum(X * np.ravel(w) + b, axis=1)


@question(
    "1.4",
    points=2,
    hints=[
        "Multiply each input by its weight, add the products up, then add the bias. Once.",
        "`X @ w` does the multiplying and the adding up for all rows together.",
        "One line is enough: `return X @ w + b`.",
    ],
    insight="`X @ w + b` is everything a linear unit does.",
)
def check_neuron(neuron: FunctionRecord):
    """Expect X @ w + b for random X, w and b of several sizes."""
    rng = np.random.default_rng()
    cases = [
        (rng.normal(size=(n, k)), rng.normal(size=(k, 1)), rng.uniform(0.5, 1, size=1))
        for n, k in [(2, 2), (3, 6), (50, 4)]
    ]
    instead = [
        Instead(lambda X, w, b: X @ w, "bias-forgotten", "You forgot to add the bias `b`."),
        Instead(lambda X, w, b: X @ w - b, "bias-subtracted", "The bias is added, not taken away."),
        Instead(lambda X, w, b: X @ w * b, "bias-multiplied", "The bias is added, not multiplied."),
        Instead(_per_feature, "not-summed", "Add the products up: one car gives one number."),
        Instead(_bias_times_n, "bias-per-input", "You added `b` once for each input. Add it once."),
        Instead(
            lambda X, w, b: np.maximum(X @ w + b, 0),
            "activation-on-the-output",
            "A linear unit has no activation: values below 0 must come out as they are.",
        ),
    ]
    step = "Each row gives one number: its inputs times the weights, added up, plus `b`."
    yield from expect_function(
        neuron, lambda X, w, b: X @ w + b, cases, step, instead, same=_one_column
    )


def _one_column(found, wanted):
    """(n,) and (n, 1) are the same answer; (n, n) is not."""
    return found.reshape(wanted.shape) if found.shape == wanted.shape[:1] else found


@question(
    "1.5",
    hints=[
        "All inputs were standardized, so the weights can be compared with each other.",
        "Large means far from 0, above or below it. Which input says most about fuel?",
        "Run the training cell, then compare `abs` of the six weights in the table it shows.",
    ],
    insight="With standardized inputs, a larger weight moves the prediction more.",
)
def check_strongest(guess: TextRecord, trained: ModelRecord):
    """Judge a guess, made before training, by the run's own weights."""
    yield condition(expect_input_shape(trained, (N,), f"the {N} columns of `X`", rows=ROWS))
    yield expect_finite_weights(trained)
    sizes = np.abs(_kernel(trained))
    strongest = COLUMNS[int(np.argmax(sizes))]
    found = f"in this run `{strongest}` has the weight of largest size, {sizes.max():.1f}"
    step = "A guess may be wrong: look at the table of weights and say what it shows."
    yield expect_choice(guess, strongest, COLUMNS, "the strongest input", step, found)


def _kernel(model):
    """The six weights of a linear unit; NaN where there are none to read."""
    kernels = [step.weights["kernel"].ravel() for step in model.operations if step.weights]
    return kernels[0] if kernels and kernels[0].size == N else np.full(N, np.nan)


@question(
    "1.6",
    points=2,
    hints=[
        "The weight is in miles per gallon for each standard deviation of the input.",
        "How many years are one standard deviation? `X_train.std(ddof=0)` says it.",
        "Divide the weight of `model_year` by the standard deviation of `model_year`.",
    ],
    insight="A weight has units: those of the output, divided by those of its input.",
)
def check_per_year(mpg_per_year: NumberRecord, trained: ModelRecord, X_train: ArrayRecord):
    """Judge a slope in real units by the learner's own run."""
    place = COLUMNS.index("model_year")
    weight = _kernel(trained)[place]
    known = X_train.columns == tuple(COLUMNS)
    given = expect(
        known and np.isfinite(weight),
        "`trained` and `X_train`",
        "the neuron and the table of this section",
        f"{trained.describe()} and {X_train.describe()}",
        "Run the cell that trains, then this one.",
    )
    yield condition(given)
    deviation = np.std(X_train.values[:, place]) if known else np.nan
    yield expect_number(
        mpg_per_year,
        weight / deviation,
        "`mpg_per_year`",
        "Divide the weight of `model_year` by the standard deviation of `model_year`.",
        [
            Instead(
                weight, "weight-without-units", "That is for one standard deviation, not one year."
            ),
            Instead(
                weight * deviation, "multiplied-by-the-scale", "Divide by the deviation instead."
            ),
        ],
        within=0.02,
        expected="the change in mpg for one year more",
    )


@question(
    "1.7",
    points=2,
    hints=[
        "Look at the points without sugar, on the left. At which height should a line begin?",
        "Set the bias to about 100. Then make the weight larger until the line climbs as the "
        "points do.",
        "Two or three cereals lie far above all others. Let them lie: try weights from 3 to 6.",
    ],
    insight="You did what training does: change the weight and the bias, look at the error, and "
    "keep what makes it smaller.",
)
def check_by_hand(explorer: ExplorerRecord, token: TextRecord):
    """Expect a setting whose line is closer to the points than the limit."""
    yield expect_goal(explorer, token, "neuron")
