"""The explorer of lesson 1 shows what its Keras code computes, and its texts are true."""

import numpy as np
import pytest

from course_utils import explore_neuron, load_dataset
from course_utils.widgets.explorers.neuron import EPOCHS, GOAL
from course_utils.widgets.transport import pack
from tests.widgets.running import at, run_code


@pytest.fixture(scope="module")
def explorer():
    return explore_neuron()


@pytest.fixture(scope="module")
def spec(explorer):
    return explorer.spec


@pytest.mark.parametrize(
    "setting", [{"w": 3, "b": 90, "epoch": 0}, {"w": -2, "b": 160, "epoch": 120}]
)
def test_the_code_reproduces_what_is_on_screen(explorer, spec, setting):
    ran = run_code(explorer, **setting)
    assert ran["error"] == pytest.approx(at(spec, "error", **setting), rel=1e-6)
    assert ran["learnt_w"].item() == pytest.approx(at(spec, "learnt_w", **setting), abs=1e-2)
    assert ran["learnt_b"].item() == pytest.approx(at(spec, "learnt_b", **setting), abs=1e-2)
    shown = at(spec, "learnt_error", **setting)
    assert ran["learnt_error"] == pytest.approx(shown, rel=1e-3)
    ends = np.array(spec.measures["ends"].values)
    drawn = at(spec, "learnt_line", **setting)
    by_keras = ran["model"].predict(ends[:, np.newaxis], verbose=0).ravel()
    np.testing.assert_allclose(by_keras, drawn, rtol=1e-3, atol=0.1)


def test_another_setting_shows_another_run(spec):
    assert at(spec, "error", w=3, b=90) != at(spec, "error", w=3, b=80)
    assert at(spec, "learnt_w", epoch=0) != at(spec, "learnt_w", epoch=4)


def test_the_error_of_a_line_is_the_mean_over_the_cereals(spec):
    cereals = load_dataset("cereals")
    off = np.abs(4 * cereals["sugars"] + 100 - cereals["calories"]).mean()
    assert at(spec, "error", w=4, b=100) == pytest.approx(off)


def test_the_goal_can_be_reached_by_few_lines_and_not_where_it_opens(spec):
    close, error = spec.measures["close"].values, spec.measures["error"].values
    assert np.array_equal(close, error < GOAL)
    assert 3 <= close.sum() <= 12
    assert not at(spec, "close", w=0, b=0)


def test_the_prediction_follows_from_the_map(spec):
    error = spec.measures["error"].values
    best_bias = error.argmin(axis=1)
    assert np.all(np.diff(best_bias[2:]) <= 0), "from weight 0 on: a steeper line starts lower"
    assert best_bias[2] - best_bias[-1] > 10
    assert spec.prediction.choices[spec.prediction.outcome] == "it must become smaller"


def test_the_neuron_comes_as_close_as_the_best_line_of_the_sliders(spec):
    learnt = spec.measures["learnt_error"].values
    best = spec.measures["best"].values
    assert learnt[-1] < 1.05 * best
    assert learnt[0] > 3 * best
    assert np.all(spec.measures["error_high"].values[-1] < 1.05 * best), "from nearly every start"


def test_it_first_becomes_too_steep_then_trades_weight_for_bias(spec):
    w, b = (spec.measures[name].values for name in ("learnt_w", "learnt_b"))
    steepest = w.argmax()
    assert 0 < EPOCHS[steepest] < 40
    assert np.all(np.diff(w[: steepest + 1]) > 0)
    assert w[steepest] > 2 * w[-1]
    assert np.all(np.diff(b) > -0.5)
    assert b[-1] > 4 * b[steepest]


def test_the_spread_holds_nearly_all_starts_and_little_is_sent(spec):
    low, high = (spec.measures[name].values for name in ("error_low", "error_high"))
    assert low.shape == high.shape == (len(EPOCHS),)
    assert np.all(low <= high)
    assert len(pack(spec.name, spec.measures)[1]) < 100_000


def test_it_opens_where_a_token_says(spec):
    opened = explore_neuron(state="neuron w=4 b=100 epoch=40")
    assert opened.token() == "neuron w=4 b=100 epoch=40"
