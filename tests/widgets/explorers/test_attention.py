"""The explorer of lesson 16 shows what Keras computes, and its texts are true."""

import numpy as np
import pytest

from course_utils import explore_attention
from course_utils.widgets.transport import pack
from tests.widgets.running import at, run_code

OPEN = {"word": 2, "head": "meaning", "mask": "off", "scaling": "on", "temperature": 1}
SETTINGS = [
    OPEN,
    OPEN | {"word": 5, "mask": "on", "scaling": "off", "temperature": 0.5},
    OPEN | {"head": "place", "temperature": 4},
    OPEN | {"head": "place", "mask": "on", "scaling": "off", "temperature": 0.25, "word": 8},
]
THE = (0, 6)  # both articles
IT = OPEN | {"word": 5}


@pytest.fixture(scope="module")
def explorer():
    return explore_attention()


@pytest.fixture(scope="module")
def spec(explorer):
    return explorer.spec


@pytest.mark.parametrize("setting", SETTINGS)
def test_the_code_reproduces_what_is_on_screen(explorer, spec, setting):
    ran = run_code(explorer, **setting)
    np.testing.assert_allclose(100 * ran["weights"], at(spec, "percent", **setting), atol=0.51)
    row = [100 * weight for _, weight in ran["looks_at"].values()]
    np.testing.assert_allclose(row, at(spec, "steps", **setting)[:, 2], atol=1.01)


@pytest.mark.parametrize("setting", SETTINGS)
def test_the_steps_lead_from_scores_to_weights(spec, setting):
    scores, masked, percent = at(spec, "steps", **setting).T
    assert np.isfinite(scores).all()
    powers = np.exp(masked - masked.max())
    np.testing.assert_allclose(100 * powers / powers.sum(), percent, atol=3)  # one digit is shown
    seen = setting["word"] if setting["mask"] == "on" else 8
    assert np.isfinite(masked).sum() == at(spec, "seen", **setting) == seen


def test_by_meaning_both_articles_look_alike_and_by_place_they_do_not(spec):
    first, second = (at(spec, "percent", **OPEN)[place] for place in THE)
    np.testing.assert_array_equal(first, second)
    first, second = (at(spec, "percent", **OPEN | {"head": "place"})[place] for place in THE)
    assert np.abs(first - second).max() > 30


def test_by_place_each_word_looks_at_its_left_neighbour_most(spec):
    percent = at(spec, "percent", **OPEN | {"head": "place"})
    assert percent[1:].argmax(axis=1).tolist() == list(range(7))


def test_what_try_it_says_is_so(spec):
    assert at(spec, "to_cup", **IT) == at(spec, "to_plate", **IT) > 30
    assert at(spec, "to_cup", **IT | {"mask": "on"}) > at(spec, "to_cup", **IT) + 15
    assert at(spec, "to_plate", **IT | {"mask": "on"}) == 0
    unscaled = at(spec, "percent", **OPEN | {"scaling": "off", "temperature": 2})
    np.testing.assert_array_equal(unscaled, at(spec, "percent", **OPEN))
    assert spec.prediction.choices[spec.prediction.outcome] == "at itself only"


def test_the_goal_wants_the_pronoun_its_head_the_mask_and_a_sure_softmax(spec):
    found = spec.measures["found"].values
    places = {tuple(place[[0, 3, 4]]) for place in np.argwhere(found)}
    assert places == {(0, 1, 4)} and found.sum() == 3
    assert at(spec, "found", **IT | {"mask": "on", "temperature": 0.25})
    assert not at(spec, "found", **IT | {"mask": "on", "temperature": 0.5})


def test_a_hint_is_there_wherever_the_goal_is_missed(spec):
    axes = spec.measures["found"].axes
    hinted = np.zeros(spec.measures["found"].values.shape, bool)
    for hint in spec.goal.hints:
        measure = spec.measures[hint.when]
        own = [slice(None) if axis in measure.axes else np.newaxis for axis in axes]
        hinted |= np.asarray(measure.values, bool)[tuple(own)]
    assert (hinted != spec.measures["found"].values).all()


def test_little_is_sent(spec):
    assert len(pack(spec.name, spec.measures)[1]) < 100_000
