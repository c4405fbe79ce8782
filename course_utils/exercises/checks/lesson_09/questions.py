"""Checks of lesson 9: softmax, price lists, and five grades of diamonds."""

import numpy as np

from course_utils.exercises.checks.lesson_09.confusion import (
    confusion_of,
    expect_counts,
    expect_grades,
    expect_pair,
    expect_said,
)
from course_utils.exercises.checks.lesson_09.price_lists import (
    NOT_HINGE,
    NOT_HUBER,
    NOT_KL,
    hinge_of,
    huber_of,
    kl_of,
)
from course_utils.exercises.checks.lesson_09.several_classes import (
    GRADES,
    NOT_THE_LOSS,
    N,
    expect_accurate,
    expect_end,
    expect_rows,
)
from course_utils.exercises.checks.lesson_09.softmax import expect_softmax
from course_utils.exercises.expect import (
    CONDITION,
    Instead,
    expect,
    expect_built,
    expect_compiled,
    expect_finite_weights,
    expect_function,
    expect_goal,
    expect_input_shape,
    expect_number,
    need,
    one_number,
    part,
)
from course_utils.exercises.questions import question
from course_utils.exercises.records import (
    ArrayRecord,
    ExplorerRecord,
    FunctionRecord,
    ModelRecord,
    NumberRecord,
    TextRecord,
)
from course_utils.exercises.verdicts import Looks


@question("9.1", points=3, weight=3)
def check_softmax(softmax: FunctionRecord) -> Looks:
    """Expect rows of probabilities, for logits of any size."""
    yield from expect_softmax(softmax)


@question("9.2")
def check_first_loss(first_loss: NumberRecord) -> Looks:
    """Expect ln 5."""
    instead = [
        Instead(0.2, "probability-for-loss", "That is the probability that each class gets. A row "
                "costs minus its natural logarithm."),
        Instead(np.log(2), "two-classes", "So it is for two classes, as with a coin. Here are 5."),
        Instead(np.log(10), "ten-classes", "So it is for the ten digits. Here are five grades."),
        Instead(np.log2(5), "another-logarithm", "That is the logarithm to base 2: in bits. The "
                "loss takes the natural one, `np.log`."),
        Instead(np.log10(5), "another-logarithm", "That is the logarithm to base 10. `np.log` is "
                "the natural one."),
        Instead(-np.log(5), "minus-forgotten", "A loss is not below 0: take *minus* the logarithm "
                "of 1/5."),
        Instead(0.8, "distance-for-loss", "That is 1 − 1/5. The price is minus the logarithm of "
                "1/5."),
        Instead(5, "number-of-classes", "The loss is no count. It grows as the logarithm."),
        Instead(6, "number-of-inputs", "How many inputs there are does not matter."),
    ]  # fmt: skip
    step = "Each of the five gets the same probability. What does the true one then cost?"
    said = "what a row costs that gets the same probability for each of five classes"
    yield expect_number(
        first_loss, np.log(5), "`first_loss`", step, instead, within=4e-3, expected=said
    )


@question("9.3", points=3, weight=10)
def check_five_grades(model: ModelRecord, X_valid: ArrayRecord, y_valid: ArrayRecord) -> Looks:
    """Expect a softmax over five outputs, a loss that fits, and a trained network."""
    yield need(expect_rows(X_valid, y_valid))
    yield need(expect_built(model))
    yield need(expect_input_shape(model, (N,), f"the {N} columns of `X_train`", rows=2000))
    yield _expect_hidden(model)
    yield expect_end(model)
    fitting = part("sparse_categorical_crossentropy", "categorical_crossentropy")
    yield from expect_compiled(model, loss=fitting, instead=NOT_THE_LOSS)
    yield need(expect_finite_weights(model))
    yield expect_accurate(model, X_valid, y_valid)


def _expect_hidden(model):
    """A hidden layer of 32 units with ReLU, whatever comes after it."""
    steps = [(step.kind, step.settings.get("units")) for step in model.operations]
    return expect(
        steps[:2] == [("dense", 32), ("relu", None)],
        where="the hidden layer",
        expected="32 units with ReLU",
        found=", ".join(step.describe() for step in model.operations[:2]) or "none",
        next_step='Begin with `Dense(32, activation="relu")`, behind `keras.Input((6,))`.',
        mistake="other-hidden-layer",
    )


@question("9.4", points=2)
def check_accuracy(accuracy: NumberRecord, p: ArrayRecord, true_grades: ArrayRecord) -> Looks:
    """Expect each answer compared with its own label, and with no other."""
    probabilities, labels = p.values, true_grades.values
    yield need(_expect_hers(p, true_grades))
    said, labels = probabilities.argmax(axis=1), labels.ravel()
    right = float(np.mean(said == labels))
    table = float(np.mean(said == labels[:, np.newaxis]))
    given = float(np.mean(probabilities[np.arange(len(labels)), labels.astype(int)]))
    instead = [
        Instead(table, "column-against-row", f"Still {table:.3f}: each of the 200 answers is "
                "compared with each of the 200 grades. Print the two shapes, and make them one."),
        Instead(1 - right, "error-for-accuracy", "That is the share of *wrong* answers."),
        Instead(100 * right, "percent", "Write it as a share from 0 to 1, not in percent."),
        Instead(200 * right, "count-for-share", "That is how many are right. Divide by 200."),
        Instead(given, "probability-for-accuracy", "That is the mean probability of the true "
                "grade. The accuracy asks whether the *largest* one is right."),
        Instead(0.2, "coin-for-accuracy", "That is what chance gives. Compare answer with grade."),
    ]  # fmt: skip
    step = "Compare `p.argmax(axis=1)` with `true_grades.ravel()`, and take the mean."
    said = "the share of diamonds whose most probable grade is the true one"
    yield expect_number(accuracy, right, "`accuracy`", step, instead, 2e-3, expected=said)


def _expect_hers(p, true_grades):
    shapes = (p.values.shape, true_grades.values.shape)
    whole = set(np.unique(true_grades.values).tolist()) <= set(range(GRADES))
    return expect(
        shapes == ((200, GRADES), (200, 1)) and whole,
        where="`p` and `true_grades`",
        expected="200 rows of 5 probabilities, and a column of 200 grades",
        found=f"{p.describe()} and {true_grades.describe()}",
        next_step="Run the cell that makes them again, and give your own results other names.",
        weight=CONDITION,
    )


@question("9.5", points=3, weight=4)
def check_confusion(
    said: ArrayRecord, counts: ArrayRecord, pair: ArrayRecord, y_test: ArrayRecord
) -> Looks:
    """Judge a matrix, and the most frequent mistake in it, by the learner's own predictions."""
    yield need(expect_grades(y_test))
    yield need(expect_said(said, y_test))
    wanted = confusion_of(said, y_test)
    yield expect_counts(counts, wanted)
    yield expect_pair(pair, wanted)


@question("9.6", points=2, weight=2)
def check_huber(huber: FunctionRecord) -> Looks:
    """Expect half a square up to delta, and a line beyond."""
    rng = np.random.default_rng()
    cases = [(np.array([-3.0, 0.5, 2.5]), 1.5), (3 * rng.normal(size=30), 0.5)]
    cases += [(3 * rng.normal(size=(4, 5)), 2.0), (np.array([-1.0, 1.0, 4.0, -4.0]), 1.0)]
    step = "½ · error² where `np.abs(error) <= delta`, else delta · (|error| − ½ · delta)."
    yield from expect_function(huber, huber_of, cases, step, NOT_HUBER)


@question("9.7", points=2, weight=2)
def check_hinge(hinge: FunctionRecord) -> Looks:
    """Expect 1 minus the margin, never below 0, for labels -1 and 1."""
    rng = np.random.default_rng()
    cases = [(np.array([1.0, -1.0, 1.0, -1.0]), np.array([2.0, 0.5, -1.5, -3.0]))]
    cases += [(rng.choice([-1.0, 1.0], n), 2 * rng.normal(size=n)) for n in (3, 40)]
    step = "The margin is label · output. The price is 1 minus the margin, and never below 0."
    yield from expect_function(hinge, hinge_of, cases, step, NOT_HINGE)


@question("9.8", points=2, weight=2)
def check_kl(kl: FunctionRecord) -> Looks:
    """Expect the sum of p times the logarithm of p / q."""
    rng = np.random.default_rng()
    cases = [(np.array([0.5, 0.3, 0.2]), np.array([0.2, 0.2, 0.6]))]
    cases += [tuple(rng.dirichlet(np.full(n, 2.0), size=2)) for n in (2, 4, 10)]
    step = "For each class `p` times the natural logarithm of `p / q`; then the sum."
    yield from expect_function(kl, kl_of, cases, step, NOT_KL, same=one_number)


@question("9.9")
def check_unsure(explorer: ExplorerRecord, token: TextRecord) -> Looks:
    """Expect logits for which the true class wins, and costs more than 1."""
    yield expect_goal(explorer, token, "losses")
