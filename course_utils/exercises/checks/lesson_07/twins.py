"""Units that started equal: they stay equal, however long they are trained."""

import numpy as np

from course_utils.exercises.expect import expect
from course_utils.exercises.records import ModelRecord
from course_utils.exercises.verdicts import Finding

_ALIKE = 1e-5  # what float32 leaves between two units that were never different


def expect_different_units(model: ModelRecord) -> Finding:
    """Expect that each unit of the first hidden layer has weights of its own.

    The evidence is the kernel itself: with an all-zero start it is still zero, and with equal
    weights all its columns are one.
    """
    kernel = next(step.weights["kernel"] for step in model.operations if step.kind == "dense")
    units = kernel.shape[1]
    different = _different_columns(kernel)
    zero = not np.any(kernel)
    found = f"{different} different among {units}"
    return expect(
        different == units,
        where="the hidden units of the network",
        expected=f"{units} different ones",
        found=f"{found}: all weights are still 0" if zero else found,
        next_step=_ZERO if zero else _EQUAL,
        mistake="all-zero-start" if zero else "equal-start",
        weight=2,
    )


def _different_columns(kernel):
    """How many columns are left when each is counted once."""
    apart = np.abs(kernel[:, :, np.newaxis] - kernel[:, np.newaxis]).max(axis=0) > _ALIKE
    return int(sum(apart[:unit, unit].all() for unit in range(kernel.shape[1])))


_EQUAL = (
    "They started with equal weights, so they see the same, get the same blame, and stay equal. "
    "Leave `kernel_initializer` away: Keras draws small random numbers, different for each unit."
)
_ZERO = (
    "From zero, nothing comes out of a hidden unit and no blame passes back to it: only the bias "
    "of the output can move. Leave `kernel_initializer` away: Keras draws small random numbers."
)
