"""The explorer of lesson 6 shows what its Keras code computes, and its texts are true."""

import numpy as np
import pytest

from course_utils import explore_threshold
from course_utils.widgets.explorers.threshold import (
    ASKED,
    ASKED_COST,
    COSTS,
    EPOCHS,
    GOOD,
    THRESHOLDS,
)
from course_utils.widgets.transport import pack
from tests.widgets.running import at, run_code

LAST = {"epoch": EPOCHS[-1], "miss_cost": ASKED_COST}


@pytest.fixture(scope="module")
def explorer():
    return explore_threshold()


@pytest.fixture(scope="module")
def spec(explorer):
    return explorer.spec


@pytest.mark.parametrize(
    "setting",
    [
        {"threshold": 0.3, "miss_cost": 5, "epoch": 0},
        {"threshold": 0.1, "miss_cost": 10, "epoch": 2},
        {"threshold": 0.5, "miss_cost": 2, "epoch": 20},
    ],
)
def test_the_code_reproduces_what_is_on_screen(explorer, spec, setting):
    ran = run_code(explorer, **setting)
    shown = at(spec, "counts", **setting)
    # A probability next to the line may fall on its other side: float32 rounds differently, and
    # how differently depends on the processor and on how many threads it has to spare.
    np.testing.assert_allclose(ran["counts"], shown, rtol=0, atol=6)
    for name in ("recall", "precision"):
        assert ran[name] == pytest.approx(at(spec, name, **setting), abs=0.01)
    off = 6 * setting["miss_cost"] + 6
    assert ran["cost"] == pytest.approx(at(spec, "cost", **setting), abs=off)
    heights = [at(spec, group, **setting) for group in ("stayed", "left")]
    y, p = ran["y"][ran["valid"]], ran["p"]
    for label, bars in enumerate(heights):
        again, _ = np.histogram(p[y == label], np.linspace(0, 1, 41))
        assert np.abs(np.cumsum(again - bars)).max() <= 0.02 * bars.sum(), "beyond some edge"


def test_where_nobody_is_called_the_code_says_so_too(explorer, spec):
    ran = run_code(explorer, threshold=0.99, miss_cost=1, epoch=1)
    assert ran["says_leaves"].sum() == 0
    assert at(spec, "nobody", threshold=0.99, epoch=1)
    assert ran["precision"] == at(spec, "precision", threshold=0.99, epoch=1) == 1
    assert ran["recall"] == at(spec, "recall", threshold=0.99, epoch=1) == 0


def test_the_four_counts_are_all_validation_rows_and_give_the_cost(spec):
    counts = spec.measures["counts"].values
    assert np.all(counts.sum(axis=(-2, -1)) == 2043)
    missed = at(spec, "missed", threshold=0.4, epoch=5)
    alarms = at(spec, "false_alarms", threshold=0.4, epoch=5)
    for cost in COSTS:
        shown = at(spec, "cost", threshold=0.4, epoch=5, miss_cost=cost)
        assert shown == cost * missed + alarms


def test_a_higher_threshold_calls_fewer(spec):
    for name, sign in (("recall", -1), ("false_alarms", -1), ("missed", 1)):
        assert np.all(sign * np.diff(spec.measures[name].values, axis=-1) >= 0)


def test_the_dearer_a_miss_the_lower_the_best_threshold(spec):
    best = spec.measures["cost"].values[-1].argmin(axis=-1)
    assert np.all(np.diff(best) < 0)
    accuracy = spec.measures["accuracy"].values[-1]
    at_best = accuracy[best[COSTS.index(ASKED_COST)]]
    assert at_best < accuracy[THRESHOLDS.index(0.5)] - 0.05


def test_training_parts_the_two_classes(spec):
    area = spec.measures["area"].values
    assert abs(area[0] - 0.5) < 0.25
    assert area[-1] > 0.8 > area[0]


def test_the_goal_can_be_reached_by_few_thresholds_and_not_where_it_opens(spec):
    good, cost = spec.measures["good"].values, spec.measures["cost"].values
    asked = cost[-1, COSTS.index(ASKED_COST)]
    assert np.array_equal(good[-1, COSTS.index(ASKED_COST)], asked <= GOOD * asked.min())
    assert good.sum() == good[-1, COSTS.index(ASKED_COST)].sum()
    assert 2 <= good.sum() <= 10
    assert not at(spec, "good", threshold=0.5, miss_cost=1, epoch=20)


def test_the_prediction_follows_from_the_costs(spec):
    costs = [at(spec, "cost", threshold=threshold, **LAST) for threshold in ASKED]
    outcome = spec.prediction.outcome
    assert outcome == int(np.argmin(costs))
    assert f"{costs[outcome]:,} at {ASKED[outcome]}" in spec.prediction.because


def test_the_outcome_holds_for_nearly_all_seeds(spec):
    low, high = (spec.measures[name].values[-1] for name in ("cost_low", "cost_high"))
    place = COSTS.index(ASKED_COST)
    near, half = THRESHOLDS.index(ASKED[0]), THRESHOLDS.index(ASKED[1])
    assert np.all(low <= high)
    assert high[place, near] < 0.6 * low[place, half]


def test_the_area_is_that_of_scikit_learn(explorer, spec):
    from sklearn.metrics import roc_auc_score

    ran = run_code(explorer, threshold=0.5, miss_cost=1, epoch=5)
    area = roc_auc_score(ran["y"][ran["valid"]], ran["p"])
    assert area == pytest.approx(at(spec, "area", epoch=5), abs=1e-3)


def test_little_is_sent(spec):
    assert len(pack(spec.name, spec.measures)[1]) < 150_000


def test_it_opens_where_a_token_says():
    token = "threshold threshold=0.06 miss_cost=10 epoch=20"
    assert explore_threshold(state=token).token() == token
