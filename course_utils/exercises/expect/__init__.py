"""The words that checks are written in: each looks at one thing and gives its finding."""

from course_utils.exercises.expect.bends import expect_bend
from course_utils.exercises.expect.callbacks import expect_early_stopping, expect_stopped
from course_utils.exercises.expect.compiled import expect_compiled, part
from course_utils.exercises.expect.curves import (
    best_epoch,
    expect_best_epoch,
    expect_both_losses,
    expect_gap,
    gap,
)
from course_utils.exercises.expect.functions import expect_function
from course_utils.exercises.expect.goals import expect_goal
from course_utils.exercises.expect.histories import (
    course_of,
    expect_last_values,
    falls,
    last_value,
)
from course_utils.exercises.expect.models import (
    expect_built,
    expect_finite_weights,
    expect_input_shape,
    expect_layers,
    expect_parameters,
    layer,
)
from course_utils.exercises.expect.values import (
    Instead,
    condition,
    expect,
    expect_array,
    expect_choice,
    expect_number,
)

__all__ = [
    "Instead",
    "best_epoch",
    "condition",
    "course_of",
    "expect",
    "expect_array",
    "expect_bend",
    "expect_best_epoch",
    "expect_both_losses",
    "expect_built",
    "expect_choice",
    "expect_compiled",
    "expect_early_stopping",
    "expect_finite_weights",
    "expect_function",
    "expect_goal",
    "expect_gap",
    "expect_input_shape",
    "expect_last_values",
    "expect_layers",
    "expect_number",
    "expect_parameters",
    "expect_stopped",
    "falls",
    "gap",
    "last_value",
    "layer",
    "part",
]
