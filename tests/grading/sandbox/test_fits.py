"""A history is told from one that was written by hand."""

import numpy as np
import pytest

from course_utils.exercises.records import HistoryRecord
from course_utils.grading.sandbox.fits import is_of_fits

RUNS = [
    {"loss": [3.0, 2.0, np.nan], "val_loss": [4.0, 3.0, 2.5]},
    {"loss": [1.5, 1.0]},
]
OF_FITS = {
    "one run": {"loss": [3.0, 2.0, np.nan], "val_loss": [4.0, 3.0, 2.5]},
    "a run that was cut short": {"loss": [3.0, 2.0], "val_loss": [4.0, 3.0]},
    "one curve of it": {"val_loss": [4.0, 3.0, 2.5]},
    "two runs, one after the other": {"loss": [3.0, 2.0, np.nan, 1.5, 1.0]},
    "with a curve of a callback's own": {"loss": [1.5, 1.0], "learning_rate": [0.1, 0.05]},
    "nothing": {},
}
WRITTEN = {
    "other numbers": {"loss": [1.5, 0.9]},
    "one epoch more": {"loss": [1.5, 1.0, 0.5]},
    "the best epochs": {"loss": [2.0, 1.0]},
    "curves of two runs": {"loss": [1.5, 1.0], "val_loss": [4.0, 3.0]},
    "a curve that no fit wrote": {"loss": [1.5, 1.0], "val_binary_accuracy": [0.9, 1.0]},
}


@pytest.mark.parametrize("curves", OF_FITS.values(), ids=OF_FITS)
def test_what_fit_wrote(curves):
    assert is_of_fits(HistoryRecord(curves), RUNS)


@pytest.mark.parametrize("curves", WRITTEN.values(), ids=WRITTEN)
def test_what_no_fit_wrote(curves):
    assert not is_of_fits(HistoryRecord(curves), RUNS)


TRAINS = """
import keras
import numpy as np

X, y = np.ones((8, 1)), np.ones(8)
model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
model.compile(loss="mse")
def fit(*callbacks):
    options = {"validation_data": (X, y), "epochs": 2, "verbose": 0}
    return model.fit(X, y, callbacks=list(callbacks), **options)

class Rewrite(keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        logs["loss"] = 0.1

own = keras.callbacks.History()
fit(own)
twice = fit(own)
table, rewritten, written = fit().history, fit(Rewrite()), keras.callbacks.History()
written.history = {"loss": [2.0, 1.0]}
"""


def test_a_child_says_which_histories_fit_made(host, limits):
    with host.child(limits) as child:
        child.channel.receive(60)
        child.channel.send({"do": "cell", "source": TRAINS}, 20)
        ran = child.channel.receive(300)
        assert "output" in ran, ran
        names = ["twice", "table", "rewritten", "written", "X"]
        child.channel.send({"do": "answers", "names": names}, 20)
        answers = child.channel.receive(300)["answers"]
    assert [answer.get("by_fit") for answer in answers] == [True, True, False, False, None]
