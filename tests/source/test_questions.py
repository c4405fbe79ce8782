"""Which question a cell belongs to and asks, in a source and in what learners make of it."""

import pytest

from course_utils.source.cells import Cell
from course_utils.source.questions import (
    Ask,
    QuestionTitle,
    find_ask,
    named_questions,
    question_cells,
    question_of,
    question_titles,
)


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("## Question 1.2: The unit", [QuestionTitle("1.2", "The unit")]),
        ("##  Question 1.2:A `unit`: what?  \r\nText.", [QuestionTitle("1.2", "A `unit`: what?")]),
        ("Text.\n## Question 12.10: Last", [QuestionTitle("12.10", "Last")]),
        ("## Question 1.2", []),
        ("## Question 1.2: ", []),
        ("### Question 1.2: Too deep", []),
        ("## The question 1.2: no", []),
        ("```\n## Question 1.2: In a fence\n```", []),
        (f"## Question {'9' * 9999}.1: Endless", []),
    ],
)
def test_titles_of_questions(text, titles):
    assert question_titles("markdown", text) == titles
    assert question_titles("code", text) == []


@pytest.mark.parametrize(
    ("kind", "text", "question"),
    [
        ("markdown", "Some words.", "1.1"),
        ("markdown", "### A part of it", "1.1"),
        ("markdown", "## Question 1.2: Next", "1.2"),
        ("markdown", "## What you did", ""),
        ("markdown", "# A title", ""),
        ("markdown", "## What you did\n\n## Question 1.3: And on", "1.3"),
        ("code", "## Question 1.2: a comment", "1.1"),
    ],
)
def test_the_question_a_cell_belongs_to(kind, text, question):
    assert question_of(kind, text, before="1.1") == question


def test_without_a_question_above_a_cell_belongs_to_none():
    assert question_of("code", "x = 1") == question_of("markdown", "### x") == ""


def test_questions_with_their_cells():
    one, two = "## Question 1.1: One", "## Question 1.2: Two"
    texts = ["# Exercise", one, "a", "### Part", two, "b", "## What you did", "c"]
    cells = [Cell("markdown", text) for text in texts]
    assert question_cells(cells) == [
        (QuestionTitle("1.1", "One"), cells[1:4]),
        (QuestionTitle("1.2", "Two"), cells[4:6]),
    ]


def test_of_two_questions_in_one_cell_the_last_one_counts():
    cell = Cell("markdown", "## Question 1.1: One\n\n## Question 1.2: Two")
    assert question_cells([cell]) == [(QuestionTitle("1.2", "Two"), [cell])]


@pytest.mark.parametrize(
    "text",
    [
        'check("1.2", model, x + 1)',
        "# Now!\ncheck('1.2', model,\n      x + 1)  # right?",
        'from course_utils import check\n\ncheck("1.2", model, x + 1)',
    ],
)
def test_a_cell_that_asks(text):
    assert find_ask("code", text) == Ask("1.2", ("model", "x + 1"))
    assert find_ask("markdown", text) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# check('1.2')",
        'v = check("1.2", model)',
        'check("1.2", model) or 1',
        "check()",
        'x = 1\ncheck("1.2", x)',
        'check("1.2", model)\nx = 1',
        'import os\ncheck("1.2", model)',
        "check(1.2, model)",
        'check("1.2", model=model)',
        'course.check("1.2", model)',
        'check("1.2"',
        "check('\0')",
        "(" * 9_999,
        "(" * 99_999,
        'check("1.2", ' + "-" * 600 + "1)",
        'check("1.2", ' + "1" * 10_000 + ")",
    ],
)
def test_a_cell_that_asks_nothing_or_does_more(text):
    assert find_ask("code", text) is None


@pytest.mark.parametrize(
    ("kind", "text", "ids"),
    [
        ("code", "x = 1\nprint(check( \"1.2\", x))\ncheck('2.1')", ["1.2", "2.1"]),
        ("code", '# check("1.2", model', ["1.2"]),
        ("code", 'recheck("1.2")', []),
        ("code", "## Question 1.2: Title", []),
        ("markdown", "## Question 1.2: Title", ["1.2"]),
        ("markdown", 'Run check("1.2", model).', []),
    ],
)
def test_questions_that_a_cell_names(kind, text, ids):
    assert named_questions(kind, text) == ids
