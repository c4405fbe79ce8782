"""Whose a file is, in every layout that collections come in."""

import pytest

from course_utils.grading.intake.found import Found
from course_utils.grading.intake.layout import Layout, without_ending

EXERCISES = {"01_single_neuron", "02_deep_networks"}


def owners(paths, label="class", known=()):
    """For each path the student, or the reason why it is left aside."""
    files = [Found(tuple(path.split("/"))) for path in paths]
    placed = Layout(label, set(known).__contains__, EXERCISES).place(files)
    return {one.found.path: one.reason or one.owner.student for one in placed}


def test_flat_files():
    assert owners(["ada.ipynb", "bo.IPYNB"]) == {"ada.ipynb": "ada", "bo.IPYNB": "bo"}


def test_a_folder_for_each_student():
    paths = ["ada/01_single_neuron.ipynb", "bo/my work.ipynb", "bo/deep/er.ipynb"]
    assert list(owners(paths).values()) == ["ada", "bo", "bo"]


@pytest.mark.parametrize("above", ["", "course/"])
def test_nbgrader_from_the_folder_above(above):
    paths = [f"{above}submitted/ada/ex1/01_single_neuron.ipynb", f"{above}submitted/bo/ex1/x.ipynb"]
    others = [f"{above}{own}/ada/ex1/x.ipynb" for own in ("autograded", "source", "feedback")]
    found = owners(paths + others)
    assert [found[path] for path in paths] == ["ada", "bo"]
    assert all("nbgrader's own" in found[path] for path in others)


def test_nbgrader_from_its_own_folder():
    assert list(owners(["ada/ex1/x.ipynb"], label="submitted").values()) == ["ada"]


def test_the_only_student_of_a_class():
    assert list(owners(["ada/ex1/x.ipynb"]).values()) == ["ada"]
    assert list(owners(["ada/x.ipynb"]).values()) == ["ada"]
    both = ["ada/01_single_neuron.ipynb", "ada/02_deep_networks-1.ipynb"]
    assert list(owners(both).values()) == ["ada", "ada"]


def test_a_folder_around_everything_is_looked_through():
    assert list(owners(["week1/ada.ipynb", "week1/bo.ipynb"]).values()) == ["ada", "bo"]
    deeper = ["a/b/ada/x.ipynb", "a/b/bo/x.ipynb", "roster.csv"]
    assert list(owners(deeper, label="a").values()) == ["ada", "bo", "roster.csv"]
    canvas = ["week1/lovelaceada_1_234_x.ipynb"]
    assert list(owners(canvas).values()) == ["lovelaceada"]


def test_a_folder_of_drafts_is_its_students_where_the_roster_knows_it():
    paths = ["ada/draft.ipynb", "ada/final.ipynb"]
    assert list(owners(paths).values()) == ["draft", "final"]
    assert list(owners(paths, known=["ada"]).values()) == ["ada", "ada"]


def test_what_is_called_like_an_exercise_belongs_to_the_folder_or_zip():
    paths = ["01_single_neuron.ipynb", "02_deep_networks (1).ipynb"]
    assert list(owners(paths, label="ada.zip").values()) == ["ada", "ada"]
    canvas = "lovelaceada_12_345_all.zip"
    assert list(owners(["x.ipynb", "y/z.ipynb"], label=canvas).values()) == ["lovelaceada"] * 2


def test_a_known_folder_yields_to_a_known_name_in_it():
    found = owners(["bo.ipynb", "draft.ipynb"], label="ada", known=["ada", "bo"])
    assert found == {"bo.ipynb": "bo", "draft.ipynb": "ada"}


def test_litter_is_dropped_and_hidden_notebooks_are_named():
    litter = ["__MACOSX/._ada.ipynb", "ada/.ipynb_checkpoints/x.ipynb", ".DS_Store", "a/._x.ipynb"]
    found = owners([*litter, ".ada.ipynb", "bo/.cache/x.ipynb", "bo.ipynb"])
    assert found == {
        ".ada.ipynb": "It is hidden.",
        "bo/.cache/x.ipynb": "It is hidden.",
        "bo.ipynb": "bo",
    }


def test_a_folder_that_is_called_like_a_notebook():
    assert owners(["ada.ipynb/x.ipynb", "bo.ipynb"])["ada.ipynb/x.ipynb"] == "ada"


def test_nothing_at_all():
    assert owners([]) == {}
    assert owners(["roster.csv"]) == {"roster.csv": "roster.csv"}


def test_endings():
    names = ["ada.ipynb", "ada.zip", "ada.ipynb.txt", "ada.IPYNB.json", "ada", ".ipynb"]
    assert [without_ending(name) for name in names] == ["ada"] * 5 + [".ipynb"]
