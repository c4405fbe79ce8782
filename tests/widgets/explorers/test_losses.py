"""The explorer of lesson 9 shows what Keras computes, and its texts are true."""

import numpy as np
import pytest

from course_utils import explore_losses
from course_utils.widgets.transport import pack
from tests.widgets.running import at, run_code


@pytest.fixture(scope="module")
def explorer():
    return explore_losses()


@pytest.fixture(scope="module")
def spec(explorer):
    return explorer.spec


@pytest.mark.parametrize(
    "setting",
    [
        {"a": 2, "b": 1, "c": 0, "shift": 0, "temperature": 1},
        {"a": -3, "b": 4, "c": 1, "shift": 5, "temperature": 2},
        {"a": 1, "b": -4, "c": 0, "shift": -5, "temperature": 0.5},
        {"a": 0, "b": 1, "c": 1, "shift": 0, "temperature": 10},
    ],
)
def test_the_code_reproduces_what_is_on_screen(explorer, spec, setting):
    ran = run_code(explorer, **setting)
    shown = [at(spec, name, **setting) for name in ("p_a", "p_b", "p_c")]
    np.testing.assert_allclose(ran["probabilities"], shown, atol=1e-5)
    names = ("cross_entropy", "squared_error", "hinge")
    prices = [at(spec, name, **setting) for name in names]
    np.testing.assert_allclose(ran["losses"], prices, atol=1e-5)
    np.testing.assert_allclose(ran["slopes"], at(spec, "slopes", **setting), atol=1e-5)


def test_a_number_added_to_all_logits_changes_no_probability(spec):
    p = np.stack([spec.measures[name].values for name in ("p_a", "p_b", "p_c")])
    assert np.ptp(p, axis=4).max() < 1e-12
    np.testing.assert_allclose(p.sum(axis=0), 1)
    assert spec.prediction.choices[spec.prediction.outcome] == "it stays at 0.67"


def test_the_goal_needs_a_right_answer_that_is_hardly_sure(spec):
    found = spec.measures["found"].values.astype(bool)
    assert 0 < found.sum() < 100
    for name, (low, high) in {"right": (1, 1), "cross_entropy": (1, 1.1)}.items():
        values = spec.measures[name].values[found]
        assert low <= values.min() and values.max() <= high
    assert not found[..., :-1].any()  # the hint says what is missing: heat


def test_the_slopes_of_softmax_losses_add_up_to_zero(spec):
    assert np.abs(spec.measures["slopes"].values.sum(axis=-1)).max() < 1e-12


def test_what_try_it_says_is_so(spec):
    wrong = at(spec, "slopes", a=-5, b=5, c=0, temperature=1)
    assert abs(wrong[1, 0]) < 0.001 and wrong[0, 0] < -0.99
    sure = {"a": 5, "b": -5, "c": -5, "temperature": 1}
    assert at(spec, "hinge", **sure) == 0 and not at(spec, "slopes", **sure)[2].any()
    assert at(spec, "cross_entropy", **sure) > 0


def test_little_is_sent(spec):
    assert len(pack(spec.name, spec.measures)[1]) < 500_000
