"""The order of questions."""

from course_utils.grading.result import question_sort_key


def test_questions_are_sorted_as_they_are_asked():
    ids = ["2.1", "1.10", "odd", "1.2", "9" * 5000]
    assert sorted(ids, key=question_sort_key)[:4] == ["odd", "1.2", "1.10", "2.1"]
