"""The explorer of lesson 17 shows what its Keras code computes, and its texts are true."""

import numpy as np
import pytest

from course_utils import explore_slices
from course_utils.widgets.explorers.slices import PLACES, WAYS
from course_utils.widgets.transport import pack
from tests.widgets.running import at, run_code

SETTINGS = [
    {"by": "neighborhood", "columns": "numbers and words", "smallest": 50},
    {"by": "price predicted", "columns": "numbers", "smallest": 100},
]


@pytest.fixture(scope="module")
def explorer():
    return explore_slices()


@pytest.fixture(scope="module")
def spec(explorer):
    return explorer.spec


def look(spec, name, by, columns="numbers and words", smallest=50, place=1):
    return at(spec, name, by=by, columns=columns, smallest=smallest, place=place)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda s: s["by"])
def test_the_code_reproduces_what_is_on_screen(explorer, spec, setting):
    table = run_code(explorer, **setting, place=1)["table"]
    for place, (_, row) in zip(PLACES, table.iterrows(), strict=False):
        assert row["houses"] == look(spec, "houses", **setting, place=place)
        for name in ("error", "bias"):
            assert np.isclose(row[name], look(spec, name, **setting, place=place), atol=0.1), name


def test_slices_are_worst_first_and_large_enough(spec):
    error, houses = (spec.measures[name].values for name in ("error", "houses"))
    assert np.all(np.isnan(error[..., 1:]) | (error[..., 1:] <= error[..., :-1]))
    for place, smallest in enumerate((10, 25, 50, 100)):
        of_size = houses[:, :, place]
        assert np.all((of_size == 0) | (of_size >= smallest))


def test_each_slice_that_is_shown_has_one_name(spec):
    names = [values for name, values in spec.measures.items() if name.startswith("is_")]
    said = sum(measure.values for measure in names)
    assert np.array_equal(said, 1 - spec.measures["none"].values)


def test_what_went_cheaply_is_predicted_too_high(spec):
    assert spec.prediction.choices[spec.prediction.outcome] == "too high"
    paid, predicted = (look(spec, "bias", f"price {word}") for word in ("paid", "predicted"))
    assert paid > 6 and abs(predicted) < 3


def test_the_reveal_does_not_end_at_the_goal(spec):
    assert not at(spec, "found", **spec.prediction.at)


def test_the_goal_is_one_slice_of_each_model_and_no_hint_is_missing(spec):
    found = spec.measures["found"].values
    railroad = [name for name in spec.measures if name.startswith("is_")
                and spec.measures[name].values[1, 0, 2, 0]]  # fmt: skip
    assert np.all(spec.measures[railroad[0]].values[found == 1] == 1)
    assert look(spec, "found", "neighborhood") and not look(spec, "found", "kind of sale")
    hinted = sum(spec.measures[hint.when].values for hint in spec.goal.hints)
    assert np.array_equal(hinted > 0, found == 0) and hinted.max() == 1


def test_the_goal_is_not_met_by_a_hair(spec):
    for columns in ("numbers", "numbers and words"):
        firsts = [look(spec, "error", way, columns) for way in WAYS]
        first, second = sorted(firsts)[:-3:-1]
        assert first > 1.1 * second


def test_what_try_it_says_is_so(spec):
    everywhere = spec.measures["all"].values
    assert everywhere[1] < everywhere[0] - 1
    fair = [look(spec, "bias", "condition", columns, 25) for columns in spec.settings[3].values]
    assert fair[0] > 20 and fair[1] < 0.75 * fair[0]
    sale = [look(spec, "bias", "kind of sale", columns) for columns in spec.settings[3].values]
    assert min(sale) > 10
    ten, hundred = (look(spec, "error", "neighborhood", smallest=n) for n in (10, 100))
    assert ten > 1.3 * hundred


def test_little_is_sent(spec):
    assert len(pack(spec.name, spec.measures)[1]) < 50_000
