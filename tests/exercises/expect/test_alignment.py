"""Two lists of steps, lined up so that few differences remain."""

import pytest

from course_utils.exercises.expect import layer
from course_utils.exercises.expect.alignment import align
from course_utils.exercises.records import Operation


def pairs(found, wanted):
    steps = [Operation(kind, {"units": units} if units else {}) for kind, units in found]
    layers = [layer(kind, **({"units": units} if units else {})) for kind, units in wanted]
    return align(steps, layers, lambda step, want: step.settings == want.settings)


DENSE, RELU = ("dense", 4), ("relu", None)


@pytest.mark.parametrize(
    ("found", "wanted", "expected"),
    [
        ([], [], []),
        ([DENSE, RELU], [DENSE, RELU], [(0, 0), (1, 1)]),
        ([DENSE], [DENSE, RELU], [(0, 0), (None, 1)]),
        ([DENSE, RELU], [DENSE], [(0, 0), (1, None)]),
        ([], [DENSE], [(None, 0)]),
        ([("dense", 8), RELU], [DENSE, RELU], [(0, 0), (1, 1)]),
        ([DENSE, ("tanh", None)], [DENSE, RELU], [(0, 0), (1, 1)]),
        ([DENSE, DENSE, RELU], [DENSE, RELU, DENSE, RELU], [(0, 0), (None, 1), (1, 2), (2, 3)]),
        ([DENSE, ("dropout", None), RELU], [DENSE, RELU], [(0, 0), (1, None), (2, 1)]),
    ],
)
def test_lined_up(found, wanted, expected):
    assert pairs(found, wanted) == expected


def test_what_has_nothing_in_common_is_not_compared():
    assert (0, 0) not in pairs([("conv2d", None)], [DENSE])
