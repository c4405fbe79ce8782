"""What the instructor is told of an exercise."""

from dataclasses import replace

from course_utils.grading.gradebook.counting import Attempt, Case, settle
from course_utils.grading.intake import Entry, IgnoredFile, Roster
from course_utils.grading.notices import class_notices, left_aside_notices
from tests.grading.gradebook.examples import DAY, MONDAY, result

ROSTER = Roster((Entry("ada", "Ada L"), Entry("eve", "Eve A"), Entry("fay"), Entry("gus")))


def mark(*later, **facts):
    """Ada's or somebody else's mark, and what came later."""
    graded = result(**facts)
    attempt = Attempt(1, 1, MONDAY, graded.origin, None, 3, 4)
    case = Case(graded.student, "01_neuron", (attempt, *later), (), (), None, 4.0)
    return settle(case, "latest", attempt, graded)


def told(*marks, roster=None, away=()):
    return [(one.text, list(one.items)) for one in class_notices(marks, roster, set(away), {"fay"})]


def test_without_a_roster_and_with_one_that_fits_there_is_nothing_to_say():
    assert told(mark()) == []
    assert told(mark(), roster=Roster((Entry("ada"),))) == []


def test_who_is_missing_and_who_is_unknown():
    missed = ["Eve A (eve)", "fay, but for a file that answers no exercise"]
    (missing, unknown) = told(mark(), mark(student="bo"), roster=ROSTER, away=["gus"])
    assert missing == ("2 students of the roster handed in nothing.", missed)
    assert unknown[0].startswith("The roster does not know 1 name.")
    assert unknown[1] == ["bo"]


def test_what_was_passed_over():
    broken = Attempt(2, 2, MONDAY + DAY, "new.ipynb", None, 0, 0, False, False)
    blank = replace(broken, number=3, origin="blank.ipynb", is_readable=True)
    ((text, items),) = told(mark(broken, blank), roster=Roster((Entry("ada", "Ada L"),)))
    assert text == "2 later files did not replace an earlier one."
    assert items == [
        "Ada L (ada): new.ipynb: it could not be read.",
        "Ada L (ada): blank.ipynb: nothing in it was answered.",
    ]


def test_why_it_took_longer():
    cold = {"mode": "cold", "why_cold": "It ended. Do this."}
    ((text, _),) = told(mark(**cold), mark(student="bo", **cold), mark(student="cy", mode="cold"))
    assert text.startswith("2 notebooks ran in a fresh process") and text.endswith(
        ": It ended. Do this."
    )


def test_what_was_left_aside():
    (one,) = left_aside_notices([IgnoredFile("a.txt", "No notebook.")])
    assert (one.text, list(one.items)) == (
        "1 file did not count in the last run.",
        ["a.txt: No notebook."],
    )
    assert left_aside_notices([]) == []
