"""Rules on the questions of an exercise."""

import pytest

from course_utils.authoring import lint_course


@pytest.mark.parametrize(
    ("rule", "old", "new", "fragment"),
    [
        ("question_order", "Question 1.2", "Question 1.3", "found 1.1, 1.3"),
        ("question_order", "Question 1.1", "Question 2.1", "1.1, 1.2 as headings"),
        ("question_answer", "secret_columns = 3\ninput_shape = (secret_columns,)\n", "", "1.1"),
        ("question_check", 'check("1.1", input_shape)', "print()", 'check("1.1", …) alone in'),
        ("question_check", 'check("1.1", input_shape)', 'x = 1\ncheck("1.1", x)', "alone in"),
        ("question_check", 'check("1.2", unit)', 'check("1.1", unit)', 'check("1.2"'),
        ("question_hint", '# hint("1.2")\n', "", "in question 1.2"),
        ("question_hint", '# hint("1.1")', 'hint("1.1")', "in question 1.1"),
        ("help_cell", "# 3. `(3,)`\n", "", "found 2 hints and an insight. Write '1. …'"),
        ("help_cell", "# **Insight.** A secret row is 3 numbers.\n", "", "and no insight"),
        ("help_cell", "# 2. And a sum.", "# 4. And a sum.", "Expected hint '2. …'"),
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
    assert '@question("1.99", …) in course_utils/exercises/checks/lesson_01/questions.py' in message


def test_question_nobody_tests(course, messages):
    assert messages("question_tested") == []
    (course.root / "tests/exercises/checks/lesson_01/test_questions.py").write_text('IDS = ["1.2"]')
    (message,) = messages("question_tested")
    assert (
        'tests of question "1.1" in tests/exercises/checks/lesson_01/test_questions.py' in message
    )


def test_without_a_test_file_no_question_is_tested(course, messages):
    (course.root / "tests/exercises/checks/lesson_01/test_questions.py").unlink()
    assert len(messages("question_tested")) == 2


HELP = """
# %% [markdown] tags=["help"]
# 1. Count the secret inputs.
# 2. A shape is a tuple, even
#    of one number.
# 3. `(3,)`
#
# **Insight.** A secret row is 3 numbers.
"""


@pytest.mark.parametrize(
    ("new", "fragment"),
    [
        ("", 'right behind the cell # hint("1.1"); found none in question 1.1'),
        (HELP + HELP, "found 2 in question 1.1"),
        ("\n# %%\nx = 1\n" + HELP, "found it elsewhere in question 1.1"),
    ],
)
def test_help_is_one_cell_behind_the_hint(breaks, new, fragment):
    breaks("help_cell", "exercises", HELP, new, fragment)


def test_the_line_of_a_help_cell_that_lacks_something(course):
    course.edit("exercises", "# 3. `(3,)`\n", "")
    (problem,) = lint_course(course.root)
    text = course.source("exercises").read_text("utf-8")
    assert problem.line == text.split("\n").index("# 1. Count the secret inputs.") + 1
    assert str(problem).startswith("notebooks/source/exercises/01_single_neuron.py:")


@pytest.mark.parametrize(
    ("kind", "text"), [("exercises", "# ## What you did"), ("lessons", "# ## A line")]
)
def test_help_without_a_question(breaks, kind, text):
    cell = '# %% [markdown] tags=["help"]\n# 1. A hint.\n\n# %% [markdown]\n'
    old = f"# %% [markdown]\n{text}"
    new = f"{old}\n\n{cell}" if kind == "lessons" else f"{old}\n\n{cell}# Text.\n"
    breaks("help_place", kind, old, new, "found it elsewhere, where nobody reads it")
