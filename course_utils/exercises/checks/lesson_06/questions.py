"""Checks of lesson 6: binary classification, on 7,043 customers of a telephone company."""

from dataclasses import replace
from typing import Any

import numpy as np

from course_utils.exercises.checks.lesson_06.base_rate import (
    accuracy_of,
    base_rate_of,
    expect_accuracy_curves,
    expect_base_rate,
    expect_gain,
)
from course_utils.exercises.checks.lesson_06.confusion import (
    confusion,
    expect_alarms,
    expect_missed,
    expect_precision,
    expect_recall,
)
from course_utils.exercises.checks.lesson_06.cross_entropy import expect_cross_entropy
from course_utils.exercises.checks.lesson_06.probabilities import (
    expect_one_sigmoid,
    expect_probabilities,
    last_step,
    probabilities_of,
    returns_logits,
)
from course_utils.exercises.expect import (
    CONDITION,
    Instead,
    curve_of,
    expect,
    expect_array,
    expect_built,
    expect_compiled,
    expect_conclusion,
    expect_early_stopping,
    expect_finite_weights,
    expect_given,
    expect_goal,
    expect_guess,
    expect_input_shape,
    expect_layers,
    expect_stopped,
    layer,
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
    NamedRecord,
    NumberRecord,
    TextRecord,
)
from course_utils.exercises.verdicts import Looks
from course_utils.networks.activations import ACTIVATIONS

N = 30
ROWS = 5000


@question("6.1")
def check_labels(y: ArrayRecord, left: ArrayRecord) -> Looks:
    """Expect 1 for "Yes" and 0 for "No", one number a customer."""
    words = left.values
    given = expect(
        words.ndim == 1 and set(np.unique(words).tolist()) == {"No", "Yes"},
        where="`left`",
        expected='the column of the table, with "Yes" and "No"',
        found=left.describe(),
        next_step='Run the cell that makes it again: `left = customers["churn"]`.',
        weight=CONDITION,
    )
    yield need(given)
    wanted = (words == "Yes").astype(float)
    below = "The cross-entropy expects 0 and 1: with other labels it can fall below 0."
    instead = [
        Instead(
            1 - wanted, "classes-swapped", "The other way round: those who *leave* are class 1."
        ),
        Instead(2 * wanted - 1, "labels-minus-one-and-one", f"These are −1 and 1. {below}"),
        Instead(wanted + 1, "labels-one-and-two", f"These are 1 and 2. {below}"),
        Instead(words, "labels-are-words", "These are still words. Compare them with one of them."),
        Instead(
            np.stack([1 - wanted, wanted], axis=1),
            "one-hot-labels",
            "These are two columns, one for each class. Two classes need one column only.",
        ),
    ]
    yes = 'Is the word spelled as in the table? "Yes" has a capital letter.'
    true = 'Python counts every word as true: compare it, `left == "Yes"`.'
    instead += [
        Instead(np.full(len(words), 0.0), "all-the-same", f"All are 0. {yes}"),
        Instead(np.full(len(words), 1.0), "all-the-same", f"All are 1. {true}"),
        Instead(wanted.astype(int).astype(str), "labels-are-words", "Those are texts: no quotes."),
    ]
    hit = [i for i in instead if np.array_equal(i.value, y.values)]
    step = hit[0].says if hit else f"{_about_labels(y.values, wanted)} {_LABELS}".strip()
    labels = y.values[:, 0] if y.values.shape == (len(words), 1) else y.values
    expected = f"{len(words):,} numbers, 1 for each of the {int(wanted.sum()):,} who left, else 0"
    finding = expect_array(ArrayRecord(labels), wanted, "`y`", step, expected=expected)
    mistake = hit[0].mistake if hit else ""
    yield finding if finding.ok else replace(finding, next_step=step, mistake=mistake)


_LABELS = "1 for each customer who left, 0 for each who stayed."


def _about_labels(labels, wanted):
    """What labels that are none of the usual mistakes have about them."""
    if labels.size == 1:
        return "That is one number for all customers."
    if labels.dtype.kind not in "biuf" or labels.ndim != 1:
        return ""
    if np.array_equal(labels, np.flatnonzero(wanted)):
        return "Those are the row numbers of those who left."
    if len(labels) != len(wanted):
        return f"Those are labels of {len(labels):,} customers: make one for each row of the table."
    if np.array_equal(np.isnan(labels), wanted == 0):
        return "Those who stayed have no number yet."
    if np.array_equal(np.sort(labels), np.sort(wanted)):
        return "As many are 1 as left, but others: keep the order of the table."
    values = np.unique(labels[np.isfinite(labels)])
    return f"Yours are {values[0]:g} and {values[1]:g}." if len(values) == 2 else ""


@question("6.2", points=2, weight=3)
def check_cross_entropy(cross_entropy: FunctionRecord) -> Looks:
    """Expect the mean of -log, and a finite number where a probability is exactly 0 or 1."""
    yield from expect_cross_entropy(cross_entropy)


_HIDDEN = [
    layer("dense", units=256),
    layer("relu"),
    layer("batch_normalization"),
    layer("dropout", rate=0.3),
]
_NETWORK = [layer("batch_normalization"), *_HIDDEN, *_HIDDEN, layer("dense", units=1)]


@question("6.3", points=2, weight=13)
def check_classifier(model: ModelRecord) -> Looks:
    """Expect BN-256-BN-drop-256-BN-drop-1 with a sigmoid, or logits that the loss knows of."""
    yield expect_built(model)
    yield expect_input_shape(model, (N,), f"the {N} columns of `X`", rows=ROWS)
    sigmoid = [] if returns_logits(model) and last_step(model) == "dense" else [layer("sigmoid")]
    for finding in expect_layers(model, [*_NETWORK, *sigmoid]):
        yield _about_the_end(finding, model)
    yield expect_finite_weights(model)


def _about_the_end(finding, model):
    """Say what a wrong end of the model means, instead of what to write only."""
    end = last_step(model)
    if end == "sigmoid" and finding.expected == "`Dense(units=1)`" and not finding.ok:
        step = "Each unit with a sigmoid answers a yes-or-no question of its own. Here is one: one "
        return replace(finding, next_step=f"{step}unit.", mistake="a-unit-for-each-class")
    if finding.ok or "sigmoid" not in finding.expected:
        return finding
    if end == "softmax" and any(step.settings.get("units") == 2 for step in model.operations):
        step = "Two units and a softmax say one probability twice. One unit and a sigmoid do it."
        return replace(finding, next_step=step, mistake="softmax-on-two-units")
    if end == "softmax":
        step = "Softmax makes all outputs add up to 1, so with one unit the output is always 1."
        return replace(finding, next_step=f"{step} Write a sigmoid.", mistake="softmax-on-one-unit")
    if end == "dense":
        step = "Without it the output can be any number. Write `activation` in the last layer."
        return replace(finding, next_step=step)
    if end in ACTIVATIONS and "sigmoid" not in end:
        step = f"A probability is between 0 and 1, and `{end}` gives other numbers as well."
        return replace(finding, next_step=f"{step} {finding.next_step}")
    return finding


@question("6.4", points=3, weight=12, rows=("X_valid", "y_valid"))
def check_training(
    model: ModelRecord, early_stopping: NamedRecord, history: HistoryRecord
) -> Looks:
    """Expect adam, binary cross-entropy, binary accuracy; a run that early stopping ended."""
    # A logit of 0 is a probability of one half.
    logits = returns_logits(model) and last_step(model) != "sigmoid"
    accuracy = part("binary_accuracy", threshold=0.0 if logits else 0.5)
    yield from expect_compiled(
        model,
        loss="binary_crossentropy",
        optimizer="adam",
        metrics=[accuracy],
        instead=_NOT_THE_LOSS,
    )
    yield replace(expect_one_sigmoid(model), weight=CONDITION)  # question 6.3 has paid for it
    settings: dict[str, Any] = {"patience": 5, "restore_best_weights": True}
    yield from expect_early_stopping(early_stopping, where="`early_stopping`", **settings)
    yield need(replace(expect_built(model), weight=CONDITION))
    yield expect_finite_weights(model)
    yield need(expect_accuracy_curves(history))
    yield need(_expect_cross_entropies(history))
    yield _expect_learnt(history, model)
    if early_stopping.name == "early_stopping":
        yield _expect_asked(history)
        yield from expect_stopped(history, early_stopping)


_FLAT = "Where the sigmoid is flat, this loss is flat as well: at p = 0.01 its slope is 0.02 "
_ONE = "Here one is enough: the probability of class 1."
_NOT_THE_LOSS = [
    Instead("mean_squared_error", "squared-error-for-classes", f"{_FLAT}instead of 0.99."),
    Instead("mean_absolute_error", "absolute-error-for-classes", f"{_FLAT[:-5]}0.01, not 0.99."),
    *(
        Instead(name, "accuracy-as-loss", "Accuracy moves in steps, and steps have no slope.")
        for name in ("accuracy", "binary_accuracy")
    ),
    *(
        Instead(name, "categorical-loss", f"That one needs an output for each class. {_ONE}")
        for name in ("categorical_crossentropy", "sparse_categorical_crossentropy")
    ),
]


def _expect_cross_entropies(history):
    """Between labels 0 and 1 and probabilities the cross-entropy is never below 0."""
    lowest = min(curve_of(history, name).min(initial=np.inf) for name in ("loss", "val_loss"))
    return expect(
        lowest >= 0,
        where="the losses in `history`",
        expected="never below 0, as with labels 0 and 1",
        found=f"down to {lowest:.3g}",
        next_step="The labels are not 0 and 1. Train on `y_train` and `y_valid` as they are.",
        mistake="other-labels",
        weight=CONDITION,
    )


def _expect_learnt(history, model):
    """Who always gives the share of those who left, 27 %, has a cross-entropy of 0.58."""
    lowest = curve_of(history, "val_loss").min(initial=np.inf)
    return expect(
        lowest < 0.53,
        where="the lowest validation loss",
        expected="clearly below 0.58, that of always giving the share of those who left",
        found=f"{lowest:.3f}",
        next_step=_why_nothing_was_learnt(model),
        mistake="nothing-learnt",
        weight=CONDITION,
    )


def _why_nothing_was_learnt(model):
    compiled = model.compiled
    loss = compiled.loss.name if compiled and compiled.loss else ""
    if loss != "binary_crossentropy" or not expect_one_sigmoid(model).ok:
        return f"{_OF_THE_END} Then train again."
    rate = compiled.optimizer.settings.get("learning_rate") if compiled.optimizer else None
    if isinstance(rate, float) and rate >= 1:
        return f"With a learning rate of {rate:g} every step is too large: leave it as Adam has it."
    return (
        "Nothing was learnt about them. Each label must belong to its row: train on `X_train` with "
        "`y_train`, and validate on `X_valid` with `y_valid`."
    )


_OF_THE_END = "The reason is the loss or the last layer: correct that first."


def _expect_asked(history):
    """Where Keras noted it: batches of 512 are 10 an epoch for 5,000 rows, 200 epochs at most."""
    batches = -(-ROWS // 512)
    wanted = {"steps": batches, "epochs": 200}
    asked = {name: history.params.get(name, value) for name, value in wanted.items()}
    return expect(
        asked["steps"] == batches and asked["epochs"] <= 200,
        where="what `fit` was asked for",
        expected=f"batches of 512, which are {batches} an epoch, and at most 200 epochs",
        found=f"{asked['steps']} batches an epoch, and at most {asked['epochs']} epochs",
        next_step="Write `batch_size=512` and `epochs=200`, and train on all 5,000 rows.",
        mistake="other-settings",
    )


_CHOICES = ["below it", "up to 10 points above", "more than 10 points above"]


@question("6.5", points=2, weight=3)
def check_gain(
    guess: TextRecord,
    base_rate: NumberRecord,
    gain: NumberRecord,
    model: ModelRecord,
    history: HistoryRecord,
    X_test: ArrayRecord,
    y_test: ArrayRecord,
) -> Looks:
    """Expect a guess; judge base rate and gain by the test rows and the learner's own network."""
    yield need(_expect_labels(y_test, "`y_test`"), _expect_table(X_test, "`X_test`"))
    yield need(replace(expect_built(model), weight=CONDITION))
    columns = expect_input_shape(model, (N,), f"the {N} columns of `X`", rows=ROWS)
    yield need(replace(columns, weight=CONDITION))
    p, y = probabilities_of(model, X_test.values), y_test.values
    probable = expect_probabilities(p, len(y), "what `model` says of `X_test`")
    yield need(replace(probable, weight=CONDITION))
    accuracy, base = accuracy_of(p, y), base_rate_of(y)
    shown = "an accuracy above the base rate, on the test rows"
    found = f"{accuracy:.1%}, and a base rate of {base:.1%}"
    step = "Train the network of question 6.4 on `X_train` and `y_train`, then run this cell."
    yield need(expect_conclusion(accuracy > base, shown, found, step))
    yield expect_guess(guess, _CHOICES)
    yield expect_base_rate(base_rate, y)
    yield expect_gain(gain, p, y, history, subtracted=base_rate.value)


def _expect_labels(labels, name):
    values = labels.values
    return expect_given(
        values.ndim == 1 and values.dtype.kind == "f" and set(np.unique(values)) == {0.0, 1.0},
        where=name,
        expected="labels 0 and 1",
        found=labels.describe(),
        cell="the cell that makes the tables",
    )


def _expect_table(table, name):
    return expect_given(
        table.values.ndim == 2 and table.values.shape[1] == N,
        where=name,
        expected=f"rows of {N} columns",
        found=table.describe(),
        cell="the cell that makes the tables",
    )


@question("6.6", points=3, weight=4)
def check_matrix(
    p_test: ArrayRecord,
    missed: NumberRecord,
    recall: NumberRecord,
    precision: NumberRecord,
    y_test: ArrayRecord,
) -> Looks:
    """Judge three numbers by the learner's own predictions and labels."""
    yield need(_expect_labels(y_test, "`y_test`"))
    y = y_test.values
    yield need(expect_probabilities(p_test.values, len(y), "`p_test`"))
    p = p_test.values.ravel()
    yield _expect_order(y, p)
    cells = confusion(y, p > 0.5)
    yield need(expect_alarms(cells, "`p_test` above 0.5"))
    yield expect_missed(missed, cells)
    yield expect_recall(recall, cells)
    yield expect_precision(precision, cells)


def _expect_order(y, p):
    """Those who left must get more than those who stayed, or these are not the rows of `y`."""
    left, stayed = p[y == 1], np.sort(p[y == 0])
    below = [np.searchsorted(stayed, left, side) for side in ("left", "right")]  # ties count half
    higher = float(np.mean(below)) / len(stayed)
    turned = higher < 0.35
    like, step = ", as by chance", "Ask your trained network about `X_test`, and keep "
    step += "the order of the rows."
    if turned:
        like, step = "", "These are the probabilities to stay. Do not take `1 - p`."
    return expect(
        higher > 0.65,
        where="the order of `p_test`",
        expected="a higher probability for the one who left, in most pairs",
        found=f"it is higher in {higher:.0%} of the pairs{like}",
        next_step=step,
        mistake="classes-swapped" if turned else "like-a-coin",
        weight=CONDITION,
    )


@question("6.7", points=2, weight=6)
def check_repaired(repaired: ModelRecord, X_valid: ArrayRecord, y_valid: ArrayRecord) -> Looks:
    """Expect one sigmoid, the cross-entropy, and predictions that beat the base rate."""
    yield expect_built(repaired)
    yield from expect_compiled(repaired, loss="binary_crossentropy", instead=_NOT_THE_LOSS)
    one_sigmoid = expect_one_sigmoid(repaired)
    yield one_sigmoid
    yield need(_expect_labels(y_valid, "`y_valid`"), _expect_table(X_valid, "`X_valid`"))
    y = y_valid.values
    p = probabilities_of(repaired, X_valid.values)
    probable = expect_probabilities(p, len(y), "its probabilities for `X_valid`")
    follows = not (probable.ok or one_sigmoid.ok)
    yield need(replace(probable, next_step=_OF_THE_END) if follows else probable)
    base = base_rate_of(y)
    accuracy = np.mean((p > 0.5) == y)
    step, mistake = _not_accurate(accuracy, base)
    if not one_sigmoid.ok:
        step, mistake = _OF_THE_END, one_sigmoid.mistake
    yield expect(
        accuracy > base + 0.02,
        where="its accuracy on the validation rows",
        expected=f"clearly above the base rate of {base:.1%}",
        found=f"{accuracy:.1%}",
        next_step=step,
        mistake=mistake,
        weight=2,
    )


def _not_accurate(accuracy, base):
    """Who is right less often than any answer for all has learnt the labels turned around."""
    if accuracy < 1 - base:
        return "It learnt the opposite: its labels had the classes swapped.", "classes-swapped"
    step = "Train it: `train_small(repaired, loss)` shows it the training rows ten times."
    return step, "not-trained"


@question("6.8")
def check_threshold(explorer: ExplorerRecord, token: TextRecord) -> Looks:
    """Expect a threshold within 2 % of the lowest cost, with a miss ten times a false alarm."""
    yield expect_goal(explorer, token, "threshold")
