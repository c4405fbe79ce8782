"""A problem reads like a compiler's message, so editors can jump to it."""

from course_utils.authoring.problems import Problem
from course_utils.errors import AuthoringError


def test_text_and_order():
    later = Problem("a.py", 12, "tags", "Expected x.")
    sooner = Problem("a.py", 2, "tags", "Expected y.")
    assert str(later) == "a.py:12: Expected x. [tags]"
    assert sorted([later, sooner]) == [sooner, later]


def test_problem_behind_an_error():
    error = AuthoringError("C:/course/a.py:7: expected x: found y")
    problem = Problem.from_error(error, "C:/course/a.py", "a.py", "readable")
    assert problem == Problem("a.py", 7, "readable", "Expected x: found y")
