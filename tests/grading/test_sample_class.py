"""The sample class is the same at every run, and gets the marks that it says it should get."""

import json
from collections import Counter

import pytest

from course_utils.exercises.asking import judge
from course_utils.exercises.capture import capture
from course_utils.exercises.questions import find_question
from course_utils.exercises.verdicts import Status
from course_utils.grading.intake import collect, read_roster
from course_utils.grading.sample_class import make_sample_class
from course_utils.grading.sample_class.notebooks import blank_notebook
from course_utils.grading.sample_class.students import STUDENTS

FIRST, SECOND = "01_single_neuron", "02_deep_networks"

# What the course's own cells leave behind; what would be trained has plausible weights.
DESKS = {
    FIRST: """
import keras, numpy as np, pandas as pd
from course_utils import explore_neuron, load_dataset
cars = load_dataset("fuel_economy")
inputs = ["cylinders", "displacement", "horsepower", "weight", "acceleration", "model_year"]
X, y = cars[inputs], cars["mpg"]
X_train, y_train = X.iloc[:300], y.iloc[:300]
mean, deviation = X_train.mean(), X_train.std(ddof=0)
trained = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1)])
kernel = np.array([[-0.4], [0.5], [-0.2], [-5.4], [0.2], [2.8]])
trained.set_weights([kernel, np.array([23.5])])
explorer = explore_neuron()
""",
    SECOND: """
import keras, numpy as np, types
linear_history = relu_history = types.SimpleNamespace(history={"val_loss": [1.0]})
w, b = np.array([2.0, -1.0, 4.0]), np.array([1.0, 3.0, -2.0])
""",
}
NOT_RUN = {"2.7", "2.8", "2.9"}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return make_sample_class(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="module")
def desks():
    return {exercise: run(code, {}) for exercise, code in DESKS.items()}


def run(code, names):
    exec(compile(code, "<answer>", "exec"), names)
    return names


def files(folder):
    """The bytes and the time of every file."""
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {str(p.relative_to(folder)): (p.read_bytes(), p.stat().st_mtime) for p in paths}


def notebook_of(made, student, exercise=FIRST):
    return json.loads((made.submissions / student / f"{exercise}.ipynb").read_bytes())


def sources(notebook):
    return ["".join(cell["source"]) for cell in notebook["cells"]]


def test_the_same_seed_gives_the_same_class(made, tmp_path):
    again = make_sample_class(tmp_path)
    assert files(again.submissions) == files(made.submissions)
    assert again.roster.read_bytes() == made.roster.read_bytes()
    assert again.expected == made.expected


def test_another_seed_gives_another_class_of_the_same_students(made, tmp_path):
    other = make_sample_class(tmp_path, seed=2)
    assert files(other.submissions).keys() == files(made.submissions).keys()
    assert files(other.submissions) != files(made.submissions)
    assert other.expected.keys() == made.expected.keys()


def test_thirty_submissions_that_the_intake_reads(made):
    roster = read_roster(made.roster)
    assert len(roster.entries) == len(STUDENTS) == 30
    collected = collect([made.submissions], roster)
    assert collected.ignored == []
    read = {(one.student, one.exercise): one for one in collected.submissions}
    assert read.keys() == made.expected.keys()
    assert Counter(exercise for _, exercise in read) == {FIRST: 30, SECOND: 4}
    assert all(one.handed_in for one in read.values())
    broken = [key for key, one in read.items() if one.problem]
    assert broken == [key for key, questions in made.expected.items() if not questions]
    assert "breaks off" in read[broken[0]].problem


def test_the_roster_finds_everybody_by_name_and_number(made):
    roster = read_roster(made.roster)
    for student in STUDENTS:
        assert roster.find(student.name).student == student.id
        assert roster.find("x", canvas_id=str(student.canvas_id)).student == student.id
        assert roster.find("x", moodle_id=str(student.moodle_id)).student == student.id


def test_every_kind_of_submission_is_there(made):
    blank = blank_notebook(FIRST)
    readable = [key for key, questions in made.expected.items() if questions and key[1] == FIRST]
    notebooks = {student: sources(notebook_of(made, student)) for student, _ in readable}
    checks = [text for text in sources(blank) if text.startswith("check(")]
    asked = {
        student: [text for text in texts if text.startswith("check(")]
        for student, texts in notebooks.items()
    }
    shapes = Counter(
        "usual" if found == checks else "moved" if sorted(found) == sorted(checks)
        else "deleted" if len(found) < len(checks) else "copied"
        for found in asked.values()
    )  # fmt: skip
    assert shapes == {"usual": 26, "moved": 1, "deleted": 1, "copied": 1}
    assert sources(blank) in notebooks.values()
    assert all(
        {cell["id"] for cell in blank["cells"]} & {cell["id"] for cell in one["cells"]}
        for one in (notebook_of(made, student) for student in notebooks)
    )


def test_the_class_has_something_to_show(made):
    statuses = Counter(e.status for q in made.expected.values() for e in q.values())
    assert set(statuses) == set(Status)
    wrong = Counter(
        question
        for questions in made.expected.values()
        for question, expected in questions.items()
        if expected.status is Status.INCORRECT
    )
    assert {f"1.{n}" for n in range(1, 8)} <= set(wrong)
    totals = {sum(e.marks for e in questions.values()) for questions in made.expected.values()}
    assert len(totals) > 8


def verdict(question, names):
    asked = find_question(question)
    if not set(asked.answers) <= set(names):
        return Status.CANNOT_CHECK, 0
    found = judge(asked, [capture(names[name]) for name in asked.answers])
    return found.status, found.credit * found.points


def answered(notebook, blank, names):
    """The names after the student's own cells; one that raises does not end the notebook."""
    own = {cell["id"] for cell in blank["cells"] if "# your answer" in "".join(cell["source"])}
    for cell in notebook["cells"]:
        if cell["id"] in own:
            try:
                run("".join(cell["source"]), names)
            except ValueError as error:
                assert "not enough values" in str(error)
    return names


def test_every_submission_gets_what_it_should(made, desks):
    for (student, exercise), questions in made.expected.items():
        if not questions:
            continue
        blank = blank_notebook(exercise)
        names = answered(notebook_of(made, student, exercise), blank, dict(desks[exercise]))
        for question in questions.keys() - NOT_RUN:
            status, marks = verdict(question, names)
            expected = questions[question]
            assert (status, marks) == (expected.status, pytest.approx(expected.marks)), (
                student,
                question,
            )
