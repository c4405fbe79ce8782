"""The explorer of lesson 13 shows what its code computes, and its texts are true."""

import numpy as np
import pytest

from course_utils import explore_search
from course_utils.widgets.transport import pack
from tests.widgets.running import at, run_code

SETTINGS = [
    {"way": "grid", "tries": 15, "seeds": 1, "l2": 0.01},
    {"way": "random", "tries": 75, "seeds": 1, "l2": 0.0},
    {"way": "halving", "tries": 15, "seeds": 3, "l2": 0.0},
    {"way": "halving", "tries": 1, "seeds": 1, "l2": 0.0},
]


@pytest.fixture(scope="module")
def explorer():
    return explore_search()


@pytest.fixture(scope="module")
def spec(explorer):
    return explorer.spec


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda s: "-".join(map(str, s.values())))
def test_the_code_reproduces_what_is_on_screen(explorer, spec, setting):
    ran = run_code(explorer, **setting)
    for name in ("validation", "test"):
        assert np.isclose(ran[name], at(spec, name, **setting), rtol=3e-3), name


def told(spec, name, **setting):
    return at(spec, name, **{"way": "random", "seeds": 1, "l2": 0.0} | setting)


def test_without_a_choice_validation_and_test_agree(spec):
    for way in ("grid", "random", "halving"):
        assert abs(told(spec, "flatters", way=way, tries=1)) < 1


def test_the_winner_of_many_tries_flatters_and_most_with_one_seed(spec):
    assert spec.prediction.choices[spec.prediction.outcome] == "higher"
    flatters = [told(spec, "flatters", tries=75, seeds=n) for n in (1, 3, 10)]
    assert flatters == sorted(flatters, reverse=True) and flatters[0] > 1.5 * flatters[1] > 4
    promises = [told(spec, "validation", tries=n) for n in (1, 3, 15, 75)]
    assert promises == sorted(promises, reverse=True)
    assert told(spec, "test", tries=75) > 0.98 * told(spec, "test", tries=15)


def test_halving_costs_a_third(spec):
    assert told(spec, "fits", way="halving", tries=75) < told(spec, "fits", tries=75) / 2.9


def test_what_try_it_says_is_so(spec):
    falls = [
        told(spec, name, tries=1) - told(spec, name, tries=3) for name in ("validation", "test")
    ]
    assert falls[0] > falls[1] > 0.1
    by_seeds = [told(spec, "validation", tries=75, seeds=n) for n in (1, 3, 10)]
    assert by_seeds == sorted(by_seeds)
    assert abs(told(spec, "test", tries=75, seeds=10) / told(spec, "test", tries=75) - 1) < 0.02
    assert told(spec, "test", way="halving", tries=75) < told(spec, "test", tries=15)
    assert told(spec, "fits", way="halving", tries=75) == 25
    bands = [
        told(spec, "validation_high", tries=15, seeds=n)
        - told(spec, "validation_low", tries=15, seeds=n)
        for n in (1, 10)
    ]
    assert bands[1] > 0.8 * bands[0]


def test_the_goal_is_one_setting_and_no_hint_is_missing(spec):
    found = spec.measures["found"].values
    assert found.sum() == 1
    assert at(spec, "found", way="halving", tries=75, seeds=1, l2=0.0)
    hinted = sum(spec.measures[hint.when].values for hint in spec.goal.hints)
    assert np.array_equal(hinted > 0, found == 0)


def test_the_goal_is_not_met_by_a_hair(spec):
    test = spec.measures["test"].values
    cheap = np.sort(test[spec.measures["too_expensive"].values == 0])
    assert cheap[0] < 1.003 * test.min() and cheap[1] > 1.007 * test.min()


def test_the_reveal_does_not_end_at_the_goal(spec):
    assert not at(spec, "found", **spec.prediction.at)


def test_each_search_draws_its_tries_and_one_winner(spec):
    for way in range(3):
        rates = spec.measures["rate"].values[way, :, 0, 0]
        assert np.isfinite(rates).sum(axis=-1).tolist() == [1, 3, 15, 75]
    assert np.all(spec.measures["chosen"].values.sum(axis=-1) == 1)


def test_little_is_sent(spec):
    assert len(pack(spec.name, spec.measures)[1]) < 100_000
