"""Rules on the questions of an exercise."""

import pytest


@pytest.mark.parametrize(
    ("rule", "old", "new", "fragment"),
    [
        ("question_order", "Question 1.2", "Question 1.3", "found 1.1, 1.3"),
        ("question_order", "Question 1.1", "Question 2.1", "1.1, 1.2 as headings"),
        ("question_answer", "secret_columns = 3\ninput_shape = (secret_columns,)\n", "", "1.1"),
        ("question_check", 'check("1.1", input_shape)', "print()", 'check("1.1", …) in question'),
        ("question_check", 'check("1.2", unit)', 'check("1.1", unit)', 'check("1.2"'),
        ("question_hint", '# hint("1.2")\n', "", "in question 1.2"),
        ("question_hint", '# hint("1.1")', 'hint("1.1")', "in question 1.1"),
    ],
)
def test_fires(breaks, rule, old, new, fragment):
    breaks(rule, "exercises", old, new, fragment)


def test_exercise_without_questions(course, messages):
    course.edit("exercises", "## Question", "## Part")
    (message,) = messages("question_order")
    assert "found none" in message


def test_a_cell_tagged_solution_is_an_answer(allows):
    allows(
        "question_answer",
        "exercises",
        "    # BEGIN SOLUTION: return ...\n    secret_product = 2 * x\n"
        "    return secret_product + 1\n    # END SOLUTION\n",
        "    return ...\n",
    )


def test_question_nobody_checks(course, messages):
    assert messages("question_registered") == []
    course.edit("exercises", "Question 1.2", "Question 1.99")
    (message,) = messages("question_registered")
    assert '@question("1.99", …) in course_utils/exercises/checks/lesson_01.py' in message


def test_question_nobody_tests(course, messages):
    assert messages("question_tested") == []
    (course.root / "tests" / "exercises" / "test_lesson_01.py").write_text('IDS = ["1.2"]')
    (message,) = messages("question_tested")
    assert 'tests of question "1.1" in tests/exercises/test_lesson_01.py' in message


def test_without_a_test_file_no_question_is_tested(course, messages):
    (course.root / "tests" / "exercises" / "test_lesson_01.py").unlink()
    assert len(messages("question_tested")) == 2
