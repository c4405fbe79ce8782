"""What Canvas and Moodle write into the names of files."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_utils.grading.intake import FileName, read_name
from course_utils.grading.intake.names import attempt, own_name, stem, without_attempt

CANVAS = {
    "lovelaceada_12345_67890_neuron.ipynb": FileName("lovelaceada", "12345"),
    "lovelaceada_LATE_12345_67890_neuron.ipynb": FileName("lovelaceada", "12345", late=True),
    "lovelaceada_late_7_67890_01_single_neuron-2.ipynb": FileName("lovelaceada", "7", late=True),
    "wiśniewskiłukasz_12345_67890_x.ipynb": FileName("wiśniewskiłukasz", "12345"),
}
MOODLE = {
    "Ada Lovelace_1234567_assignsubmission_file_/x.ipynb": FileName("Ada Lovelace", "", "1234567"),
    "Ada Lovelace_1234567_assignsubmission_file/x.ipynb": FileName("Ada Lovelace", "", "1234567"),
    "Ada Lovelace_1234567_assignsubmission_file_x.ipynb": FileName("Ada Lovelace", "", "1234567"),
    "Ada_Love_12_assignsubmission_onlinetext_/onlinetext.html": FileName("Ada_Love", "", "12"),
    "Participant_99_assignsubmission_file_/deep/x.ipynb": FileName("Participant", "", "99"),
    "Group A-Zoë_99_assignsubmission_file_/a_1_234_b.ipynb": FileName("Group A-Zoë", "", "99"),
}


@pytest.mark.parametrize(("name", "read"), [*CANVAS.items(), *MOODLE.items()])
def test_names_are_read_alone_in_folders_and_in_zips(name, read):
    assert read_name(name) == read
    assert read_name(f"hand-in/week 1/{name}") == read
    assert read_name(f"hand-in.zip: {name}") == read


@pytest.mark.parametrize(
    "name",
    [
        "ada.ipynb",
        "01_single_neuron.ipynb",
        "ada_2026_11_21.ipynb",
        "lovelaceada_12345_67890",
        "Ada Lovelace_assignsubmission_file_x.ipynb",
        "_12345_67890_x.ipynb",
        "",
    ],
)
def test_other_names_say_nothing(name):
    assert read_name(name) is None


def test_the_name_that_the_student_gave():
    assert own_name("lovelaceada_LATE_12345_67890_my_work-1.ipynb") == "my_work-1.ipynb"
    assert own_name("Ada L_1_assignsubmission_file_x.ipynb") == "x.ipynb"
    assert own_name("x.ipynb") == "x.ipynb"
    assert without_attempt("lovelaceada_1_234_01_single_neuron-1.ipynb") == "01_single_neuron"


@pytest.mark.parametrize(
    ("name", "number"),
    [("x.ipynb", 0), ("x-1.ipynb", 1), ("x-12.IPYNB", 12), ("x (3).ipynb", 3), ("x-2026.ipynb", 0)],
)
def test_the_number_of_a_resubmission(name, number):
    assert attempt(name) == number


@given(st.text(max_size=120))
def test_any_name_can_be_read(name):
    read_name(name)
    assert attempt(name) >= 0
    assert name.startswith(stem(name))
