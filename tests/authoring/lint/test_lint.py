"""All rules together: silent on a good course, each proved, errors with their place."""

from pathlib import Path

import pytest

from course_utils.authoring import lint_course
from course_utils.authoring.lint.rules import RULES
from course_utils.errors import AuthoringError


def test_a_good_course_has_no_problems(course):
    assert lint_course(course.root) == []


def test_every_rule_is_shown_to_fire():
    texts = [path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py")]
    assert len(RULES) > 20
    for name in RULES:
        assert any(f'"{name}"' in text for text in texts), f"no test lets the rule {name} fire"


def test_a_problem_names_file_line_and_rule(course):
    course.edit("lessons", "# ## A line", "# #### A line")
    (problem,) = lint_course(course.root)
    line = course.source("lessons").read_text().split("\n").index("# #### A line") + 1
    assert (problem.file, problem.line) == ("notebooks/source/lessons/01_single_neuron.py", line)
    assert problem.rule == "heading_levels"


def test_one_lesson(course):
    course.edit("lessons", "# ## A line", "# #### A line")
    assert lint_course(course.root, lesson=0) == []
    assert len(lint_course(course.root, lesson=1)) == 1


def test_a_page_that_cannot_be_read_is_a_problem(course):
    course.edit("lessons", "# %%\nweight", "# %% title\nweight")
    for lesson in (None, 0, 1):
        (problem,) = lint_course(course.root, lesson)
        line = course.source("lessons").read_text().split("\n").index("# %% title") + 1
        assert (problem.rule, problem.line) == ("readable", line)
        assert problem.message.startswith("Expected '# %%'") and "'# %% title'" in problem.message


def test_unknown_lesson(course):
    with pytest.raises(AuthoringError, match="found 9"):
        lint_course(course.root, lesson=9)
