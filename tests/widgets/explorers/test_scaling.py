"""The explorer of lesson 12: its numbers are those of Keras, its texts those of its numbers."""

import numpy as np
import pytest

from course_utils import explore_scaling
from course_utils.exercises.capture import capture
from course_utils.exercises.expect import expect_goal
from course_utils.exercises.records import TextRecord
from course_utils.widgets.explorers.scaling import COLUMNS, MODELS, N_TRAIN, SCALERS
from tests.widgets.running import at, run_code

RUNS = [
    {"column": "outlier", "scaler": "min_max", "model": "network", "epoch": 10},
    {"column": "outlier", "scaler": "log", "model": "linear", "epoch": 3},
    {"column": "width", "scaler": "robust", "model": "network", "epoch": 1},
    {"column": "skewed", "scaler": "standard", "model": "linear", "epoch": 10},
    {"column": "constant", "scaler": "standard", "model": "network", "epoch": 4},
    {"column": "constant", "scaler": "log", "model": "linear", "epoch": 2},
    {"column": "constant", "scaler": "none", "model": "linear", "epoch": 5},
]


@pytest.fixture(scope="module")
def explorer():
    return explore_scaling()


@pytest.fixture(scope="module")
def spec(explorer):
    return explorer.spec


@pytest.mark.parametrize("run", RUNS, ids=str)
def test_the_keras_code_gives_the_numbers_on_the_page(explorer, spec, run):
    ran = run_code(explorer, **run)
    assert ran["loss"] == pytest.approx(at(spec, "own", **run), rel=2e-3)
    scaled = ran["scale"](ran["v"])
    assert scaled.min() == pytest.approx(at(spec, "smallest", **run), abs=1e-4)
    assert scaled.max() == pytest.approx(at(spec, "largest", **run), abs=1e-4)


def end(spec, **run):
    return at(spec, "end", **{"model": "network", "epoch": 10, **run})


def test_the_outlier_takes_the_room_of_min_max_most(spec):
    before, after = ({s: end(spec, column=column, scaler=s) for s in SCALERS}
                     for column in ("width", "outlier"))  # fmt: skip
    assert all(before[s] < 2.3 for s in SCALERS if s != "none")
    assert after["min_max"] > 2.5 * after["standard"] > 2.5 * before["standard"]
    assert after["log"] < after["robust"] - 0.4 and after["log"] < 1.3 * before["log"]
    assert at(spec, "room", **RUNS[0]) < 10 < at(spec, "room", **RUNS[0] | {"scaler": "log"})


def test_without_a_scaler_the_network_is_late(spec):
    assert end(spec, column="width", scaler="none") > 1.3 * end(
        spec, column="width", scaler="min_max"
    )


def test_a_shift_and_a_stretch_leave_the_skew(spec):
    rooms = [at(spec, "room", column="skewed", scaler=s, model="linear", epoch=1)
             for s in ("none", "min_max", "standard", "robust")]  # fmt: skip
    assert np.allclose(rooms, rooms[0])


def test_a_constant_column_teaches_nothing_and_spoils_nothing(spec):
    ends = spec.measures["end"].values[list(COLUMNS).index("constant")]
    assert np.all(np.isfinite(ends)) and np.ptp(ends) < 0.2 and np.all(ends > 12)


def test_each_training_diamond_is_in_the_histogram(spec):
    assert np.all(spec.measures["before"].values.sum(axis=-1) == N_TRAIN)
    assert np.all(spec.measures["after"].values.sum(axis=-1) == N_TRAIN)
    assert spec.measures["before"].values[list(COLUMNS).index("outlier"), -1] == 1


def test_the_prediction_is_what_the_runs_show(spec):
    asked = spec.prediction
    assert asked.choices[asked.outcome] == "min–max"
    losses = [end(spec, column=c, scaler="min_max") for c in ("width", "outlier")]
    assert "min–max {:.2g} and {:.2g}".format(*losses) in asked.because


def test_the_smallest_loss_with_the_outlier_is_the_goal_by_a_margin(spec):
    ends = spec.measures["end"].values[list(COLUMNS).index("outlier")]
    best, second = np.sort(ends.ravel())[:2]
    assert second > best + 0.4
    found = np.argwhere(spec.measures["found"].values).tolist()
    wanted = [["outlier", "log", "network"]]
    names = [list(COLUMNS), list(SCALERS), list(MODELS)]
    assert [[of[i] for of, i in zip(names, one, strict=True)] for one in found] == wanted


@pytest.mark.parametrize(
    ("column", "scaler", "model", "hint"),
    [
        ("outlier", "log", "network", ""),
        ("width", "log", "network", "58.9 in it"),
        ("outlier", "log", "linear", "the model that can bend"),
        ("outlier", "robust", "network", "more than shift and stretch"),
    ],
)
def test_the_goal_is_judged_by_the_run(explorer, column, scaler, model, hint):
    token = f"scaling column={column} scaler={scaler} model={model} epoch=3"
    finding = expect_goal(capture(explorer), TextRecord(token), "scaling")
    assert finding.ok is (hint == "") and hint in finding.found


def test_it_is_small_enough_to_send(explorer):
    assert len(explorer.numbers) < 100_000
