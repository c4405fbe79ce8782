"""The explorer of lesson 4: its numbers are those of Keras, and its floor is known."""

import numpy as np
import pytest

from course_utils import explore_capacity
from course_utils.exercises.capture import capture
from course_utils.exercises.expect import expect_goal
from course_utils.exercises.records import TextRecord
from course_utils.widgets.explorers.capacity import CHOICES, EPOCHS, N_EXAMPLES, NOISES
from tests.widgets.running import at, next_dense, predict_without, run_code

MET = "capacity width=32 depth=1 noise=0.8 n_examples=12 epoch=140"
MISSED = "capacity width=2 depth=1 noise=0.8 n_examples=96 epoch=140"


@pytest.fixture(scope="module")
def explorer():
    return explore_capacity()


@pytest.mark.parametrize(
    "run",
    [
        {"width": 32, "depth": 2, "noise": 0.8, "n_examples": 24, "epoch": 25},
        {"width": 8, "depth": 1, "noise": 0.2, "n_examples": 96, "epoch": 40},
        {"width": 1, "depth": 2, "noise": 0.4, "n_examples": 12, "epoch": 10},
    ],
    ids=str,
)
def test_the_keras_code_gives_the_numbers_on_the_page(explorer, run):
    names = run_code(explorer, **run)
    shown = [epoch for epoch in EPOCHS if epoch <= run["epoch"]]
    for curve in ("loss", "val_loss"):
        page = [at(explorer.spec, curve, **run | {"epoch": epoch}) for epoch in shown]
        keras = [names["history"].history[curve][epoch - 1] for epoch in shown]
        np.testing.assert_allclose(page, keras, rtol=2e-3)
    line = names["model"].predict(explorer.spec.measures["line_x"].values[:, np.newaxis], verbose=0)
    np.testing.assert_allclose(at(explorer.spec, "line", **run), line[:, 0], rtol=0, atol=5e-3)
    assert names["model"].count_params() == at(explorer.spec, "parameters", **run)
    for layer in range(1, run["depth"] + 1):
        _compare_layer(explorer.spec, names, layer, run)


def _compare_layer(spec, names, layer, run):
    """Each unit is worth what Keras says, and its lines have the kernel's weights."""
    of_run = run if layer == 1 else _without_depth(run)
    without = at(spec, f"without_{layer}", **of_run)
    for unit in {0, run["width"] - 1}:
        predicted = predict_without(names["model"], layer, unit, names["X_valid"])
        loss = np.mean((predicted - names["y_valid"]) ** 2)
        assert without[unit] == pytest.approx(loss, rel=5e-3)
    assert np.all(np.isnan(without[run["width"] :]))
    # The unit of the narrowest one is dead: it passes on nothing.
    most = at(spec, f"activity_{layer}", **of_run).max()
    assert most == (0 if (run["width"], layer) == (1, 2) else 100)
    kernel = next_dense(names["model"], layer).kernel.numpy()
    if layer == run["depth"]:
        out = at(spec, "out_of_first" if layer == 1 else "out_of_second", **_without_depth(run))
        np.testing.assert_allclose(out[: run["width"]], kernel[:, 0], atol=5e-3)
    else:
        strongest = at(spec, "into_second", **_without_depth(run))[0]
        assert abs(strongest) == pytest.approx(np.abs(kernel[:, 0]).max(), rel=5e-3)


def _without_depth(run):
    return {name: value for name, value in run.items() if name != "depth"}


def test_the_signal_itself_stands_on_the_floor(explorer):
    for noise in NOISES:
        names = {}
        code = explorer.code(width=1, depth=1, noise=noise, n_examples=12, epoch=1)
        exec(code.partition("hidden =")[0], names)
        x, y = names["X_valid"][:, 0], names["y_valid"]
        loss = np.mean((np.sin(2 * x) + x / 2 - y) ** 2)
        assert loss == pytest.approx(at(explorer.spec, "floor", noise=noise))


def test_points_of_the_page_are_those_of_the_code(explorer):
    names = {}
    exec(
        explorer.code(width=1, depth=1, noise=0.4, n_examples=24, epoch=1).partition("hidden")[0],
        names,
    )
    y = at(explorer.spec, "y", noise=0.4, n_examples=24)
    np.testing.assert_allclose(y[:24], names["y"], rtol=1e-5)
    assert np.isnan(y[24:]).all()


def test_too_small_and_too_large(explorer):
    spec = explorer.spec
    for n in N_EXAMPLES:
        where = {"noise": 0.8, "n_examples": n, "epoch": 140}
        assert at(spec, "loss_low", width=1, depth=1, **where) > at(spec, "floor", noise=0.8)
    where = {"width": 32, "depth": 2, "noise": 0.8, "n_examples": 12, "epoch": 140}
    assert at(spec, "loss", **where) < 0.6 * at(spec, "floor", noise=0.8)
    assert at(spec, "val_loss_low", **where) > at(spec, "floor", noise=0.8)


def test_more_examples_leave_less_noise_to_learn(explorer):
    gaps = [
        at(explorer.spec, "val_loss", **run) - at(explorer.spec, "loss", **run)
        for run in (
            {"width": 32, "depth": 2, "noise": 0.8, "n_examples": n, "epoch": 140}
            for n in N_EXAMPLES
        )
    ]
    assert gaps[0] > 1.5 * gaps[1] > 1.5 * 1.5 * gaps[2]


def test_the_spread_holds_most_runs(explorer):
    for curve in ("loss", "val_loss"):
        value, low, high = (
            explorer.spec.measures[name].values for name in (curve, f"{curve}_low", f"{curve}_high")
        )
        assert np.all(low <= high)
        assert 0.6 < np.mean((low <= value) & (value <= high)) < 0.95


def test_the_prediction_is_told_what_happened(explorer):
    asked = explorer.spec.prediction
    assert CHOICES[asked.outcome].startswith("the training loss ends below the floor")
    assert "The floor is 0.64" in asked.because


def judged(explorer, token):
    return expect_goal(capture(explorer), TextRecord(token), "capacity")


def test_the_goal_can_be_reached_and_missed(explorer):
    assert judged(explorer, MET).ok
    finding = judged(explorer, MISSED)
    assert finding.mistake == "goal-missed"
    assert "the floor 0.64" in finding.found
    found = explorer.spec.measures["found"].values
    assert 0 < found.mean() < 0.25


def test_it_does_not_open_on_the_goal(explorer):
    starts = {setting.name: setting.values[setting.start] for setting in explorer.spec.settings}
    assert at(explorer.spec, "found", **starts) == 0
