"""Which exercise a notebook is: metadata, then ids, then questions."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_utils.grading.intake.notebook import parse_notebook
from course_utils.grading.intake.recognise import Recognition, exercise_stems, recognise, stem_in
from course_utils.source.course_map import lessons, root
from tests.grading.intake.handed_in import FIRST, SECOND, changed, published

STEMS = [lesson.stem for lesson in lessons() if lesson.questions]


def recognised(data):
    return recognise(parse_notebook(data))


def forget_metadata(notebook):
    notebook["metadata"] = {}


def forget_ids(notebook):
    forget_metadata(notebook)
    for number, cell in enumerate(notebook["cells"]):
        cell["id"] = f"new-{number}"


FORGET = {"nothing": lambda notebook: None, "metadata": forget_metadata, "ids": forget_ids}


@pytest.mark.parametrize("forget", FORGET.values(), ids=FORGET)
@pytest.mark.parametrize("stem", STEMS)
class TestEveryExercise:
    def test_is_recognised(self, stem, forget):
        found = recognised(changed(forget, stem))
        assert (found.exercise, found.problem) == (stem, "")

    def test_its_solutions_are_told_apart(self, stem, forget):
        found = recognised(changed(forget, stem, "solution"))
        assert found.exercise == stem
        assert "published solutions" in found.problem

    def test_its_lesson_is_told_apart(self, stem, forget):
        found = recognised(changed(forget, stem, "lesson"))
        assert found.exercise == ""
        # Without metadata and ids, a lesson is a notebook without questions.
        assert ("asks none" if forget is forget_ids else f"the lesson `{stem}`") in found.problem


def test_start_here():
    data = (root() / "notebooks" / "00_start_here.ipynb").read_bytes()
    assert "00_start_here" in recognised(data).problem


def test_answers_do_not_change_the_exercise():
    def answer(notebook):
        forget_metadata(notebook)
        for cell in notebook["cells"]:
            if "# your answer" in "".join(cell["source"]):
                cell["source"] = "answer = 42"

    assert recognised(changed(answer)).exercise == FIRST


def test_edited_questions_and_single_quotes_count():
    def rewrite(notebook):
        forget_ids(notebook)
        notebook["cells"] = [{"cell_type": "code", "source": ["check( '2.1' , relu)"]}]

    assert recognised(changed(rewrite)).exercise == SECOND


def test_two_cells_of_another_exercise_do_not_decide():
    def borrow(notebook):
        forget_metadata(notebook)
        ids = [cell["id"] for cell in notebook["cells"][:2]]
        notebook["cells"] = [
            {"cell_type": "code", "source": "check('2.1', relu)", "id": id} for id in ids
        ]

    assert recognised(changed(borrow)).exercise == SECOND


def test_of_as_many_questions_of_two_exercises_the_first_decides():
    def join(notebook):
        forget_ids(notebook)
        asks = [f"check('{question}', x)" for question in ("2.1", "1.1", "2.2", "1.2")]
        notebook["cells"] = [{"cell_type": "code", "source": ask} for ask in asks]

    assert recognised(changed(join)) == Recognition(FIRST)


def test_a_foreign_notebook():
    data = json.dumps({"nbformat": 4, "cells": [{"cell_type": "code", "source": "1 + 1"}]})
    assert "asks none of its questions" in recognised(data.encode()).problem


JSON = st.recursive(
    st.none() | st.integers() | st.text(max_size=5) | st.just("exercise") | st.just("01"),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["course", "lesson", "edition", "x"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(JSON, JSON)
def test_any_metadata_and_ids_leave_the_questions(metadata, id):
    cells = [{"cell_type": "code", "source": "check('3.1', x)", "id": id}]
    found = recognise({"nbformat": 4, "cells": cells, "metadata": metadata})
    assert found.exercise in {"01_single_neuron", "03_stochastic_gradient_descent"}


def test_metadata_of_a_lesson_that_does_not_exist():
    def invent(notebook):
        notebook["metadata"]["course"] = {"lesson": "99", "edition": "exercise"}

    assert recognised(changed(invent)).exercise == FIRST


def test_a_path_may_name_an_exercise():
    assert exercise_stems() == tuple(STEMS)
    assert stem_in(f"class.zip: ada/{FIRST}-1.ipynb") == FIRST
    assert stem_in(f"{FIRST}/{SECOND}.ipynb") == ""
    assert stem_in("ada.ipynb") == ""
    assert published(FIRST) != published(SECOND)
