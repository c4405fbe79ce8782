"""The same answers, limits and course: the same key; anything else: another one."""

from dataclasses import replace

from course_utils.grading.keys import course_version, submission_key
from course_utils.grading.sandbox.seal import Limits

LIMITS = Limits()


def test_what_does_not_change_the_marks_does_not_change_the_key(submitted):
    one = submitted()
    key = submission_key(one, LIMITS)
    assert submission_key(replace(one, origin="b/c.ipynb"), LIMITS) == key


def test_whatever_changes_the_marks_changes_the_key(submitted):
    one = submitted()
    keys = [
        submission_key(one, LIMITS),
        submission_key(submitted({"1.1": "input_shape = (6,)"}), LIMITS),
        submission_key(replace(one, student="bob"), LIMITS),
        submission_key(replace(one, exercise="02_deep_networks"), LIMITS),
        submission_key(replace(one, cells=()), LIMITS),
        submission_key(replace(one, cells=(), problem="It is empty."), LIMITS),
        submission_key(one, Limits(cell_seconds=1)),
    ]
    assert len(set(keys)) == len(keys)
    assert all(len(key) == 64 for key in keys)


def test_the_version_names_what_judges():
    assert "Python 3." in course_version() and "tensorflow 2." in course_version()
