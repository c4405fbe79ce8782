"""Early stopping: real callbacks, real runs, and what is said of those that did nothing."""

import keras
import numpy as np
import pytest

from course_utils.exercises.capture import capture
from course_utils.exercises.expect import CONDITION, expect_early_stopping, expect_stopped
from course_utils.exercises.verdicts import verdict_of

ROWS = np.random.default_rng(0).normal(size=(32, 2))
WANTED = {"patience": 2, "min_delta": 0.001, "restore_best_weights": True}


def stopping(**changes):
    return keras.callbacks.EarlyStopping(**(WANTED | changes))


def run(callback, epochs=30, **options):
    """Fit a model that learns nothing, so that its first epoch is its best."""
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
    model.compile(keras.optimizers.SGD(0.0), "mse")
    options = {"validation_split": 0.25, "callbacks": [callback]} | options
    return model.fit(ROWS, ROWS[:, :1], epochs=epochs, verbose=0, **options)


def failed(findings):
    return [finding for finding in findings if not finding.ok]


def set_up(callback):
    return list(expect_early_stopping(capture(callback), **WANTED))


def test_the_settings_before_and_after_a_run():
    callback = stopping()
    assert not failed(set_up(callback))
    run(callback)
    assert callback.min_delta == -0.001
    assert not failed(set_up(callback))


def test_its_kind_and_direction_earn_nothing():
    weights = [finding.weight for finding in set_up(stopping())]
    assert weights == [CONDITION, 1, CONDITION, 1, 1, 1]


@pytest.mark.parametrize(
    ("changes", "mistake", "says"),
    [
        ({"monitor": "loss"}, "monitors-the-training-curve", "keeps falling"),
        ({"monitor": "val_mae"}, "", 'monitor="val_loss"'),
        ({"mode": "max"}, "wrong-mode", "lower is better"),
        ({"patience": 20}, "other-patience", "Write `patience=2`"),
        ({"min_delta": 0.01}, "other-min-delta", "Write `min_delta=0.001`"),
        ({"restore_best_weights": False}, "other-restore-best-weights", "=True"),
    ],
)
def test_each_other_setting_is_one_finding(changes, mistake, says):
    [finding] = failed(set_up(stopping(**changes)))
    assert finding.mistake == mistake
    assert says in finding.next_step


def test_the_right_directions():
    assert not failed(set_up(stopping(mode="min")))
    up = stopping(monitor="val_auc", mode="max")
    assert not failed(expect_early_stopping(capture(up), monitor="val_auc"))
    down = stopping(monitor="val_auc", mode="min")
    [finding] = failed(expect_early_stopping(capture(down), monitor="val_auc"))
    assert "higher is better" in finding.next_step


def test_another_callback():
    (kind,) = set_up(keras.callbacks.TerminateOnNaN())  # it has none of the settings
    assert not kind.ok
    assert "EarlyStopping" in kind.next_step


def stopped(history, callback):
    return verdict_of("4.5", expect_stopped(capture(history), capture(callback))).findings


def test_a_run_that_was_stopped():
    callback = stopping()
    history = run(callback)
    assert len(history.history["loss"]) == 3
    assert not failed(stopped(history, callback))


def test_no_validation_rows():
    callback = stopping()
    with pytest.warns(UserWarning, match="not available"):
        history = run(callback, epochs=2, validation_split=0.0)
    [finding] = failed(stopped(history, callback))
    assert finding.mistake == "no-validation-data"
    assert finding.found == "`loss`"


def test_a_callback_that_fit_was_not_told_of():
    callback = stopping()
    [finding] = failed(stopped(run(callback, epochs=2, callbacks=[]), callback))
    assert finding.mistake == "callback-not-passed"


def test_the_callback_of_another_run():
    callback = stopping()
    run(callback)
    [finding] = failed(stopped(run(stopping()), callback))
    assert "differs there" in finding.found


def test_too_few_epochs():
    callback = stopping()
    [finding] = failed(stopped(run(callback, epochs=2), callback))
    assert finding.mistake == "too-few-epochs"
    assert finding.found == "all 2 epochs that were asked for"
