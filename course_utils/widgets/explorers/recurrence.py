"""Lesson 15: a cell of one unit over eight steps, what it remembers and what it hands back."""

import numpy as np

from course_utils.networks.recurrence import slopes_handed_back, states
from course_utils.widgets.panels import Curves, Matrix, Series
from course_utils.widgets.spec import (
    Claim,
    Goal,
    Measure,
    Phrase,
    Prediction,
    Readout,
    Setting,
    Spec,
)

PATTERNS = {
    "pulse": [1, 0, 0, 0, 0, 0, 0, 0],
    "two pulses": [1, 0, 0, 0, 1, 0, 0, 0],
    "every other": [1, 0, 1, 0, 1, 0, 1, 0],
    "level": [1, 1, 1, 1, 1, 1, 1, 1],
}
W_IN = (0.25, 0.5, 1.0, 1.5, 2.0)
W_BACK = (-0.5, 0.0, 0.25, 0.5, 0.75, 0.9, 1.0, 1.1)
GATES = ("off", "on")
OPENNESS = (0.0, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0)  # where nothing comes in
STEPS = tuple(range(1, 9))
CELL = ("w_in", "w_back", "gate", "openness")
KEPT, LIMIT = 0.5, 2.0  # the pulse shall stay above the one, the level input below the other
ASKED = "State, step by step"

CODE = """\
import keras
import numpy as np
import tensorflow as tf

x = tf.reshape(tf.constant($pattern, "float32"), (1, 8, 1))
openness = $openness if $gate else 1.0

# Columns: update gate, reset gate, candidate. What the update gate of a GRU says is how much is
# *kept*: hard_sigmoid(sum) = (sum + 3) / 6, between 0 and 1. The reset gate is left open here.
kernel = [[-100.0, 0.0, $w_in]]
recurrent_kernel = [[0.0, 0.0, $w_back]]
bias = [[3 - 6 * openness, 100.0, 0.0], [0.0, 0.0, 0.0]]
cell = keras.layers.GRUCell(1, activation="linear", recurrent_activation="hard_sigmoid")
cell.build((None, 1))
cell.set_weights([np.array(kernel), np.array(recurrent_kernel), np.array(bias)])

with tf.GradientTape() as tape:
    state, passed = tf.zeros((1, 1)), []
    for step in range(8):
        _, (state,) = cell(x[:, step], [state])
        passed.append(state)
slopes = np.ravel(tape.gradient(passed[-1], passed))
states = np.ravel(passed)
print("after step $step: state", states[$step - 1], "slope handed back", slopes[$step - 1])
"""


def spec() -> Spec:
    """Send four inputs through the cell at every setting, and say what to show.

    Returns
    -------
    Spec
        With settings ``pattern``, ``w_in``, ``w_back``, ``gate``, ``openness`` and ``step``. With a
        gate, the cell is fully open where 1 comes in, and as far as ``openness`` says elsewhere.
    """
    measures = _measures()
    return Spec(
        name="recurrence",
        title="What a cell remembers",
        settings=_settings(),
        measures=measures,
        panels=_panels(),
        sentence=(
            Phrase("after step $step the state is $state"),
            Phrase("the slope handed back to it is $slope"),
            Phrase("after 8 steps a pulse is $pulse"),
            Phrase("a level input comes to $level"),
        ),
        prediction=_prediction(measures),
        goal=_goal(),
        code=CODE,
        readouts=(
            Readout("State", "state"),
            Readout("Slope handed back", "slope"),
            Readout("Pulse after 8 steps", "pulse"),
            Readout("Level input, largest", "level"),
        ),
        trained="Nothing is trained: one unit without activation, its weights are the sliders. "
        "With the gate on, it opens fully where 1 comes in.",
        alt="The state over eight steps: without a gate and with a weight of 0.5, a pulse is "
        "halved at each step. Beside it the slope that is handed back to each step, which shrinks "
        "in the same way towards the first.",
    )


def _settings():
    return (
        Setting("pattern", "Input", tuple(PATTERNS), code=tuple(map(str, PATTERNS.values()))),
        Setting("w_in", "Input weight", W_IN, start=W_IN.index(1.0)),
        Setting("w_back", "State weight", W_BACK, start=W_BACK.index(0.5)),
        Setting("gate", "Gate", GATES, code=("False", "True"), kind="choice"),
        Setting(
            "openness",
            "Open at input 0",
            OPENNESS,
            start=OPENNESS.index(0.5),
            texts=tuple(f"{openness:.0%}".replace("%", " %") for openness in OPENNESS),
        ),
        Setting("step", "Step", STEPS, start=len(STEPS) - 1, kind="time"),
    )


def _measures():
    """Axes in the order of the settings; the steps come last."""
    x = np.array(list(PATTERNS.values()), float)
    is_open = np.ones((len(PATTERNS), len(GATES), len(OPENNESS), len(STEPS)))
    shut = np.array(OPENNESS)[:, np.newaxis]
    is_open[:, 1] = np.where(x[:, np.newaxis] == 1, 1.0, shut)
    w_in = np.array(W_IN)[:, np.newaxis, np.newaxis, np.newaxis]
    w_back = np.array(W_BACK)[:, np.newaxis, np.newaxis]
    state = states(
        x[:, np.newaxis, np.newaxis, np.newaxis, np.newaxis],
        w_in,
        w_back,
        is_open[:, np.newaxis, np.newaxis],
    )
    slope = slopes_handed_back(w_back, is_open[:, np.newaxis])
    rows = [
        x[:, *[np.newaxis] * 4],
        is_open[:, np.newaxis, np.newaxis],
        state,
        slope[:, np.newaxis],
    ]
    table = np.stack(np.broadcast_arrays(*rows), axis=-2).round(2)  # there is little room
    gated = ("pattern", "gate", "openness", "step")
    return {
        "input": Measure(("pattern", "step"), x),
        "open": Measure(gated, is_open.astype("float16")),
        "state": Measure(("pattern", *CELL, "step"), state.astype("float32")),
        "slope": Measure(("pattern", *CELL[1:], "step"), slope.astype("float32")),
        "table": Measure(("pattern", *CELL), table.astype("float16")),
        **_reached(state),
    }


def _reached(state):
    """The goal, and what stands in its way; axes w_in, w_back, gate and openness."""
    names = list(PATTERNS)
    pulse, level = state[names.index("pulse")], state[names.index("level")]
    largest = level.max(axis=-1)
    keeps, calm = pulse.min(axis=-1) > KEPT, largest < LIMIT
    gated = np.array(GATES)[:, np.newaxis] == "on"
    strong = pulse[..., 0] > KEPT
    found = keeps & calm
    return {
        "pulse": Measure(CELL, pulse[..., -1].astype("float32")),
        "level": Measure(CELL, largest.astype("float32")),
        "found": Measure(CELL, found),
        "ungated": Measure(("gate",), gated[:, 0] == 0),
        "weak": Measure(CELL, gated & ~strong),
        "fades": Measure(CELL, gated & strong & ~keeps),
        "piles_up": Measure(CELL, gated & ~calm),
    }


def _panels():
    return (
        Curves(
            title=ASKED,
            x="step",
            series=(Series("state", "state"), Series("input", "input", 1)),
            y_label="input and state",
            y_range=(-1, 3),
        ),
        Curves(
            title="Slope handed back",
            x="step",
            series=(Series("slope", "slope", 2),),
            y_label="slope",
            y_range=(-1, 2.2),
        ),
        Matrix(
            "The cell unrolled, by step",
            "table",
            ("input", "gate", "state", "slope"),
            tuple(map(str, STEPS)),
            look="values",
            digits=2,
        ),
    )


def _prediction(measures):
    """What is left of a pulse, where the explorer opens."""
    w_in, w_back = W_IN.index(1.0), W_BACK.index(0.5)
    left = float(measures["pulse"].values[w_in, w_back, 0, 0])
    claims = {"about a half": (0.4, 0.6), "about 6 %, a sixteenth": (0.05, 0.08)}
    claims["less than 1 %"] = (0.0, 0.01)
    outcome = next(i for i, (low, high) in enumerate(claims.values()) if low <= left < high)
    return Prediction(
        question="A pulse: 1 comes in at the first step, then nothing. Without a gate, the cell "
        "hands its state on with a weight of 0.5. What is left of it in the state after step 8?",
        choices=tuple(claims),
        outcome=outcome,
        panel=ASKED,
        claims=tuple((Claim("state", low=low, high=high),) for low, high in claims.values()),
        because=f"It is handed on seven times, and halved each time: 0.5 to the power of 7 is "
        f"{left:.1%}.".replace("%", " %"),
    )


def _goal():
    return Goal(
        text="Find a cell that keeps a pulse above 0.5 through all 8 steps, and stays below 2 "
        "when 1 comes in at every step.",
        met="found",
        yes="Yes: of the pulse there is still $pulse after step 8, and a level input comes to "
        "$level. What it keeps and what it adds up are two things now.",
        no="Not yet: of the pulse there is $pulse after step 8, and a level input comes to $level.",
        hints=(
            Phrase(
                "Without a gate, one weight does both: what keeps the pulse also adds up a level "
                "input. Switch the gate on.",
                "ungated",
            ),
            Phrase("The pulse is too small from the start: give the input more weight.", "weak"),
            Phrase("The pulse leaks out: open the gate less where nothing comes in.", "fades"),
            Phrase(
                "The level input piles up. The gate is open at each of its steps: give its own "
                "state less weight, or the input.",
                "piles_up",
            ),
        ),
    )
