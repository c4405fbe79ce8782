"""Everything of Keras that is no model: histories, callbacks, optimizers, layers, ..."""

from types import ModuleType
from typing import Any

import numpy as np

from course_utils.exercises.capture.compiling import (
    capture_loss,
    capture_metric,
    capture_optimizer,
    curve_names,
)
from course_utils.exercises.capture.names import settings_of, snake_case
from course_utils.exercises.capture.values import refuse_large
from course_utils.exercises.records import HistoryRecord, NamedRecord, Record, UnknownRecord


def capture_keras(answer: Any, keras: ModuleType) -> Record | None:
    """Write down an object of Keras other than a model.

    Parameters
    ----------
    keras
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


def capture_history(history: Any) -> HistoryRecord:
    """Curves of a run: one array a metric, by Keras' name; and the size of its network."""
    for values in history.history.values():
        refuse_large(values)
    names = curve_names(history.model)
    names |= {f"val_{name}": f"val_{known}" for name, known in names.items()}
    curves = {
        names.get(name, name): np.array(values, dtype=float)
        for name, values in history.history.items()
    }
    params = dict(history.params or {})
    if history.model is not None and history.model.built:
        params["parameters"] = history.model.count_params()
    return HistoryRecord(curves, params)


def capture_callback(callback: Any) -> NamedRecord:
    """A callback's public settings; Keras flips the sign of `min_delta` during `fit`."""
    plain: dict[str, Any] = {
        key: value
        for key, value in vars(callback).items()
        if not key.startswith("_") and isinstance(value, bool | int | float | str | None)
    }
    if "min_delta" in plain:
        plain["min_delta"] = abs(plain["min_delta"])
    return NamedRecord("callback", snake_case(_acting_class(callback).__name__), plain)


def _acting_class(callback):
    """The class whose methods a callback has: one of one's own may only set something up."""
    return next(
        kind
        for kind in type(callback).__mro__
        if kind.__module__.startswith("keras.")
        or any(callable(member) for name, member in vars(kind).items() if name != "__init__")
    )
