"""Equal models give equal lists of operations."""

import numpy as np

from course_utils.exercises.capture.canonical import canonical
from course_utils.exercises.records import Operation

W, B = np.ones((2, 3)), np.arange(3.0)
MATMUL = Operation("matmul", {"constant": W, "constant_first": False}, output_shape=(3,))


def plus(constant, *inputs):
    return Operation("add", {"constant": constant, "constant_first": False}, {}, inputs)


def test_matmul_and_bias_are_a_dense_layer():
    steps, outputs = canonical([MATMUL, plus(B, 0)], (1,))
    assert [step.kind for step in steps] == ["dense"]
    assert steps[0].settings == {"units": 3, "use_bias": True}
    assert steps[0].weights["bias"] is B
    assert outputs == (0,)


def test_a_result_that_is_used_twice_keeps_its_bias_apart():
    for between in ([], [Operation("linear", inputs=(0,))]):
        place = len(between)
        steps = [MATMUL, *between, plus(B, place), Operation("multiply", inputs=(0, place + 1))]
        kept, _ = canonical(steps, (len(steps) - 1,))
        assert [step.kind for step in kept] == ["dense", "add", "multiply"]


def test_what_does_nothing_is_left_out():
    steps = [
        Operation("flatten", output_shape=(2,)),
        Operation("linear", inputs=(0,), output_shape=(2,)),
        Operation("relu", inputs=(1,), output_shape=(2,)),
    ]
    kept, outputs = canonical(steps, (2,), ((2,),))
    assert [(step.kind, step.inputs) for step in kept] == [("relu", (-1,))]
    assert outputs == (0,)


def test_a_flatten_that_flattens_stays():
    kept, _ = canonical([Operation("flatten", output_shape=(4,))], (0,), ((2, 2),))
    assert [step.kind for step in kept] == ["flatten"]


def test_what_no_output_needs_is_left_out():
    steps = [Operation("ops.not_equal"), Operation("embedding"), Operation("any", inputs=(0,))]
    kept, outputs = canonical(steps, (1,))
    assert [step.kind for step in kept] == ["embedding"]
    assert outputs == (0,)


def test_maximum_with_zero_is_relu():
    settings = {"constant": np.array(0.0), "constant_first": False}
    kept, _ = canonical([Operation("maximum", settings)], (0,))
    assert (kept[0].kind, kept[0].settings) == ("relu", {})
