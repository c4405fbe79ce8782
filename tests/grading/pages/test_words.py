"""How titles, moments, times and marks are said."""

import pytest

from course_utils.grading.pages.words import counted, duration, exercise_title, out_of


@pytest.mark.parametrize(
    ("stem", "title"),
    [
        ("01_single_neuron", "Lesson 1: A single neuron"),
        ("my_own\nexercise\0", "my_own exercise␀"),
        ("", "An exercise that nobody recognised"),
    ],
)
def test_exercise_title(stem, title):
    assert exercise_title(stem) == title


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        *((0, "0.0 s"), (1.44, "1.4 s"), (9.96, "10 s"), (59.4, "59 s")),
        *((59.6, "1 min 0 s"), (200, "3 min 20 s")),
    ],
)
def test_duration(seconds, said):
    assert duration(seconds) == said


def test_marks():
    assert out_of(2 / 3, 2) == "0.67 of 2 points"
    assert out_of(1, 1) == "1 of 1 point"
    assert (counted(1, "student"), counted(1200, "student")) == ("1 student", "1,200 students")
