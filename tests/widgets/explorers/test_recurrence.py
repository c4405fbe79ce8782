"""The explorer of lesson 15 shows what Keras computes, and its texts are true."""

import numpy as np
import pytest

from course_utils import explore_recurrence
from course_utils.widgets.explorers.recurrence import CELL, STEPS
from course_utils.widgets.transport import pack
from tests.widgets.running import at, run_code

SETTINGS = [
    {"pattern": "pulse", "w_in": 1.0, "w_back": 0.5, "gate": "off", "openness": 0.5, "step": 8},
    {"pattern": "every other", "w_in": 2.0, "w_back": 1.1, "gate": "off", "openness": 0.0,
     "step": 5},
    {"pattern": "two pulses", "w_in": 0.5, "w_back": -0.5, "gate": "on", "openness": 0.05,
     "step": 3},
    {"pattern": "level", "w_in": 1.5, "w_back": 0.9, "gate": "on", "openness": 0.25, "step": 1},
]  # fmt: skip


@pytest.fixture(scope="module")
def explorer():
    return explore_recurrence()


@pytest.fixture(scope="module")
def spec(explorer):
    return explorer.spec


@pytest.mark.parametrize("setting", SETTINGS)
def test_the_code_reproduces_what_is_on_screen(explorer, spec, setting):
    ran = run_code(explorer, **setting)
    for name in ("state", "slope"):
        shown = [float(at(spec, name, **setting | {"step": step})) for step in STEPS]
        np.testing.assert_allclose(ran[f"{name}s"], shown, rtol=1e-4, atol=1e-5)
    table = at(spec, "table", **setting)
    for row, name in ((2, "states"), (3, "slopes")):
        np.testing.assert_allclose(table[row], ran[name], rtol=1e-3, atol=0.006)


def test_what_is_left_is_a_power_of_the_weight(spec):
    assert spec.prediction.choices[spec.prediction.outcome] == "less than 1 %"
    left = {
        w: float(at(spec, "pulse", w_in=1.0, w_back=w, gate="off", openness=0.5))
        for w in (0.5, 0.9, 1.1)
    }
    np.testing.assert_allclose(list(left.values()), [0.5**7, 0.9**7, 1.1**7], rtol=1e-5)
    assert "0.8 %" in spec.prediction.because


def test_only_the_gate_reaches_the_goal(spec):
    found = spec.measures["found"].values
    assert not found[:, :, 0].any() and found[:, :, 1].any()
    assert at(spec, "found", w_in=1.0, w_back=0.5, gate="on", openness=0.05)


def test_a_hint_is_there_wherever_the_goal_is_missed(spec):
    found = spec.measures["found"].values
    hinted = np.zeros(found.shape, bool)
    for hint in spec.goal.hints:
        measure = spec.measures[hint.when]
        own = [slice(None) if axis in measure.axes else np.newaxis for axis in CELL]
        hinted |= np.asarray(measure.values, bool)[tuple(own)]
    np.testing.assert_array_equal(hinted, ~found.astype(bool))


def test_what_try_it_says_is_so(spec):
    plain = {"w_in": 1.0, "gate": "off", "openness": 0.5}
    first = {"pattern": "pulse", "step": 1}
    assert float(at(spec, "slope", w_back=0.5, **plain, **first)) < 0.01
    assert float(at(spec, "slope", w_back=1.1, **plain, **first)) > 1.9
    assert float(at(spec, "level", w_back=0.9, **plain)) > 5
    assert float(at(spec, "level", w_back=1.0, **plain)) == 8
    gated = {"w_in": 1.0, "w_back": 0.5, "gate": "on", "openness": 0.0}
    assert float(at(spec, "pulse", **gated)) == 1
    after = [float(at(spec, "state", pattern="two pulses", step=s, **gated)) for s in (4, 5, 8)]
    assert after == [1, 1.5, 1.5]


def test_little_is_sent(spec):
    assert len(pack(spec.name, spec.measures)[1]) < 300_000
