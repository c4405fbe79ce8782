"""A recurrent cell of one unit, with or without a gate: what it keeps, and what it hands back.

At each step the cell mixes what comes in with what it was. A gate says how much of the mixture
gets in: fully open (1) the cell is a plain recurrent unit, shut (0) it stays as it was. There is
no activation, so each step is a multiplication and a sum.
"""

import numpy as np
from numpy.typing import ArrayLike


def states(
    x: ArrayLike, w_in: ArrayLike, w_back: ArrayLike, openness: ArrayLike = 1.0
) -> np.ndarray:
    """Go through a sequence, step by step.

    Parameters
    ----------
    x : shape (..., n_steps)
        What comes in at each step.
    w_in, w_back : shape (...)
        The weight of the input, and the weight of the state of the step before.
    openness : shape (..., n_steps)
        How far the gate is open at each step, from 0 to 1.

    Returns
    -------
    numpy.ndarray, shape (..., n_steps)
        The state after each step; before the first one it is 0.
    """
    x, openness = np.broadcast_arrays(x, openness)
    w_in, w_back = np.asarray(w_in), np.asarray(w_back)
    state, after = np.zeros(()), []
    for step in range(x.shape[-1]):
        mixed = w_in * x[..., step] + w_back * state
        state = (1 - openness[..., step]) * state + openness[..., step] * mixed
        after.append(state)
    return np.stack(np.broadcast_arrays(*after), axis=-1)


def slopes_handed_back(w_back: ArrayLike, openness: ArrayLike) -> np.ndarray:
    """Hand the slope of the last state back, from each step to the one before.

    Parameters
    ----------
    w_back, openness
        As for `states`; here `openness` has all its steps.

    Returns
    -------
    numpy.ndarray, shape (..., n_steps)
        By how much the last state grows for a small push to the state of each step. The last is 1.
    """
    openness, w_back = np.asarray(openness), np.asarray(w_back)
    slope, slopes = np.ones(()), [np.ones(())]
    for step in reversed(range(1, openness.shape[-1])):
        slope = slope * ((1 - openness[..., step]) + openness[..., step] * w_back)
        slopes.append(slope)
    return np.stack(np.broadcast_arrays(*reversed(slopes)), axis=-1)
