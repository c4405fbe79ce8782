"""Checks of lesson 1: a single neuron, on the fuel economy of 392 cars."""

import numpy as np

from course_utils.exercises.expect import (
    CONDITION,
    Instead,
    expect,
    expect_array,
    expect_built,
    expect_finite_weights,
    expect_function,
    expect_goal,
    expect_guess,
    expect_input_shape,
    expect_layers,
    expect_number,
    expect_outcome,
    layer,
    need,
)
from course_utils.exercises.questions import question
from course_utils.exercises.records import (
    ArrayRecord,
    ExplorerRecord,
    FunctionRecord,
    ModelRecord,
    NoneRecord,
    NumberRecord,
    SequenceRecord,
    TextRecord,
)
from course_utils.exercises.verdicts import Looks

ROWS = 392
COLUMNS = ["cylinders", "displacement", "horsepower", "weight", "acceleration", "model_year"]
N = len(COLUMNS)


@question("1.1")
def check_input_shape(input_shape: SequenceRecord | NumberRecord | ArrayRecord) -> Looks:
    """Expect (6,), as a tuple, a list or an array."""
    is_number = isinstance(input_shape, NumberRecord)
    lengths = _lengths(input_shape)
    yield expect(
        not is_number,
        where="the kind of the answer",
        expected="a tuple, such as `(3,)`",
        found=input_shape.describe(),
        next_step="Put a comma after the number and parentheses around both.",
        mistake="number-for-a-shape",
        weight=CONDITION,
    )
    mistake, says = _about_shape(lengths)
    yield expect(
        lengths == (N,) and isinstance(lengths[0], int),
        where="the length of one row",
        expected="one number for each column of `X`",
        found=f"`{lengths}`" if len(lengths) < 9 else f"{len(lengths):,} numbers",
        next_step=says,
        mistake=mistake,
    )


def _lengths(shape):
    """What a shape holds: an int, a float or None, as Keras' own (None, 6); else what it is."""
    if isinstance(shape, ArrayRecord):
        shape = SequenceRecord(tuple(NumberRecord(n, shape.whole) for n in shape.values.flat))
    items = (shape,) if isinstance(shape, NumberRecord) else shape.items
    return tuple(map(_length, items))


def _length(item):
    if isinstance(item, NumberRecord):
        value = float(item.value)  # a number may say that it is whole and not be
        return int(value) if item.whole and value.is_integer() else value
    return None if isinstance(item, NoneRecord) else item.describe()


def _about_shape(lengths):
    """A short name for a wrong shape, and what to say of it."""
    if ROWS in lengths:
        says = f"{ROWS} is the number of cars. The shape describes one car."
        return "rows-in-the-input-shape", says
    if None in lengths:
        says = "Keras adds the `None`, for any number of rows, itself."
        return "batch-axis-in-the-input-shape", says
    if lengths == (N + 1,):
        return "target-among-the-inputs", "One too many: `mpg` is what we predict, not an input."
    if len(lengths) == N and len(set(lengths)) == N:
        return (
            "row-for-its-length",
            "That is what one row holds. The shape says how many numbers that is.",
        )
    if len(lengths) == 1 and str(lengths[0]).startswith("a list"):
        return "list-in-a-list", "That is a list in a list: one pair of brackets is enough."
    if not all(isinstance(length, int) for length in lengths):
        says = "A shape has only whole numbers: `3`, without a point and without quotes."
        return "no-whole-number", says
    if len(lengths) > 1:
        return "axis-too-many", "One car is one row of numbers: it has one axis, so one number."
    if lengths == (1,):
        return "output-for-input", "One number comes out. How many go in? Look at `X.columns`."
    if len(lengths) == 1:
        says = f"One row of `X` has {'more' if lengths[0] < N else 'fewer'} numbers than that."
        return "other-length", f"{says} Let Python count: `X.shape` is (rows, columns)."
    return "", "Look at `X.columns`: one number for each."


@question("1.2", points=2, weight=3)
def check_linear_unit(model: ModelRecord) -> Looks:
    """Expect one affine map from 6 inputs to 1 output, in any spelling."""
    yield expect_built(model)
    yield expect_input_shape(model, (N,), f"the {N} columns of `X`", rows=ROWS)
    yield from expect_layers(model, [layer("dense", units=1, use_bias=True)])
    yield expect_finite_weights(model)


@question("1.3", weight=2)
def check_weights(model: ModelRecord, w: ArrayRecord, b: ArrayRecord) -> Looks:
    """Expect the kernel and the bias of the learner's own model."""
    dense = [step for step in model.operations if "bias" in step.weights]
    usable = expect(
        bool(dense),
        where="`model`",
        expected="a model with a kernel and a bias",
        found=model.describe() if model.built else "a model that is not built yet",
        next_step="Answer question 1.2 first, then run its cell and this one again.",
        weight=CONDITION,
    )
    yield need(usable)
    kernel, bias = (dense[0].weights[name] for name in ("kernel", "bias"))
    swapped = [
        Instead(bias, "weights-and-bias-swapped", "This is the bias. The weights come first.")
    ]
    flat = [Instead(other, "other-shape", _SHAPE) for other in (np.ravel(kernel), kernel.T)]
    yield expect_array(w, kernel, "`w`", _OWN, [*swapped, *flat], expected=_shape(kernel))
    other = [
        Instead(kernel, "weights-and-bias-swapped", "These are the weights. The bias comes last."),
        *(Instead(other, "other-shape", _SHAPE) for other in (np.sum(bias), bias[:, None])),
    ]
    yield expect_array(b, bias, "`b`", _OWN, other, expected=_shape(bias))


_SHAPE = "The numbers are right. Keep the shape Keras gave them."
_OWN = (
    "These are not the numbers that `model` holds now. Is it another model, or was this one built "
    "again since? Take them from `model` itself."
)


def _shape(array):
    return f"the array of shape {np.shape(array)} that your model holds"


def _per_feature(X, w, b):
    return X * np.ravel(w) + b


def _bias_times_n(X, w, b):
    return np.sum(X * np.ravel(w) + b, axis=1)


@question("1.4", points=2, weight=2)
def check_neuron(neuron: FunctionRecord) -> Looks:
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
        Instead(
            lambda X, w, b: np.sum(X * np.ravel(w)) + b,
            "all-rows-summed",
            "You added up all rows into one number. Add along each row: one number for each car.",
        ),
        Instead(
            lambda X, w, b: X @ w / len(w) + b,
            "mean-for-sum",
            "This is the mean of the products. A neuron adds them up.",
        ),
        Instead(lambda X, w, b: X * w + b, "elementwise-product", _AT),
        Instead(_per_feature, "not-summed", "Add the products up: one car gives one number."),
        Instead(_bias_times_n, "bias-per-input", "You added `b` once for each input. Add it once."),
        Instead(
            lambda X, w, b: np.maximum(X @ w + b, 0),
            "activation-on-the-output",
            "A linear unit has no activation: values below 0 must come out as they are.",
        ),
    ]
    instead += [
        Instead(lambda X, w, b, bent=bent: bent(X @ w + b), "activation-on-the-output", _NO_BEND)
        for bent in (np.tanh, lambda z: 1 / (1 + np.exp(-z)))
    ]
    step = "Each row gives one number: its inputs times the weights, added up, plus `b`."
    raises = [
        Instead("could not be broadcast", "elementwise-product", _AT),
        Instead("matmul", "matrices-in-wrong-order", _INNER),
    ]
    yield from expect_function(
        neuron,
        lambda X, w, b: X @ w + b,
        cases,
        step,
        instead,
        same=_one_column,
        raises=raises,
    )


_NO_BEND = "A linear unit has no activation: return the sum as it is."
_AT = (
    "`*` multiplies number by number, so the shapes must fit. `@` multiplies and adds up each row."
)
_INNER = (
    "In `A @ B`, `A` must have as many columns as `B` has rows. The cars are the rows of `X`: let "
    "it come first, as it is."
)


def _one_column(found, wanted):
    """(n,) and (n, 1) are the same answer; (n, n) is not."""
    return found.reshape(wanted.shape) if found.shape == wanted.shape[:1] else found


@question("1.5", weight=2)
def check_strongest(guess: TextRecord, outcome: TextRecord, trained: ModelRecord) -> Looks:
    """Expect a guess, and judge what was read from the run by its own weights."""
    shape = expect_input_shape(trained, (N,), f"the {N} columns of `X`", ROWS, CONDITION)
    yield need(shape, expect_finite_weights(trained))
    sizes = np.abs(_kernel(trained))
    strongest = COLUMNS[int(np.argmax(sizes))]
    found = f"in this run `{strongest}` has the weight farthest from 0, of size {sizes.max():.1f}"
    yield expect_guess(guess, COLUMNS)
    yield expect_outcome(outcome, strongest, COLUMNS, found, "the table of weights")


def _kernel(model):
    """The six weights of a linear unit; NaN where there are none to read."""
    kernels = [step.weights["kernel"].ravel() for step in model.operations if step.weights]
    return kernels[0] if kernels and kernels[0].size == N else np.full(N, np.nan)


@question("1.6", points=2)
def check_per_year(mpg_per_year: NumberRecord, trained: ModelRecord, X_train: ArrayRecord) -> Looks:
    """Judge a slope in real units by the learner's own run."""
    index = COLUMNS.index("model_year")
    weight = _kernel(trained)[index]
    rows = len(X_train.values) if X_train.columns == tuple(COLUMNS) else 0
    given = expect(
        rows > 0 and np.isfinite(weight),
        where="`trained` and `X_train`",
        expected="the neuron and the table of this section",
        found=f"{trained.describe()} and {X_train.describe()}",
        next_step="Run the cell that trains, then this one.",
        weight=CONDITION,
    )
    yield need(given)
    deviations = np.std(X_train.values, axis=0)
    deviation = deviations[index]
    yield expect_number(
        mpg_per_year,
        weight / deviation,
        "`mpg_per_year`",
        f"In this run the weight of `model_year` is {weight:.3g}: for one standard deviation, "
        f"which is {deviation:.3g} years. How much is that for one year?",
        [
            Instead(
                -weight / deviation, "sign-turned", "The size is right. Keep the weight's sign."
            ),
            Instead(
                weight, "weight-without-units", "That is for one standard deviation, not one year."
            ),
            Instead(
                weight * deviation, "multiplied-by-the-scale", "Divide by the deviation instead."
            ),
            Instead(
                deviation / weight,
                "ratio-upside-down",
                "This is upside down: divide the weight by the deviation.",
            ),
            Instead(
                np.sum(_kernel(trained)),
                "all-weights",
                "That is the sum of all weights.",
            ),
            Instead(deviation, "deviation-alone", "That is the deviation, in years. Divide by it."),
            Instead(
                weight / deviation**2, "variance", "You divided by the variance: take its root."
            ),
            *(
                Instead(slope, "another-column", f"That is for `{name}`. Take `model_year`.")
                for slope, name in zip(_kernel(trained) / deviations, COLUMNS, strict=True)
                if name != "model_year"
            ),
            *(Instead(b, "bias-for-weight", "That is the bias.") for b in _biases(trained)),
        ],
        within=0.02,
        expected="the change in mpg for one year more",
    )


def _biases(model):
    return [b for step in model.operations for b in np.ravel(step.weights.get("bias", ()))]


@question("1.7", points=2)
def check_by_hand(explorer: ExplorerRecord, token: TextRecord) -> Looks:
    """Expect a setting whose line is closer to the points than the limit."""
    yield expect_goal(explorer, token, "neuron")
