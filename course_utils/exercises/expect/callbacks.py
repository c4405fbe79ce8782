"""Expectations of early stopping: how it was set up, and that it really took part."""

import numpy as np

from course_utils.exercises.expect.values import condition, expect

_LOSSES = ("loss", "error", "crossentropy")


def expect_early_stopping(callback, *, monitor="val_loss", where="the callback", **settings):
    """Expect an `EarlyStopping` with the settings that matter.

    Parameters
    ----------
    callback : NamedRecord
    monitor : str
        The curve it must watch.
    where : str
    **settings
        `patience`, `min_delta`, `restore_best_weights`, ...: only those that must match.
        Keras turns the sign of `min_delta` during `fit`; the sign does not count.

    Yields
    ------
    Finding
        Its kind, what it watches, which direction is better, then one for each setting.
    """
    right_kind = callback.role == "callback" and callback.name == "early_stopping"
    yield condition(
        expect(
            right_kind,
            where,
            "the callback `EarlyStopping`",
            callback.describe(),
            "Make it by `keras.callbacks.EarlyStopping(...)`.",
        )
    )
    found = callback.settings if right_kind else {}
    yield _watches(found.get("monitor"), monitor, where)
    yield condition(_direction(found, where))
    for name, wanted in settings.items():
        yield _setting(name, found.get(name), wanted, where)


def _watches(found, wanted, where):
    step, mistake = f'Write `monitor="{wanted}"`.', ""
    if found == wanted.removeprefix("val_"):
        step = (
            "The training curve keeps falling while the network learns noise. "
            f'Watch rows that it does not learn from: `monitor="{wanted}"`.'
        )
        mistake = "monitors-the-training-curve"
    return expect(
        found == wanted, f"what {where} watches", f"`{wanted}`", _said(found), step, mistake
    )


def _direction(found, where):
    """A loss is better the lower it is; Keras finds that out by itself where nothing is said."""
    monitor, mode = str(found.get("monitor")), found.get("mode", "auto")
    lower = any(word in monitor for word in _LOSSES)
    right = mode in ("auto", "min" if lower else "max")
    better = "lower is better" if lower else "higher is better"
    wanted = "min" if lower else "max"
    step = f'For `{monitor}` {better}. Leave `mode` out, or write `mode="{wanted}"`.'
    return expect(
        right, f"the direction of {where}", better, f'`mode="{mode}"`', step, "wrong-mode"
    )


def _setting(name, found, wanted, where):
    same = found == wanted
    if isinstance(wanted, float) and isinstance(found, int | float):
        same = bool(np.isclose(abs(found), abs(wanted), rtol=1e-6))
    return expect(
        same,
        f"`{name}` of {where}",
        f"`{wanted}`",
        _said(found),
        f"Write `{name}={wanted}`.",
        f"other-{name.replace('_', '-')}",
    )


def _said(found):
    return "nothing" if found is None else f"`{found}`"


def expect_stopped(history, callback, name="`history`"):
    """Expect that a run was watched by this callback, and was ended by it.

    Parameters
    ----------
    history : HistoryRecord
    callback : NamedRecord
        An `EarlyStopping`, after `fit`.
    name : str
        What the history is called in the notebook.

    Yields
    ------
    Finding
        The curve it watches is there; it took part; it is this run; it stopped before the end.
        One that fails leaves the later ones unsaid, as they would only repeat it.
    """
    for look in (_has_curve, _took_part, _same_run, _ended_early):
        finding = look(history, callback, name)
        yield finding
        if not finding.ok:
            return


def _has_curve(history, callback, name):
    monitor = callback.settings.get("monitor", "val_loss")
    return expect(
        monitor in history.metrics,
        f"the curves of {name}",
        f"`{monitor}`, which the callback watches",
        ", ".join(f"`{curve}`" for curve in history.metrics) or "none",
        "Early stopping needs rows to look at: `fit(..., validation_data=(X_valid, y_valid))`.",
        "no-validation-data",
    )


def _took_part(history, callback, name):
    return expect(
        callback.settings.get("best") is not None,
        "the callback",
        "one that watched a run",
        "one that has never seen an epoch",
        "It was made, but `fit` does not know of it: `fit(..., callbacks=[...])`.",
        "callback-not-passed",
    )


def _same_run(history, callback, name):
    curve = history.metrics[callback.settings["monitor"]]
    place, best = callback.settings.get("best_epoch", 0), callback.settings["best"]
    same = place < len(curve) and bool(np.isclose(curve[place], best, rtol=1e-4))
    return expect(
        same,
        f"{name} and the callback",
        "both from the same run",
        f"the callback's best was {best:.4g}, at epoch {place + 1}; {name} differs there",
        "Run the cell with `fit` again, from a fresh model, then this one.",
    )


def _ended_early(history, callback, name):
    stopped = callback.settings.get("stopped_epoch", 0)
    return expect(
        stopped > 0 and history.epochs == stopped + 1,
        f"the end of {name}",
        "a run that the callback ended",
        f"all {history.epochs} epochs that were asked for",
        "Ask for more `epochs` than you need: the callback finds the end.",
        "too-few-epochs",
    )
