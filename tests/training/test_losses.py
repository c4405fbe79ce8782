"""Losses and metrics give one number a row, and others are named with what is supported."""

import keras
import numpy as np
import pytest

from course_utils.errors import CourseError
from course_utils.training.losses import find_loss, find_metric, is_of_class_numbers

TRUE, SEEN = np.array([[0.0], [1.0], [1.0]]), np.array([[0.2], [0.9], [0.4]])


@pytest.mark.parametrize(
    "loss",
    [
        "mse",
        "mean_absolute_error",
        "binary_crossentropy",
        keras.losses.Huber(delta=0.1),
        keras.losses.BinaryCrossentropy(from_logits=True),
    ],
)
def test_the_mean_over_the_rows_is_keras_own(loss):
    each = find_loss(loss)(TRUE, SEEN)
    assert each.shape == (3,)
    whole = keras.losses.get(loss)
    assert np.mean(each) == pytest.approx(float(np.mean(whole(TRUE, SEEN))), rel=1e-5)


ONE_HOT, OUTPUTS = np.eye(3)[[0, 1, 1]], np.array([[0.6, 0.4, 0.1], [0.2, 0.1, 0.7], [0, 1, 0]])


@pytest.mark.parametrize(
    ("y_true", "y_pred", "expected"),
    [
        (TRUE, SEEN, [1, 1, 0]),
        (np.array([[0.0], [1.0], [1.0]]), OUTPUTS, [1, 0, 1]),
        (ONE_HOT, OUTPUTS, [1, 0, 1]),
    ],
)
@pytest.mark.parametrize("name", ["accuracy", "acc"])
def test_accuracy_is_chosen_by_the_shapes(name, y_true, y_pred, expected):
    metric = find_metric(name, y_pred.shape[1], y_true.shape[1])
    assert np.asarray(metric(y_true, y_pred)).tolist() == expected


@pytest.mark.parametrize("name", ["mae", "binary_accuracy", "binary_crossentropy"])
def test_a_metric_is_one_number_a_row(name):
    assert find_metric(name)(TRUE, SEEN).shape == (3,)
    assert find_metric(name, 3, 3)(ONE_HOT, OUTPUTS).shape == (3,)


def test_class_numbers():
    assert is_of_class_numbers("sparse_categorical_crossentropy")
    assert is_of_class_numbers(keras.losses.SparseCategoricalCrossentropy(name="mine"))
    assert not is_of_class_numbers(keras.losses.CategoricalCrossentropy())


@pytest.mark.parametrize(
    "loss",
    ["accuracy", None, keras.losses.Dice(), keras.losses.MeanSquaredError(reduction="sum"), abs],
)
def test_other_losses_are_named(loss):
    with pytest.raises(CourseError, match="Expected a loss that a grid knows: mean_squared") as e:
        find_loss(loss)
    assert repr(loss) in str(e.value)


@pytest.mark.parametrize("metric", ["auc", "precision", None, keras.metrics.AUC()])
def test_other_metrics_are_named(metric):
    with pytest.raises(CourseError, match="Expected a metric that a grid knows: .*binary_accuracy"):
        find_metric(metric)
