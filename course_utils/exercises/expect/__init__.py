"""The words that checks are written in: each looks at one thing and gives its finding."""

from course_utils.exercises.expect.bends import expect_bend
from course_utils.exercises.expect.functions import expect_function
from course_utils.exercises.expect.histories import expect_last_values, last_value
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
    "condition",
    "expect",
    "expect_array",
    "expect_bend",
    "expect_built",
    "expect_choice",
    "expect_finite_weights",
    "expect_function",
    "expect_input_shape",
    "expect_last_values",
    "expect_layers",
    "expect_number",
    "expect_parameters",
    "last_value",
    "layer",
]
