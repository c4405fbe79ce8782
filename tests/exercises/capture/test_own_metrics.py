"""A metric of one's own is named after what it measures."""

import keras
import pytest

from course_utils.exercises.capture.compiling import capture_metric

ops = keras.ops


def share_right(y, p):
    return ops.mean(ops.cast(ops.equal(y, ops.cast(p > 0.5, "float32")), "float32"))


def right(y, p):
    return ops.equal(y, ops.round(p))


class Right(keras.metrics.Metric):
    """Counts by itself, over all batches."""

    def __init__(self, above=0.5, **options):
        super().__init__(**options)
        self.above = above
        self.hits, self.rows = (
            self.add_weight(name=name, initializer="zeros") for name in ("hits", "rows")
        )

    def update_state(self, y, p, sample_weight=None):
        hits = ops.cast(ops.equal(ops.cast(y, "bool"), p > self.above), "float32")
        self.hits.assign_add(ops.sum(hits))
        self.rows.assign_add(ops.size(hits))

    def result(self):
        return self.hits / self.rows


class LastBatch(Right):
    def update_state(self, y, p, sample_weight=None):
        self.reset_state()
        super().update_state(y, p)


class Accuracy(keras.metrics.BinaryAccuracy):
    pass


@pytest.mark.parametrize(
    ("metric", "name", "threshold"),
    [
        (share_right, "binary_accuracy", 0.5),
        (right, "binary_accuracy", 0.5),
        (Right(), "binary_accuracy", 0.5),
        (Right(above=0), "binary_accuracy", 0.0),
        (Accuracy(threshold=0.0), "binary_accuracy", 0.0),
        (keras.metrics.MeanMetricWrapper(share_right), "binary_accuracy", 0.5),
        (lambda y, p: ops.mean(ops.abs(y - p)), "mean_absolute_error", None),
    ],
)
def test_the_same_numbers(metric, name, threshold):
    record = capture_metric(metric)
    assert (record.name, record.settings.get("threshold")) == (name, threshold)
    assert "own" not in record.settings


@pytest.mark.parametrize(
    "metric",
    [
        lambda y, p: ops.mean(p),
        lambda y, p: 1 - share_right(y, p),
        lambda y, p: 1 / 0,
        Right(above=0.9),
        LastBatch(),
    ],
)
def test_other_numbers_or_none(metric):
    assert capture_metric(metric).settings["own"]


def test_it_is_not_changed():
    metric = Right()
    metric.update_state([[1.0], [0.0]], ops.array([[0.7], [0.8]]))
    capture_metric(metric)
    assert float(metric.result()) == 0.5
