"""Is a training sound, and does a planted fault show? Both are measured, not believed."""

import numpy as np
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.metrics import roc_auc_score

from benchmarks.diagnosis.training import run


def outputs(model, inputs):
    """The model's outputs for an array, without a progress bar."""
    return np.asarray(model(inputs, training=False))


def skill(setup, part="test"):
    """How much better than a constant a trained model is: 1 is perfect, 0 is no better.

    Parameters
    ----------
    setup : Setup
    part : str
        ``test``: rows nobody has seen; ``valid`` or ``train``.

    Returns
    -------
    float
        R² of a regression, 2 AUC - 1 for two classes, for several the accuracy above the base
        rate.
    """
    return _skills(setup, part)[0]


def _skills(setup, part):
    """The skill, and that of the class it would say: with two classes these are different."""
    ran = run(setup)
    inputs, targets = rows_of(setup, part)
    try:
        found = outputs(ran.model, inputs)
    except Exception:  # it cannot even be asked
        return 0.0, 0.0
    if not np.all(np.isfinite(found)):
        return 0.0, 0.0
    return _measure(setup, found, targets)


def rows_of(setup, part):
    """Inputs and targets of a part of the rows."""
    ending = {"train": "", "valid": "_valid", "test": "_test"}[part]
    return getattr(setup.rows, f"X{ending}"), getattr(setup.rows, f"y{ending}")


def _measure(setup, found, targets):
    if setup.task == "regression":
        found = np.asarray(found, float).reshape(len(targets), -1).mean(axis=1)
        spread = float(np.mean((targets - targets.mean()) ** 2))
        return 2 * (1 - float(np.mean((found - targets) ** 2)) / spread,)
    labels = _as_integers(targets)
    found = np.asarray(found, float).reshape(len(labels), -1)
    said = found.argmax(axis=1) if found.shape[1] > 1 else (found[:, 0] > 0.5).astype(int)
    base_rate = np.bincount(labels).max() / len(labels)
    deciding = (float(np.mean(said == labels)) - base_rate) / (1 - base_rate)
    if setup.task == "classes":
        return deciding, deciding
    return 2 * float(roc_auc_score(labels, found[:, -1])) - 1, deciding


def _as_integers(targets):
    labels = targets.argmax(axis=1) if targets.ndim == 2 and targets.shape[1] > 1 else targets
    return np.unique(np.ravel(labels), return_inverse=True)[1]


def linear_skill(setup):
    """The skill on test rows of a model without a network: ridge or logistic regression."""
    X, y = rows_of(setup, "train")
    X_test, y_test = rows_of(setup, "test")
    X, X_test = X.reshape(len(X), -1), X_test.reshape(len(X_test), -1)
    if setup.task == "regression":
        return _measure(setup, Ridge().fit(X, y).predict(X_test), y_test)[0]
    linear = LogisticRegression(max_iter=500).fit(X, _as_integers(y))
    return _measure(setup, linear.predict_proba(X_test), y_test)[0]


def what_is_wrong(setup):
    """Return why a training is not sound, in a word or two; nothing where it is sound."""
    ran = run(setup)
    history = ran.history if isinstance(ran.history, dict) else getattr(ran.history, "history", 0)
    if ran.error or not history:
        return ran.error or "no history"
    loss, on_valid = np.array(history["loss"]), np.array(history["val_loss"])
    if not np.all(np.isfinite([*loss, *on_valid])):
        return "not finite"
    if on_valid[-1] > 1.08 * on_valid.min() + 0.01 * on_valid[0]:
        return "past its best"
    if on_valid[-1] < 0.88 * on_valid[int(0.8 * len(on_valid)) - 1]:
        return "still learning"
    if loss[-1] > 0.97 * loss[0]:
        return "nothing learnt"
    own, train = skill(setup), skill(setup, "train")
    if own < 0.15:
        return "no better than a constant"
    if own < linear_skill(setup) - 0.06:
        return "worse than a linear model"
    if train - own > 0.2:
        return "overfitting"
    if on_valid[-1] > 2.2 * loss[-1] and train - own > 0.08:
        return "overfitting"
    return ""


def is_worse(planted, sound):
    """Whether a planted training is clearly worse on rows that nobody has seen."""
    pairs = zip(_skills(sound, "test"), _skills(planted, "test"), strict=True)
    return any(after < before - max(0.07, 0.1 * before) for before, after in pairs)


def misleads(planted, sound):
    """Whether its validation rows promise clearly more than the test rows keep."""
    promised, kept = skill(planted, "valid"), skill(planted)
    usual = skill(sound, "valid") - skill(sound)
    return promised - kept > max(0.06, usual + 0.05)
