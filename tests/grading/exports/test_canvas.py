"""Canvas' gradebook, read back by the rules of Canvas' own importer."""

import csv
import re

import pytest

from course_utils.errors import CourseError
from course_utils.grading.exports.canvas import fill_canvas, write_canvas
from tests.grading.exports.hostile import HOSTILE, is_clean

# As Canvas exports it: a row of its own for posting, read-only totals, a test student.
GRADEBOOK = """\
Student,ID,SIS User ID,SIS Login ID,Section,Essay (90),A single neuron (71),Current Score
,,,,,,Manual Posting,
    Points Possible,,,,,5,20,(read only)
"Lovelace, Ada",101,S-1,ada@school.edu,One,4.5,,90
"Ångström, Zoë",102,S-2,zoe@school.edu,One and Two,EX,3,80
"Student, Test",999,,test,One,,,
"""


@pytest.fixture
def gradebook(tmp_path):
    path = tmp_path / "grades.csv"
    path.write_text(GRADEBOOK, encoding="utf-8-sig")
    return path


def rows_of(path, encoding="utf-8-sig"):
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.reader(file))


def imported(path, encoding="utf-8-sig"):
    """Read a gradebook like Canvas' importer: ({title: points}, {id or name: {title: grade}})."""
    header, *rows = rows_of(path, encoding)
    assert len(header) > 3
    assert "Student" in header[0]
    assert "ID" in header[1]
    section = header.index("Section")
    assert header[:section] == ["Student", "ID", "SIS User ID", "SIS Login ID"]
    totals = re.compile("Current Score|Final Score|Current Points|Final Points")
    places = {name: i for i, name in enumerate(header) if i > section and not totals.search(name)}
    points, grades = {}, {}
    for row in rows:
        assert len(row) == len(header)
        if "Points Possible" in row[0]:
            points = {name: row[i] for name, i in places.items() if row[i]}
        elif not all(re.fullmatch(r"\s*(Muted|Manual Posting.*)?\s*", text) for text in row):
            grades[row[1] or row[0]] = {name: row[i].strip() for name, i in places.items()}
    return points, grades


def test_a_downloaded_gradebook_is_filled_and_the_rest_stays(tmp_path, gradebook, mark):
    marks = [
        mark(canvas_id="101"),
        mark("zoe@school.edu", marks=10.0),
        mark("eve", name="Student, Test"),
        mark("mallory", canvas_id="555"),
    ]
    filled = fill_canvas(marks, gradebook, tmp_path / "out.csv")
    assert (filled.written, filled.unknown, filled.added) == (2, ("eve", "mallory"), ())
    points, grades = imported(tmp_path / "out.csv")
    assert points == {"Essay (90)": "5", "A single neuron (71)": "20"}
    column = {id: grade["A single neuron (71)"] for id, grade in grades.items()}
    assert column == {"101": "15", "102": "20", "999": ""}  # 7.5 of 10 is 15 of Canvas' 20
    before, after = rows_of(gradebook), rows_of(tmp_path / "out.csv")
    assert [row[:6] + row[7:] for row in after] == [row[:6] + row[7:] for row in before]
    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("ids", [{"sis_user_id": "S-2"}, {"sis_login_id": "ZOE@school.edu"}])
def test_any_id_of_canvas_finds_the_student(tmp_path, gradebook, mark, ids):
    fill_canvas([mark("somebody", **ids)], gradebook, tmp_path / "out.csv")
    assert imported(tmp_path / "out.csv")[1]["102"]["A single neuron (71)"] == "15"


def test_who_is_excused_stays_excused(tmp_path, gradebook, mark):
    marks = [mark("zoe", canvas_id="102")]
    filled = fill_canvas(marks, gradebook, tmp_path / "out.csv", {marks[0].exercise: "90"})
    assert (filled.written, filled.locked) == (0, ("zoe",))
    assert imported(tmp_path / "out.csv")[1]["102"]["Essay (90)"] == "EX"


@pytest.mark.parametrize("name", ["90", "Essay", "Essay (90)"])
def test_an_assignment_can_be_named(tmp_path, gradebook, mark, name):
    names = {"01_single_neuron": name}
    fill_canvas([mark(canvas_id="101")], gradebook, tmp_path / "out.csv", names)
    grades = imported(tmp_path / "out.csv")[1]["101"]
    assert grades == {"Essay (90)": "3.75", "A single neuron (71)": ""}


def test_what_canvas_lacks_is_added_with_its_points(tmp_path, gradebook, mark):
    two = mark(canvas_id="101", exercise="02_deep_networks", title="Deep networks", points=12.0)
    three = mark(canvas_id="102", exercise="03_sgd", title="=cmd()", marks=1.0)
    filled = fill_canvas([two, three], gradebook, tmp_path / "out.csv", {two.exercise: "72"})
    assert filled.added == ("Deep networks (72)", "'=cmd()")
    points, grades = imported(tmp_path / "out.csv")
    assert (points["Deep networks (72)"], points["'=cmd()"]) == ("12", "10")
    assert grades["101"]["Deep networks (72)"] == "7.5"
    assert grades["102"]["'=cmd()"] == "1"


def test_two_columns_of_one_title_need_a_number(tmp_path, gradebook, mark):
    text = gradebook.read_text(encoding="utf-8-sig").replace("Essay (90)", "A single neuron (90)")
    gradebook.write_text(text, encoding="utf-8")
    marks = [mark(canvas_id="101")]
    with pytest.raises(CourseError, match=r"found A single neuron \(90\) and A single neuron"):
        fill_canvas(marks, gradebook, tmp_path / "out.csv")
    fill_canvas(marks, gradebook, tmp_path / "out.csv", {marks[0].exercise: "71"})
    assert imported(tmp_path / "out.csv", "utf-8")[1]["101"]["A single neuron (71)"] == "15"


def test_no_mark_is_written_over_another(tmp_path, gradebook, mark):
    twice = [mark("ada@school.edu"), mark("ADA@school.edu", marks=0.0)]
    with pytest.raises(CourseError, match="found 'ada@school.edu' and 'ADA@school.edu'"):
        fill_canvas(twice, gradebook, tmp_path / "out.csv")
    one, two = mark(canvas_id="101"), mark(canvas_id="101", exercise="02_deep_networks")
    with pytest.raises(CourseError, match="found the same for two of them"):
        fill_canvas([one, two], gradebook, tmp_path / "out.csv")
    assert not (tmp_path / "out.csv").exists()


def test_a_read_only_column_and_another_file_are_refused(tmp_path, gradebook, mark):
    with pytest.raises(CourseError, match="read only"):
        names = {"01_single_neuron": "Current Score"}
        fill_canvas([mark()], gradebook, tmp_path / "out.csv", names)
    gradebook.write_text("Identifier,Grade\n")
    with pytest.raises(CourseError, match="a gradebook exported from Canvas with the columns ID"):
        fill_canvas([mark()], gradebook, tmp_path / "out.csv")
    assert not (tmp_path / "out.csv").exists()


def test_a_gradebook_without_points_gets_them(tmp_path, gradebook, mark):
    lines = GRADEBOOK.splitlines(keepends=True)
    gradebook.write_text("".join([lines[0], *lines[3:]]), encoding="utf-8")
    fill_canvas([mark(canvas_id="101")], gradebook, tmp_path / "out.csv")
    points, grades = imported(tmp_path / "out.csv", "utf-8")
    assert points == {"A single neuron (71)": "10"}
    assert grades["101"]["A single neuron (71)"] == "7.5"


def test_a_gradebook_is_made(tmp_path, mark):
    ids = {"canvas_id": "101", "sis_user_id": "S-1", "sis_login_id": "ada", "section": "One"}
    two = {"exercise": "02_deep_networks", "title": "Deep networks"}
    marks = [mark(**ids), mark(**ids, **two), mark("bob", name=HOSTILE, marks=0.0)]
    filled = write_canvas(marks, tmp_path / "out.csv", {"01_single_neuron": "71"})
    assert (filled.written, filled.unknown) == (3, ("bob",))
    header, points, ada, bob = rows_of(tmp_path / "out.csv", "utf-8")
    assert header[5:] == ["A single neuron (71)", "Deep networks"]
    assert points == ["    Points Possible", "", "", "", "", "10", "10"]
    assert ada == ["Ada Lovelace", "101", "S-1", "ada", "One", "7.5", "7.5"]
    assert bob[0].startswith("'=HYPERLINK")
    assert is_clean(bob[0])
    assert bob[1:] == ["", "", "", "", "0", ""]
    assert imported(tmp_path / "out.csv", "utf-8")[1]["101"]["Deep networks"] == "7.5"
