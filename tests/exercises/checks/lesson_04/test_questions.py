"""Every question of exercise 4: other spellings, named mistakes, malformed answers."""

import numpy as np

from tests.exercises.proofs import Proofs, ask, run

# A small table stands in for the hotel: what is judged is the learner's own run.
SETUP = """
import warnings
from course_utils import explore_capacity, explore_neuron
from sklearn.model_selection import GroupKFold, GroupShuffleSplit
from keras.callbacks import EarlyStopping

rng = np.random.default_rng(0)
X_train, X_valid = rng.normal(size=(64, 6)), rng.normal(size=(64, 6))
y_train = np.abs(X_train[:, 0] + rng.normal(0, 0.7, 64))
y_valid = np.abs(X_valid[:, 0] + rng.normal(0, 0.7, 64))

def make_network(units):
    keras.utils.set_random_seed(1)
    network = keras.Sequential([
        keras.Input((6,)), keras.layers.Dense(units, activation="relu"), keras.layers.Dense(1)])
    network.compile(optimizer=keras.optimizers.Adam(0.05), loss="mean_absolute_error")
    return network

def fit(network, *callbacks, epochs=200, **options):
    options = {"validation_data": (X_valid, y_valid), "batch_size": 32, "verbose": 0} | options
    return network.fit(X_train, y_train, epochs=epochs, callbacks=list(callbacks), **options)

def stopping(**changes):
    wanted = {"min_delta": 0.001, "patience": 5, "restore_best_weights": True}
    return EarlyStopping(**(wanted | changes))

def without_rows(callback):
    with warnings.catch_warnings(action="ignore"):
        return fit(make_network(64), callback, epochs=3, validation_data=None)

large_history = {
    "loss": [0.50, 0.20, 0.10, 0.09, 0.05, 0.04, 0.03],
    "val_loss": [0.60, 0.30, 0.20, 0.21, 0.22, 0.23, 0.25]}
small_history = {
    "loss": [0.60, 0.50, 0.45, 0.42, 0.41, 0.40, 0.40],
    "val_loss": [0.65, 0.55, 0.50, 0.46, 0.45, 0.44, 0.43]}
level = large_history | {"loss": [0.6, 0.5, 0.3, 0.2, 0.2, 0.2, 0.1]}
turned = large_history | {"loss": [0.7, 0.5, 0.4, 0.4, 0.4, 0.3, 0.24]}

explorer = explore_capacity()
alarm = stopping(monitor="loss", mode="max")
colleague = make_network(64)
broken = fit(colleague, alarm, validation_data=None)
"""

# The published solutions read `.history` of what `fit` returns.
AS_HISTORY = """
class Run(keras.callbacks.History):
    def __init__(self, curves):
        super().__init__()
        self.history, self.params = curves, {}
large_history, small_history = Run(large_history), Run(small_history)
"""

BY_HAND = """
def split_by_group(groups):
    names = np.random.default_rng(0).permutation(np.unique(groups))
    chosen = names[:len(names) // 4]
    there = np.isin(groups, chosen)
    return np.flatnonzero(~there), np.flatnonzero(there)
"""

IN_LISTS = """
def split_by_group(groups):
    names = list(dict.fromkeys(groups))
    held_out = set(names[::4])
    here = [i for i, g in enumerate(groups) if g not in held_out]
    return [here, [i for i, g in enumerate(groups) if g in held_out]]
"""

BY_PANDAS = """
def split_by_group(groups):
    code = pd.Series(groups).factorize()[0]
    return pd.Series(np.where(code % 4 > 0)[0]), pd.Series(np.where(code % 4 == 0)[0])
"""

BY_ROWS = """
def split_by_group(groups):
    rows = np.random.default_rng(0).permutation(len(groups))
    cut = len(rows) // 4
    return rows[cut:], rows[:cut]
"""

LATER = """
watch = stopping()
stopped = fit(make_network(256), watch)
too_late = len(stopped.epoch) - 1 - watch.best_epoch
"""

REPAIRED = """
repaired_alarm = {}
repaired = fit(make_network(64), repaired_alarm)
"""


class TestLesson04(Proofs):
    lesson = 4
    setup = SETUP + AS_HISTORY
    before = {"4.5": "large_history = fit(make_network(256), epochs=60)"}

    right = {
        "4.1": [
            "guess, outcome = 'about equal', ' Training Lower '",
            "guess = outcome = 'TRAINING LOWER'",
            "large_history = large_history.history",
            "large_history = pd.DataFrame(large_history.history)",
        ],
        "4.2": [
            "best_epoch, final_gap = 3, 0.22",
            "best_epoch = 1 + pd.Series(large_history.history['val_loss']).idxmin()",
            "best_epoch = np.array([3]); final_gap = np.float32(0.22)",
            "curve = large_history.history['val_loss']; best_epoch = curve.index(min(curve)) + 1",
            "table = pd.DataFrame(large_history.history); "
            "final_gap = (table['val_loss'] - table['loss']).iloc[-1]",
        ],
        "4.3": [
            # The last epoch of the large network jumps; its curve is the lower one all the same.
            "large_history = keras.callbacks.History()\n"
            "large_history.history = {'loss': [.5, .1, .05, .04, .03, .03, .41],"
            " 'val_loss': [.6, .3, .2, .2, .2, .2, .9]}\nratio = 0.40 / 0.41",
            "overfits, underfits = 'LARGE', ' small'",
            "ratio = 0.40 / 0.03",
            "ratio = np.float32(13.33)",
            "large_history = large_history.history",
            "small_history = pd.DataFrame(small_history.history)",
        ],
        "4.4": [
            "stopper = EarlyStopping('val_loss', 0.001, 5, restore_best_weights=True)",
            "stopper = stopping(monitor='val_loss', mode='min', verbose=1)",
            "stopper = keras.callbacks.EarlyStopping(patience=5, min_delta=1e-3, "
            "restore_best_weights=1)",
            "stopper = stopping(min_delta=-0.001)",
            "stopper = stopping(); fit(make_network(64), stopper, epochs=2)",
            "class Stop(EarlyStopping):\n"
            "    def __init__(self):\n"
            "        super().__init__(min_delta=0.001, patience=5, restore_best_weights=True)\n"
            "stopper = Stop()",
        ],
        "4.5": [
            LATER,
            "too_late = watch.stopped_epoch - watch.best_epoch",
            "too_late = 5",
            "stopped = stopped.history",
            LATER.replace(
                "stopped = fit(make_network(256)",
                "net = make_network(256)\nkeras.utils.set_random_seed(5)\nstopped = fit(net",
            ),
            LATER.replace("watch)", "watch, keras.callbacks.TerminateOnNaN(), epochs=150)"),
        ],
        "4.6": [
            REPAIRED.format("stopping()"),
            REPAIRED.format("stopping(monitor='val_loss')"),
            REPAIRED.format("stopping(mode='auto', verbose=0)"),
            REPAIRED.format("stopping(mode='min')") + "repaired = repaired.history",
            "broken = pd.DataFrame(broken.history)",
        ],
        "4.7": [
            BY_HAND,
            IN_LISTS,
            BY_PANDAS,
            "def split_by_group(groups):\n"
            "    return next(GroupKFold(n_splits=4).split(groups, groups=groups))",
            "def split_by_group(names):\n"
            "    split = GroupShuffleSplit(test_size=0.25).split(names, groups=names)\n"
            "    return list(next(split))",
        ],
        "4.8": [
            "token = 'capacity width=16 depth=2 noise=0.8 n_examples=12 epoch=140'",
            "token = ' capacity epoch=140 n_examples=12 noise=0.8 depth=1 width=32\\n'",
            "token = 'capacity width=8 depth=2 noise=0.40 n_examples=12 epoch=140'",
            "token = explorer.token(width=32, depth=2, noise=0.8, n_examples=12)",
            "explorer = explore_capacity(state=token)",
        ],
    }

    wrong = {
        "4.1": [
            (
                "outcome = 'about equal'",
                "your run ended at 0.144 for training and 0.287 for validation",
            ),
            ("guess = outcome = 'validation lower'", "Look at the two losses again"),
            ("guess = 'training'", "Write one of these words"),
            ("outcome = 'about equal'; large_history = level", "0.300 for training and 0.287"),
            ("outcome = 'validation lower'; large_history = turned", "0.420 for training"),
            ("large_history = {'loss': [3.0, 2.0]}", "`large_history` is a history of 2"),
            ("large_history = broken", "Run the cell that trains both networks"),
        ],
        "4.2": [
            ("best_epoch = 2", "Python counts from 0"),
            ("best_epoch = 7", "where the training curve is lowest"),
            ("best_epoch = 0.2", "In which epoch was it"),
            ("final_gap = -0.22", "Take the training loss from the other one"),
            ("final_gap = 0.25 / 0.03", "That is a ratio"),
            ("final_gap = 0.1", "the gap at the best epoch"),
            ("final_gap = 0.25", "one loss alone"),
            ("final_gap = 22", "Do not multiply it by 100"),
            ("large_history = {'loss': [1.0]}", "without them"),
        ],
        "4.3": [
            ("overfits, underfits = 'small', 'large'", "much better on the rows that were learnt"),
            ("overfits = 'small'", "the validation loss of `small` is"),
            ("underfits = 'large'", "`small` ends at a training loss of 0.400"),
            ("overfits = 'both'", "Write one of these words"),
            ("ratio = 0.03 / 0.40", "Divide the other way round"),
            ("ratio = 0.43 / 0.25", "Those are validation losses"),
            ("ratio = 0.37", "Divide, not subtract"),
            ("ratio = 2", "the one that underfits by that of the other"),
            ("ratio = 0.25 / 0.03", "two losses of one network"),
            ("ratio = 0.03", "That is one loss"),
            ("small_history = {'loss': []}", "`small_history` is"),
            (
                "small_history, large_history = large_history, small_history\n"
                "overfits, underfits = 'small', 'large'",
                "`small` ends at a training loss of 0.030",
            ),
        ],
        "4.4": [
            ("stopper = stopping(monitor='loss')", "keeps falling while the network learns noise"),
            ("stopper = stopping(mode='max')", "lower is better"),
            ("stopper = stopping(patience=20)", "Write `patience=5`"),
            ("stopper = stopping(min_delta=0.1)", "Write `min_delta=0.001`"),
            ("stopper = stopping(restore_best_weights=False)", "`restore_best_weights=True`"),
            ("stopper = EarlyStopping()", "Write `patience=5`"),
            ("stopper = keras.callbacks.ReduceLROnPlateau(patience=5)", "`reduce_lr_on_plateau`"),
            ("stopper = keras.optimizers.Adam()", "the callback `EarlyStopping`"),
            ("stopper = stopping(start_from_epoch=50)", "does not look at the epochs before"),
            ("stopper = stopping(baseline=0.1)", "is given up that does not soon get below it"),
            (
                "class Mine(EarlyStopping):\n    def on_epoch_end(self, *a, **k): pass\n"
                "stopper = Mine(min_delta=0.001, patience=5, restore_best_weights=True)",
                "the callback `mine`",
            ),
        ],
        "4.5": [
            ("watch = stopping(); stopped = without_rows(watch)", "validation_data=(X_valid"),
            ("watch = stopping()", "`fit` does not know of it: `fit(..., callbacks=[...])`"),
            (LATER.replace("watch)", "watch, epochs=2)"), "all 2 epochs that were asked for"),
            ("stopped = fit(make_network(8), stopping())", "both from the same run"),
            ("too_late = too_late + 1", "the best epoch is that number plus 1"),
            ("too_late = len(stopped.epoch)", "Subtract the best one"),
            ("too_late = -too_late", "The other way round"),
            (LATER.replace("stopping()", "stopping(patience=3)"), "Write `patience=5`"),
            (LATER.replace("watch)", "watch, batch_size=8)"), "Write `batch_size=32`"),
            (
                LATER.replace("watch)", "watch, validation_data=None, validation_split=0.5)"),
                "would take some of them away",
            ),
            (LATER.replace("256", "64"), "`make_network(256)`, with"),
            (
                LATER.replace("watch)", "watch, validation_data=(X_train, y_train))"),
                "Validate on the rows kept for it",
            ),
            (
                LATER.replace(
                    "stopped = fit(make_network(256)",
                    "net = make_network(256); fit(net, epochs=20)\nstopped = fit(net",
                ),
                "goes on from the weights it finds",
            ),
        ],
        "4.6": [
            (REPAIRED.format("stopping(monitor='loss')"), 'monitor="val_loss"'),
            (REPAIRED.format("stopping(mode='max')"), "lower is better"),
            ("repaired_alarm = stopping(); repaired = without_rows(repaired_alarm)", "validation"),
            ("repaired_alarm, repaired = alarm, broken", 'monitor="val_loss"'),
            ("repaired_alarm = stopping()", "never seen an epoch"),
            (
                "again = make_network(64); fit(again, stopping(monitor='loss', mode='max'))\n"
                "for _ in range(5): fit(again, epochs=20)\n"
                "repaired_alarm = stopping(); repaired = fit(again, repaired_alarm)",
                "Call `make_network(64)` again",
            ),
            (
                REPAIRED.format("stopping()").replace("_alarm)", "_alarm, batch_size=4)"),
                "Write `batch_size=32`",
            ),
            (REPAIRED.format("stopping()").replace("64", "256"), "Make it with `make_network(64)`"),
        ],
        "4.7": [
            (
                "def split_by_group(groups): return np.arange(len(groups)), np.arange(len(groups))",
                "Every row is on both sides",
            ),
            (BY_ROWS, "Choose groups, not rows"),
            (BY_HAND.replace("(~there)", "(there)").replace("(there)\n", "(~there)\n"), "first"),
            (BY_HAND.replace("// 4", "// 2"), "`test_size=0.25`"),
            (BY_HAND.replace("np.flatnonzero(~there), ", "names, "), "not the names"),
            (
                "def split_by_group(groups):\n"
                "    names = np.unique(groups)\n    return names[10:], names[:10]",
                "that do not exist",
            ),
            (
                "def split_by_group(groups): return np.arange(300), np.arange(300, 400)",
                "was learnt",
            ),
            ("def split_by_group(groups): return np.arange(300), np.arange(100)", "more than once"),
            ("def split_by_group(groups): return groups < 5", "two arrays of row numbers"),
            ("def split_by_group(groups): return groups < 190, groups >= 190", "`np.flatnonzero`"),
            (
                "def split_by_group(groups):\n    rows = np.arange(len(groups))\n"
                "    return rows[groups % 4 > 0], rows[groups % 4 == 0]",
                "compare names",
            ),
        ],
        "4.8": [
            ("token = token.replace('=12', '=96')", "fewer examples bring more noise"),
            ("token = token.replace('width=32', 'width=1')", "A larger network"),
            ("token = token.replace('noise=0.8', 'noise=0.2')", "the floor 0.04"),
            ("token = token.replace('=32', '=33')", "never stands at `33`"),
            ("token = 'capacity width=32'", "Expected a value for"),
            ("token = 'neuron w=3 b=90 epoch=0'", "belongs to another explorer"),
            (
                "explorer = explore_neuron(); token = explorer.token(w=3, b=90)",
                "the explorer of this section",
            ),
        ],
    }

    def test_a_split_by_rows_is_no_swap(self, desk):
        assert "training rows come first" not in str(ask("4.7", run(BY_ROWS, desk)))

    def test_both_names_swapped_earn_a_third(self, desk):
        names = run("overfits, underfits, ratio = 'small', 'large', 0.4 / 0.03", desk)
        assert np.isclose(ask("4.3", names).credit, 1 / 3)
