"""A name in a file means one student, or nobody, or it is a question for the instructor."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_utils.errors import GradingError
from course_utils.grading.intake import Entry, Roster
from course_utils.grading.intake.roster import keys

ZOE = Entry(
    "s1", "Zoë D'Amico-Groß", "zoe.damico@uni.example", canvas_id="11", moodle_id="91", line=2
)
JOSE = Entry("s2", "Ibáñez Peña, José Ángel", sis_login_id="jibanez", canvas_id="12", line=3)
JURGEN = Entry("s3", "Jürgen Müller", "jm@uni.example", line=4)
ANNA = Entry("s4", "Anna Berg", canvas_id="14", line=5)
OTHER_ANNA = Entry("s5", "Anna Berg", canvas_id="15", line=6)
WANG = Entry("s6", "王小雨", line=7)
CLASS = Roster((ZOE, JOSE, JURGEN, ANNA, OTHER_ANNA, WANG))


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("s1", ZOE),
        ("S1", ZOE),
        ("zoë d'amico-groß", ZOE),
        ("ZOE DAMICO GROSS", ZOE),
        ("damicogrosszoe", ZOE),
        ("zoe.damico", ZOE),
        ("zoe.damico@uni.example", ZOE),
        ("ibanezpenajoseangel", JOSE),
        ("José Ángel Ibáñez Peña", JOSE),
        ("Jose\u0301 A\u0301ngel Iban\u0303ez Pen\u0303a", JOSE),
        ("jibanez", JOSE),
        ("mullerjurgen", JURGEN),
        ("Juergen_Mueller", JURGEN),
        ("王小雨", WANG),
        ("nobody", None),
        ("", None),
        ("🙂", None),
        ("<script>", None),
    ],
)
def test_one_name(name, entry):
    assert CLASS.find(name) == entry
    assert CLASS.knows(name) == bool(entry)


def test_a_name_of_two_is_a_question():
    with pytest.raises(GradingError, match=r"`s4` \(line 5\) and `s5` \(line 6\)"):
        CLASS.find("annaberg")
    assert CLASS.knows("annaberg")


def test_a_number_decides():
    assert CLASS.find("annaberg", canvas_id="15") == OTHER_ANNA
    assert CLASS.find("somebody else", canvas_id="11") == ZOE
    assert CLASS.find("Participant", moodle_id="91") == ZOE


def test_another_number_in_canvas_is_somebody_else():
    assert CLASS.find("damicogrosszoe", canvas_id="999") is None
    assert CLASS.find("mullerjurgen", canvas_id="999") == JURGEN
    # Moodle counts again in each assignment, so its number excludes nobody.
    assert CLASS.find("Zoë D'Amico-Groß", moodle_id="999") == ZOE


def test_the_id_itself_comes_before_anybody_of_that_name():
    roster = Roster((Entry("anna", line=2), Entry("x", "Anna", line=3)))
    assert roster.find("anna").student == "anna"
    with pytest.raises(GradingError, match="which may mean"):
        roster.find("ANNA")


def test_entries_by_id():
    assert CLASS.get("s2") is JOSE
    assert CLASS.get("S2") is None


@given(st.text(max_size=30))
def test_spelling_is_forgiven_whatever_the_name(name):
    assert keys(name) == keys(unicodedata.normalize("NFD", name)) == keys(f" {name}-. ")
    if keys(name):
        assert Roster((Entry("s1", line=2), Entry(name, line=3))).find(name).student == name
