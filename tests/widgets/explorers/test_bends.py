"""The explorer of lesson 2 shows what its Keras code computes, and its texts are true."""

import numpy as np
import pytest

from course_utils import explore_bends
from course_utils.widgets.explorers.bends import EPOCHS, GOAL, STARTS, UNITS
from course_utils.widgets.transport import pack
from tests.widgets.running import at, run_code


@pytest.fixture(scope="module")
def explorer():
    return explore_bends()


@pytest.fixture(scope="module")
def spec(explorer):
    return explorer.spec


@pytest.mark.parametrize(
    "setting",
    [
        {"units": 1, "start": 2, "epoch": 0},
        {"units": 3, "start": 1, "epoch": 7},
        {"units": 16, "start": 4, "epoch": 20},
    ],
)
def test_the_code_reproduces_what_is_on_screen(explorer, spec, setting):
    ran = run_code(explorer, **setting)
    assert ran["error"] == pytest.approx(at(spec, "error", **setting), rel=1e-3)
    x = at(spec, "line_x", **setting).astype(float)
    by_keras = ran["model"].predict(x[:, np.newaxis], verbose=0).ravel()
    np.testing.assert_allclose(at(spec, "sum", **setting), by_keras, atol=0.02)
    each = ran["output_w"][:, 0] * np.maximum(x[:, np.newaxis] * ran["w"] + ran["b"], 0)
    parts = at(spec, "parts", **setting)
    np.testing.assert_allclose(parts[: setting["units"]], each.T, atol=0.02)
    assert np.isnan(parts[setting["units"] :].astype(float)).all()
    in_sight = (ran["bends"] > -3) & (ran["bends"] < 3)
    assert in_sight.sum() == at(spec, "awake", **setting)
    near = [np.abs(x - bend).min() for bend in ran["bends"][in_sight]]
    assert max(near, default=0) < 0.01, "the line has a corner at every bend"


def test_another_setting_shows_another_run(spec):
    here = at(spec, "error", units=4, start=1, epoch=20)
    others = [
        at(spec, "error", units=6, start=1, epoch=20),
        at(spec, "error", units=4, start=2, epoch=20),
        at(spec, "error", units=4, start=1, epoch=28),
    ]
    assert here not in others


def test_all_bends_begin_at_zero(spec):
    x = at(spec, "line_x", units=4, start=1, epoch=0)
    assert (x == 0).sum() == 4


def test_the_goal_is_the_fewest_units_with_a_small_error(spec):
    frugal, error = (spec.measures[name].values for name in ("frugal", "error"))
    assert frugal.any()
    units = np.flatnonzero(frugal.any(axis=(1, 2)))
    assert len(units) == 1
    assert not (error[: units[0]] < GOAL).any()
    assert np.array_equal(frugal[units[0]], error[units[0]] < GOAL)
    assert not frugal[0, 0, -1], "not where it opens"
    # Far enough from the limit that another processor's rounding does not move the goal.
    assert at(spec, "error", units=3, start=1, epoch=100) < 0.95 * GOAL
    assert error[:2].min() > 1.05 * GOAL


def test_more_units_make_a_good_run_likelier(spec):
    high = spec.measures["error_high"].values[:, -1]
    assert high[UNITS.index(16)] < 0.7 * high[UNITS.index(1)]
    assert high[UNITS.index(16)] < GOAL < high[UNITS.index(4)]


def test_the_floor_is_the_noise_and_nothing_goes_far_below(spec):
    floor = spec.measures["floor"].values
    assert floor == pytest.approx(0.2 * np.sqrt(2 / np.pi))
    assert spec.measures["error"].values.min() > 0.9 * floor


def test_the_spread_holds_nearly_all_starts_and_little_is_sent(spec):
    low, high = (spec.measures[name].values for name in ("error_low", "error_high"))
    assert low.shape == high.shape == (len(UNITS), len(EPOCHS))
    assert np.all(low <= high)
    assert len(pack(spec.name, spec.measures)[1]) < 500_000


def test_it_opens_where_a_token_says():
    opened = explore_bends(state="bends units=4 start=3 epoch=55")
    assert opened.token() == "bends units=4 start=3 epoch=55"
    assert opened.spec.settings[1].values == STARTS


def test_some_of_four_units_carry_a_hill_and_in_each_start_one_is_hardly_missed(spec):
    x, y = (spec.measures[name].values for name in "xy")
    most = []
    for start in STARTS:
        run = {"units": 4, "start": start, "epoch": EPOCHS[-1]}
        line_x, line, parts = (at(spec, n, **run).astype(float) for n in ("line_x", "sum", "parts"))
        error = at(spec, "error", **run)
        without = [np.abs(np.interp(x, line_x, line - part) - y).mean() for part in parts[:4]]
        assert min(without) < 1.1 * error
        most.append(max(without) / error)
    assert max(most) > 5
