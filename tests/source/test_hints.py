"""The help cell: what is read from it, and which slips are errors."""

import pytest

from course_utils.errors import AuthoringError
from course_utils.source.cells import Cell
from course_utils.source.hints import Help, read_help

WRITTEN = """\
1. How many numbers describe
   `one` car?
2. Count the columns of `X`.
10 of them are too many.
3. `(6,)`

**Insight.** One car is 6 numbers. How many
cars there are says nothing."""


def cell(text, kind="markdown"):
    return Cell(kind, text, ("help",), 7)


def test_hints_and_insight_each_in_one_line():
    assert read_help(cell(WRITTEN), "a.py") == Help(
        (
            "How many numbers describe `one` car?",
            "Count the columns of `X`. 10 of them are too many.",
            "`(6,)`",
        ),
        "One car is 6 numbers. How many cars there are says nothing.",
    )


@pytest.mark.parametrize("text", ["1. A nudge.\n2. A step.", "\n1. A nudge.\n\n2. A step.\n\n"])
def test_empty_lines_between_hints_are_free_and_an_insight_may_be_missing(text):
    assert read_help(cell(text), "a.py") == Help(("A nudge.", "A step."), "")


def test_an_empty_cell_says_nothing():
    assert read_help(cell(""), "a.py") == Help()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Look at `X`.", r"a\.py:7: expected hint '1\. …'.*found 'Look at `X`\.'"),
        ("1. One.\n3. Three.", r"a\.py:8: expected hint '2\. …'.*found '3\. Three"),
        ("1. One.\n\nAnd more.", r"a\.py:9: expected hint '2\. …'.*each in one paragraph"),
        ("1. One.\n\n**Insight:** This.", r"a\.py:9: .*'\*\*Insight\.\*\* …'"),
        ("1. One.\n\n**Insight.**", r"a\.py:9: .*found '\*\*Insight\.\*\*'"),
        ("**Insight.** This.\n1. One.", r"a\.py:8: .*let the insight end the cell"),
        ("**Insight.** A.\n\n**Insight.** B.", r"a\.py:9: .*found '\*\*Insight\.\*\* B\.'"),
        ("0. None.", r"a\.py:7: "),
    ],
)
def test_slips_are_errors_that_name_the_line(text, message):
    with pytest.raises(AuthoringError, match=message):
        read_help(cell(text), "a.py")


def test_help_in_a_code_cell():
    with pytest.raises(AuthoringError, match=r"a\.py:7: .*found it in a code cell. Add \[mark"):
        read_help(cell(WRITTEN, "code"), "a.py")
