"""What the tests of the rules share: one rule, looking at the small course."""

import pytest

from course_utils.authoring.lint.rules import RULES
from course_utils.authoring.pages import find_pages


@pytest.fixture
def messages(course):
    """Return a function that gives the messages of one rule for all pages."""

    def messages(name):
        return [message for page in find_pages(course.root) for _, message in RULES[name](page)]

    return messages


@pytest.fixture
def breaks(course, messages):
    """Return a function that edits a source and asserts that the rule finds just that."""

    def breaks(rule, kind, old, new, fragment):
        assert messages(rule) == []
        course.edit(kind, old, new)
        (message,) = messages(rule)
        assert fragment in message

    return breaks


@pytest.fixture
def allows(course, messages):
    """Return a function that edits a source and asserts that the rule has no objection."""

    def allows(rule, kind, old, new):
        course.edit(kind, old, new)
        assert messages(rule) == []

    return allows
