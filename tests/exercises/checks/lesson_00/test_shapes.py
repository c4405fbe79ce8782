"""Each mixed-up shape is told what it is the shape of."""

import numpy as np
import pytest

from course_utils.exercises.capture import capture
from course_utils.exercises.checks.lesson_00.shapes import PARTS, expect_shape

KNOWN = [(name, shape) for name, (_, _, known) in PARTS.items() for shape in known]


@pytest.mark.parametrize("name", PARTS)
def test_the_expression_has_the_shape(name):
    code, right, known = PARTS[name]
    X = np.zeros((65, 3))
    assert eval(code, {"X": X}).shape == right
    assert right not in known
    assert expect_shape(name, capture(right)).ok


@pytest.mark.parametrize(("name", "shape"), KNOWN)
def test_a_known_shape_has_a_sentence_of_its_own(name, shape):
    finding = expect_shape(name, capture(shape))
    mistake, says = PARTS[name][2][shape]
    assert not finding.ok
    assert (finding.mistake, finding.next_step) == (mistake, says)


def test_a_column_that_kept_its_axis():
    assert "the axis disappears" in expect_shape("column", capture((65, 1))).next_step


@pytest.mark.parametrize("answer", [(), (None,), (float("nan"),), ("65",), [[65], [1]], (64.5,)])
def test_what_is_no_shape_is_not_taken_for_one(answer):
    assert not expect_shape("kept", capture(answer)).ok
