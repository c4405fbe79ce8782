"""The real course: its notebooks are what its sources say, and every rule is kept."""

from course_utils.authoring import lint_course, stale_notebooks
from course_utils.source.course_map import lessons, root


def test_there_is_a_course():
    assert lessons()


def test_notebooks_are_what_the_sources_say():
    assert [str(problem) for problem in stale_notebooks(root())] == []


def test_every_rule_is_kept():
    assert [str(problem) for problem in lint_course(root())] == []
