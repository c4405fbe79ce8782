"""Expectations of early stopping: how it was set up, and that it really took part."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from course_utils.exercises.expect.values import expect
from course_utils.exercises.records import HistoryRecord, NamedRecord
from course_utils.exercises.verdicts import CONDITION, Finding, Looks, need

# What changes when it stops, and is left as it is unless a question asks for something else.
_USUAL = {"baseline": None, "start_from_epoch": 0}
_MEANS = {
    "patience": "That is how many epochs in a row may bring no improvement.",
    "min_delta": "An improvement by less than that does not count as one.",
    "restore_best_weights": "Without it the network ends with the weights of the last epoch.",
    "baseline": "With a baseline a run is given up that does not soon get below it.",
    "start_from_epoch": "It does not look at the epochs before that one.",
}
_LOSSES = ("loss", "error", "crossentropy")


def expect_early_stopping(
    callback: NamedRecord,
    *,
    monitor: str = "val_loss",
    where: str = "the callback",
    **settings: Any,
) -> Iterator[Finding]:
    """Expect an `EarlyStopping` with the settings that matter.

    Parameters
    ----------
    monitor
        The curve it must watch.
    **settings
        `patience`, `min_delta`, `restore_best_weights`, ...: only those that must match.
        Keras turns the sign of `min_delta` during `fit`; the sign does not count.

    Yields
    ------
    Finding
        Its kind; if that is right, what it watches, which direction is better, then one for each
        setting. Kind and direction are conditions, and that nothing else was set that changes
        when it stops.
    """
    right_kind = callback.role == "callback" and callback.name == "early_stopping"
    yield expect(
        right_kind,
        where=where,
        expected="the callback `EarlyStopping`",
        found=callback.describe(),
        next_step="Make it by `keras.callbacks.EarlyStopping(...)`.",
        weight=CONDITION,
    )
    if not right_kind:
        return  # what it has set means something else, or nothing
    given = callback.settings
    yield _watches(given.get("monitor"), monitor, where)
    yield _direction(given, where)
    for name, wanted in settings.items():
        yield _setting(name, given.get(name), wanted, where)
    for name, usual in _USUAL.items():
        if name not in settings and given.get(name, usual) != usual:
            yield replace(_setting(name, given[name], usual, where), weight=CONDITION)


def _watches(given, wanted, where):
    step, mistake = f'Write `monitor="{wanted}"`.', ""
    if given == wanted.removeprefix("val_"):
        step = (
            "The training curve keeps falling while the network learns noise. "
            f'Watch rows that it does not learn from: `monitor="{wanted}"`.'
        )
        mistake = "monitors-the-training-curve"
    return expect(
        given == wanted,
        where=f"what {where} watches",
        expected=f"`{wanted}`",
        found=_said(given),
        next_step=step,
        mistake=mistake,
    )


def _direction(given, where):
    """A loss is better the lower it is; Keras finds that out by itself where nothing is said."""
    monitor, mode = str(given.get("monitor")), given.get("mode", "auto")
    lower = any(word in monitor for word in _LOSSES)
    right = mode in ("auto", "min" if lower else "max")
    better = "lower is better" if lower else "higher is better"
    wanted = "min" if lower else "max"
    step = f'For `{monitor}` {better}. Leave `mode` out, or write `mode="{wanted}"`.'
    return expect(
        right,
        where=f"the direction of {where}",
        expected=better,
        found=f'`mode="{mode}"`',
        next_step=step,
        mistake="wrong-mode",
        weight=CONDITION,
    )


def _setting(name, given, wanted, where):
    same = given == wanted
    if isinstance(wanted, float) and isinstance(given, int | float):
        same = bool(np.isclose(abs(given), abs(wanted), rtol=1e-6))
    write = f"Write `{name}={wanted}`."
    if name in _USUAL and wanted == _USUAL[name]:
        write = "Leave it out."
    return expect(
        same,
        where=f"`{name}` of {where}",
        expected=f"`{wanted}`",
        found=_said(given),
        next_step=f"{_MEANS.get(name, '')} {write}".strip(),
        mistake=f"other-{name.replace('_', '-')}",
    )


def _said(given):
    return "nothing" if given is None else f"`{given}`"


def expect_stopped(history: HistoryRecord, callback: NamedRecord, name: str = "`history`") -> Looks:
    """Expect that a run was watched by this callback, and was ended by it.

    Parameters
    ----------
    callback
        An `EarlyStopping`, after `fit`.
    name
        What the history is called in the notebook.

    Yields
    ------
    Need
        The curve it watches is there; it took part; it is this run; it stopped before the end.
        One that fails leaves the later ones unsaid, as they would only repeat it.
    """
    for look in (_has_curve, _took_part, _same_run, _ended_early):
        yield need(look(history, callback, name))


def _has_curve(history, callback, name):
    monitor = callback.settings.get("monitor", "val_loss")
    return expect(
        monitor in history.metrics,
        where=f"the curves of {name}",
        expected=f"`{monitor}`, which the callback watches",
        found=", ".join(f"`{curve}`" for curve in history.metrics) or "none",
        next_step="Early stopping needs rows to look at: "
        "`fit(..., validation_data=(X_valid, y_valid))`.",
        mistake="no-validation-data",
    )


def _took_part(history, callback, name):
    return expect(
        callback.settings.get("best") is not None,
        where="the callback",
        expected="one that watched a run",
        found="one that has never seen an epoch",
        next_step="It was made, but `fit` does not know of it: `fit(..., callbacks=[...])`.",
        mistake="callback-not-passed",
    )


def _same_run(history, callback, name):
    curve = history.metrics[callback.settings["monitor"]]
    index, best = callback.settings.get("best_epoch", 0), callback.settings["best"]
    same = index < len(curve) and bool(np.isclose(curve[index], best, rtol=1e-4))
    return expect(
        same,
        where=f"{name} and the callback",
        expected="both from the same run",
        found=f"the callback's best was {best:.4g}, at epoch {index + 1}; {name} differs there",
        next_step="Run the cell with `fit` again, from a fresh model, then this one.",
    )


def _ended_early(history, callback, name):
    stopped = callback.settings.get("stopped_epoch", 0)
    return expect(
        stopped > 0 and history.epochs == stopped + 1,
        where=f"the end of {name}",
        expected="a run that the callback ended",
        found=f"all {history.epochs} epochs that were asked for",
        next_step="Ask for more `epochs` than you need: the callback finds the end.",
        mistake="too-few-epochs",
    )
