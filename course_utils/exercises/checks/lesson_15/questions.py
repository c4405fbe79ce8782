"""Checks of lesson 15: windows, recurrent networks, and a bar to beat."""

import numpy as np

from course_utils.exercises.checks.lesson_15.networks import (
    FEATURES,
    LENGTH,
    expect_beats,
    expect_recurrent,
    expect_stack,
    expect_test_error,
    expect_validated,
)
from course_utils.exercises.checks.lesson_15.preparations import CHOICES, PREPARATIONS
from course_utils.exercises.checks.lesson_15.series import (
    NOT_THE_STATE,
    NOT_WINDOWS,
    expect_naive,
    expect_split,
    last_state,
    windows_of,
)
from course_utils.exercises.expect import (
    Instead,
    expect_array,
    expect_built,
    expect_choice,
    expect_compiled,
    expect_finite_weights,
    expect_function,
    expect_goal,
    expect_input_shape,
    expect_number,
    need,
    part,
)
from course_utils.exercises.questions import question
from course_utils.exercises.records import (
    ArrayRecord,
    ExplorerRecord,
    FunctionRecord,
    HistoryRecord,
    ModelRecord,
    NumberRecord,
    TextRecord,
)
from course_utils.exercises.verdicts import Looks


@question("15.1", points=2, weight=2)
def check_windows(windows: FunctionRecord) -> Looks:
    """Expect a row for each window that has a target."""
    rng = np.random.default_rng()
    cases = [(np.array([1.0, 2, 3, 4, 5]), 2, 2), (np.array([1.0, 2, 3, 4, 5]), 3, 1)]
    cases += [(rng.normal(size=n), length, ahead) for n, length, ahead in [(9, 4, 3), (30, 7, 1)]]
    step = (
        "The window that begins at `start` has its target at `start + length + ahead - 1`, and "
        "there are n − length − ahead + 1 of them."
    )
    yield from expect_function(windows, windows_of, cases, step, NOT_WINDOWS)


@question("15.2", points=2, weight=2)
def check_bar(first_valid: NumberRecord, first_test: NumberRecord, naive: NumberRecord) -> Looks:
    """Expect a split by time, and the error of the week before over its validation rows."""
    split = expect_split(first_valid, first_test)
    yield need(split) if not split.ok else split
    yield expect_naive(naive, int(first_valid.value), int(first_test.value))


@question("15.3", points=3, weight=2)
def check_run(run_rnn: FunctionRecord) -> Looks:
    """Expect the last state of SimpleRNN, for windows of several shapes."""
    rng = np.random.default_rng()
    shapes = [(3, 1, 2), (4, 3, 2), (6, 2, 5)]  # steps, features, units
    cases = [
        tuple(rng.normal(size=size) for size in [(n, d), (d, u), (u, u), (u,)])
        for n, d, u in shapes
    ]
    step = "In each step: `state = np.tanh(step @ kernel + state @ recurrent_kernel + bias)`."
    yield from expect_function(run_rnn, last_state, cases, step, NOT_THE_STATE, same=_one_row)


def _one_row(given, wanted):
    """A state of shape (1, units) is one of shape (units,)."""
    return np.ravel(given) if np.shape(given) == (1, np.size(given)) else given


@question("15.4", points=2, weight=3)
def check_parameters(rnn: NumberRecord, lstm: NumberRecord, gru: NumberRecord) -> Looks:
    """Expect 96, 384 and 312."""
    yield expect_number(
        rnn,
        96,
        "`rnn`",
        "Each of the 8 units has 3 weights for the input, 8 for the old state, and a bias.",
        [
            Instead(88, "bias-forgotten", "Right but for the biases: each of the 8 units has one."),
            Instead(32, "recurrence-forgotten", "That is `Dense(8)`. Each unit also has a weight "
                    "for each of the 8 old states."),
            Instead(24, "recurrence-forgotten", "That is the kernel alone. There are weights for "
                    "the old states, and biases."),
            Instead(40, "own-state-only", "Each unit looks at the old states of *all* 8 units, not "
                    "at its own alone."),
            Instead(104, "two-biases", "You counted two biases a unit. SimpleRNN has one; the GRU "
                    "has two."),
        ],
        expected="8 units, each with its weights for input and state, and a bias",
    )  # fmt: skip
    yield expect_number(
        lstm,
        384,
        "`lstm`",
        "Four times what SimpleRNN has: three gates, and what is new.",
        [
            Instead(288, "three-for-four", "Three times SimpleRNN: these are the three gates. What "
                    "is new has weights as well."),
            Instead(96, "gates-forgotten", "That is SimpleRNN. Each gate has weights of its own."),
            Instead(352, "bias-forgotten", "Right but for the biases."),
            Instead(128, "recurrence-forgotten", "Four dense layers. The old states have weights, "
                    "too."),
            Instead(416, "two-biases", "An LSTM has one bias for each of its sums. It is the GRU "
                    "that has two, in Keras."),
        ],
        expected="three gates and what is new, each as large as SimpleRNN",
    )  # fmt: skip
    yield expect_number(
        gru,
        312,
        "`gru`",
        "Three times 8 units, each with 3 + 8 weights and two biases.",
        [
            Instead(288, "one-bias", "Nearly: so it is with one bias. Keras' GRU has two for each "
                    "sum, one for the input and one for the state."),
            Instead(264, "bias-forgotten", "Right but for the biases: two for each unit and sum."),
            Instead(192, "two-for-three", "Two gates. What is new has weights as well."),
            Instead(208, "two-for-three", "Two gates. What is new has weights as well."),
            Instead(384, "lstm-for-gru", "That is the LSTM. A GRU has one gate less."),
            Instead(104, "gates-forgotten", "That is one of the three sums."),
        ],
        expected="two gates and what is new, each with two biases a unit",
    )  # fmt: skip


@question("15.5", points=2, weight=4)
def check_stack(build_stack: FunctionRecord) -> Looks:
    """Expect two LSTM layers, the first of which hands on every state, and one output."""
    yield from expect_stack(build_stack)


@question("15.6", points=2, weight=3)
def check_shapes(
    many_to_one: ArrayRecord, many_to_many: ArrayRecord, one_to_many: ArrayRecord
) -> Looks:
    """Expect the shapes behind a GRU for the three kinds."""
    batch = "The first axis is the batch: 32 windows."
    steps = "Without `return_sequences` only the last state comes out: there is no axis of steps."
    yield expect_array(
        many_to_one,
        [32, 8],
        "`many_to_one`",
        "One state of 8 numbers for each of the 32 windows.",
        [
            Instead([32, 24, 8], "sequence-for-state", steps),
            Instead([32, 1, 8], "sequence-for-state", steps),
            Instead([8], "batch-forgotten", batch),
            Instead([32, 1], "dense-added", "There is no dense layer here: the 8 states come out."),
            Instead([32, 24], "steps-for-units", "24 is the number of steps. 8 units come out."),
            Instead([32, 3], "features-for-units", "3 go in at each step. 8 units come out."),
        ],
        expected="the batch, and what comes out for one window",
    )  # fmt: skip
    yield expect_array(
        many_to_many,
        [32, 24, 1],
        "`many_to_many`",
        "`Dense(1)` makes one number of each state, and there are 24 states for each window.",
        [
            Instead([32, 24, 8], "dense-forgotten", "So it is before the dense layer: it makes one "
                    "number of each 8."),
            Instead([32, 1], "state-for-sequence", "With `return_sequences=True` every state comes "
                    "out, and `Dense` works on each. The axis of the steps stays."),
            Instead([24, 1], "batch-forgotten", batch),
            Instead([32, 24], "axis-lost", "`Dense(1)` leaves an axis of length 1 at the end."),
            Instead([32, 1, 8], "axes-swapped", "A dense layer works on the last axis: 8 become "
                    "1."),
            Instead([32, 24, 3], "features-for-outputs", "3 is what goes in at each step."),
        ],
        expected="the batch, the steps, and one number for each",
    )  # fmt: skip
    yield expect_array(
        one_to_many,
        [32, 5, 8],
        "`one_to_many`",
        "`RepeatVector(5)` makes 5 steps of one row, and the GRU gives a state for each.",
        [
            Instead([32, 5, 6], "inputs-for-units", "6 go in. The GRU has 8 units."),
            Instead([32, 8], "state-for-sequence", "With `return_sequences=True` there is a state "
                    "for each of the 5 steps."),
            Instead([32, 24, 8], "other-steps", "There are no 24 steps here: a row is repeated 5 "
                    "times."),
            Instead([5, 8], "batch-forgotten", batch),
            Instead([32, 6, 8], "inputs-for-steps", "6 is how many numbers a row has. It is "
                    "repeated 5 times."),
            Instead([32, 5, 1], "dense-added", "There is no dense layer here: 8 numbers a step."),
        ],
        expected="the batch, the steps, and what comes out for each",
    )  # fmt: skip


@question("15.7", points=2, weight=5)
def check_leaks(
    ann: TextRecord, ben: TextRecord, cleo: TextRecord, dan: TextRecord, eva: TextRecord
) -> Looks:
    """Expect for each preparation whether the forecast knows what it could not know."""
    given = {"ann": ann, "ben": ben, "cleo": cleo, "dan": dan, "eva": eva}
    for name, said in given.items():
        one = PREPARATIONS[name]
        mistake = "leak-not-seen" if one.right == "leak" else "leak-where-none-is"
        yield expect_choice(said, one.right, CHOICES, f"`{name}`", one.why, mistake=mistake)


@question("15.8", points=3, weight=8, rows=("X_valid", "y_valid"))
def check_beats(model: ModelRecord, history: HistoryRecord, test_error: NumberRecord) -> Looks:
    """Expect a recurrent network that beats the week before, and its error on the test rows."""
    yield need(expect_built(model))
    shape = (LENGTH, FEATURES)
    yield need(expect_input_shape(model, shape, "12 steps of 2 features", rows=1171))
    yield expect_recurrent(model)
    loss = part("mean_absolute_error", "mean_squared_error", "huber", "log_cosh")
    yield from expect_compiled(model, loss=loss)
    yield need(expect_finite_weights(model))
    yield expect_validated(history)
    yield need(expect_beats(model))
    yield expect_test_error(model, test_error)


@question("15.9")
def check_keeps(explorer: ExplorerRecord, token: TextRecord) -> Looks:
    """Expect a cell that keeps a pulse and does not pile up a level input."""
    yield expect_goal(explorer, token, "recurrence")
