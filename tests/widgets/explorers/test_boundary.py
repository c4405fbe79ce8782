"""The explorer of boundaries: its numbers are those of Keras, and what its texts say is there."""

import numpy as np
import pytest

from course_utils import explore_boundary
from course_utils.exercises.capture import capture
from course_utils.exercises.expect import expect_goal
from course_utils.exercises.records import TextRecord
from course_utils.widgets.explorers.boundary import EPOCHS, _cells
from tests.widgets.running import at, run_code

LAST = EPOCHS[-1]


@pytest.fixture(scope="module")
def explorer():
    return explore_boundary()


@pytest.fixture(scope="module")
def spec(explorer):
    return explorer.spec


def run(shape, width, depth=1, activation="relu", noise=0.0, epoch=LAST):
    return {
        "shape": shape,
        "noise": noise,
        "width": width,
        "depth": depth,
        "activation": activation,
        "epoch": epoch,
    }


@pytest.mark.parametrize(
    "setting",
    [run("island", 4), run("spiral", 16, 2, "tanh", noise=0.1, epoch=20)],
    ids=["island", "spiral"],
)
def test_the_keras_code_gives_the_numbers_on_the_page(explorer, spec, setting):
    names = run_code(explorer, **setting)
    assert names["val_accuracy"] == pytest.approx(at(spec, "val_accuracy", **setting), abs=0.01)
    percent = 100 * names["model"].predict(_cells(), verbose=0)[:, 0]
    np.testing.assert_allclose(at(spec, "percent", **setting).ravel(), percent, atol=2)
    assert names["model"].count_params() == at(spec, "parameters", **setting)
    np.testing.assert_array_equal(names["inside"][:160], at(spec, "classes", **setting))
    np.testing.assert_allclose(names["X"][:160, 0], spec.measures["x"].values)


def test_before_training_all_runs_of_a_network_are_alike(spec):
    percent = spec.measures["percent"].values
    assert (percent[..., 0, :, :] == percent[:1, :1, ..., 0, :, :]).all()


def test_without_an_activation_the_boundary_is_straight(spec):
    for depth in (1, 2, 3):
        inside = at(spec, "percent", **run("halves", 16, depth, "linear")) > 50
        # From row to row the number of cells inside moves by the same step, to one cell.
        steps = np.diff(np.clip(inside.sum(axis=0), 1, 15))
        assert np.ptp(steps[np.abs(steps) > 0]) <= 1
    assert at(spec, "val_accuracy", **run("island", 16, 3, "linear")) < 0.75


def test_the_island_is_fenced_by_more_than_two_units(spec):
    fenced = [bool(at(spec, "fenced", **run("island", width))) for width in (2, 4, 8, 16)]
    assert fenced == [False, True, True, True]
    assert spec.prediction.choices[spec.prediction.outcome] == "4 units"


def test_noise_is_learnt_and_does_not_help(spec):
    noisy = run("spiral", 16, 3, "tanh", noise=0.1)
    assert at(spec, "accuracy", **noisy) > at(spec, "val_accuracy", **noisy) + 0.1
    calm = noisy | {"noise": 0.0}
    assert at(spec, "val_accuracy", **calm) > at(spec, "val_accuracy", **noisy) + 0.05


def test_the_goal_is_the_smallest_good_network_found_and_missed(explorer, spec):
    def judged(**setting):
        token = explorer.token(**setting)
        return expect_goal(capture(explorer), TextRecord(token), "boundary").ok

    assert judged(**run("spiral", 8, 2))
    assert not judged(**run("spiral", 16, 2)), "it is good, but larger"
    assert not judged(**run("spiral", 16, 1)), "it is smaller, but not good enough"
    assert not judged(**run("spiral", 8, 2, noise=0.1))
