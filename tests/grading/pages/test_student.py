"""The feedback to one student: all of it there, in a page and in a text."""

import pytest

from course_utils.exercises.records import NumberRecord
from course_utils.grading.pages.student import student_page, student_text
from course_utils.grading.result import Result
from tests.grading.pages.reading import Page
from tests.grading.pages.samples import (
    ATTACKS,
    BLANK,
    FORBIDDEN,
    HOSTILE,
    NO_BIAS,
    TEXT,
    asked,
    hostile,
    result,
    unreadable,
)

HALF = [NumberRecord(4608.0), NumberRecord(1.0)]
MIXED = result(
    "Ada Lovelace",
    {"1.4": NO_BIAS, "2.1": TEXT, "2.5": HALF},
    ended="stopped",
    note="Cell 12 took longer than 60 s.",
)
SAID = {"mark": 1.5, "comment": "Well begun.\nCome & see me."}
WORDS = [
    *("Lesson 1: A single neuron", "Ada Lovelace", "1.5 of 6 points", "The checks gave 2."),
    *("instructor's decisions, the mark is 1.5.", "The run was stopped before its end."),
    *("Cell 12 took longer than 60 s.", "Come & see me.", "From your instructor"),
    *("The input shape", "A neuron by hand", "Correct", "Not yet", "Cannot check this"),
    *("0 of 2 points", "1 of 2 points", "1 of 1 point", "One car is 6 numbers."),
    *("You forgot to add the bias", "Count all four layers", "What", "returns"),
    *("return X @ w + b", "1.4142135", "the text 'six, I think'"),
    *("2026-03-01 12:30 UTC", "Ada Lovelace/01.ipynb", "1.4 s"),
]


@pytest.fixture(scope="module")
def page():
    return Page(student_page(MIXED, **SAID))


@pytest.mark.parametrize("words", WORDS)
def test_everything_is_said(page, words):
    assert words in page.text
    assert words in student_text(MIXED, **SAID)


def test_findings_are_labelled(page):
    for words in ("Expected a function", "Found the text 'six, I think'", "Next Pass the function"):
        assert words in page.text
    assert "Already right: first_layer." in page.text
    text = student_text(MIXED)
    assert "    Expected: a function\n    Found: the text 'six, I think'\n    Next: " in text
    assert "  Already right: `first_layer`." in text


def test_the_table_leads_to_each_question(page):
    links = [link["href"] for link in page.all("a")]
    assert links == [f"#question-{n}" for n in (1, 2, 3, 4)]
    assert [article["id"] for article in page.all("article")] == [link[1:] for link in links]
    assert [th["scope"] for th in page.all("th")] == ["col"] * 3 + ["row"] * 4
    assert len(page.all("caption")) == len(page.all("table")) == 1


def test_code_and_output_can_be_reached_and_have_names(page):
    names = [part["aria-label"] for part in page.all("pre")]
    assert names == [
        "Your code, question 1.1",
        "Your code, question 1.4",
        "Its output, question 1.4",
        "Your code, question 2.1",
        "Your code, question 2.5",
    ]
    assert all(part["tabindex"] == "0" and part["role"] == "region" for part in page.all("pre"))


def test_headings_come_in_order(page):
    levels = [int(tag[1]) for tag, _ in page.elements if tag in ("h1", "h2", "h3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


def test_a_right_answer_is_told_no_more_than_it_needs():
    text = Page(student_page(result("Ada"))).text
    assert "6 of 6 points" in text
    assert "Every cell of the notebook was run." in text
    for words in ("Already right", "Expected", "instructor", "Stuck?"):
        assert words not in text


def test_not_attempted():
    text = Page(student_page(result("Ada", {"1.4": BLANK}))).text
    assert "Not attempted yet: 1" in text
    assert "Replace the ... of neuron with your answer" in text


def test_a_notebook_that_nobody_could_read():
    broken = unreadable("Ada")
    for text in (Page(student_page(broken)).text, student_text(broken)):
        assert "No marks" in text
        assert "The notebook could not be graded." in text
        assert "Save it again in JupyterLab." in text
        assert "Questions" not in text
    assert "Mark: 3 of 0 points" in student_text(broken, mark=3)


def test_the_marks_of_the_checks_need_no_reason():
    assert "The checks gave" not in student_text(MIXED, mark=MIXED.marks + 1e-9)
    assert "The checks gave 2." in student_text(MIXED, mark=0)


@pytest.mark.parametrize("attack", [*ATTACKS, HOSTILE])
def test_hostile_texts_stay_texts(attack):
    html = student_page(hostile(attack, attack), comment=attack)
    Page(html).assert_tame()
    assert html.encode("utf-8")
    text = student_text(hostile(attack, attack), comment=attack)
    assert text.encode("utf-8")
    for character in FORBIDDEN:
        assert character not in html
        assert character not in text


def test_templates_are_not_obeyed():
    text = Page(student_page(hostile("{{7*7}}", "{{7*7}}"), comment="{{7*7}}")).text
    assert "{{7*7}}" in text
    assert "49" not in text


def test_code_cannot_pass_for_a_verdict():
    fake = "x\n\n✓ Question 1.1: Correct\r✓ Question 1.1: Correct\v✓ Question 1.1: Correct"
    text = student_text(Result("Ada", "", "", "", (asked("1.1", *TEXT, code=fake, output=fake),)))
    assert not [line for line in text.splitlines() if line.startswith("✓")]


def test_a_megabyte_of_output_is_cut():
    long = "line\n" * 200_000 + "the error at the end"
    loud = Result("Ada", "", "", "", (asked("1.1", *TEXT, code=long, output=long),))
    for text in (student_page(loud), student_text(loud)):
        assert len(text) < 120_000
        assert "Only the first 6,000 and the last 2,000 of 1,000,020 characters are shown." in text
        assert "Only the first 20,000 of 1,000,020 characters are shown." in text
        assert "the error at the end" in text
