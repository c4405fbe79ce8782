"""What simpler examinations say of the same runs: plain static rules, and UMLAUT's thresholds.

UMLAUT (Schoop, Huang and Hartmann, CHI 2021) looks at a training as it runs. Its published code,
github.com/BerkeleyHCI/umlaut, warns of inputs outside -1 to 1, inputs that are no floats, images
that are not square, NaN in loss and inputs, learning rates outside 1e-7 to 0.01, layers without an
activation, no softmax before the loss, dropout above 0.5, a validation loss that rises in one
epoch while the training loss falls, and validation accuracies above 0.95 or above that in
training from the fourth epoch on. The rules here are those, written anew, with two favours: a
sigmoid counts as a softmax, and only a cross-entropy wants one.
"""

import numpy as np

_LINES = ("Dense", "Dropout", "BatchNormalization", "Flatten")  # what keeps a line a line


def rival_findings(run):
    """Return what each rival says of a run, the most serious first.

    Parameters
    ----------
    run : Run

    Returns
    -------
    dict of str to list of str
        Causes by the name of the rival. A warning that names no cause of ours keeps its own name.
    """
    facts = _Facts(run)
    said = {}
    for name, rules in {"static rules": _static_rules, "UMLAUT": _umlaut_rules}.items():
        said[name] = list(dict.fromkeys(cause for cause, holds in rules(facts) if holds))
    return said


class _Facts:
    """What rules may look at."""

    def __init__(self, run):
        self.model, self.X, self.y = run.model, *_arrays(run.X, run.y)
        history = (
            run.history if isinstance(run.history, dict) else getattr(run.history, "history", 0)
        )
        self.history = history or {}
        self.loss = self.history.get("loss", [])
        self.on_valid = self.history.get("val_loss", [])
        self.layers = [layer for layer in self.model.layers if "input" not in layer.name]
        self.last = _activation(self.layers[-1])
        kernels = [weights for weights in self.model.get_weights() if weights.ndim > 1]
        self.units = kernels[-1].shape[-1] if kernels else None
        self.loss_name = _name(self.model.loss)
        self.from_logits = "from_logits': True" in str(_config(self.model.loss))
        self.cross_entropy = "crossentropy" in self.loss_name
        self.few_labels = self.y.dtype.kind in "iu" and len(np.unique(self.y)) <= 20
        rate = getattr(self.model.optimizer, "learning_rate", 0.001)
        self.rate = float(rate) if np.ndim(rate) == 0 else 0.001
        self.metrics = [name for name in self.history if "accuracy" in name]


def _arrays(X, y):
    if y is None and X is not None and hasattr(X, "as_numpy_iterator"):
        parts = list(X.as_numpy_iterator())
        X, y = (np.concatenate(column) for column in zip(*parts, strict=True))
    return np.asarray(X), np.asarray(y)


def _activation(layer):
    activation = getattr(layer, "activation", None)
    if activation is None:
        return type(layer).__name__.lower() if "oftmax" in type(layer).__name__ else ""
    return getattr(activation, "__name__", "")


def _name(loss):
    name = loss if isinstance(loss, str) else getattr(loss, "name", str(loss))
    short = {"mse": "mean_squared_error", "mae": "mean_absolute_error"}
    return short.get(name, str(name)).lower()


def _config(loss):
    return loss.get_config() if hasattr(loss, "get_config") else {}


def _static_rules(facts):
    """Eighteen rules that any list of common mistakes has."""
    X, y, units = facts.X, facts.y, facts.units
    finite = X[np.isfinite(X)] if X.dtype.kind == "f" else X
    yield "missing_values", X.dtype.kind == "f" and np.isnan(X).any()
    yield "missing_values", y.dtype.kind == "f" and np.isnan(y).any()
    shape = getattr(facts.model, "input_shape", None)
    shown = isinstance(shape, tuple) and shape[1:] != X.shape[1:]
    yield "input_shape", bool(shown)
    sparse = "sparse" in facts.loss_name
    yield "label_shape", sparse and y.ndim == 2 and y.shape[1] > 1
    yield "label_shape", facts.loss_name == "categorical_crossentropy" and y.ndim == 1
    labels_end = max(2, units or 2)
    wrong = facts.cross_entropy and facts.few_labels and (y.min() < 0 or y.max() >= labels_end)
    yield "labels_out_of_range", wrong
    yield "softmax_on_one_unit", facts.last == "softmax" and units == 1
    bare = facts.cross_entropy and facts.last in ("linear", "") and not facts.from_logits
    yield "no_output_activation", bare
    of_classes = facts.last in ("sigmoid", "softmax") and facts.few_labels
    yield "wrong_loss", of_classes and facts.loss_name.startswith("mean_")
    yield "wrong_loss", "accuracy" in facts.loss_name
    lowest = {"sigmoid": 0, "relu": 0, "tanh": -1}.get(facts.last)
    limited = lowest is not None and not facts.few_labels and y.ndim == 1 and np.nanmin(y) < lowest
    yield "output_limited", limited
    inner = facts.layers[:-1]
    lines = [
        type(layer).__name__ in _LINES and _activation(layer) in ("linear", "") for layer in inner
    ]
    has_dense = any(type(layer).__name__ == "Dense" for layer in inner)
    yield "no_nonlinearity", has_dense and all(lines)
    yield "inputs_not_scaled", bool(len(finite)) and np.abs(finite).max() > 15
    large = not facts.few_labels and not facts.cross_entropy and y.ndim == 1
    yield "target_not_scaled", large and np.nanmax(np.abs(y)) > 100
    yield "wrong_metric", bool(facts.metrics) and facts.loss_name.startswith("mean_") and large
    yield "rate_too_high", facts.rate > 0.2 or not np.all(np.isfinite(facts.loss))
    yield "rate_too_low", facts.rate < 1e-5
    rises = len(facts.on_valid) > 3 and facts.on_valid[-1] > 1.2 * min(facts.on_valid)
    yield "overfitting", rises


def _umlaut_rules(facts):
    X = facts.X
    floats = X.dtype.kind == "f"
    is_nan = bool(len(facts.loss)) and np.isnan(facts.loss).any()
    yield "missing_values", is_nan and floats and np.isnan(X).any()
    inner = [layer for layer in facts.layers[:-1] if hasattr(layer, "activation")]
    yield "no_nonlinearity", any(_activation(layer) == "linear" for layer in inner)
    bare = facts.last not in ("softmax", "sigmoid") and not facts.from_logits
    yield "no_output_activation", facts.cross_entropy and bare
    outside = np.nanmin(X) < -1 or np.nanmax(X) > 1
    yield "inputs_not_scaled", outside
    yield "input_shape", X.ndim == 4 and X.shape[1] != X.shape[2]
    yield "inputs are no floats", not floats
    yield "NaN in the loss", is_nan
    yield "rate_too_high", facts.rate > 0.01
    yield "rate_too_low", facts.rate < 1e-7
    yield "validation accuracy is high", _high_accuracy(facts.history)
    steps = np.diff(facts.loss), np.diff(facts.on_valid)
    both = len(facts.on_valid) == len(facts.loss)
    yield "overfitting", both and bool(np.any((steps[0] <= 0) & (steps[1] > 0)))
    rates = [getattr(layer, "rate", 0) for layer in facts.layers]
    yield "dropout_too_strong", max(rates, default=0) > 0.5


def _high_accuracy(history):
    on_train = history.get("accuracy", history.get("binary_accuracy"))
    on_valid = history.get("val_accuracy", history.get("val_binary_accuracy"))
    if on_train is None or on_valid is None:
        return False
    later = zip(on_train[3:], on_valid[3:], strict=True)
    return any(valid > 0.95 or valid > train for train, valid in later)
