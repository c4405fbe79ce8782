"""One step of momentum and one of Adam, as exercise 10 asks for them, and the usual wrong ones."""

import numpy as np

from course_utils.exercises.expect import Instead

_DIRECTION, _SIZE, _EPSILON = 0.9, 0.999, 1e-7


def take_momentum_step(
    w: np.ndarray, velocity: np.ndarray, slope: np.ndarray, learning_rate: float, kept: float
) -> tuple[np.ndarray, np.ndarray]:
    """Return the new weights and the new velocity, as Keras has them."""
    velocity = kept * velocity - learning_rate * slope
    return w + velocity, velocity


def _pushed(w, velocity, slope, push, kept):
    """A step with a velocity to which the slope adds this push."""
    velocity = kept * velocity + push
    return w + velocity, velocity


def _rate_twice(w, velocity, slope, rate, kept):
    velocity = kept * velocity - rate * slope
    return w + rate * velocity, velocity


def _without_rate(w, velocity, slope, rate, kept):
    velocity = kept * velocity + slope
    return w - rate * velocity, velocity


def _old_velocity(w, velocity, slope, rate, kept):
    return w + velocity, kept * velocity - rate * slope


def _minus_velocity(w, velocity, slope, rate, kept):
    velocity = kept * velocity - rate * slope
    return w - velocity, velocity


def _faded(w, velocity, slope, rate, kept):
    return _pushed(w, velocity, slope, -(1 - kept) * rate * slope, kept)


NOT_MOMENTUM = [
    Instead(
        lambda *given: take_momentum_step(*given)[0],
        "velocity-not-returned",
        "These are the weights alone. Return the velocity, too: without it the next step "
        "remembers nothing.",
    ),
    Instead(
        lambda *given: take_momentum_step(*given)[1],
        "weights-not-returned",
        "This is the velocity alone. Return the new weights, and then the velocity.",
    ),
    Instead(
        lambda *given: take_momentum_step(*given)[::-1],
        "order-swapped",
        "Return the weights first, then the velocity.",
    ),
    Instead(
        _rate_twice,
        "rate-applied-twice",
        "The learning rate acts twice: it is in the velocity already. The weights change by the "
        "velocity as it is.",
    ),
    Instead(
        lambda w, v, slope, rate, kept: _pushed(w, v, slope, rate * slope, kept),
        "uphill",
        "The sign of the slope is turned around: it pushes downhill, with a minus.",
    ),
    Instead(
        _minus_velocity,
        "velocity-subtracted",
        "The minus is in the velocity already: the weights change by *plus* the velocity.",
    ),
    Instead(
        lambda w, v, slope, rate, kept: _pushed(w, v, slope, -rate * slope, 0.0),
        "velocity-forgotten",
        "This is plain SGD: nothing of the old velocity is left. Keep `kept * velocity` of it.",
    ),
    Instead(
        lambda w, v, slope, rate, kept: _pushed(w, v, slope, -rate * slope, 1.0),
        "nothing-lost",
        "All of the old velocity is kept. Keep `kept * velocity`, or the ball never comes to rest.",
    ),
    Instead(
        _without_rate,
        "another-convention",
        "The weights move well on average, and some libraries do it so. In the lesson's form, and "
        "in Keras', the rate is in the velocity: `kept * velocity - learning_rate * slope`.",
    ),
    Instead(
        _old_velocity,
        "old-velocity-used",
        "The weights moved by the *old* velocity. Make the new one first, then move.",
    ),
    Instead(
        _faded,
        "fading-average",
        "You multiplied the slope by 1 − kept: a fading average. In momentum it counts whole.",
    ),
]


def take_adam_step(
    w: np.ndarray,
    direction: np.ndarray,
    size: np.ndarray,
    step: int,
    slope: np.ndarray,
    learning_rate: float,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the new weights and both memories, uncorrected."""
    direction, size = _remembered(direction, size, slope)
    change = _change(direction / (1 - _DIRECTION**step), size / (1 - _SIZE**step))
    return w + learning_rate * change, direction, size


def _remembered(direction, size, slope, keeps=(_DIRECTION, _SIZE), power=2):
    of_direction, of_size = keeps
    size = of_size * size + (1 - of_size) * np.abs(slope) ** power
    return of_direction * direction + (1 - of_direction) * slope, size


def _change(direction, size):
    return -direction / (np.sqrt(size) + _EPSILON)


def _uncorrected(w, direction, size, step, slope, rate):
    direction, size = _remembered(direction, size, slope)
    return w + rate * _change(direction, size), direction, size


def _half_corrected(w, direction, size, step, slope, rate):
    direction, size = _remembered(direction, size, slope)
    return w + rate * _change(direction / (1 - _DIRECTION**step), size), direction, size


def _correction_kept(w, direction, size, step, slope, rate):
    moved, direction, size = take_adam_step(w, direction, size, step, slope, rate)
    return moved, direction / (1 - _DIRECTION**step), size / (1 - _SIZE**step)


def _without_root(w, direction, size, step, slope, rate):
    direction, size = _remembered(direction, size, slope)
    corrected = size / (1 - _SIZE**step) + _EPSILON
    return w - rate * direction / (1 - _DIRECTION**step) / corrected, direction, size


def _not_squared(w, direction, size, step, slope, rate):
    direction, size = _remembered(direction, size, slope, power=1)
    change = _change(direction / (1 - _DIRECTION**step), size / (1 - _SIZE**step))
    return w + rate * change, direction, size


def _slope_for_direction(w, direction, size, step, slope, rate):
    direction, size = _remembered(direction, size, slope)
    return w + rate * _change(slope, size / (1 - _SIZE**step)), direction, size


def _swapped_shares(w, direction, size, step, slope, rate):
    keeps = (_SIZE, _DIRECTION)
    direction, size = _remembered(direction, size, slope, keeps)
    change = _change(direction / (1 - _SIZE**step), size / (1 - _DIRECTION**step))
    return w + rate * change, direction, size


NOT_ADAM = [
    Instead(
        _uncorrected,
        "no-bias-correction",
        "The correction is missing. Both memories began at 0: divide them by 1 − 0.9, 1 − 0.999, "
        "each to the power of `step`.",
    ),
    Instead(
        _half_corrected,
        "size-not-corrected",
        "The direction is corrected. Divide the size, too: by 1 − 0.999 to the power of `step`.",
    ),
    Instead(
        _correction_kept,
        "correction-remembered",
        "The weights are right. But you return the corrected memories: at the next step they would "
        "be corrected again. Return them as they are remembered.",
    ),
    Instead(
        lambda w, d, s, step, slope, rate: take_adam_step(w, d, s, step + 1, slope, rate),
        "step-counted-twice",
        "`step` counts from 1 already: the first step is corrected with the power 1.",
    ),
    Instead(
        lambda w, d, s, step, slope, rate: take_adam_step(w, d, s, step, slope, -rate),
        "uphill",
        "The sign is turned around: the weights go against the direction, with a minus.",
    ),
    Instead(
        lambda w, d, s, step, slope, rate: take_adam_step(w, d, s, step, slope, 1.0),
        "learning-rate-forgotten",
        "Multiply the change by the learning rate.",
    ),
    Instead(_without_root, "root-forgotten", "Divide by the *root* of the corrected size."),
    Instead(
        _not_squared, "slope-not-squared", "The size remembers the *square* of the slope: slope**2."
    ),
    Instead(
        _slope_for_direction,
        "direction-not-used",
        "The change uses the slope of this step alone. Use the direction that is remembered.",
    ),
    Instead(
        _swapped_shares,
        "shares-swapped",
        "The two shares are swapped: 0.9 is for the direction, 0.999 for the size.",
    ),
    Instead(
        lambda *given: take_adam_step(*given)[0],
        "memories-not-returned",
        "These are the weights alone. Return direction and size, too, for the next step.",
    ),
]
