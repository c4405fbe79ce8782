"""How a model was compiled: optimizer, loss and metrics by identity, not by spelling."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from course_utils.exercises.capture.names import is_own, settings_of, snake_case
from course_utils.exercises.capture.own_losses import known_as
from course_utils.exercises.capture.own_metrics import known_metric
from course_utils.exercises.capture.own_optimizers import known_optimizer
from course_utils.exercises.records import CompileRecord, ModelRecord, NamedRecord

if TYPE_CHECKING:
    import keras


def capture_compile(model: keras.Model, record: ModelRecord) -> CompileRecord | None:
    """Write down what `compile` was given.

    Parameters
    ----------
    record
        The model's own; the width of its output tells which accuracy "accuracy" means.

    Returns
    -------
    CompileRecord or None
        None before `compile`. A model with several losses has one loss named "several",
        whose settings are the losses by output.
    """
    if not getattr(model, "compiled", False):
        return None
    given = getattr(model._compile_config, "config", None) or {}
    width = _width(record)
    loss = _several(given.get("loss"), width)
    chosen = [_chosen(metric, width, loss) for metric in _flat(given.get("metrics"))]
    metrics = tuple(metric for one in chosen if (metric := capture_metric(one)) is not None)
    return CompileRecord(capture_optimizer(model.optimizer), loss, metrics)


def curve_names(model: keras.Model | None) -> dict[str, str]:
    """Say which curves of a history are a metric of Keras under another name.

    Returns
    -------
    dict of str to str
        From the name in the history to Keras' own: a learner's `share_right(y, p)` may be the
        `binary_accuracy`, and so is `BinaryAccuracy(name="hits")`.
    """
    config = getattr(getattr(model, "_compile_config", None), "config", None) or {}
    names = {}
    for metric in _flat(config.get("metrics")):
        shown = str(getattr(metric, "name", getattr(metric, "__name__", "")))
        known = capture_metric(metric) if shown else None
        if known is not None and not known.settings.get("own"):
            names[shown] = known.name
    return names


def _width(record):
    """How many numbers the one output has; None for several outputs, or before it is built."""
    if len(record.outputs) != 1:
        return None
    place = record.outputs[0]
    shape = record.operations[place].output_shape if record.operations and place >= 0 else None
    return shape[-1] if shape else None


def capture_optimizer(optimizer: keras.Optimizer | None) -> NamedRecord | None:
    """An optimizer with its learning rate, a number or a schedule, and all its settings.

    One of one's own has Keras' name where it takes the same steps; another is `own`.
    """
    if optimizer is None:
        return None
    # Keras puts this one around another by itself where a model computes in float16.
    optimizer = getattr(optimizer, "inner_optimizer", optimizer)
    own = is_own(optimizer)
    known = known_optimizer(optimizer) if own else None
    if known is not None:
        return capture_optimizer(known)
    settings = settings_of(optimizer) | (_OWN if own else {})
    return NamedRecord("optimizer", type(optimizer).__name__.lower(), settings)


def capture_loss(loss: Any) -> NamedRecord | None:
    """A loss: the text, the function and the object of one loss are the same record.

    So is a loss of one's own that gives the same numbers; another keeps its name and is `own`.
    """
    import keras

    record = _identity("loss", loss, keras.losses)
    if record is None or not record.settings.get("own"):
        return record
    name = known_as(loss)
    return record if name is None else capture_loss(name)


def capture_metric(metric: Any) -> NamedRecord | None:
    """A metric, likewise."""
    import keras

    record = _identity("metric", metric, keras.metrics)
    if record is None or not record.settings.get("own"):
        return record
    known = known_metric(keras.metrics.get(metric))
    return record if known is None else capture_metric(known)


# These say nothing themselves: the function inside them does.
_WRAPPERS = {"MeanMetricWrapper", "LossFunctionWrapper"}
_OWN = {"own": True}


def _identity(role, given, module):
    if given is None:
        return None
    try:
        found = module.get(given)
    except Exception:
        return NamedRecord(role, str(given), {"unknown": True})
    if type(found).__name__ in _WRAPPERS:
        found = getattr(found, "fn", None) or found._fn
    return _object(role, found) if hasattr(found, "get_config") else _function(role, found, module)


def _object(role, found):
    own = _OWN if is_own(found) else {}
    return NamedRecord(role, snake_case(type(found).__name__), _settings(found) | own)


def _function(role, found, module):
    """A function of Keras has the settings of the class of the same name."""
    name = getattr(found, "__name__", type(found).__name__)
    if not str(getattr(found, "__module__", "")).startswith("keras."):
        return NamedRecord(role, name, _OWN)
    classes = (c for c in vars(module).values() if isinstance(c, type))
    twin = next((c for c in classes if snake_case(c.__name__) == name), None)
    return NamedRecord(role, name, _settings(twin()) if twin else {})


def _settings(found):
    """The configuration; the usual reduction says nothing."""
    # Some losses keep what they were told (Huber's delta) out of their configuration.
    told = getattr(found, "_fn_kwargs", None) or getattr(found, "fn_kwargs", None) or {}
    settings = settings_of(told, but=("fn",)) | settings_of(found, but=("fn",))
    if settings.get("reduction") == "sum_over_batch_size":
        del settings["reduction"]
    return settings


def _several(losses, width):
    """One loss, or a dictionary or list with one for each output."""
    if isinstance(losses, dict) and "class_name" not in losses:
        named = losses.items()
    elif isinstance(losses, list | tuple):
        named = enumerate(losses)
    else:
        return capture_loss(_cross_entropy(losses, width))
    found = {str(name): capture_loss(_cross_entropy(loss, width)) for name, loss in named}
    return next(iter(found.values())) if len(found) == 1 else NamedRecord("loss", "several", found)


def _cross_entropy(loss, width):
    """Keras chooses what "crossentropy" means, as it does with "accuracy"."""
    short = isinstance(loss, str) and loss.lower() in {"crossentropy", "ce"}
    return "binary_crossentropy" if short and width == 1 else loss


def _flat(metrics):
    """Metrics come as one, a list, or a dictionary of lists."""
    if metrics is None:
        return []
    if isinstance(metrics, dict):
        metrics = list(metrics.values())
    if not isinstance(metrics, list | tuple):
        return [metrics]
    return [inner for metric in metrics for inner in _flat(metric)]


def _chosen(metric, width, loss):
    """The accuracy that Keras chooses: binary for one output, else by the labels' form."""
    if not isinstance(metric, str) or metric.lower() not in {"accuracy", "acc"}:
        return metric
    if width == 1:
        return "binary_accuracy"
    for form in ("sparse_categorical", "categorical"):
        if width is not None and loss is not None and loss.name.startswith(form):
            return f"{form}_accuracy"
    return "accuracy"
