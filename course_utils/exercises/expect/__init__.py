"""The words that checks are written in: each looks at one thing and gives its finding.

Only what at least two lessons use is here; what one lesson alone uses is in its own folder.
"""

from course_utils.exercises.expect.callbacks import expect_early_stopping, expect_stopped
from course_utils.exercises.expect.compiled import expect_compiled, part
from course_utils.exercises.expect.curves import (
    best_epoch,
    curve_of,
    expect_both_losses,
    expect_conclusion,
    expect_gap,
    expect_last_values,
    gap,
    last_value,
)
from course_utils.exercises.expect.functions import expect_function, one_number
from course_utils.exercises.expect.given import expect_given, expect_noted
from course_utils.exercises.expect.goals import expect_goal
from course_utils.exercises.expect.models import (
    expect_built,
    expect_finite_weights,
    expect_input_shape,
    expect_layers,
)
from course_utils.exercises.expect.row_numbers import row_sides, what_came
from course_utils.exercises.expect.values import (
    Instead,
    expect,
    expect_array,
    expect_choice,
    expect_guess,
    expect_number,
    expect_outcome,
)
from course_utils.exercises.expect.wanted import layer
from course_utils.exercises.verdicts import CONDITION, need

__all__ = [
    "CONDITION",
    "Instead",
    "best_epoch",
    "curve_of",
    "expect",
    "expect_array",
    "expect_both_losses",
    "expect_built",
    "expect_choice",
    "expect_compiled",
    "expect_conclusion",
    "expect_early_stopping",
    "expect_finite_weights",
    "expect_function",
    "expect_gap",
    "expect_given",
    "expect_goal",
    "expect_guess",
    "expect_input_shape",
    "expect_last_values",
    "expect_layers",
    "expect_noted",
    "expect_number",
    "expect_outcome",
    "expect_stopped",
    "gap",
    "last_value",
    "layer",
    "need",
    "one_number",
    "part",
    "row_sides",
    "what_came",
]
