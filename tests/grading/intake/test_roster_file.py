"""A roster is read as schools' systems write it, and what is wrong is said with its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_utils.errors import GradingError
from course_utils.grading.intake import Entry, Roster, read_roster

CANVAS = """\
Student,ID,SIS User ID,SIS Login ID,Section,Exercise 1 (4711)
,,,,,Manual Posting
    Points Possible,,,,,11
"Lovelace, Ada",101,S-1,ada,A and B,
"Student, Test",102,,,A,3
"""
MOODLE = """\
Identifier,"Full name","Email address",Status,Grade,"Maximum Grade","Feedback comments"
"Participant 1234567","Ada Lovelace",ada@uni.example,"Submitted for grading",,11.00,
"""


@pytest.fixture
def read(tmp_path):
    def from_text(text, encoding="utf-8"):
        (tmp_path / "roster.csv").write_bytes(text.encode(encoding))
        return read_roster(tmp_path / "roster.csv")

    return from_text


@pytest.fixture
def refused(read):
    def message(text, encoding="utf-8"):
        with pytest.raises(GradingError) as caught:
            read(text, encoding)
        return str(caught.value)

    return message


def test_a_file_of_ones_own(read):
    text = "Student;NAME;E-Mail;Sección;canvas_id;Section;sub\nada;Ada L.; a@x ;;7;B;u-9\n"
    (entry,) = read(text).entries
    assert entry == Entry("ada", "Ada L.", "a@x", "B", "7", lti_user_id="u-9", line=2)


def test_a_gradebook_of_canvas(read):
    ada, test = read(CANVAS).entries
    assert ada == Entry("ada", "Lovelace, Ada", "", "A and B", "101", "S-1", "ada", line=4)
    assert (test.student, test.name, test.canvas_id) == ("102", "Student, Test", "102")


def test_a_worksheet_of_moodle(read):
    (ada,) = read(MOODLE, "utf-8-sig").entries
    assert (ada.student, ada.moodle_id, ada.name) == ("ada@uni.example", "1234567", "Ada Lovelace")


def test_participants_of_moodle(read):
    text = "First name,Surname,ID number,Email address\nAda,Lovelace,77,a@x\n"
    (ada,) = read(text).entries
    assert (ada.student, ada.name, ada.sis_user_id) == ("77", "Ada Lovelace", "77")


@pytest.mark.parametrize(
    "header", ["student id,student", "student,name", "Matriculation Number,Full Name"]
)
def test_ids_and_names_by_other_headers(read, header):
    (ada,) = read(f"{header}\n7,Ada\n").entries
    assert (ada.student, ada.name) == ("7", "Ada")


def test_ids_alone(read):
    assert [entry.student for entry in read("student\n ada \n\nbo\n").entries] == ["ada", "bo"]
    assert read("username\tclass\nada\tA\n", "utf-16").get("ada").section == "A"


def test_lines_are_counted_as_an_editor_does(read):
    text = 'student,name\nada,"Ada\nLovelace"\n\nbo,Bo\n'
    assert [entry.line for entry in read(text).entries] == [3, 5]


def test_hostile_cells_are_only_text(read):
    text = 'student,name\n"=cmd|\' /C calc\'!A0","<script>alert(1)</script>"\n'
    (entry,) = read(text).entries
    assert entry.student == "=cmd|' /C calc'!A0"
    assert entry.name == "<script>alert(1)</script>"


WRONG = {
    "": "found an empty file",
    "\n\n": "found an empty file",
    "Vorname,Note\nAda,1\n": "found `Vorname`, `Note`",
    "student,name\n": "expected a line for each student",
    "student,name\nada,Ada\nbo,Bo,B\n": ":3: expected 2 columns, as in line 1, found 3",
    "student,name\nada,Ada\n,Bo\n": ":3: expected the id of a student",
    "student,name\nada,Ada\nbo,Bo\nada,Eve\n": ":4: expected each student once, found `ada` here "
    "and in line 2",
    "student,canvas id\nada,7\nbo,7\n": ":3: expected each student once, found `7`",
    "student,email,E-Mail\nada,a,b\n": ":1: expected one column for email, found `email` and `E-M",
    'student,name\nada,"Ada\n': "expected a line of a CSV",
}


@pytest.mark.parametrize(("text", "fragment"), WRONG.items(), ids=map(repr, range(len(WRONG))))
def test_what_is_wrong_is_said_with_its_line(refused, text, fragment):
    message = refused(text)
    assert fragment in message
    assert "roster.csv:" in message


def test_another_encoding(refused):
    message = refused("student,name\nada,Ada\nzoe,Zoë\n", "latin-1")
    assert "roster.csv:3: expected a roster as text in UTF-8" in message
    assert "CSV UTF-8" in message


def test_no_file(tmp_path):
    with pytest.raises(GradingError, match="roster.csv: expected a roster, found none"):
        read_roster(tmp_path / "roster.csv")


def test_an_id_is_a_name_as_those_of_files_are(read):
    (entry,) = read("student,name\nZoe\u0308\x1b,Zoe\u0308\n").entries
    assert (entry.student, entry.name) == ("Zo\u00eb\\x1b", "Zoe\u0308")


@given(st.text(alphabet='student,name;id\n"\t\x00é', max_size=60) | st.binary(max_size=60))
def test_any_file_is_a_roster_or_ends_in_a_sentence(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    try:
        assert isinstance(read_roster(path), Roster)
    except GradingError as error:
        assert "xpected" in str(error)
