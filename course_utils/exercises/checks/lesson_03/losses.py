"""The course of a loss: whether it falls, and how to say it in a few words."""

import numpy as np


def falls(losses: np.ndarray) -> bool:
    """Whether a curve has two values or more, all finite, and ends below its start."""
    return bool(len(losses) > 1 and np.all(np.isfinite(losses)) and losses[-1] < losses[0])


def course_of(losses: np.ndarray) -> str:
    """Say the course of a loss in a few words, with where it stopped being a number.

    Parameters
    ----------
    losses : shape (n_epochs,)
    """
    if not len(losses):
        return "no loss at all"
    lost = np.flatnonzero(~np.isfinite(losses))
    if len(lost):
        return f"no finite number from epoch {lost[0] + 1} on"
    return f"{losses[0]:.4g} in the first epoch, {losses[-1]:.4g} in the last"
