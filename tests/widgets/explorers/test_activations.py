"""The explorer of lesson 8 shows what TensorFlow computes, and its texts are true."""

import numpy as np
import pytest

from course_utils import explore_activations
from course_utils.widgets.explorers.activations import DEPTHS, SHARE, SIZES
from course_utils.widgets.transport import pack
from tests.widgets.running import at, run_code


@pytest.fixture(scope="module")
def explorer():
    return explore_activations()


@pytest.fixture(scope="module")
def spec(explorer):
    return explorer.spec


@pytest.mark.parametrize(
    "setting",
    [
        {"activation": "sigmoid", "depth": 10, "size": 1.0, "epoch": 1},
        {"activation": "relu", "depth": 3, "size": 1.0, "epoch": 40},
    ],
)
def test_the_code_reproduces_what_is_on_screen(explorer, spec, setting):
    ran = run_code(explorer, **setting)
    shown = [at(spec, "gradient", layer=n, **setting) for n in range(1, setting["depth"] + 1)]
    np.testing.assert_allclose(ran["gradient"], shown, rtol=2e-3)
    assert ran["loss"] == pytest.approx(at(spec, "loss", **setting), rel=1e-3)


def test_a_layer_that_is_not_there_has_no_numbers(spec):
    missing = spec.measures["missing"].values[np.newaxis, :, np.newaxis].repeat(3, axis=0)
    missing = missing.repeat(len(SIZES), axis=2)
    for name in ("gradient", "slope"):
        np.testing.assert_array_equal(np.isnan(spec.measures[name].values), missing)


def test_the_goal_is_one_depth_and_no_deeper_one_has_enough(spec):
    ratio, found = (spec.measures[name].values for name in ("ratio", "found"))
    depths = {place[1] for place in np.argwhere(found)}
    assert {place[0] for place in np.argwhere(found)} == {0}
    assert [DEPTHS[depth] for depth in depths] == [7]
    assert ratio[0, depths.pop() + 1 :].max() < SHARE / 2 < SHARE < ratio[found].min() / 1.5


def test_what_is_told_is_in_the_numbers(spec):
    glorot = SIZES.index(1.0)
    ratio = spec.measures["ratio"].values[:, -1, glorot]
    assert ratio[0] < 1e-5 and all(0.3 < other < 10 for other in ratio[1:])
    loss = spec.measures["loss"].values[:, -1, :, -1]
    assert loss[0, glorot] > 0.95 and max(loss[1:, glorot]) < 0.2


def test_what_the_lesson_says_of_large_and_small_weights_is_seen(spec):
    slope, ratio, loss = (spec.measures[name].values for name in ("slope", "ratio", "loss"))
    sigmoid, tanh, relu = range(3)
    assert np.all(np.diff(ratio[sigmoid, -1]) > 0)  # larger weights, more of the gradient
    assert np.all(slope[sigmoid, -1, -1] < 0.65 * slope[sigmoid, -1, 0])  # and more saturated
    assert np.all(slope[tanh, -1, -1] < 0.35) and ratio[tanh, -1, -1] > 5
    assert loss[relu, -1, 0, -1] > 0.95 and not np.isfinite(loss[relu, -1, -1, -1])


def test_little_is_sent(spec):
    assert len(pack(spec.name, spec.measures)[1]) < 300_000
