"""The page about the class: its numbers, its table, and the map of misconceptions."""

import pytest

from course_utils.exercises.verdicts import Finding, verdict_of
from course_utils.grading.pages.classroom import MOST_UNNAMED, Notice, class_page
from course_utils.grading.result import QuestionResult, Result
from tests.grading.pages.reading import Page
from tests.grading.pages.samples import (
    ATTACKS,
    BLANK,
    FORBIDDEN,
    HOSTILE,
    NO_BIAS,
    ROWS,
    TEXT,
    hostile,
    result,
    unreadable,
)

CLASS = [
    result("eve", {"1.1": ROWS, "1.4": NO_BIAS}, seconds=2.0, unsealed=("network",)),
    result("Ada", unsealed=("network",)),
    result(
        "bob",
        {"1.4": NO_BIAS, "2.1": TEXT, "2.5": BLANK * 2},
        ended="stopped",
        note="Cell 3 took longer than 60 s.",
        unsealed=("network", "Landlock"),
        seconds=61,
    ),
    unreadable("sam"),
]
LINKS = {"Ada": "students/ada-1.html", "bob": "javascript:alert(1)", "eve": "a b/é\ud800?#.html"}


@pytest.fixture(scope="module")
def page():
    return Page(class_page(CLASS, marks={"bob": 0.5}, links=LINKS))


@pytest.mark.parametrize(
    "words",
    [
        "Lesson 1: A single neuron",
        "Students 4 Mean 3.17 of 6 Median 3 of 6 Range 0.5 – 6 Complete 2 Stopped 1 Unreadable 1",
        "Time of a run 2.0 s up to 1 min 1 s",
        "0 to under 1 1 1 to under 2 0 2 to under 3 0 3 to under 4 1 4 to under 5 0 5 to 6 1",
        "1 student without a notebook that could be graded",
        "network (in all runs), Landlock (in 1 of 3 runs).",
        "2 students Bias forgotten Question 1.4 A neuron by hand Expected",
        "Told to bob Who bob, eve",
        "1 student Rows in the input shape Question 1.1 The input shape Expected one number for "
        "each column of X Found (392,) Who eve",
        "1 student relu Question 2.1 The rectifier Expected a function",
        "Ada 6 Correct, 1 Correct, 2 Correct, 1 Correct, 2 1.4 s Complete",
        "bob 0.5 Correct, 1 Not yet, 0 Cannot check this, 0 Not attempted yet, 0 1 min 1 s Stopped "
        "Cell 3 took longer than 60 s. Without: Landlock.",
        "sam – none none none none – Unreadable Expected a Jupyter notebook",
        "Last graded 2026-03-01 12:30 UTC.",
    ],
)
def test_everything_is_said(page, words):
    assert words in page.text


def test_students_are_sorted_by_name():
    names = ["Zoe", "Évariste", "ada", "Fay", "Bob", "Ede"]
    table = Page(class_page([result(name) for name in names])).text.partition("Student Mark")[2]
    assert sorted(names, key=table.index) == ["ada", "Bob", "Ede", "Évariste", "Fay", "Zoe"]


def test_names_beside_ids_and_in_their_order():
    names = {"s1": "Zoe <b>", "s2": "Ada", "s3": ""}
    page = Page(class_page([result(id) for id in ("s3", "s1", "s2")], names=names))
    table = page.text.partition("Student Mark")[2]
    assert "Ada s2 6" in table and "Zoe <b> s1 6" in table and "s3 6" in table
    assert sorted(names, key=table.index) == ["s2", "s3", "s1"]


def test_what_needs_a_look_is_said_and_harmless():
    many = Notice("10 files did not count.", [f"f{n}" for n in range(10)])
    html = class_page(CLASS, notices=[Notice("Nobody is `missing`.", ["<script>"]), many])
    page = Page(html)
    assert "What needs a look Nobody is missing. <script> 10 files" in page.text
    assert "<script>" not in html and len(page.all("details")) == 1
    assert "What needs a look" not in Page(class_page(CLASS)).text


def test_links_are_relative_addresses(page):
    links = {link["href"] for link in page.all("a")}
    assert {link for link in links if not link.startswith("#")} == {
        "students/ada-1.html",
        "javascript%3Aalert%281%29",
        "a%20b/%C3%A9%3F%3F%23.html",
    }
    ids = {attributes.get("id") for _, attributes in page.elements}
    assert {link[1:] for link in links if link.startswith("#")} <= ids


def test_tables_have_captions_and_scopes(page):
    assert len(page.all("caption")) == len(page.all("table")) == 2
    assert all(th["scope"] in ("col", "row") for th in page.all("th"))
    (scrolling,) = (box for box in page.all("div") if box.get("class") == "wide")
    assert (scrolling["role"], scrolling["tabindex"]) == ("region", "0")


def test_a_long_row_of_names_is_folded():
    page = Page(class_page([result(f"student {n:02}", {"1.1": ROWS}) for n in range(11)]))
    assert "student 07 and 3 more student 08, student 09, student 10" in page.text
    assert len(page.all("details")) == 1


def test_a_flood_of_findings_is_held_back():
    findings = [Finding(False, f"place {n}", "a") for n in range(MOST_UNNAMED + 5)]
    asked = QuestionResult(verdict_of("1.1", findings), "T")
    page = Page(class_page([Result("ada", "", "", "", (asked,))]))
    assert "5 more are on the pages of the students." in page.text
    assert len(page.all("h3")) == MOST_UNNAMED


@pytest.mark.parametrize("results", [[], [unreadable("sam")]])
def test_a_class_without_marks(results):
    page = Page(class_page(results, title="Nobody"))
    page.assert_tame()
    assert f"Students {len(results)}" in page.text
    assert "Mean" not in page.text
    assert "No mistake with a name was found." in page.text


@pytest.mark.parametrize("attack", [*ATTACKS, HOSTILE])
def test_hostile_texts_stay_texts(attack):
    results = [hostile(attack, attack), *CLASS]
    html = class_page(results, title=attack, links={attack: attack})
    Page(html).assert_tame()
    assert html.encode("utf-8")
    assert not [character for character in FORBIDDEN if character in html]


def test_a_student_without_a_name():
    assert "(no name)" in Page(class_page([result(" \n")])).text
