"""Pages and marks from a gradebook: the marks that count, with names."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from course_utils.exercises.asking import judge
from course_utils.exercises.questions import find_question
from course_utils.exercises.records import NumberRecord, TextRecord
from course_utils.grading.gradebook import LatePolicy, open_gradebook
from course_utils.grading.intake import Entry, IgnoredFile, Roster
from course_utils.grading.report import MARKS, school_marks, write_report
from course_utils.grading.result import UNREADABLE, QuestionResult, Result

STEM = "01_single_neuron"
DUE = datetime(2026, 3, 2, 12, tzinfo=UTC)
RESULT = Result(
    "ada",
    STEM,
    "ada.ipynb",
    "0" * 64,
    (QuestionResult(judge(find_question("1.1"), [NumberRecord(6.0)]), "Describe one row"),),
    handed_in=DUE.replace(hour=13),
    graded_at=DUE.replace(day=3),
)
ROSTER = Roster((Entry("ada", "Ada Lovelace", "ada@x.org", "B", "17", "s1", "al", "1234", "u-9"),))


@pytest.fixture
def gradebook(tmp_path):
    book = open_gradebook(tmp_path / "gradebook.db")
    run = book.start_run("1")
    book.store(RESULT, run)
    book.store(replace(RESULT, student="bob", questions=(), ended=UNREADABLE, note="Broken."), run)
    book.store(replace(RESULT, student="eve", exercise="", questions=()), run)
    return book


def test_a_folder_an_exercise_and_one_table(gradebook, tmp_path):
    reports = write_report(gradebook, tmp_path)
    assert [report.exercise for report in reports] == ["", STEM]
    assert all(report.page.is_file() for report in reports)
    assert {path.name for path in tmp_path.iterdir()} >= {"not_recognised", STEM, MARKS}
    table = (tmp_path / MARKS).read_text("utf-8-sig").splitlines()
    assert len(table) == 4 and table[0].endswith('"Question 1.1"')


def test_the_page_has_names_and_what_needs_a_look(gradebook, tmp_path):
    gradebook.leave_aside(1, [IgnoredFile("old.ipynb", "Another counts.", "ada", STEM)])
    roster = Roster((*ROSTER.entries, Entry("zoe", "Zoe Z"), Entry("yan", "Yan Y")))
    gradebook.remove(student="eve", by="N")
    (report,) = write_report(gradebook, tmp_path, roster)
    page = report.page.read_text()
    for words in ("Ada Lovelace", "Zoe Z (zoe)", "does not know 1 name", "old.ipynb: Another"):
        assert words in page
    assert [len(notice.items) for notice in report.notices] == [2, 1]


def test_names_and_ids_come_from_the_roster(gradebook):
    ada, bob = school_marks(gradebook.marks(STEM), ROSTER)
    assert (ada.name, ada.entry.email, ada.entry.section) == ("Ada Lovelace", "ada@x.org", "B")
    assert (ada.entry, ada.student) == (ROSTER.get("ada"), "ada")
    assert (ada.graded_at, ada.handed_in) == (RESULT.graded_at, RESULT.handed_in)
    assert ada.title == "Lesson 1: A single neuron"
    assert (bob.name, bob.entry.canvas_id) == ("bob", "")


def test_a_student_reads_why_the_mark_is_another_one(gradebook, tmp_path):
    gradebook.override("ada", STEM, "1.1", 1, "Prof", "a fair reading")
    gradebook.comment("ada", STEM, "Well argued.", "Prof", "1.1")
    gradebook.set_deadline(STEM, DUE, LatePolicy(percent_per_day=10))
    ada, _ = school_marks(gradebook.marks(STEM))
    assert ada.marks == pytest.approx(0.9)
    for words in ("Question 1.1: Well argued.", "a fair reading", "loses 10%"):
        assert words in ada.comment
    write_report(gradebook, tmp_path)
    (page,) = (tmp_path / STEM / "students").glob("ada*.html")
    assert "Well argued." in page.read_text() and "0.9 of 1" in page.read_text()


def test_without_a_change_nothing_is_said(gradebook):
    assert [mark.comment for mark in school_marks(gradebook.marks(STEM))] == ["", ""]


def test_an_answer_that_is_text_only_is_a_mark_too(gradebook):
    verdict = judge(find_question("1.1"), [TextRecord("six")])
    again = replace(RESULT, questions=(QuestionResult(verdict, "Describe one row"),), key="1" * 64)
    gradebook.store(again, gradebook.start_run("1"))
    assert school_marks(gradebook.marks(STEM, "ada"))[0].marks == 0
