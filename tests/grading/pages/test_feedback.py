"""What is said to a student, before it is a page or a text."""

import pytest

from course_utils.grading.pages.feedback import feedback
from tests.grading.pages.samples import BLANK, HOSTILE, NO_BIAS, TEXT, hostile, result, unreadable

MIXED = result("Ada", {"1.4": NO_BIAS, "2.1": TEXT, "2.5": BLANK * 2})


def test_marks_of_the_checks():
    said = feedback(MIXED)
    assert (said.mark, said.share, said.why) == ("1 of 6 points", 1 / 6, "")


@pytest.mark.parametrize(
    ("mark", "words", "share"),
    [(0.0, "0 of 6 points", 0), (4.25, "4.25 of 6 points", 4.25 / 6), (7, "7 of 6 points", 1)],
)
def test_a_mark_that_counts_instead(mark, words, share):
    said = feedback(MIXED, mark=mark)
    assert (said.mark, said.share) == (words, share)
    assert said.why.startswith("The checks gave 1.")


def test_each_status_is_counted_in_words():
    assert feedback(MIXED).tally == [
        *(("✓", "Correct", 1), ("✗", "Not yet", 1)),
        *(("○", "Not attempted yet", 1), ("?", "Cannot check this", 1)),
    ]


def test_a_question():
    right, wrong, odd, blank = feedback(MIXED).questions
    assert (right.kind, right.look, right.findings) == ("correct", ("✓", "Correct"), [])
    assert wrong.kind == "incorrect"
    assert wrong.findings[0][0] == "What `answer` returns"
    assert [label for label, _ in wrong.findings[0][1]] == ["Expected", "Found", "Next"]
    assert wrong.already_right
    assert (odd.kind, blank.kind) == ("cannot-check", "not-attempted")
    assert blank.marks == "0 of 2 points"


@pytest.mark.parametrize(
    ("given", "complete", "words"),
    [
        (MIXED, True, "Every cell of the notebook was run."),
        (hostile(), False, "The run was stopped before its end."),
        (unreadable("Ada"), False, "The notebook could not be graded."),
    ],
)
def test_how_the_run_ended(given, complete, words):
    said = feedback(given)
    assert said.complete is complete
    assert said.ended.startswith(words)


def test_what_is_not_known_is_not_said():
    said = feedback(unreadable("Ada"))
    assert said.facts == [("File", "Ada.ipynb")]
    assert (said.mark, said.share) == ("No marks", 0)


def test_names_and_notes_stay_on_one_line():
    said = feedback(hostile())
    for text in (said.title, said.student, said.note, *(text for _, text in said.facts)):
        assert "\n" not in text
        assert len(text) < len(HOSTILE)
