"""Tests for the course map with progress: its words, its HTML, and what it says when all fails."""

import json
import sqlite3
from html.parser import HTMLParser

import pytest

from course_utils.progress import last_problem, record_verdict, show_progress
from course_utils.progress.database import record_path
from course_utils.progress.page import CourseProgress, _lesson
from course_utils.progress.quiz_answers import record_quiz_answer
from course_utils.progress.record import read_progress
from course_utils.source.course_map import Lesson
from course_utils.source.questions import QuestionTitle

LINE, TITLED_X = QuestionTitle("1.1", "A line"), QuestionTitle("1.2", "x")
NEURON = Lesson(1, "01_single_neuron", "A single neuron", 20, (LINE, TITLED_X))
DEEP = Lesson(2, "02_deep", "Deep <networks> & more", 25, (QuestionTitle("2.1", "Bends"),))
UNWRITTEN = Lesson(3, "03_sgd", "Descent", 15, ())


def page(*lessons):
    """The map of these lessons with what is on record now."""
    record = read_progress()
    return CourseProgress(tuple(_lesson(lesson, record) for lesson in lessons))


class Outline(HTMLParser):
    """Every tag with its attributes, and the text; fails on a tag that is not closed."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.open, self.text = [], [], ""
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data

    def all(self, tag):
        return [attrs for name, attrs in self.tags if name == tag]


def test_at_the_start():
    shown = page(NEURON, DEEP, UNWRITTEN)
    assert shown.total == "The course: 0 of 3 questions done"
    assert shown.next_step == (
        "Next: read lesson 1, A single neuron (20 minutes), then answer question 1.1."
    )
    assert [row.state for row in shown.lessons] == [
        "0 of 2 done",
        "0 of 1 done",
        "no questions yet",
    ]


def test_the_first_guess_counts_and_the_page_says_how_many_were_right():
    assert "foresaw" not in repr(show_progress())
    for item, right in [("1.a", True), ("1.b", False), ("1.b", True)]:
        record_quiz_answer(item, "an option", right)
    for shown in (repr(show_progress()), show_progress()._repr_html_()):
        assert "You foresaw 1 of the 2 answers you guessed." in shown


def test_what_is_due_for_practice_is_said(home):
    assert "To practise" not in repr(show_progress())
    record_verdict("3.1", "correct", 1.0, 1.0)
    new = len(show_progress().deck.new)
    assert f"To practise: {new} new. Run `course practice`." in repr(show_progress())
    record_quiz_answer("3.e", "171", False)
    with sqlite3.connect(record_path()) as other:
        other.execute("UPDATE quiz_answers SET at = '2020-01-01 00:00:00.000000'")
    words = f"To practise: 1 due and {new} new. Run <code>practice()</code>."
    assert words in show_progress()._repr_html_()
    assert show_progress().to_dict()["due"] == 1


def test_on_the_way():
    record_verdict("1.1", "correct", 1.0, 1.0)
    record_verdict("1.2", "incorrect", 0.0, 1.0)
    shown = page(NEURON, DEEP)
    assert shown.lessons[0].state == "1 of 2 done, 1.2 to try again"
    assert shown.next_step == "Next: exercise 1, question 1.2: x."
    record_verdict("1.2", "correct", 1.0, 1.0)
    assert page(NEURON, DEEP).next_step.startswith("Next: read lesson 2, Deep <networks> & more")


def test_not_attempted_is_no_try():
    record_verdict("1.1", "not attempted", 0.0, 1.0)
    assert page(NEURON).lessons[0].state == "0 of 2 done"


def test_at_the_end():
    for question in ("1.1", "1.2"):
        record_verdict(question, "correct", 1.0, 1.0)
    assert page(NEURON, UNWRITTEN).next_step.startswith("You have answered every question")
    assert page(UNWRITTEN).next_step == "No exercise is written yet."


def test_the_table_is_a_table_for_every_reader():
    record_verdict("1.1", "correct", 1.0, 1.0)
    outline = Outline(page(NEURON, DEEP, UNWRITTEN)._repr_html_())
    assert len(outline.all("caption")) == 1
    assert [head["scope"] for head in outline.all("th")] == ["col"] * 4 + ["row"] * 3
    links = [attrs["href"] for attrs in outline.all("a")]
    assert links[:2] == [
        "lessons/lesson_01_single_neuron.ipynb",
        "exercises/01_single_neuron.ipynb",
    ]
    assert links[-1] == "lessons/lesson_03_sgd.ipynb"
    assert "1 of 2 done" in outline.text
    assert "Deep <networks> & more" in outline.text
    bars = outline.all("progress")
    assert [(bar["value"], bar["max"]) for bar in bars] == [("1", "2"), ("0", "1")]
    assert bars[0]["aria-label"] == "Lesson 1: questions done"


def test_as_text_and_as_json():
    record_verdict("1.1", "correct", 1.0, 1.0)
    shown = page(NEURON, DEEP)
    lines = repr(shown).splitlines()
    assert lines[1] == "  1. A single neuron          20 minutes  1 of 2 done"
    assert lines[-1] == shown.next_step
    plain = json.loads(json.dumps(shown.to_dict()))
    assert plain["lessons"][0]["open"] == ["1.2"]
    assert plain["lessons"][0]["done"] == ["1.1"]


def test_the_course_itself_is_shown(home):
    shown = show_progress()
    assert shown.problem == ""
    assert Outline(shown._repr_html_()).all("table")


@pytest.mark.parametrize("where", ["html", "text"])
def test_a_record_that_cannot_be_read_is_said_on_the_page(home, where):
    home.write_text("a file, not a folder")
    shown = show_progress()
    text = Outline(shown._repr_html_()).text if where == "html" else repr(shown)
    assert "could not be used" in text
    assert str(home) in text


def test_a_repair_is_said_on_the_page_of_another_notebook(home):
    home.mkdir()
    record_path().write_bytes(b"no database" * 100)
    record_verdict("1.1", "correct", 1.0, 1.0)
    record_verdict("1.2", "correct", 1.0, 1.0)
    assert last_problem() == ""
    assert "An earlier progress record was damaged" in show_progress().problem


def test_off_is_said(monkeypatch):
    monkeypatch.setenv("COURSE_PROGRESS", "off")
    assert show_progress().problem == "Recording is off (COURSE_PROGRESS=off)."
