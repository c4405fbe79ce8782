"""Everything of Keras that is no model: histories, callbacks, optimizers, layers, ..."""

import numpy as np

from course_utils.exercises.capture.compiling import (
    capture_loss,
    capture_metric,
    capture_optimizer,
)
from course_utils.exercises.capture.names import settings_of, snake_case
from course_utils.exercises.records import HistoryRecord, NamedRecord, UnknownRecord


def capture_keras(answer, keras):
    """Write down an object of Keras other than a model.

    Parameters
    ----------
    answer : object
    keras : module
        Passed in: an answer can only be Keras' own where Keras is already imported.

    Returns
    -------
    Record or None
        None where the answer is none of Keras' objects.
    """
    if isinstance(answer, keras.KerasTensor):
        return UnknownRecord("a symbolic Keras tensor, the promise of numbers to come")
    if isinstance(answer, keras.callbacks.History):
        return capture_history(answer)
    for base, write in _writers(keras):
        if isinstance(answer, base):
            return write(answer)
    return None


def _writers(keras):
    """Which class is written down by which function, the special ones first."""
    return [
        (keras.callbacks.Callback, capture_callback),
        (keras.losses.Loss, capture_loss),
        (keras.metrics.Metric, capture_metric),
        (keras.optimizers.Optimizer, capture_optimizer),
        (keras.optimizers.schedules.LearningRateSchedule, _configured("schedule")),
        (keras.initializers.Initializer, _configured("initializer")),
        (keras.regularizers.Regularizer, _configured("regularizer")),
        (keras.layers.Layer, _configured("layer")),
    ]


def _configured(role):
    return lambda thing: NamedRecord(role, snake_case(type(thing).__name__), settings_of(thing))


def capture_history(history):
    """Curves of a run: one array a metric, one value an epoch."""
    curves = {name: np.array(values, dtype=float) for name, values in history.history.items()}
    return HistoryRecord(curves, dict(history.params or {}))


def capture_callback(callback):
    """A callback's public settings; Keras flips the sign of `min_delta` during `fit`."""
    plain = {
        key: value
        for key, value in vars(callback).items()
        if not key.startswith("_") and isinstance(value, bool | int | float | str | None)
    }
    if "min_delta" in plain:
        plain["min_delta"] = abs(plain["min_delta"])
    return NamedRecord("callback", snake_case(type(callback).__name__), plain)
