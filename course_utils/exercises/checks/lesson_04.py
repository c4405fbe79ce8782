"""Checks of lesson 4: overfitting and underfitting, on a hotel's bookings in summer."""

import numpy as np

from course_utils.exercises.acceptance import as_array
from course_utils.exercises.expect import (
    Instead,
    condition,
    expect,
    expect_best_epoch,
    expect_both_losses,
    expect_choice,
    expect_early_stopping,
    expect_gap,
    expect_goal,
    expect_number,
    expect_stopped,
)
from course_utils.exercises.questions import question
from course_utils.exercises.records import (
    ExplorerRecord,
    FunctionRecord,
    HistoryRecord,
    NamedRecord,
    NumberRecord,
    SequenceRecord,
    TextRecord,
)

TRAIN_AGAIN = "Run the cell that trains both networks, then this one."
SETTINGS = {"min_delta": 0.001, "patience": 5, "restore_best_weights": True}
CHOICES = ["training lower", "validation lower", "about equal"]


@question(
    "4.1",
    hints=[
        "Count: about 90,000 parameters, and 500 bookings to learn.",
        "On which of the two kinds of rows does it help to know the noise by heart?",
        "Train, then compare the last ten numbers of `loss` with those of `val_loss`.",
    ],
    insight="It knows its own 500 bookings far better than others. The difference is noise.",
)
def check_guess(guess: TextRecord, large_history: HistoryRecord):
    """Judge a guess, made before training, by the run itself."""
    readable = expect_both_losses({"large_history": large_history}, TRAIN_AGAIN)
    yield readable
    if not readable.ok:
        return
    training, validation = (
        float(np.mean(large_history.metrics[name][-10:])) for name in ("loss", "val_loss")
    )
    found = f"your run ended at {training:.3f} for training and {validation:.3f} for validation"
    step = "A guess may be wrong: look at the two losses and say what they show."
    right = _lower(training, validation)
    yield expect_choice(guess, right, CHOICES, "the losses at the end", step, found)


def _lower(training, validation):
    """Name the lower loss; within 20 % of the larger one they are about equal."""
    if abs(training - validation) <= 0.2 * max(training, validation):
        return "about equal"
    return "training lower" if training < validation else "validation lower"


@question(
    "4.2",
    points=2,
    hints=[
        "Both answers are in `large_history.history`. Which of its lists is the validation loss?",
        "`np.argmin(...)` gives the place of the lowest number, counted from 0. `[-1]` takes the "
        "last number of a list.",
        "The best epoch is `np.argmin(...) + 1`. The gap is validation loss minus training loss.",
    ],
    insight="The best network was there in the middle of the training, and was overwritten.",
)
def check_reading(best_epoch: NumberRecord, final_gap: NumberRecord, large_history: HistoryRecord):
    """Judge two readings by the learner's own curves."""
    readable = expect_both_losses({"large_history": large_history}, TRAIN_AGAIN)
    yield readable
    if readable.ok:
        yield expect_best_epoch(best_epoch, large_history)
        yield expect_gap(final_gap, large_history, "`final_gap`")


@question(
    "4.3",
    points=2,
    hints=[
        "Compare the two curves of each network, and look how high the training curve ends.",
        "A validation loss many times the training loss is overfitting. A training loss that stays "
        "high is underfitting.",
        '`small_history.history["loss"][-1]` is one of the two numbers for `ratio`.',
    ],
    insight="Underfitting shows in the training loss, overfitting beside it. Look at both.",
)
def check_diagnosis(
    overfits: TextRecord,
    underfits: TextRecord,
    ratio: NumberRecord,
    small_history: HistoryRecord,
    large_history: HistoryRecord,
):
    """Judge a diagnosis by the learner's own two runs."""
    runs = {"small": small_history, "large": large_history}
    named = {f"{name}_history": history for name, history in runs.items()}
    readable = expect_both_losses(named, TRAIN_AGAIN)
    yield readable
    if not readable.ok:
        return
    ends = {name: history.metrics["loss"][-1] for name, history in runs.items()}
    times = {name: run.metrics["val_loss"][-1] / ends[name] for name, run in runs.items()}
    wide, high = max(times, key=times.get), max(ends, key=ends.get)
    found = (
        f"the validation loss of `small` is {times['small']:.2f} times its training loss, "
        f"that of `large` {times['large']:.2f} times"
    )
    step = "To overfit is to be much better on the rows that were learnt than on others."
    mistake = "overfitting-and-underfitting-swapped"
    yield expect_choice(overfits, wide, list(runs), "`overfits`", step, found, mistake)
    found = (
        f"`small` ends at a training loss of {ends['small']:.3f}, `large` at {ends['large']:.3f}"
    )
    step = "To underfit is to be bad even on the rows that were learnt."
    yield expect_choice(underfits, high, list(runs), "`underfits`", step, found, mistake)
    yield _ratio(ratio, runs[high], next(run for name, run in runs.items() if name != high))


def _ratio(ratio, high, low):
    training = high.metrics["loss"][-1], low.metrics["loss"][-1]
    validation = high.metrics["val_loss"][-1] / low.metrics["val_loss"][-1]
    return expect_number(
        ratio,
        training[0] / training[1],
        "`ratio`",
        "Divide the last training loss of the one that underfits by that of the other.",
        [
            Instead(training[1] / training[0], "ratio-upside-down", "Turn the fraction over."),
            Instead(validation, "validation-loss", "Those are validation losses. Take `loss`."),
            Instead(training[0] - training[1], "difference-for-ratio", "Divide, not subtract."),
        ],
        within=0.01,
        expected="the last training loss of the one that underfits, divided by the other's",
    )


@question(
    "4.4",
    hints=[
        "It is in `keras.callbacks`, and the lesson uses it.",
        "It takes `min_delta`, `patience` and `restore_best_weights`. What it watches by itself is "
        "the validation loss.",
        "`keras.callbacks.EarlyStopping(min_delta=..., patience=..., restore_best_weights=...)`",
    ],
    insight="Three numbers say what you mean by better, by waiting, and by going back.",
)
def check_stopper(stopper: NamedRecord):
    """Expect early stopping on the validation loss: 0.001, 5, best weights."""
    yield from expect_early_stopping(stopper, where="`stopper`", **SETTINGS)


@question(
    "4.5",
    points=2,
    hints=[
        "`fit` needs two things for it: rows to validate on, and the list of callbacks.",
        "`fit(X_train, y_train, validation_data=(X_valid, y_valid), epochs=200, batch_size=32, "
        "callbacks=[watch], verbose=0)`",
        "`watch.best_epoch` is counted from 0, the length of a curve from 1.",
    ],
    insight="It runs on past the best epoch for as long as its patience. Without "
    "`restore_best_weights` you would keep the weights of that later epoch.",
)
def check_stopped(watch: NamedRecord, stopped: HistoryRecord, too_late: NumberRecord):
    """Expect a run that this callback ended, and the epochs it ran past its best."""
    yield from map(condition, expect_early_stopping(watch, where="`watch`", **SETTINGS))
    ended = list(expect_stopped(stopped, watch, "`stopped`"))
    yield from ended
    if all(finding.ok for finding in ended):
        best = watch.settings["best_epoch"] + 1
        yield _too_late(too_late, stopped, best)


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
            Instead(best - last, "sign-turned", "Turn it round: the end comes after the best."),
        ],
        within=1e-9,
        expected="the epochs run after the best one",
    )


@question(
    "4.6",
    points=2,
    hints=[
        "What does the callback watch? And is a higher loss a better one?",
        "Watch the validation loss, with lower as better. Then `fit` needs rows to compute it on.",
        '`monitor="val_loss"`, `mode="min"` or no `mode` at all, and '
        "`validation_data=(X_valid, y_valid)` in `fit`.",
    ],
    insight='With `mode="max"` a falling loss looks like five bad epochs in a row.',
)
def check_repaired(repaired_alarm: NamedRecord, repaired: HistoryRecord, broken: HistoryRecord):
    """Expect the repaired callback and its run, from fresh weights."""
    yield from expect_early_stopping(repaired_alarm, where="`repaired_alarm`", **SETTINGS)
    yield from expect_stopped(repaired, repaired_alarm, "`repaired`")
    yield _starts_fresh(repaired, broken)


def _starts_fresh(repaired, broken):
    """A second `fit` of the same model begins near the loss at which the first one ended."""
    first = [float(next(iter(run.metrics.get("loss", ())), np.nan)) for run in (repaired, broken)]
    end = float(np.min(broken.metrics.get("loss", np.nan), initial=np.inf))
    fresh = first[0] > (first[1] + end) / 2
    found = (
        f"{first[0]:.2f}, near {end:.2f}, where the broken run came to; it began at {first[1]:.2f}"
    )
    step = "`fit` goes on from the weights it finds. Call `make_network(64)` again before it."
    where = "the training loss of the first epoch"
    wanted = "that of a fresh network"
    return condition(expect(fresh, where, wanted, found, step, "fit-again-to-start-again"))


@question(
    "4.7",
    points=2,
    hints=[
        "First choose groups, not rows. Then ask for each row on which side its group is.",
        "`GroupShuffleSplit(n_splits=1, test_size=0.25, random_state=1)` has a method `split` that "
        "takes the rows and `groups=`. It gives pairs of arrays, one pair for each split.",
        "`next(splitter.split(groups, groups=groups))` is the pair: training rows first.",
    ],
    insight="What will be new when the model is used must be new in the validation rows.",
)
def check_split(split_by_group: FunctionRecord):
    """Expect that no group is cut, no row is lost, and a quarter of the groups is held back."""
    groups = np.random.default_rng().integers(0, 40, 400) * 3 + 100
    called = split_by_group.call(groups)
    sides = _sides(called.value)
    proper = expect(
        sides is not None,
        "what `split_by_group` returns",
        "two arrays of row numbers, such as 0, 5 and 17",
        _returned(called),
        "Return the two arrays: `return train_rows, valid_rows`.",
    )
    yield condition(proper)
    yield condition(_left_alone(called))
    if sides is None:
        return
    train, valid = sides
    once = _once(train, valid, len(groups))
    yield once
    if not once.ok:
        return
    yield _no_group_cut(groups, train, valid)
    yield _a_quarter(groups, train, valid)
    words = np.array(["ann", "bob", "cy", "dee"] * 5)
    yield condition(_works_with_words(split_by_group.call(words)))


def _sides(value):
    """Two arrays of whole numbers, or None where the answer is something else."""
    arrays = [as_array(item) for item in value.items] if isinstance(value, SequenceRecord) else []
    if len(arrays) != 2 or any(array is None or array.values.ndim != 1 for array in arrays):
        return None
    values = [array.values for array in arrays]
    if any(side.dtype.kind not in "biuf" or not np.all(side == np.round(side)) for side in values):
        return None
    return [side.astype(int) for side in values]


def _returned(called):
    if called.timed_out:
        return "nothing: it was still running at its deadline"
    if called.error:
        return f"`{called.error}`".replace("``", "`")
    return called.value.describe()


def _left_alone(called):
    return expect(
        not called.changed,
        "`groups`",
        "left as it was",
        "changed by the call",
        "Work on a copy: `groups = groups.copy()`.",
        "changes-its-input",
    )


def _once(train, valid, rows):
    both = np.concatenate([train, valid])
    counted = np.bincount(both[(both >= 0) & (both < rows)], minlength=rows)
    lost, twice = int(np.sum(counted == 0)), int(np.sum(counted > 1))
    outside = int(np.sum((both < 0) | (both >= rows)))
    return expect(
        not (lost or twice or outside),
        f"the rows, of {rows}",
        "each of them once, on one side",
        f"{lost} on no side, {twice} more than once, {outside} that do not exist",
        "Give the places of the rows, counted from 0, not the names of the groups.",
        "not-every-row-once",
    )


def _no_group_cut(groups, train, valid):
    cut = np.intersect1d(groups[train], groups[valid])
    known = np.isin(groups[valid], cut).mean() if len(valid) else 0.0
    return expect(
        len(cut) == 0,
        "groups on both sides",
        "none",
        f"{len(cut)} of {len(np.unique(groups))}; {known:.0%} of your validation rows have a "
        "group that was learnt",
        "Choose groups, not rows: all rows of a group go to the same side.",
        "groups-on-both-sides",
        weight=2,
    )


def _a_quarter(groups, train, valid):
    share = len(np.unique(groups[valid])) / len(np.unique(groups))
    step, mistake = "A quarter of the groups is `test_size=0.25`.", ""
    if share > 0.6:
        step, mistake = "The training rows come first, then those for validation.", "sides-swapped"
    return expect(
        0.15 <= share <= 0.35,
        "groups for validation",
        "about a quarter",
        f"{share:.0%}",
        step,
        mistake,
    )


def _works_with_words(called):
    return expect(
        _sides(called.value) is not None if called.value is not None else False,
        "groups that are words",
        "a split, too",
        _returned(called),
        "A group may have any name: compare names, do not compute with them.",
    )


@question(
    "4.8",
    hints=[
        "Two things are needed: a network that is able to learn noise, and noise to learn.",
        "Few examples, much noise, a wide network. Then look at the last epoch.",
        "With 12 examples and noise 0.8 several wide networks do it. Watch the sentence below the "
        "controls: it says when noise is learnt.",
    ],
    insight="With 96 examples the same network does not get there: more data is the best cure.",
)
def check_caught(explorer: ExplorerRecord, token: TextRecord):
    """Expect a setting of the capacity explorer that reaches its goal."""
    yield expect_goal(explorer, token, "capacity")
