"""Checks of lesson 6: binary classification, on 7,043 customers of a telephone company."""

from dataclasses import replace

import numpy as np

from course_utils.exercises.expect import (
    Instead,
    condition,
    expect,
    expect_array,
    expect_built,
    expect_choice,
    expect_compiled,
    expect_early_stopping,
    expect_finite_weights,
    expect_goal,
    expect_input_shape,
    expect_layers,
    expect_stopped,
    layer,
    part,
)
from course_utils.exercises.expect.base_rate import (
    accuracy_at_best,
    base_rate_of,
    expect_accuracy_curves,
    expect_base_rate,
    expect_gain,
)
from course_utils.exercises.expect.confusion import (
    confusion,
    expect_alarms,
    expect_missed,
    expect_precision,
    expect_recall,
)
from course_utils.exercises.expect.cross_entropy import expect_cross_entropy
from course_utils.exercises.expect.probabilities import (
    expect_one_sigmoid,
    expect_probabilities,
    last_step,
    probabilities_of,
    returns_logits,
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

N = 30
ROWS = 5000


@question(
    "6.1",
    hints=[
        "Which customers is the company looking for? They are class 1, all others class 0.",
        '`left == "Yes"` says `True` or `False` for each customer.',
        "`.astype(int)` turns `True` into 1 and `False` into 0.",
    ],
    insight="A network computes with numbers, so each class needs one. The 1 is what you look for.",
)
def check_labels(y: ArrayRecord, left: ArrayRecord):
    """Expect 1 for "Yes" and 0 for "No", one number a customer."""
    words = left.values
    known = words.ndim == 1 and set(np.unique(words).tolist()) == {"No", "Yes"}
    given = expect(
        known,
        "`left`",
        'the column of the table, with "Yes" and "No"',
        left.describe(),
        'Run the cell that makes it again: `left = customers["churn"]`.',
    )
    yield condition(given)
    if not known:
        return
    wanted = (words == "Yes").astype(float)
    below = "The cross-entropy believes in 0 and 1: with other labels it falls below zero."
    instead = [
        Instead(1 - wanted, "classes-swapped", "Turned around: those who *leave* are class 1."),
        Instead(2 * wanted - 1, "labels-minus-one-and-one", f"These are −1 and 1. {below}"),
        Instead(wanted + 1, "labels-one-and-two", f"These are 1 and 2. {below}"),
        Instead(words, "labels-are-words", "These are still words. Compare them with one of them."),
        Instead(
            np.stack([1 - wanted, wanted], axis=1),
            "one-hot-labels",
            "These are two columns, one for each class. Two classes need one column only.",
        ),
    ]
    hit = [i for i in instead if np.array_equal(i.value, y.values)]
    step = hit[0].says if hit else "1 for each customer who left, 0 for each who stayed."
    found = y.values[:, 0] if y.values.shape == (len(words), 1) else y.values
    expected = f"{len(words):,} numbers, 1 for each of the {int(wanted.sum()):,} who left, else 0"
    yield replace(
        expect_array(ArrayRecord(found), wanted, "`y`", step, (), expected=expected),
        mistake=hit[0].mistake if hit else "",
    )


@question(
    "6.2",
    points=2,
    hints=[
        "First find the probability given to the true class: `p` where `y` is 1, else `1 - p`.",
        "`np.where(y == 1, p, 1 - p)` takes one or the other. Then `-np.log(...)` and the mean.",
        "Safe: `p = np.clip(p, 1e-7, 1 - 1e-7)` before anything else keeps `p` off 0 and 1.",
    ],
    insight="Sure and right costs nothing, sure and wrong is dear. Keras clips in the same place.",
)
def check_cross_entropy(cross_entropy: FunctionRecord):
    """Expect the mean of -log, and a finite number where a probability is exactly 0 or 1."""
    yield from expect_cross_entropy(cross_entropy)


_HIDDEN = [
    layer("dense", units=256),
    layer("relu"),
    layer("batch_normalization"),
    layer("dropout", rate=0.3),
]
_NETWORK = [layer("batch_normalization"), *_HIDDEN, *_HIDDEN, layer("dense", units=1)]


@question(
    "6.3",
    points=2,
    hints=[
        "Start with `keras.Input((30,))` and `keras.layers.BatchNormalization()`.",
        'A hidden part is three layers: `Dense(256, activation="relu")`, '
        "`BatchNormalization()`, `Dropout(0.3)`. It comes twice.",
        "A probability lies between 0 and 1. The last layer is "
        '`keras.layers.Dense(1, activation="sigmoid")`.',
    ],
    insight="Only the last layer makes it a classifier: the sigmoid turns its number into a "
    "probability.",
)
def check_classifier(model: ModelRecord):
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
    if finding.ok or "sigmoid" not in finding.expected:
        return finding
    if end == "softmax":
        step = "Softmax divides by the sum of all outputs: with one unit it is always 1."
        return replace(finding, next_step=f"{step} Write a sigmoid.", mistake="softmax-on-one-unit")
    if end == "dense":
        step = "Without it the output can be any number. Write `activation` in the last layer."
        return replace(finding, next_step=step)
    return finding


@question(
    "6.4",
    points=3,
    hints=[
        '`model.compile(optimizer="adam", loss="binary_crossentropy", '
        'metrics=["binary_accuracy"])`.',
        "`keras.callbacks.EarlyStopping` has `patience` and `restore_best_weights`. Hand it to "
        "`fit` in a list: `callbacks=[early_stopping]`.",
        "`fit` wants `X_train, y_train, validation_data=(X_valid, y_valid), batch_size=512, "
        "epochs=200, callbacks=[early_stopping], verbose=0`.",
    ],
    insight="The loss is what the weights follow. The accuracy is only written down.",
)
def check_training(model: ModelRecord, early_stopping: NamedRecord, history: HistoryRecord):
    """Expect adam, binary cross-entropy, binary accuracy; a run that early stopping ended."""
    # A logit of 0 is a probability of one half.
    accuracy = part("binary_accuracy", threshold=0.0 if returns_logits(model) else 0.5)
    yield from expect_compiled(
        model,
        loss="binary_crossentropy",
        optimizer="adam",
        metrics=[accuracy],
        instead=_NOT_THE_LOSS,
    )
    yield condition(expect_one_sigmoid(model))
    settings = {"patience": 5, "restore_best_weights": True}
    yield from expect_early_stopping(early_stopping, where="`early_stopping`", **settings)
    curves = expect_accuracy_curves(history)
    yield curves
    if curves.ok and early_stopping.name == "early_stopping":
        yield _expect_asked(history)
        yield from expect_stopped(history, early_stopping)


_FLAT = "Where the sigmoid is flat, this loss is flat as well: at p = 0.01 its slope is 0.02 "
_NOT_THE_LOSS = [
    Instead("mean_squared_error", "squared-error-for-classes", f"{_FLAT}instead of 0.99."),
    Instead("mean_absolute_error", "absolute-error-for-classes", f"{_FLAT[:-5]}0.01, not 0.99."),
    *(
        Instead(name, "accuracy-as-loss", "Accuracy moves in steps, and steps have no slope.")
        for name in ("accuracy", "binary_accuracy")
    ),
    *(
        Instead(name, "categorical-loss", "That one wants an output for each class. You have one.")
        for name in ("categorical_crossentropy", "sparse_categorical_crossentropy")
    ),
]


def _expect_asked(history):
    """Where Keras noted it: batches of 512 are 10 an epoch for 5,000 rows, 200 epochs at most."""
    batches = -(-ROWS // 512)
    found = {name: history.params.get(name, value) for name, value in _asked(batches).items()}
    return expect(
        found == _asked(batches),
        "what `fit` was asked for",
        f"batches of 512, which are {batches} an epoch, and at most 200 epochs",
        f"{found['steps']} batches an epoch, and at most {found['epochs']} epochs",
        "Write `batch_size=512` and `epochs=200`, and train on all 5,000 rows.",
        "other-settings",
    )


def _asked(batches):
    return {"steps": batches, "epochs": 200}


_CHOICES = ["below it", "up to 10 points above", "more than 10 points above"]


@question(
    "6.5",
    points=2,
    hints=[
        "Who always says that customers stay is right for all who stay. What is their share?",
        '`np.argmin(history.history["val_loss"])` is the place of the best epoch.',
        '`history.history["val_binary_accuracy"][best] - base_rate` is the gain.',
    ],
    insight="Most of the accuracy comes for free. What the network has learnt is the gain.",
)
def check_gain(
    guess: TextRecord,
    base_rate: NumberRecord,
    gain: NumberRecord,
    history: HistoryRecord,
    y_valid: ArrayRecord,
):
    """Judge the base rate by the labels, and the gain by the learner's own history."""
    curves, rows = condition(expect_accuracy_curves(history)), condition(_expect_labels(y_valid))
    yield from (curves, rows)
    if not (curves.ok and rows.ok):
        return
    base = base_rate_of(y_valid.values)
    yield expect_base_rate(base_rate, y_valid.values)
    yield expect_gain(gain, history, y_valid.values)
    accuracy = accuracy_at_best(history)
    found = f"your network has {accuracy:.1%}, the base rate is {base:.1%}"
    step = "A guess may be wrong: look at the two numbers and say what they show."
    outcome = _CHOICES[0 if accuracy < base else 1 if accuracy <= base + 0.1 else 2]
    yield expect_choice(guess, outcome, _CHOICES, "`guess`", step, found)


def _expect_labels(y_valid):
    values = y_valid.values
    both = values.ndim == 1 and values.dtype.kind == "f" and set(np.unique(values)) == {0.0, 1.0}
    step = "Run the cell that makes the tables again."
    return expect(both, "`y_valid`", "labels 0 and 1", y_valid.describe(), step)


def _expect_table(X_valid):
    ok = X_valid.values.ndim == 2 and X_valid.values.shape[1] == N
    wanted, step = f"rows of {N} columns", "Run the cell that makes the tables again."
    return expect(ok, "`X_valid`", wanted, X_valid.describe(), step)


@question(
    "6.6",
    points=3,
    hints=[
        "`model.predict(X_valid, verbose=0).ravel()` gives one probability for each row.",
        "`confusion_matrix(y_valid, p_valid > 0.5)` has a row for each truth, 0 above 1, and a "
        "column for each answer. The misses stand below on the left.",
        "Recall divides the found by all who left. Precision divides them by all who were called.",
    ],
    insight="An accuracy hides who is missed. Recall and precision do not.",
)
def check_matrix(
    p_valid: ArrayRecord,
    missed: NumberRecord,
    recall: NumberRecord,
    precision: NumberRecord,
    y_valid: ArrayRecord,
):
    """Judge three numbers by the learner's own predictions and labels."""
    rows = condition(_expect_labels(y_valid))
    yield rows
    if not rows.ok:
        return
    y = y_valid.values
    given = expect_probabilities(p_valid.values, len(y), "`p_valid`")
    yield given
    if not given.ok:
        return
    cells = confusion(y, p_valid.values.ravel() > 0.5)
    both = condition(expect_alarms(cells, "`p_valid` above 0.5"))
    yield both
    yield condition(_expect_order(y, p_valid.values.ravel()))
    if both.ok:
        yield expect_missed(missed, cells)
        yield expect_recall(recall, cells)
        yield expect_precision(precision, cells)


def _expect_order(y, p):
    """Those who left must get more than those who stayed, or these are not the rows of `y`."""
    left, stayed = p[y == 1], p[y == 0]
    higher = (left[:, None] > stayed).mean() + (left[:, None] == stayed).mean() / 2
    return expect(
        higher > 0.65,
        "the order of `p_valid`",
        "a higher probability for the one who left, in most pairs",
        f"it is higher in {higher:.0%} of the pairs, as a coin would have it",
        "Ask your trained network about `X_valid`, and keep the order of the rows.",
        "like-a-coin",
    )


@question(
    "6.7",
    points=2,
    hints=[
        "The outputs reach below 0. Which layer turns any number into a probability?",
        "The last layer lacks its activation. The loss believes that it gets probabilities.",
        'End with `keras.layers.Dense(1, activation="sigmoid")`, then '
        '`repaired = train_small(repaired, "binary_crossentropy")`.',
    ],
    insight="Look at the outputs before you trust a loss: between 0 and 1, and not all the same?",
)
def check_repaired(repaired: ModelRecord, X_valid: ArrayRecord, y_valid: ArrayRecord):
    """Expect one sigmoid, the cross-entropy, and predictions that beat the base rate."""
    rows, table = condition(_expect_labels(y_valid)), condition(_expect_table(X_valid))
    yield from (rows, table)
    yield expect_built(repaired)
    yield from expect_compiled(repaired, loss="binary_crossentropy", instead=_NOT_THE_LOSS)
    yield expect_one_sigmoid(repaired)
    if not (rows.ok and table.ok):
        return
    y = y_valid.values
    p = probabilities_of(repaired, X_valid.values)
    valid = expect_probabilities(p, len(y), "its probabilities for `X_valid`")
    yield valid
    base = base_rate_of(y)
    accuracy = np.mean((p > 0.5) == y) if valid.ok else np.nan
    yield expect(
        accuracy > base + 0.02,
        "its accuracy on the validation rows",
        f"clearly above the base rate of {base:.1%}",
        f"{accuracy:.1%}" if valid.ok else "none, for these are no probabilities",
        "Train it: `train_small(repaired, loss)` shows it the training rows ten times.",
        "not-trained",
        weight=2,
    )


@question(
    "6.8",
    hints=[
        "First set what a miss costs: 10 false alarms. Then watch the cost as the line moves.",
        "A miss is dear, so call more customers: go below 0.5, far below.",
        "It pays to call somebody as soon as the probability is above 1 in 11. Start near 0.1, and "
        "look where the cost comes down to the dashed line.",
    ],
    insight="The network gives the probability. Where to draw the line is decided by the costs.",
)
def check_threshold(explorer: ExplorerRecord, token: TextRecord):
    """Expect a threshold within 2 % of the lowest cost, with a miss ten times a false alarm."""
    yield expect_goal(explorer, token, "threshold")
