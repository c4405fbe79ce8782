"""Two people never become one, and one never becomes two without a reason."""

from hypothesis import given
from hypothesis import strategies as st

from course_utils.grading.intake import Entry, FileName, Roster
from course_utils.grading.intake.people import find_students

ANNA = FileName("annaberg", canvas_id="1")
OTHER = FileName("annaberg", canvas_id="2")
EMPTY = Roster(())


def test_the_roster_names_whom_it_knows():
    roster = Roster((Entry("s1", "Anna Berg", line=2),))
    assert find_students([ANNA, FileName("bo")], roster) == {
        ANNA: ("s1", ""),
        FileName("bo"): ("bo", ""),
    }


def test_two_of_one_name_are_told_apart_by_their_numbers():
    assert find_students([ANNA], EMPTY)[ANNA] == ("annaberg", "")
    found = find_students([ANNA, OTHER], EMPTY)
    assert (found[ANNA][0], found[OTHER][0]) == ("annaberg 1", "annaberg 2")


def test_late_and_in_time_are_one_person():
    late = FileName("annaberg", canvas_id="1", late=True)
    assert {student for student, _ in find_students([ANNA, late], EMPTY).values()} == {"annaberg"}


def test_hidden_names_of_moodle_keep_their_number():
    owner = FileName("Participant", moodle_id="77")
    assert find_students([owner], EMPTY)[owner] == ("Participant 77", "")


def test_a_stranger_does_not_take_the_id_of_another():
    roster = Roster((Entry("annaberg", canvas_id="1", line=2),))
    found = find_students([ANNA, OTHER], roster)
    assert (found[ANNA][0], found[OTHER][0]) == ("annaberg", "annaberg 2")


def test_a_name_of_two_keeps_its_file_and_says_so():
    roster = Roster((Entry("s1", "Anna Berg", line=2), Entry("s2", "Berg Anna", line=3)))
    owner = FileName("Anna Berg")
    student, problem = find_students([owner], roster)[owner]
    assert student == "Anna Berg"
    assert "`s1` (line 2) and `s2` (line 3)" in problem


@given(st.sets(st.builds(FileName, st.sampled_from(["a", "b"]), st.sampled_from(["1", "2", "3"]))))
def test_different_numbers_are_different_students(owners):
    found = find_students(owners, EMPTY)
    numbers = {}
    for owner, (student, _) in found.items():
        numbers.setdefault(student, set()).add((owner.student, owner.canvas_id))
    assert all(len(those) == 1 for those in numbers.values())
