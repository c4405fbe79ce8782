"""Whether a loss falls, and how its course is said."""

import numpy as np

from course_utils.exercises.checks.lesson_03.losses import course_of, falls


def test_a_curve_falls_only_as_a_number_from_start_to_end():
    assert falls(np.array([3.0, 4.0, 1.0]))
    for curve in ([3.0], [], [3.0, 3.0], [3.0, np.nan], [np.inf, 1.0]):
        assert not falls(np.array(curve))


def test_the_course_of_a_curve_in_words():
    assert course_of(np.array([3.0, 1.0])) == "3 in the first epoch, 1 in the last"
    lost = np.array([3.0, np.inf, np.nan])
    assert course_of(lost) == "no finite number from epoch 2 on"
    assert course_of(np.array([])) == "no loss at all"
