"""How a model was compiled: every spelling is accepted, every other choice is named."""

import keras
import pytest

from course_utils.exercises.capture import capture
from course_utils.exercises.expect import Instead, expect_compiled, part


def compiled(**given):
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
    model.compile(**given)
    return capture(model)


def judge(given, **wanted):
    return list(expect_compiled(compiled(**given), **wanted))


LOSSES = [
    "mae",
    "MAE",
    "mean_absolute_error",
    "MeanAbsoluteError",
    keras.losses.MeanAbsoluteError(),
    keras.losses.MeanAbsoluteError(name="mine"),
    keras.losses.mean_absolute_error,
]


@pytest.mark.parametrize("loss", LOSSES)
def test_every_spelling_of_a_loss(loss):
    (found,) = judge({"loss": loss}, loss="mean_absolute_error")
    assert found.ok


@pytest.mark.parametrize(
    "optimizer", ["adam", "Adam", keras.optimizers.Adam(), keras.optimizers.Adam(0.5)]
)
def test_every_spelling_of_an_optimizer(optimizer):
    (found,) = judge({"optimizer": optimizer}, optimizer="adam")
    assert found.ok


def test_a_setting_within_the_precision_of_float32():
    given = {"optimizer": keras.optimizers.SGD(0.1)}
    (found,) = judge(given, optimizer=part("sgd", learning_rate=0.1))
    assert found.ok


def test_one_of_several_names():
    given = {"optimizer": "rmsprop", "loss": "huber"}
    wanted = {"optimizer": part("adam", "rmsprop"), "loss": part("huber", "mean_squared_error")}
    assert all(found.ok for found in judge(given, **wanted))


def test_a_model_that_is_not_compiled():
    model = capture(keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)]))
    (found,) = expect_compiled(model, loss="mean_absolute_error", optimizer="adam")
    assert not found.ok
    assert found.mistake == "not-compiled"
    assert "model.compile(" in found.next_step


def test_a_compile_without_a_loss():
    (found,) = judge({"optimizer": "adam"}, loss="mean_absolute_error")
    assert (found.found, found.mistake) == ("none", "no-loss")
    assert found.next_step == 'Write `loss="mean_absolute_error"` in `compile`.'


def test_another_loss():
    (found,) = judge({"loss": "mse"}, loss="mean_absolute_error")
    assert found.expected == "`mean_absolute_error`"
    assert found.found == "`mean_squared_error`"
    assert found.mistake == "another-loss"


def test_another_loss_that_is_known():
    known = [Instead("mean_squared_error", "squares", "One large error counts most.")]
    (found,) = judge({"loss": "mse"}, loss="mean_absolute_error", instead=known)
    assert (found.next_step, found.mistake) == ("One large error counts most.", "squares")


def test_a_learning_rate_that_differs():
    given = {"optimizer": keras.optimizers.SGD(1.0)}
    (found,) = judge(given, optimizer=part("sgd", learning_rate=0.1))
    assert found.expected == "`sgd` with `learning_rate=0.1`"
    assert found.found == "`sgd` with `learning_rate=1`"
    assert "`keras.optimizers.SGD(learning_rate=0.1)`" in found.next_step


def test_a_schedule_is_not_a_number():
    decay = keras.optimizers.schedules.ExponentialDecay(0.1, 10, 0.9)
    given = {"optimizer": keras.optimizers.SGD(decay)}
    (found,) = judge(given, optimizer=part("sgd", learning_rate=0.1))
    assert found.found == "`sgd` with `learning_rate=exponential_decay`"


def test_another_optimizer_where_a_setting_is_wanted():
    (found,) = judge({"optimizer": "adam"}, optimizer=part("sgd", learning_rate=0.1))
    assert found.mistake == "another-optimizer"
    assert "`keras.optimizers.SGD(learning_rate=0.1)`" in found.next_step


def test_a_loss_with_other_settings():
    given = {"loss": keras.losses.BinaryCrossentropy(from_logits=True)}
    (found,) = judge(given, loss=part("binary_crossentropy", from_logits=False))
    assert found.found == "`binary_crossentropy` with `from_logits=True`"
    assert "`keras.losses.BinaryCrossentropy(from_logits=False)`" in found.next_step


@pytest.mark.parametrize(
    "metrics",
    [
        ["accuracy"],
        ["acc"],
        ["binary_accuracy"],
        ["mae", keras.metrics.BinaryAccuracy(threshold=0.5)],
    ],
)
def test_a_metric_among_others(metrics):
    (found,) = judge({"loss": "mse", "metrics": metrics}, metrics=["binary_accuracy"])
    assert found.ok


def test_a_metric_that_is_missing():
    (found,) = judge({"loss": "mse", "metrics": ["mae"]}, metrics=["binary_accuracy"])
    assert found.found == "`mean_absolute_error`"
    assert found.next_step == 'Write `metrics=["binary_accuracy"]` in `compile`.'
    (found,) = judge({"loss": "mse"}, metrics=["binary_accuracy"])
    assert found.found == "none"


def test_a_metric_with_another_setting():
    given = {"loss": "mse", "metrics": [keras.metrics.BinaryAccuracy(threshold=0.9)]}
    (found,) = judge(given, metrics=[part("binary_accuracy", threshold=0.5)])
    assert found.found == "`binary_accuracy` with `threshold=0.9`"
    assert "`keras.metrics.BinaryAccuracy(threshold=0.5)`" in found.next_step


def test_what_is_left_out_may_be_anything():
    assert judge({"loss": "mse", "optimizer": "sgd"}) == []


def test_parts_of_ones_own_that_do_something_else():
    def binary_accuracy(y, p):
        return keras.ops.mean(p)

    class Adam(keras.optimizers.SGD):
        def update_step(self, gradient, variable, learning_rate):
            super().update_step(-gradient, variable, learning_rate)

    given = {"loss": "mse", "optimizer": Adam(), "metrics": [binary_accuracy]}
    found = judge(given, optimizer="adam", metrics=["binary_accuracy"])
    for finding, name in zip(found, ("adam", "binary_accuracy"), strict=True):
        assert finding.found == f"`{name}`, of your own"
        assert finding.next_step.startswith(f"What you wrote does something else than `{name}`.")


def test_a_metric_and_a_loss_are_told_apart():
    (found,) = judge({"optimizer": "adam", "metrics": ["mae"]}, loss="mean_absolute_error")
    assert found.next_step.startswith("You gave it as a metric, which is only looked at.")
    (found,) = judge({"loss": "mae"}, metrics=["mean_absolute_error"])
    assert found.next_step.startswith("You gave it as the loss, which training follows.")
