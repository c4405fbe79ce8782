"""Points of one's own are learned while one waits, and the network is the one on screen."""

import time

import numpy as np
import pytest

from course_utils import explore_boundary
from course_utils.widgets.explorers.boundary import EPOCHS, _cells
from course_utils.widgets.own_points import learn_points

CELLS = _cells()
ISLAND = np.hypot(*CELLS.T) < 0.75
SOME = np.random.default_rng(0).permutation(len(CELLS))[:150]


def right(percent, classes):
    return np.mean((percent > 50) == classes)


def test_an_island_is_learned_with_bends_and_not_without():
    learn = [
        learn_points(CELLS[SOME], ISLAND[SOME], CELLS, [8], a, EPOCHS) for a in ("relu", "linear")
    ]
    assert learn[0].shape == (len(EPOCHS), len(CELLS)) and learn[0].dtype == np.uint8
    bent, straight = (right(percent[-1], ISLAND) for percent in learn)
    assert bent > 0.85 > 0.8 > straight
    assert right(learn[0][0], ISLAND) < 0.8, "before the first epoch nothing is learned"


def test_the_largest_network_learns_from_a_full_plot_in_far_less_than_two_seconds():
    before = time.perf_counter()
    learn_points(CELLS, ISLAND, CELLS, [16, 16, 16], "tanh", EPOCHS)
    assert time.perf_counter() - before < 1


def test_the_explorer_answers_the_page_that_asked(monkeypatch):
    explorer, sent = explore_boundary(), []
    monkeypatch.setattr(explorer, "send", lambda *message: sent.append(message))
    at = explorer.at | {"width": 2}  # the third width is 8
    message = {"asked": "a-1", "at": at, "places": SOME.tolist(), "classes": ISLAND[SOME].tolist()}
    explorer._handle_custom_msg(message, [])
    ((answer, (content,)),) = sent
    assert answer == {"asked": "a-1"}
    percent = np.frombuffer(content, "u1").reshape(len(EPOCHS), -1)
    expected = learn_points(CELLS[SOME], ISLAND[SOME], CELLS, [8], "relu", EPOCHS)
    np.testing.assert_array_equal(percent, expected)


@pytest.mark.parametrize("depth", [1, 3])
def test_another_seed_starts_elsewhere(depth):
    runs = [
        learn_points(CELLS[SOME], ISLAND[SOME], CELLS, [4] * depth, "relu", (0,), seed=seed)
        for seed in (1, 2)
    ]
    assert (runs[0] != runs[1]).any()
