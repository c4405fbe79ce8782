"""How many marks a notebook can get for runs that it never made.

Each question about a run gets curves that were made up, and right answers about these curves. No
network of the course is trained. A mark is obtained wherever the check believes the curves.
"""

import json
from dataclasses import dataclass

from course_utils.source.course_map import lessons, root

TOOLS = """
import keras
import numpy as np

def fall(start, end, epochs):
    return list(np.geomspace(start, end, epochs))

def rise(start, low, end, epochs):
    half = epochs // 2
    return fall(start, low, half) + fall(low * 1.001, end, epochs - half)

def early(best_epoch, curve, **settings):
    made = keras.callbacks.EarlyStopping(restore_best_weights=True, **settings)
    made.best_epoch, made.stopped_epoch, made.best = best_epoch, len(curve) - 1, curve[best_epoch]
    made.wait = settings["patience"]
    return made
"""

# How a history comes about whose numbers are `curves`; `noted` is what Keras notes of a run.
WAYS = {
    "by hand": """
def run(noted=None, **curves):
    made = keras.callbacks.History()
    made.history, made.params = curves, noted or {}
    return made
""",
    "by a callback": """
def run(noted=None, **curves):
    class Rewrite(keras.callbacks.Callback):
        def on_epoch_end(self, epoch, logs=None):
            logs.clear()
            logs.update({name: curve[epoch] for name, curve in curves.items()})
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    model.compile(loss="mse")
    epochs = len(curves["loss"])
    made = model.fit(np.ones((1, 1)), np.ones(1), epochs=epochs, callbacks=[Rewrite()], verbose=0)
    made.params |= noted or {}
    return made
""",
    "by a training step": """
def run(noted=None, **curves):
    class Liar(keras.Sequential):
        def train_step(self, data):
            return self.told("")
        def test_step(self, data):
            return self.told("val_")
        def told(self, before):
            values = {n.removeprefix("val_"): c[self.epoch] for n, c in curves.items()
                      if n.startswith("val_") == bool(before)}
            return values
    class Count(keras.callbacks.Callback):
        def on_epoch_begin(self, epoch, logs=None):
            self.model.epoch = epoch
    model = Liar([keras.Input((1,)), keras.layers.Dense(1)])
    model.compile(loss="mse", run_eagerly=True)
    one = np.ones((1, 1)), np.ones(1)
    made = model.fit(*one, validation_data=one if "val_loss" in curves else None,
                     epochs=len(curves["loss"]), callbacks=[Count()], verbose=0)
    made.params |= noted or {}
    return made
""",
}

# By question: answers as the lesson has it.
AS_TAUGHT = {
    "2.7": """
linear_history = run(loss=fall(30, 8, 40), val_loss=fall(30, 8, 40))
relu_history = run(loss=fall(30, 4, 40), val_loss=fall(30, 4, 40))
guess = outcome = "the ReLU network" """,
    "2.8": "factor = linear_history.history['val_loss'][-1] / relu_history.history['val_loss'][-1]",
    "3.4": "history = run({'steps': 3, 'epochs': 60}, loss=fall(22, 2.5, 60))",
    "3.5": """
curve = run({'steps': 10, 'epochs': 60}, loss=fall(22, 2, 60))
first_epoch = int(np.flatnonzero(np.array(curve.history['loss']) < 3)[0]) + 1""",
    "3.6": """
scaled_history = run(loss=fall(500, 10, 10))
raw_history = run(loss=fall(500, 10**9, 10))
guess = outcome = "more than ten times as large, or no number" """,
    "3.7": "repaired = run({'steps': 3, 'epochs': 20}, loss=fall(500, 9, 20))",
    "4.1": """
noted = {'steps': 12, 'epochs': 60}
large_history = run(noted, loss=fall(1, .2, 60), val_loss=rise(1, .5, .8, 60))
small_history = run(noted, loss=fall(1, .7, 60), val_loss=fall(1, .72, 60))
guess = outcome = "training lower" """,
    "4.2": """
large = large_history.history
best_epoch = int(np.argmin(large['val_loss'])) + 1
final_gap = large['val_loss'][-1] - large['loss'][-1]""",
    "4.3": """
overfits, underfits = "large", "small"
ratio = small_history.history['loss'][-1] / large_history.history['loss'][-1]""",
    "4.5": """
curve = large_history.history['val_loss'][:35]
stopped = run(noted, loss=large_history.history['loss'][:35], val_loss=curve)
watch = early(29, curve, min_delta=0.001, patience=5)
too_late = 5""",
    "4.6": """
broken = run(noted, loss=fall(1, .2, 60), val_loss=rise(1, .5, .8, 60))
repaired = run(noted, loss=fall(1, .2, 60)[:35], val_loss=rise(1, .5, .8, 60)[:35])
repaired_alarm = early(29, repaired.history['val_loss'], min_delta=0.001, patience=5)""",
    "5.3": """
plain_history = run(loss=fall(1, .1, 60), val_loss=rise(1, .5, .6, 60))
dropout_history = run(loss=fall(1, .3, 60), val_loss=rise(1, .5, .55, 60))
gaps = [h.history['val_loss'][-1] - h.history['loss'][-1] for h in (plain_history, dropout_history)]
plain_gap, dropout_gap = gaps
guess = "with dropout" """,
    "5.6": """
layers = keras.layers
repaired = keras.Sequential([keras.Input((8,)), layers.BatchNormalization(),
    *[layers.Dense(512, activation="relu") for n in range(3)], layers.Dense(1)])
history = run(loss=fall(30, 4, 20), val_loss=fall(30, 5, 20))""",
    "6.4": """
layers = keras.layers
hidden = lambda: [layers.Dense(256, activation="relu"), layers.BatchNormalization(),
                  layers.Dropout(0.3)]
model = keras.Sequential([keras.Input((30,)), layers.BatchNormalization(), *hidden(), *hidden(),
                          layers.Dense(1, activation="sigmoid")])
model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["binary_accuracy"])
losses = fall(.6, .3, 15) + fall(.31, .35, 5)
rates = [.8] * 14 + [.81] * 6
history = run({'steps': 10, 'epochs': 200}, loss=fall(.6, .25, 20), val_loss=losses,
              binary_accuracy=rates, val_binary_accuracy=rates)
early_stopping = early(14, losses, patience=5)""",
    "6.5": """
base_rate = float(np.mean(np.asarray(y_test) == 0))
gain = rates[14] - base_rate
guess = "up to 10 points above" """,
    "10.6": """
layers = keras.layers
scheduled = keras.Sequential([keras.Input((8,)), *[layers.Dense(32, activation="relu")
    for n in range(2)], layers.Dense(1)])
plan = keras.optimizers.schedules.CosineDecay(0.01, decay_steps=330)
scheduled.compile(optimizer=keras.optimizers.SGD(plan, momentum=0.9), loss="mean_squared_error")
history = run({'steps': 33, 'epochs': 10}, loss=fall(10, .4, 10))""",
    "11.7": """
hers = keras.Sequential([keras.Input((20,)), keras.layers.Dense(32, activation="relu"),
                         keras.layers.Dense(1)])
hers.compile(optimizer="adam", loss="mean_absolute_error")
her_history = run({'steps': 28, 'epochs': 25}, loss=fall(16, 1, 12), val_loss=fall(11, 1.6, 12))
epoch_looks, honest = 12, "validation"
promise = float(hers.evaluate(X_days_valid, y_days_valid, verbose=0))""",
    "15.8": """
model = keras.Sequential([keras.Input((12, 2)), keras.layers.GRU(12), keras.layers.Dense(1)])
model.compile(optimizer=keras.optimizers.Adam(0.01), loss="mean_absolute_error")
history = run({'steps': 37, 'epochs': 10}, loss=fall(.4, .03, 10), val_loss=fall(.4, .03, 10))
test_error = 160.0""",
    "18.2": """
noted = {'epochs': 4, 'steps': 200}
flat = [.63, .63, .63, .63]
boris_history = run(noted, loss=[.66, .65, .65, .65], accuracy=flat, val_loss=[3., 4, 5, 6],
                    val_accuracy=[.6] * 4)
cured_history = run({'epochs': 4, 'steps': 13}, loss=fall(.5, .1, 4), accuracy=[.8, .9, .95, .96],
                    val_loss=fall(.4, .1, 4), val_accuracy=[.85, .9, .95, .96])
boris, handed_on = "batch", np.zeros((1, 30))""",
    "18.4": """
dmitri_history = run({'epochs': 30, 'steps': 6}, loss=fall(.7, .02, 30), accuracy=[.6] * 29 + [.99],
                     val_loss=rise(.7, .69, 1.5, 30), val_accuracy=[.5] * 30)
dmitri, wind_loss = "labels", .02
joined = pd.Series(diagnosed, index=numbers_diagnosed)[numbers_measured].to_numpy()""",
    "18.7": """
dropped_history = run({'epochs': 30, 'steps': 25}, loss=fall(1, .3, 30), val_loss=fall(.8, .2, 30))
hana, measured, treatment = "nothing", .2, "none" """,
    "18.8": """
planted, found = "rate_too_high", ("rate_too_high",)
broken_run = run({'epochs': 6, 'steps': 25}, loss=[9., 9, 9, 9, 9, 9], val_loss=[9., 9, 9, 9, 9, 9])
sound_run = run({'epochs': 6, 'steps': 25}, loss=fall(1, .2, 6), val_loss=fall(1, .2, 6))
sound_loss = sound_run.history["val_loss"][-1]""",
}

# The same, of curves that no run of the lesson can have: nothing else is asked of them.
AGAINST = AS_TAUGHT | {
    "2.7": """
linear_history = run(loss=fall(30, 3, 40), val_loss=fall(30, 3, 40))
relu_history = run(loss=fall(30, 9, 40), val_loss=fall(30, 9, 40))
guess = outcome = "the linear stack" """,
    "3.6": """
scaled_history = run(loss=fall(500, 10, 10))
raw_history = run(loss=fall(500, 5, 10))
guess = outcome = "about the same" """,
    "4.1": """
noted = {'steps': 12, 'epochs': 60}
large_history = run(noted, loss=fall(1, .7, 60), val_loss=fall(1, .4, 60))
small_history = run(noted, loss=fall(1, .2, 60), val_loss=fall(1, .6, 60))
guess = outcome = "validation lower" """,
    "4.3": """
overfits, underfits = "small", "large"
ratio = large_history.history['loss'][-1] / small_history.history['loss'][-1]""",
    "5.3": AS_TAUGHT["5.3"]
    .replace("loss=fall(1, .1, 60)", "loss=fall(1, .4, 60)")
    .replace("with dropout", "without dropout"),
}


@dataclass(frozen=True)
class Forgery:
    """A way to have a history, and the curves: for a row of the table."""

    name: str
    way: str
    answers: dict

    def notebooks(self):
        """The exercises that ask about runs, each with what is made up in place of runs.

        Yields
        ------
        (str, bytes)
            The exercise's stem, and the notebook.
        """
        for lesson in lessons():
            asked = [one.id for one in lesson.questions if one.id in self.answers]
            if asked:
                yield lesson.stem, self._notebook(lesson.stem, asked)

    def _notebook(self, stem, asked):
        path = root() / "notebooks" / "exercises" / f"{stem}.ipynb"
        notebook = json.loads(path.read_bytes())
        cells = [_code(TOOLS + WAYS[self.way])]
        for cell in notebook["cells"]:
            text = "".join(cell["source"])
            check = next((one for one in asked if text.startswith(f'check("{one}"')), None)
            if check:
                cells.append(_code(self.answers[check]))
            is_code = cell["cell_type"] == "code"
            if check or not (is_code and any(word in text for word in _TRAINING)):
                cells.append(cell)
        return json.dumps(notebook | {"cells": cells}).encode()


_TRAINING = ("epochs", "history", "explore")


def _code(source):
    return {"cell_type": "code", "source": source, "metadata": {}, "outputs": []}


FORGERIES = (
    Forgery("written by hand", "by hand", AS_TAUGHT),
    Forgery("written by hand, against the lesson", "by hand", AGAINST),
    Forgery("put in by a callback", "by a callback", AS_TAUGHT),
    Forgery("made up in a training step", "by a training step", AS_TAUGHT),
    Forgery("made up in a training step, against the lesson", "by a training step", AGAINST),
)
