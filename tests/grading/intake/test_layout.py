"""Whose a file is, in every layout that collections come in."""

import pytest

from course_utils.grading.intake.collected_file import CollectedFile
from course_utils.grading.intake.layout import Layout, without_ending

EXERCISES = {"01_single_neuron", "02_deep_networks"}


def owners(paths, label="class", known=()):
    """For each path the student, or the reason why it is left aside."""
    files = [CollectedFile(tuple(path.split("/"))) for path in paths]
    owned = Layout(label, set(known).__contains__, EXERCISES).assign(files)
    return {one.file.path: one.reason or one.owner.student for one in owned}


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


def test_all_in_a_known_folder_is_its_students_whatever_it_is_called():
    found = owners(["bo.ipynb", "draft.ipynb"], label="ada", known=["ada", "bo"])
    assert set(found.values()) == {"ada"}


OTHERS = "bo/x.ipynb", "cy/x.ipynb"
BO_IN_MOODLE, BO_IN_CANVAS = "Bo_7_assignsubmission_file_/x.ipynb", "bo_7_107_x.ipynb"


@pytest.mark.parametrize("inside", [BO_IN_MOODLE, BO_IN_CANVAS, "bo/x.ipynb", "submitted/bo/e/x"])
@pytest.mark.parametrize(
    ("above", "others", "more"),
    [
        ("ada/", OTHERS, {}),
        ("ada/", OTHERS, {"known": ["ada", "bo"]}),
        ("ada/", (), {"known": ["ada", "bo"]}),
        ("submitted/ada/e/", ("submitted/bo/e/x.ipynb",), {}),
        ("ada_1_assignsubmission_file_/", (BO_IN_MOODLE,), {}),
        ("", (), {"label": "ada_1_assignsubmission_file_"}),
        ("", (), {"label": "ada", "known": ["ada", "bo"]}),
    ],
)
def test_a_folder_in_a_students_folder_is_nobody_elses(above, others, more, inside):
    assert owners([above + inside, *others], **more)[above + inside] == "ada"


def test_what_a_student_called_a_file_comes_behind_what_canvas_did():
    name = "ada_1_101_Bo_7_assignsubmission_file_x.ipynb"
    assert owners([name, BO_IN_CANVAS])[name] == "ada"


def test_names_from_a_school_may_be_below_a_folder_for_each_week():
    paths = ["week1/Ada_1_assignsubmission_file_/x.ipynb", f"week2/{BO_IN_MOODLE}"]
    assert list(owners(paths).values()) == ["Ada", "Bo"]


@pytest.mark.parametrize("behind", ["-Copy1", " final", "-1", " (2)", "_v2 final", "-Copy1-Copy2"])
def test_a_copy_of_an_exercise_is_its_owners_too(behind):
    paths = ["01_single_neuron.ipynb", f"01_single_neuron{behind}.ipynb"]
    assert list(owners(paths, label="ada.zip").values()) == ["ada", "ada"]


def test_a_name_behind_an_exercise_is_a_students():
    paths = ["01_single_neuron-ada.ipynb", "01_single_neuron_final_bo.ipynb"]
    assert list(owners(paths).values()) == [path.removesuffix(".ipynb") for path in paths]


STAMP = "timestamp.txt"


@pytest.mark.parametrize(
    ("paths", "label", "stamps"),
    [
        (["submitted/ada/e/x.ipynb", f"submitted/ada/e/{STAMP}"], "class", 1),
        (["ada/e/x.ipynb", f"ada/e/{STAMP}"], "submitted", 1),
        (["submitted/ada/e/x.ipynb", f"submitted/ada/e/mine/{STAMP}"], "class", 0),
        (["ada/x.ipynb", f"ada/{STAMP}", "bo/x.ipynb"], "class", 0),
        (["ada/x.ipynb", f"ada/e/{STAMP}", "bo/x.ipynb"], "submitted", 0),
        ([BO_IN_MOODLE, f"Bo_7_assignsubmission_file_/{STAMP}"], "submitted", 0),
    ],
)
def test_only_nbgrader_writes_timestamps(paths, label, stamps):
    files = [CollectedFile(tuple(path.split("/"))) for path in paths]
    owned = Layout(label, set().__contains__, EXERCISES).assign(files)
    assert sum(one.is_stamp for one in owned) == stamps


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
