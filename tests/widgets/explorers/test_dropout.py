"""The explorer of lesson 5 shows what its Keras code computes, and its texts are true."""

import numpy as np
import pytest

from course_utils import explore_dropout
from course_utils.widgets.explorers.dropout import CEMENT, EPOCHS, NORMALIZE, RATES
from course_utils.widgets.transport import pack
from tests.widgets.running import at, next_dense, predict_without, run_code


@pytest.fixture(scope="module")
def explorer():
    return explore_dropout()


@pytest.fixture(scope="module")
def spec(explorer):
    return explorer.spec


@pytest.mark.parametrize(("rate", "epoch"), [(0.4, 4), (0.0, 9)])
def test_the_code_reproduces_what_is_on_screen(explorer, spec, rate, epoch):
    setting = {"normalize": "yes", "rate": rate}
    ran = run_code(explorer, epoch=epoch, **setting)
    for name in ("loss", "val_loss"):
        shown = [at(spec, name, epoch=number, **setting) for number in range(1, epoch + 1)]
        np.testing.assert_allclose(ran["history"].history[name], shown, rtol=1e-3)
    kept = ran["model"].layers[0].moving_mean.numpy()[CEMENT]
    assert kept == pytest.approx(at(spec, "moving_mean", epoch=epoch), rel=1e-4)
    _compare_units(spec, ran, epoch=epoch, **setting)
    assert np.array_equal(ran["masks"] > 0, at(spec, "masks", rate=rate, epoch=epoch) > 0)


def _compare_units(spec, ran, **run):
    """A silent unit costs what Keras says; lines have the weights of the kernel."""
    X, y = ran["X"][ran["valid"]], ran["y"][ran["valid"]]
    for layer in (1, 2):
        predicted = predict_without(ran["model"], layer, 3, X)
        assert at(spec, f"without {layer}", **run)[3] == pytest.approx(
            np.abs(predicted - y).mean(), rel=2e-3
        )
        assert at(spec, f"activity {layer}", **run).max() == 100
    weights, sources = (at(spec, f"{what} 2", **run)[:3] for what in ("into", "from"))
    kernel = next_dense(ran["model"], 1).kernel.numpy()[:16, 0]
    np.testing.assert_allclose(weights, kernel[sources], rtol=1e-2)
    assert np.abs(weights[0]) == pytest.approx(np.abs(kernel).max(), rel=1e-2)


def test_the_code_without_batch_normalization_goes_wrong_in_the_same_way(explorer, spec):
    ran = run_code(explorer, normalize="no", rate=0.0, epoch=1)
    shown = at(spec, "loss", normalize="no", rate=0.0, epoch=1)
    assert shown > 1e6
    assert np.log10(ran["history"].history["loss"][0]) == pytest.approx(np.log10(shown), abs=1)


def test_masks_drop_the_share_they_should_and_change_with_every_epoch(spec):
    masks = spec.measures["masks"].values
    assert masks.shape == (len(RATES), EPOCHS, 6, 16)
    np.testing.assert_allclose(1 - masks.mean(axis=(1, 2, 3)), RATES, atol=0.02)
    for before, after in zip(masks[2], masks[2, 1:], strict=False):
        assert not np.array_equal(before, after)


def test_moving_averages_climb_to_the_means_of_the_batches(spec):
    moving, batch = (spec.measures[name].values for name in ("moving_mean", "batch_mean"))
    assert moving[0] < 0.5 * batch.mean()
    assert np.all(np.diff(moving[:6]) > 0)
    assert moving[-1] == pytest.approx(batch.mean(), rel=0.1)


def test_the_goal_is_one_rate_with_batch_normalization_and_not_where_it_opens(spec):
    final, best = spec.measures["final"].values, spec.measures["best"].values
    assert best.sum() == 1
    place = int(np.argmax(best[1]))
    assert 0 < place < len(RATES) - 1
    # Other processors round otherwise, and a run goes its own way then: the means hardly do.
    others = np.delete(final[1], place)
    assert final[1, place] < 0.98 * others.min()
    assert np.all(np.diff(spec.measures["gap"].values[1, :4]) < 0), "more dropout, smaller gap"


def test_the_prediction_and_its_reason_follow_from_the_runs(spec):
    final, median = spec.measures["final"].values, spec.measures["median"].values
    assert spec.prediction.choices[spec.prediction.outcome] == "only the one with it"
    assert final[1, 0] < median < final[0, 0] / 10


def test_dropout_helps_this_network_on_new_rows_as_the_lesson_says(spec):
    with_layer = spec.measures["final"].values[1]
    assert with_layer[RATES.index(0.7)] < 0.97 * with_layer[0]


def test_training_loss_lies_above_validation_loss_where_the_sentence_says_so(spec):
    above, loss, val_loss = (spec.measures[name].values for name in ("above", "loss", "val_loss"))
    assert np.array_equal(above, loss > val_loss)
    assert above[NORMALIZE.index("yes"), -1].sum() > above[NORMALIZE.index("yes"), 0].sum()


def test_the_spread_is_in_order_and_little_is_sent(spec):
    low, high = (spec.measures[name].values for name in ("low", "high"))
    assert np.all(low <= high)
    assert len(pack(spec.name, spec.measures)[1]) < 1_000_000


def test_it_opens_where_a_token_says():
    opened = explore_dropout(state="dropout normalize=yes rate=0.7 epoch=20")
    assert opened.token() == "dropout normalize=yes rate=0.7 epoch=20"
