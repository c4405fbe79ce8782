"""The list of rules."""

from types import SimpleNamespace

import pytest

from course_utils.authoring.lint.rules import RULES, rule


@pytest.fixture
def short_list():
    """Add rules in a test without keeping them."""
    kept = dict(RULES)
    RULES.clear()
    yield
    RULES.clear()
    RULES.update(kept)


def test_a_rule_looks_at_its_kinds_only(short_list):
    @rule("lesson")
    def no_letters(page):
        yield 3, f"found {page.kind}"

    (listed,) = RULES.values()
    assert list(listed(SimpleNamespace(kind="lesson"))) == [(3, "found lesson")]
    assert list(listed(SimpleNamespace(kind="start"))) == []
    assert list(RULES) == ["no_letters"]
