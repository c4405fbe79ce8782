"""Trains a setup once and keeps what came of it; returns the run as `diagnose` is given it."""

import json
from dataclasses import dataclass

import numpy as np

from benchmarks.diagnosis.setups import as_held, build, compile_model
from course_utils.storage.cache import cached_arrays

_VERSION = "diagnosis benchmark 1"


@dataclass(frozen=True)
class Run:
    """What a learner has after `fit`, whether it ended well or with an error.

    Attributes
    ----------
    model : keras.Model
    history : keras.callbacks.History, dict or None
    X, y, validation_data
        As they were handed to `fit`.
    error : str
        What `fit` raised, or nothing.
    """

    model: object
    history: object
    X: object
    y: object
    validation_data: object
    error: str


def run(setup):
    """Return the run of a setup, trained now or before."""
    model, history, error = keep_trained(
        setup.key(), lambda: build(setup), lambda model: _fit(model, setup), setup.rows.X[:1]
    )
    if history is not None and setup.history_as_dict:
        history = history.history
    return Run(model, history, *_handed_over(setup), error)


def keep_trained(key, make_model, fit, some_rows):
    """Train a model, or give it the weights that it had when it was trained before.

    Parameters
    ----------
    key : list
        All that the training depends on.
    make_model : callable
        () -> the compiled model, the same each time.
    fit : callable
        (model) -> its history, or None.
    some_rows : array
        One row is enough: a subclassed model knows its weights only after a call.

    Returns
    -------
    model, history, error
        The history is None and the error a text where `fit` raised.
    """
    kept = cached_arrays([_VERSION, *key], lambda: _train(make_model(), fit))
    facts = json.loads(str(kept["facts"]))
    model = make_model()
    _restore(model, some_rows, kept, facts)
    return model, _history(model, facts), facts["error"]


def _handed_over(setup):
    rows = setup.rows
    X, y = as_held(setup, rows.X, rows.y)
    if setup.validation:
        return X, y, None
    X_valid, y_valid = as_held(setup, rows.X_valid, rows.y_valid)
    return X, y, X_valid if y_valid is None else (X_valid, y_valid)


def _train(model, fit):
    error, history = "", None
    try:
        history = fit(model)
    except Exception as raised:  # a learner sees it, too; what is left of the model is diagnosed
        error = f"{type(raised).__name__}: {raised}"[:500]
    facts = {"error": error, "built": bool(model.built), "history": None}
    if history is not None:
        curves = {name: [float(v) for v in values] for name, values in history.history.items()}
        facts |= {"history": curves, "epoch": history.epoch, "params": history.params}
    arrays = {f"weight_{n}": value for n, value in enumerate(model.get_weights())}
    optimizer = [np.asarray(variable) for variable in model.optimizer.variables]
    arrays |= {f"optimizer_{n}": value for n, value in enumerate(optimizer)}
    facts["counts"] = [len(model.get_weights()), len(optimizer) if model.optimizer.built else 0]
    return {"facts": np.array(json.dumps(facts)), **arrays}


def _fit(model, setup):
    if setup.fits == "never":
        return None
    X, y, validation = _handed_over(setup)
    arguments = {"epochs": setup.epochs, "verbose": 0}
    if setup.holder != "tf.data":
        arguments["batch_size"] = setup.batch_size
    if setup.validation:
        arguments["validation_split"] = setup.validation
    elif validation is not None:
        arguments["validation_data"] = validation
    history = model.fit(X, y, callbacks=_callbacks(setup), **arguments)
    if setup.fits == "recompiled":
        compile_model(model, setup)
    if setup.fits in ("again", "recompiled"):
        history = model.fit(X, y, callbacks=_callbacks(setup), **arguments)
    return history


def _callbacks(setup):
    import keras

    made = []
    for spec in setup.callbacks:
        arguments = {name: value for name, value in spec.items() if name != "kind"}
        made.append(getattr(keras.callbacks, spec["kind"])(**arguments))
    return made


def _restore(model, some_rows, kept, facts):
    n_weights, n_optimizer = facts["counts"]
    if not model.built and facts["built"] and n_weights:
        model(np.zeros_like(some_rows))  # what is planted in the rows themselves would raise again
    if n_weights:
        model.set_weights([kept[f"weight_{n}"] for n in range(n_weights)])
    if n_optimizer:
        model.optimizer.build(model.trainable_variables)
        for n, variable in enumerate(model.optimizer.variables):
            variable.assign(kept[f"optimizer_{n}"])


def _history(model, facts):
    import keras

    if facts["history"] is None:
        return None
    history = keras.callbacks.History()
    history.set_model(model)
    history.set_params(facts["params"])
    history.history, history.epoch = facts["history"], facts["epoch"]
    model.history = history
    return history
