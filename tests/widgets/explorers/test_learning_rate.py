"""The explorer of lesson 3: its numbers are those of Keras, its texts those of its numbers."""

import numpy as np
import pytest

from course_utils import explore_learning_rate
from course_utils.exercises.capture import capture
from course_utils.exercises.expect import expect_goal
from course_utils.exercises.records import TextRecord
from course_utils.widgets.explorers.learning_rate import BATCH_SIZES, N_EXAMPLES, RATES, STEPS


@pytest.fixture(scope="module")
def explorer():
    return explore_learning_rate()


def value(explorer, name, **settings):
    """A measure at one setting."""
    places = {s.name: s.values.index(settings[s.name]) for s in explorer.spec.settings}
    measure = explorer.spec.measures[name]
    return measure.values[tuple(places[axis] for axis in measure.axes)]


RUNS = [
    {"rate": 0.05, "batch_size": 32, "n_examples": 256, "step": 100},
    {"rate": 0.05, "batch_size": 2, "n_examples": 8192, "step": 40},
    {"rate": 1.0, "batch_size": 32, "n_examples": 256, "step": 100},
    {"rate": 0.9, "batch_size": 4096, "n_examples": 8192, "step": 100},
    {"rate": 0.99, "batch_size": 4096, "n_examples": 256, "step": 3},
    {"rate": 0.2, "batch_size": 128, "n_examples": 256, "step": 0},
]


@pytest.mark.parametrize("run", RUNS, ids=str)
def test_the_keras_code_gives_the_numbers_on_the_page(explorer, run):
    names = {}
    exec(explorer.code(**run), names)
    for name in ("w", "b", "loss"):
        assert names[name] == pytest.approx(value(explorer, name, **run), rel=1e-3, abs=1e-4)
    steps = np.array([[w.item(), b.item()] for w, b in names["weights"][: run["step"] + 1]])
    path = [[value(explorer, name, **run | {"step": step}) for name in "wb"] for step in (0, 1, 2)]
    np.testing.assert_allclose(steps[:3], path[: len(steps)], rtol=1e-3, atol=1e-4)


def test_every_setting_starts_at_the_same_line(explorer):
    for name in ("w", "b"):
        assert np.all(explorer.spec.measures[name].values[..., 0] == 0)


def test_a_rate_that_is_too_small_too_large_and_right(explorer):
    def end(rate):
        return value(explorer, "end", rate=rate, batch_size=32, n_examples=256, step=STEPS)

    floor = explorer.spec.measures["floor"].values[0]
    assert end(0.005) > 1.5 * floor
    assert end(0.2) < 1.02 * floor
    assert end(1.0) == np.inf
    assert arrives(explorer, 0.2) < arrives(explorer, 0.02) < STEPS


def arrives(explorer, rate):
    """The first batch after which the loss is within 5 % of the best line's."""
    run = {"rate": rate, "batch_size": 32, "n_examples": 256}
    loss = [value(explorer, "loss", **run, step=step) for step in range(STEPS + 1)]
    return int(np.argmax(loss < 1.05 * explorer.spec.measures["floor"].values[0]))


def test_large_batches_bear_a_rate_near_one_and_small_ones_do_not(explorer):
    run = {"n_examples": 8192, "step": STEPS, "rate": 0.9}
    assert value(explorer, "worst", batch_size=4096, **run) < 1.1
    assert value(explorer, "worst", batch_size=4096, **run | {"rate": 0.99}) > 1.3
    assert value(explorer, "worst", batch_size=8, **run) > 10
    assert value(explorer, "end", batch_size=2, **run) == np.inf


def test_small_batches_make_noise(explorer):
    w = explorer.spec.measures["w"].values[RATES.index(0.05), :, N_EXAMPLES.index(8192), 60:]
    noise = dict(zip(BATCH_SIZES, w.std(axis=-1), strict=True))
    assert noise[2] > 2 * noise[32] > 4 * noise[4096]


def test_the_spread_holds_the_run_on_the_page_most_of_the_time(explorer):
    measures = explorer.spec.measures
    low, loss, high = (measures[name].values for name in ("loss_low", "loss", "loss_high"))
    finite = np.isfinite(high)
    assert np.all(low[finite] <= high[finite])
    inside = (low <= loss) & (loss <= high)
    assert 0.5 < inside[finite].mean() < 1


def test_rows_and_epochs_count_the_batches_of_all_sizes(explorer):
    run = {"rate": 0.05, "n_examples": 256, "step": 10}
    assert value(explorer, "rows", batch_size=32, **run) == 320
    assert value(explorer, "epochs", batch_size=32, **run) == 1.25
    assert value(explorer, "epochs", batch_size=4096, **run) == 10


def test_a_run_out_of_reach_is_drawn_no_more(explorer):
    run = {"rate": 0.99, "batch_size": 2, "n_examples": 256}
    drawn = [value(explorer, "w_drawn", **run, step=step) for step in range(STEPS + 1)]
    lost = int(np.argmax(np.isinf(drawn)))
    assert 0 < lost < 20
    assert np.all(np.isinf(drawn[lost:]))
    assert drawn[:lost] == [value(explorer, "w", **run, step=step) for step in range(lost)]


def test_the_prediction_is_what_the_runs_show(explorer):
    asked = explorer.spec.prediction
    losses = [
        value(explorer, "loss", rate=float(rate), batch_size=32, n_examples=256, step=20)
        for rate in asked.choices
    ]
    assert asked.outcome == int(np.argmin(losses)) == 1
    assert all(f"{loss:.2g}" in asked.because for loss in losses)


def test_one_setting_meets_the_goal_for_each_number_of_examples(explorer):
    found = explorer.spec.measures["found"].values
    assert found.sum(axis=(0, 1)).tolist() == [1, 1]
    rate, batch_size, _ = np.argwhere(found)[0]
    assert (RATES[rate], BATCH_SIZES[batch_size]) == (0.5, 32)
    worst = explorer.spec.measures["worst"].values[:, batch_size, 0]
    assert np.all(worst[rate + 1 :] > 1.5)
    assert worst[rate] < 1.5


@pytest.mark.parametrize(
    ("rate", "batch_size", "ok"),
    [(0.5, 32, True), (0.2, 32, False), (0.9, 32, False), (0.9, 4096, False)],
)
def test_the_goal_is_judged_by_the_run(explorer, rate, batch_size, ok):
    token = f"learning_rate rate={rate} batch_size={batch_size} n_examples=256 step=100"
    finding = expect_goal(capture(explorer), TextRecord(token), "learning_rate")
    assert finding.ok is ok
    assert ok or "highest loss of the last 20 batches is" in finding.found


def test_it_is_small_enough_to_send(explorer):
    assert len(explorer.numbers) < 1_000_000
