"""The explorer of lesson 10 shows what Keras does, and its texts are true."""

import numpy as np
import pytest

from course_utils import explore_optimizers
from course_utils.widgets.explorers.optimizers import LANDSCAPES, RATES, STEPS, WALKERS
from course_utils.widgets.transport import pack
from tests.widgets.running import at, run_code


@pytest.fixture(scope="module")
def explorer():
    return explore_optimizers()


@pytest.fixture(scope="module")
def spec(explorer):
    return explorer.spec


@pytest.mark.parametrize(
    "setting",
    [
        {"landscape": "ravine", "start": "right", "learning_rate": 0.008, "step": 25},
        {"landscape": "two_valleys", "start": "left", "learning_rate": 0.06, "step": 12},
        {"landscape": "saddle", "start": "ridge", "learning_rate": 0.1, "step": 20},
    ],
)
def test_the_code_reproduces_what_is_on_screen(explorer, spec, setting):
    paths = run_code(explorer, **setting)["paths"]
    for name, walker in WALKERS.items():
        shown = [at(spec, f"{name}_{axis}", **setting) for axis in "xy"]
        np.testing.assert_allclose(shown, paths[walker.label][-1], atol=2e-3)


@pytest.mark.parametrize("name", LANDSCAPES)
def test_the_slopes_are_those_of_the_height(name):
    landscape, nudge = LANDSCAPES[name], 1e-5
    x, y = np.random.default_rng(1).uniform(-1.5, 1.5, (2, 50))
    in_x = landscape.height(x + nudge, y) - landscape.height(x - nudge, y)
    in_y = landscape.height(x, y + nudge) - landscape.height(x, y - nudge)
    np.testing.assert_allclose(landscape.slopes(x, y), np.array([in_x, in_y]) / 2e-5, atol=1e-5)
    for place in landscape.lowest:
        np.testing.assert_allclose(landscape.slopes(*place), 0, atol=1e-9)
        assert landscape.height(*place) <= landscape.height(x, y).min()


def test_the_lines_join_places_of_equal_height(spec):
    for place, landscape in enumerate(LANDSCAPES.values()):
        x, y = (spec.measures[f"contour_{axis}"].values[place].astype(float) for axis in "xy")
        lines = np.split(np.arange(len(x)), np.flatnonzero(np.isnan(x)))
        for line in lines:
            inside = line[np.isfinite(x[line])]
            if len(inside) > 1:
                heights = landscape.height(x[inside], y[inside])
                above = heights - landscape.height(*landscape.lowest[0])
                assert np.ptp(above) < 0.1 * above.mean()


def test_momentum_is_first_in_the_ravine_and_the_reveal_says_so(spec):
    assert "momentum" in spec.prediction.choices[spec.prediction.outcome]
    claims = [claim for (claim,) in spec.prediction.claims]
    setting = {"landscape": "ravine", "start": "right", "learning_rate": 0.008, "step": 60}
    kept = [at(spec, claim.measure, **setting) <= claim.high for claim in claims]
    assert kept.index(True) == spec.prediction.outcome and sum(kept) == 1


def test_the_goal_needs_the_left_side_and_a_middling_rate(spec):
    found = np.argwhere(spec.measures["reached"].values)
    assert {tuple(place) for place in found[:, [0, 3]]} == {(3, STEPS[-1])}
    assert set(found[:, 1]) == {0, 1}
    rates = [RATES[place] for place in sorted(set(found[:, 2]))]
    assert min(RATES) < min(rates) and max(rates) < max(RATES)


def test_what_is_remembered_is_what_the_lesson_says(spec):
    setting = {"landscape": "bowl", "start": "right", "learning_rate": 0.001}
    size = [at(spec, "size", step=step, **setting) for step in STEPS]
    adagrad = np.array([table[0] for table in size], float)
    assert (np.diff(adagrad, axis=0) >= 0).all() and np.isclose(
        adagrad[0] ** 2, 0.1, rtol=1e-2
    ).all()
    direction = at(spec, "direction", step=1, **setting)
    np.testing.assert_allclose(direction[0], [-0.0018, -0.001], rtol=1e-3)  # minus rate · slope
    np.testing.assert_allclose(direction[2], [0.18, 0.1], rtol=1e-3)  # a tenth of the slope


def test_what_the_lesson_says_of_the_ravine_and_of_the_ridge(spec):
    ravine = {"landscape": "ravine", "start": "right", "step": 60}
    gone = {
        rate: [n for n in WALKERS if at(spec, f"{n}_gone", learning_rate=rate, **ravine)]
        for rate in (0.018, 0.06)
    }
    assert gone == {0.018: ["nesterov"], 0.06: ["sgd", "momentum", "nesterov"]}
    on_ridge = [list(LANDSCAPES).index("saddle"), 1]
    for rate in range(RATES.index(0.018), len(RATES)):
        left = {n: np.abs(spec.measures[f"{n}_y"].values[*on_ridge, rate]) > 0.5 for n in WALKERS}
        steps = {n: int(far.argmax()) for n, far in left.items() if far.any()}
        assert sorted(steps, key=steps.get)[:2] == ["rmsprop", "adam"]


def test_little_is_sent(spec):
    assert len(pack(spec.name, spec.measures)[1]) < 800_000


def test_at_the_start_nobody_is_lowest_and_afterwards_one_is(spec):
    leads = [spec.measures[f"{name}_leads"].values for name in WALKERS]
    together = spec.measures["together"].values
    np.testing.assert_array_equal(np.sum(leads, axis=0) + together, 1)
    assert together[..., 0].all() and not together[..., -1].any()
