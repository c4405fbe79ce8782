"""What `fit` did in this child: the numbers of each epoch, before a callback could change them.

It tells a history that `fit` made from one that was written by hand. It is kept where the notebook
runs, so it holds nobody who forges this memory too, sends answers past it, or has `fit` train a
model that makes up its own losses. Against those there are only the questions themselves, and the
comparison of a model with its history, which is made in the grader.
"""

from collections.abc import Mapping, Sequence
from functools import wraps
from importlib import import_module
from weakref import WeakKeyDictionary

import numpy as np

from course_utils.exercises.records import HistoryRecord

# Curves that a check reads whether or not some `fit` wrote them. A callback may add others.
_READ = {"loss", "accuracy", "acc", "binary_accuracy"}

_Curves = dict[str, list[float]]
_runs: list[_Curves] = []


def watch_fits() -> None:
    """Remember every epoch of every `fit` of this process from now on."""
    callbacks = import_module("keras").callbacks.CallbackList
    running: WeakKeyDictionary[object, _Curves] = WeakKeyDictionary()

    @_before(callbacks, "on_train_begin")
    def begin(self, logs=None):
        _runs.append(running.setdefault(self, {}))

    @_before(callbacks, "on_epoch_end")
    def note(self, epoch, logs=None):
        for name, value in (logs or {}).items():
            running[self].setdefault(name, []).append(_number(value))


def _before(of, name):
    """Have a function called before a method, with the same arguments."""
    method = getattr(of, name)

    def put(function):
        @wraps(method)
        def both(*arguments, **options):
            function(*arguments, **options)
            return method(*arguments, **options)

        setattr(of, name, both)

    return put


def _number(value):
    try:
        return float(value)
    except (TypeError, ValueError):  # a metric of several numbers: no check reads it
        return np.nan


def is_of_fits(history: HistoryRecord, runs: Sequence[Mapping[str, Sequence[float]]] = ()) -> bool:
    """Tell whether the curves that a check may read are what runs of `fit` wrote.

    Parameters
    ----------
    history : HistoryRecord
        It may be that of several runs, one after the other, and of one that was cut short.
    runs : sequence of mapping
        For each run its curves; by default, those of this process.

    Returns
    -------
    bool
        True for a history without such a curve: it claims nothing.
    """
    runs = runs or _runs
    read = _READ.union(*runs)
    left = {
        name: np.asarray(curve, dtype=float)
        for name, curve in history.metrics.items()
        if name.removeprefix("val_") in read
    }
    while any(len(curve) for curve in left.values()):
        after = next(filter(None, (_without(run, left) for run in runs)), None)
        if after is None:
            return False
        left = after
    return True


def _without(run, curves):
    """What is left of curves behind those of a run, or None where they do not begin with it."""
    left = {}
    for name, curve in curves.items():
        length = min(len(run.get(name, ())), len(curve))
        same = np.array_equal(run.get(name, [])[:length], curve[:length], equal_nan=True)
        if len(curve) and not (length and same):
            return None
        left[name] = curve[length:]
    return left
