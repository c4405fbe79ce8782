"""The explorer of lesson 7 shows what TensorFlow computes, and its texts are true."""

import numpy as np
import pytest

from course_utils import explore_backpropagation
from course_utils.widgets.explorers.backpropagation import KEPT, NUDGES
from course_utils.widgets.transport import pack
from tests.widgets.running import at, run_code


@pytest.fixture(scope="module")
def explorer():
    return explore_backpropagation()


@pytest.fixture(scope="module")
def spec(explorer):
    return explorer.spec


@pytest.mark.parametrize(
    "setting",
    [
        {"start": "open", "weight": "v1", "step": 0, "nudge": 0.3},
        {"start": "shut", "weight": "w21", "step": 3, "nudge": -0.5},
    ],
)
def test_the_code_reproduces_what_is_on_screen(explorer, spec, setting):
    ran = run_code(explorer, **setting)
    for name in ("promised", "real"):
        assert ran[name] == pytest.approx(at(spec, name, **setting), abs=1e-4)


def test_the_nine_slopes_are_those_of_the_lesson(spec):
    slopes = spec.measures["slope"].values[0, :, 0]
    np.testing.assert_allclose(slopes, [12, 24, 12, -6, -12, -6, 12, 3, 6], rtol=1e-5)


def test_no_blame_passes_through_a_shut_unit(spec):
    silent = spec.measures["silent"].values
    assert silent[1, 3:6].all() and not silent[0].any()


def test_the_goal_is_one_setting_and_the_next_nudge_breaks_its_promise(spec):
    promised, real, found = (spec.measures[name].values for name in ("promised", "real", "found"))
    (place,) = np.argwhere(found)
    assert NUDGES[place[-1]] == 0.3
    off = np.abs(promised - real)[tuple(place[:-1])] / np.abs(real)[tuple(place[:-1])]
    assert off[place[-1]] < KEPT < off[place[-1] + 1]


def test_the_prediction_is_the_promise_and_little_is_sent(spec):
    assert "twelve times" in spec.prediction.choices[spec.prediction.outcome]
    assert len(pack(spec.name, spec.measures)[1]) < 300_000
