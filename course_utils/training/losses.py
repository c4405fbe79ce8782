"""Keras' losses and metrics, one number a row, so that a run can leave rows out."""

from collections.abc import Callable

import keras
import tensorflow as tf

from course_utils.errors import CourseError

ByRow = Callable[[tf.Tensor, tf.Tensor], tf.Tensor]

# The name of each loss, and its class.
_LOSSES = {
    "mean_squared_error": keras.losses.MeanSquaredError,
    "mean_absolute_error": keras.losses.MeanAbsoluteError,
    "huber": keras.losses.Huber,
    "log_cosh": keras.losses.LogCosh,
    "binary_crossentropy": keras.losses.BinaryCrossentropy,
    "categorical_crossentropy": keras.losses.CategoricalCrossentropy,
    "sparse_categorical_crossentropy": keras.losses.SparseCategoricalCrossentropy,
}
_METRICS = (
    "mean_squared_error",
    "mean_absolute_error",
    "binary_accuracy",
    "categorical_accuracy",
    "sparse_categorical_accuracy",
    "binary_crossentropy",
    "categorical_crossentropy",
    "sparse_categorical_crossentropy",
)
_SHORT = {"mse": "mean_squared_error", "mae": "mean_absolute_error"}


def find_loss(loss: str | keras.losses.Loss) -> ByRow:
    """Return a function of (y_true, y_pred) with one loss a row.

    Parameters
    ----------
    loss
        A name, or an object with settings of its own, such as
        ``keras.losses.BinaryCrossentropy(from_logits=True)``.

    Returns
    -------
    callable
        Takes targets and outputs of shape (n_rows, n_outputs), gives shape (n_rows,).

    Raises
    ------
    CourseError
        The loss is not one that a grid can train with.
    """
    if isinstance(loss, str):
        if _SHORT.get(loss, loss) in _LOSSES:
            return _by_row(getattr(keras.losses, _SHORT.get(loss, loss)))
    elif type(loss) in _LOSSES.values() and loss.reduction in ("sum_over_batch_size", "mean"):
        return _by_row(loss.call)
    raise _unsupported("loss", loss, _LOSSES)


def find_loss_name(loss: str | keras.losses.Loss) -> tuple[str | None, bool]:
    """Return a loss as a name, and whether it is computed from logits.

    Parameters
    ----------
    loss
        As for `find_loss`.

    Returns
    -------
    str or None
        The long name; None for an object with settings beside ``from_logits``.
    bool
    """
    if isinstance(loss, str):
        return _SHORT.get(loss, loss), False
    names = [name for name, kind in _LOSSES.items() if type(loss) is kind]
    if not names or isinstance(loss, (keras.losses.Huber, keras.losses.LogCosh)):
        return None, False
    config, usual = loss.get_config(), type(loss)().get_config()
    changed = {key for key in config if config[key] != usual.get(key)}
    is_plain = changed <= {"name", "reduction", "from_logits"}
    return names[0] if is_plain else None, bool(config.get("from_logits"))


def is_of_class_numbers(loss: str | keras.losses.Loss) -> bool:
    """Whether a target of this loss is the number of a class."""
    sparse = keras.losses.SparseCategoricalCrossentropy
    return isinstance(loss, sparse) or loss == "sparse_categorical_crossentropy"


def find_metric(metric: str, n_outputs: int = 1, n_targets: int = 1) -> ByRow:
    """Return a function of (y_true, y_pred) with one value a row.

    Parameters
    ----------
    metric
        Such as "mean_absolute_error" or "binary_accuracy"; "accuracy" is, as in Keras, that of
        two classes, of class numbers or of one-hot classes, by the shapes.
    n_outputs, n_targets
        Columns of the model's output and of the targets.

    Returns
    -------
    callable
        As for `find_loss`.

    Raises
    ------
    CourseError
        The metric is not one that a grid can follow.
    """
    name = find_metric_name(metric, n_outputs, n_targets)
    if isinstance(metric, str) and name in _METRICS:
        return _by_row(getattr(keras.metrics, name))
    raise _unsupported("metric", metric, _METRICS)


def find_metric_name(metric: str, n_outputs: int, n_targets: int) -> str:
    """Return the long name of a metric: "mse" and "accuracy" are short for one of them."""
    if metric in ("accuracy", "acc"):
        return _accuracy(n_outputs, n_targets)
    return _SHORT.get(metric, metric)


def _by_row(function: Callable) -> ByRow:
    """The function with one value a row, also where Keras gives one for each output."""

    def by_row(y_true, y_pred):
        values = keras.ops.convert_to_tensor(function(y_true, y_pred))
        return keras.ops.mean(keras.ops.reshape(values, (values.shape[0], -1)), axis=1)

    return by_row


def _accuracy(n_outputs, n_targets):
    if n_outputs == 1:
        return "binary_accuracy"
    return "categorical_accuracy" if n_targets > 1 else "sparse_categorical_accuracy"


def _unsupported(kind, found, supported):
    return CourseError(
        f"Expected a {kind} that a grid knows: {', '.join(supported)}; found {found!r}. "
        f"Choose one of these, or train this model with `fit`."
    )
