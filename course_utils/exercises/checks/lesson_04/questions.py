"""Checks of lesson 4: overfitting and underfitting, on a hotel's bookings in summer."""

from dataclasses import replace
from typing import Any

import numpy as np

from course_utils.exercises.checks.lesson_04.best_epoch import expect_best_epoch
from course_utils.exercises.checks.lesson_04.trainings import expect_same_training
from course_utils.exercises.expect import (
    CONDITION,
    Instead,
    expect,
    expect_both_losses,
    expect_choice,
    expect_conclusion,
    expect_early_stopping,
    expect_gap,
    expect_goal,
    expect_guess,
    expect_number,
    expect_outcome,
    expect_stopped,
    need,
    row_sides,
    what_came,
)
from course_utils.exercises.questions import question
from course_utils.exercises.records import (
    ExplorerRecord,
    FunctionRecord,
    HistoryRecord,
    NamedRecord,
    NumberRecord,
    TextRecord,
)
from course_utils.exercises.verdicts import Looks

TRAIN_AGAIN = "Run the cell that trains both networks, then this one."
SETTINGS: dict[str, Any] = {"min_delta": 0.001, "patience": 5, "restore_best_weights": True}
CHOICES = ["training lower", "validation lower", "about equal"]


@question("4.1", weight=2)
def check_outcome(guess: TextRecord, outcome: TextRecord, large_history: HistoryRecord) -> Looks:
    """Expect a guess, and judge what was read from the run by the run itself."""
    yield from _need_overfitting(large_history)
    found = _told(*_ends(large_history))
    yield expect_guess(guess, CHOICES)
    yield expect_outcome(outcome, "training lower", CHOICES, found, "the two losses")


def _need_overfitting(history):
    """It must have both losses, and end with the validation loss clearly above the other."""
    yield need(expect_both_losses({"large_history": history}, TRAIN_AGAIN))
    training, validation = _ends(history)
    found = _told(training, validation)
    shown = "a large network whose training loss ends clearly below its validation loss"
    yield need(expect_conclusion(training < 0.8 * validation, shown, found, TRAIN_AGAIN))


def _ends(history):
    return [float(np.mean(history.metrics[name][-10:])) for name in ("loss", "val_loss")]


def _told(training, validation):
    return f"your run ended at {training:.3f} for training and {validation:.3f} for validation"


@question("4.2", points=2, weight=2)
def check_reading(
    best_epoch: NumberRecord, final_gap: NumberRecord, large_history: HistoryRecord
) -> Looks:
    """Judge two readings by the learner's own curves."""
    yield from _need_overfitting(large_history)
    yield expect_best_epoch(best_epoch, large_history)
    yield expect_gap(final_gap, large_history, "`final_gap`")


@question("4.3", points=2, weight=3)
def check_diagnosis(
    overfits: TextRecord,
    underfits: TextRecord,
    ratio: NumberRecord,
    small_history: HistoryRecord,
    large_history: HistoryRecord,
) -> Looks:
    """Judge a diagnosis by the learner's own two runs."""
    runs = {"small": small_history, "large": large_history}
    named = {f"{name}_history": history for name, history in runs.items()}
    yield need(expect_both_losses(named, TRAIN_AGAIN))
    ends = {name: history.metrics["loss"][-1] for name, history in runs.items()}
    times = {name: run.metrics["val_loss"][-1] / ends[name] for name, run in runs.items()}
    apart = (
        f"the validation loss of `small` is {times['small']:.2f} times its training loss, "
        f"that of `large` {times['large']:.2f} times"
    )
    high = f"`small` ends at a training loss of {ends['small']:.3f}, `large` at {ends['large']:.3f}"
    level = {name: _ends(history)[0] for name, history in runs.items()}  # one epoch may jump
    holds = times["large"] > times["small"] and level["small"] > level["large"]
    shown = "a large network that overfits and a small one that underfits"
    yield need(expect_conclusion(holds, shown, f"{apart}; {high}", TRAIN_AGAIN))
    step = "To overfit is to be much better on the rows that were learnt than on others."
    mistake = "overfitting-and-underfitting-swapped"
    yield expect_choice(overfits, "large", list(runs), "`overfits`", step, apart, mistake)
    step = "To underfit is to be bad even on the rows that were learnt."
    yield expect_choice(underfits, "small", list(runs), "`underfits`", step, high, mistake)
    yield _ratio(ratio, small_history, large_history)


def _ratio(ratio, high, low):
    training = high.metrics["loss"][-1], low.metrics["loss"][-1]
    validation = high.metrics["val_loss"][-1] / low.metrics["val_loss"][-1]
    one = "Those are two losses of one network. Compare the training losses of both."
    return expect_number(
        ratio,
        training[0] / training[1],
        "`ratio`",
        "Divide the last training loss of the one that underfits by that of the other.",
        [
            Instead(training[1] / training[0], "ratio-upside-down", "Divide the other way round."),
            Instead(validation, "validation-loss", "Those are validation losses. Take `loss`."),
            Instead(training[0] - training[1], "difference-for-ratio", "Divide, not subtract."),
            *(
                Instead(run.metrics["val_loss"][-1] / run.metrics["loss"][-1], "one-run", one)
                for run in (high, low)
            ),
            *(Instead(loss, "one-loss-alone", "That is one loss. Divide.") for loss in training),
        ],
        within=0.01,
        expected="the last training loss of the one that underfits, divided by the other's",
    )


@question("4.4", weight=4)
def check_stopper(stopper: NamedRecord) -> Looks:
    """Expect early stopping on the validation loss: 0.001, 5, best weights."""
    yield from expect_early_stopping(stopper, where="`stopper`", **SETTINGS)


@question("4.5", points=2, weight=5)
def check_stopped(
    watch: NamedRecord, stopped: HistoryRecord, too_late: NumberRecord, large_history: HistoryRecord
) -> Looks:
    """Expect the training asked for, ended by this callback, and the epochs past its best."""
    for finding in expect_early_stopping(watch, where="`watch`", **SETTINGS):
        yield replace(finding, weight=CONDITION)  # question 4.4 has paid for them
    yield from expect_stopped(stopped, watch, "`stopped`")
    yield from expect_same_training(stopped, large_history, "`stopped`", "make_network(256)")
    yield _too_late(too_late, stopped, watch.settings["best_epoch"] + 1)


def _too_late(too_late, history, best):
    last = history.epochs
    from_zero = "`best_epoch` is counted from 0: the best epoch is that number plus 1."
    return expect_number(
        too_late,
        last - best,
        "`too_late`",
        "Take the number of the best epoch from the number of epochs that were run.",
        [
            Instead(last - best + 1, "counted-from-0", from_zero),
            Instead(
                best, "best-for-distance", "That is the best epoch. How far is the end from it?"
            ),
            Instead(last, "last-for-distance", "That is how many were run. Subtract the best one."),
            Instead(
                best - last, "sign-turned", "The other way round: the end comes after the best."
            ),
        ],
        within=1e-9,
        expected="the epochs run after the best one",
    )


@question("4.6", points=2, weight=8)
def check_repaired(
    repaired_alarm: NamedRecord, repaired: HistoryRecord, broken: HistoryRecord
) -> Looks:
    """Expect the repaired callback and its run, from fresh weights."""
    yield from expect_early_stopping(repaired_alarm, where="`repaired_alarm`", **SETTINGS)
    yield from expect_same_training(repaired, broken, "`repaired`", "make_network(64)")
    yield from expect_stopped(repaired, repaired_alarm, "`repaired`")


@question("4.7", points=2, weight=4)
def check_split(split_by_group: FunctionRecord) -> Looks:
    """Expect that no group is cut, no row is lost, and a quarter of the groups is held back."""
    groups = np.random.default_rng().integers(0, 40, 400) * 3 + 100
    called = split_by_group.call(groups)
    yield _left_alone(called)
    sides = row_sides(called.value)
    proper = expect(
        sides is not None,
        where="what `split_by_group` returns",
        expected="two arrays of row numbers, such as 0, 5 and 17",
        found=what_came(called),
        next_step="Return the two arrays: `return train_rows, valid_rows`.",
        weight=CONDITION,
    )
    yield need(proper)
    train, valid = sides or []
    yield need(_once(train, valid, len(groups)))
    # Where groups are cut, nobody can say how many of them are on a side.
    yield need(_no_group_cut(groups, train, valid))
    yield _a_quarter(groups, train, valid)
    words = np.array(["ann", "bob", "cy", "dee"] * 5)
    yield _works_with_words(split_by_group.call(words))


def _left_alone(called):
    return expect(
        not called.changed,
        where="`groups`",
        expected="left as it was",
        found="changed by the call",
        next_step="Work on a copy: `groups = groups.copy()`.",
        mistake="changes-its-input",
        weight=CONDITION,
        slip=True,
    )


def _once(train, valid, rows):
    both = np.concatenate([train, valid])
    counted = np.bincount(both[(both >= 0) & (both < rows)], minlength=rows)
    lost, twice = int(np.sum(counted == 0)), int(np.sum(counted > 1))
    outside = int(np.sum((both < 0) | (both >= rows)))
    masks = len(train) == len(valid) == rows and set(both) <= {0, 1}
    step = "Give the places of the rows, counted from 0, not the names of the groups."
    if twice == rows:
        step = "Every row is on both sides. What is kept for validation must not be learnt."
    if masks:
        step = "These say yes or no for each row. `np.flatnonzero` gives the places of the yes."
    return expect(
        not (lost or twice or outside),
        where=f"the rows, of {rows}",
        expected="each of them once, on one side",
        found=f"{lost} on no side, {twice} more than once, {outside} that do not exist",
        next_step=step,
        mistake="masks-for-places" if masks else "not-every-row-once",
    )


def _no_group_cut(groups, train, valid):
    cut = np.intersect1d(groups[train], groups[valid])
    known = np.isin(groups[valid], cut).mean() if len(valid) else 0.0
    return expect(
        len(cut) == 0,
        where="groups on both sides",
        expected="none",
        found=f"{len(cut)} of {len(np.unique(groups))}; {known:.0%} of your validation rows have a "
        "group that was learnt",
        next_step="Choose groups, not rows: all rows of a group go to the same side.",
        mistake="groups-on-both-sides",
        weight=2,
    )


def _a_quarter(groups, train, valid):
    share = len(np.unique(groups[valid])) / len(np.unique(groups))
    step, mistake = "A quarter of the groups is `test_size=0.25`.", ""
    if share > 0.6:
        step, mistake = "The training rows come first, then those for validation.", "sides-swapped"
    return expect(
        0.15 <= share <= 0.35,
        where="groups for validation",
        expected="about a quarter",
        found=f"{share:.0%}",
        next_step=step,
        mistake=mistake,
    )


def _works_with_words(called):
    return expect(
        row_sides(called.value) is not None,
        where="groups that are words",
        expected="a split, too",
        found=what_came(called),
        next_step="A group may have any name: compare names, do not compute with them.",
        weight=CONDITION,
    )


@question("4.8")
def check_caught(explorer: ExplorerRecord, token: TextRecord) -> Looks:
    """Expect a setting of the capacity explorer that reaches its goal."""
    yield expect_goal(explorer, token, "capacity")
