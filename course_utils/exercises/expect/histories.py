"""Expectations of the histories of training runs."""

import numpy as np

from course_utils.exercises.expect.values import condition, expect


def last_value(history, metric="val_loss"):
    """Return the last value of a curve; NaN where it has none that is finite and above 0.

    Parameters
    ----------
    history : HistoryRecord
    metric : str

    Returns
    -------
    float
    """
    curve = history.metrics.get(metric, ())
    last = float(curve[-1]) if len(curve) else np.nan
    return last if np.isfinite(last) and last > 0 else np.nan


def expect_last_values(histories, next_step, metric="val_loss"):
    """Expect a last value above 0 in each history, so that they can be compared.

    Parameters
    ----------
    histories : mapping of str to HistoryRecord
        By the names they have in the notebook.
    next_step : str
    metric : str

    Returns
    -------
    Finding
        Names each history without such a value.
    """
    lacking = [name for name, history in histories.items() if np.isnan(last_value(history, metric))]
    found = [f"`{name}` is {histories[name].describe()} without one" for name in lacking]
    wanted = f"a last `{metric}` above 0 in each"
    return condition(expect(not lacking, "the histories", wanted, " and ".join(found), next_step))


def falls(losses):
    """Whether a curve has two values or more, all finite, and ends below its start."""
    return len(losses) > 1 and bool(np.all(np.isfinite(losses))) and losses[-1] < losses[0]


def course_of(losses):
    """Say the course of a loss in a few words, with where it stopped being a number.

    Parameters
    ----------
    losses : numpy.ndarray, shape (n_epochs,)

    Returns
    -------
    str
    """
    if not len(losses):
        return "no loss at all"
    lost = np.flatnonzero(~np.isfinite(losses))
    if len(lost):
        return f"no finite number from epoch {lost[0] + 1} on"
    return f"{losses[0]:.4g} in the first epoch, {losses[-1]:.4g} in the last"
