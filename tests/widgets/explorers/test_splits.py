"""The explorer of lesson 11 shows what scikit-learn computes, and its texts are true."""

import numpy as np
import pytest

from course_utils import explore_splits
from course_utils.widgets.transport import pack
from tests.widgets.running import at, run_code

SETTINGS = [
    {"split": "random", "leak": "none", "rows": 400},
    {"split": "by time", "leak": "scaler", "rows": 40},
    {"split": "by week", "leak": "imputer", "rows": 400},
    {"split": "random", "leak": "columns", "rows": 40},
    {"split": "by time", "leak": "columns", "rows": 400},
    {"split": "by week", "leak": "codes", "rows": 4000},
    {"split": "by time", "leak": "future lag", "rows": 400},
]


@pytest.fixture(scope="module")
def explorer():
    return explore_splits()


@pytest.fixture(scope="module")
def spec(explorer):
    return explorer.spec


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda s: "-".join(map(str, s.values())))
def test_the_code_reproduces_what_is_on_screen(explorer, spec, setting):
    ran = run_code(explorer, **setting)
    for name in ("promised", "honest", "delivered"):
        assert np.isclose(ran[name], at(spec, name, **setting), rtol=1e-3), name


def ratio(spec, split, leak, rows):
    return at(spec, "ratio", split=split, leak=leak, rows=rows)


def test_the_leak_that_flatters_most_is_the_one_that_is_told(spec):
    assert spec.prediction.choices[spec.prediction.outcome] == "target encoding"
    codes, columns = (ratio(spec, "by time", leak, 40) for leak in ("codes", "columns"))
    assert codes > 1.2 * columns


def test_the_reveal_does_not_end_at_the_goal(spec):
    assert not at(spec, "found", **{"leak": "none", **spec.prediction.at})


def test_the_goal_is_one_setting_and_no_hint_is_missing(spec):
    found = spec.measures["found"].values
    assert found.sum() == 1 and at(spec, "found", split="by time", leak="none", rows=400)
    hinted = sum(spec.measures[hint.when].values for hint in spec.goal.hints)
    assert np.array_equal(hinted > 0, found == 0)


def test_what_try_it_says_is_so(spec):
    promised = [at(spec, "promised", split="random", leak="none", rows=n) for n in (40, 400, 4000)]
    assert promised == sorted(promised, reverse=True)
    delivered = [at(spec, "delivered", split="random", leak="none", rows=n) for n in (40, 4000)]
    assert delivered[1] > 0.95 * delivered[0]
    assert all(abs(ratio(spec, "by time", "none", n) - 1) < 0.06 for n in (400, 4000))
    assert ratio(spec, "by time", "columns", 40) > 1.4
    same = [at(spec, name, split="by time", leak="columns", rows=4000)
            for name in ("promised", "honest")]  # fmt: skip
    assert np.isclose(*same, rtol=0.02)
    assert all(ratio(spec, "by time", "future lag", n) > 1.2 for n in (40, 400, 4000))


def test_scaler_and_imputer_change_little(spec):
    for leak in ("scaler", "imputer"):
        promised, honest = (
            np.take(spec.measures[name].values, spec.settings[1].values.index(leak), axis=1)
            for name in ("promised", "honest")
        )
        assert np.abs(promised / honest - 1).max() < 0.06
        assert np.abs(promised / honest - 1)[:, -1].max() < 0.005


def test_a_split_changes_the_promise_and_not_the_delivery(spec):
    delivered = spec.measures["delivered"].values
    assert np.ptp(delivered, axis=0).max() == 0


def test_little_is_sent(spec):
    assert len(pack(spec.name, spec.measures)[1]) < 20_000
