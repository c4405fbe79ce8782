"""Wherever a student put a check, each question is asked behind its answer."""

from dataclasses import replace

import pytest

from course_utils.exercises import question_ids
from course_utils.grading.assembly import assemble, load_exercise
from course_utils.grading.notebook_cell import NotebookCell
from course_utils.source.course_map import root

STEMS = sorted(path.stem for path in (root() / "notebooks" / "exercises").glob("*.ipynb"))
STEM = "01_single_neuron"


@pytest.fixture
def exercise():
    return load_exercise(STEM)


@pytest.fixture
def cells(exercise):
    """A learner's notebook: the exercise, with an answer to question 1.4."""
    cells = list(exercise.cells)
    place = answer_place(exercise)
    cells[place] = replace(cells[place], source="def neuron(X, w, b):\n    return X @ w + b")
    return cells


def answer_place(exercise):
    return exercise.after("1.4") - 1


def asked(steps):
    return [step.ask.question for step in steps if step.ask]


def before(steps, question):
    """The code that is run before a question is asked, in order."""
    end = next(n for n, step in enumerate(steps) if step.ask and step.ask.question == question)
    return [step.source for step in steps[:end] if not step.ask]


@pytest.mark.parametrize("stem", STEMS)
def test_every_exercise_of_the_course_can_be_read(stem):
    exercise = load_exercise(stem)
    assert list(exercise.titles) == question_ids(int(stem[:2]))
    assert [ask.question for ask in exercise.asks.values()] == list(exercise.titles)
    assert all(exercise.titles.values())


def test_a_notebook_as_it_was_handed_out(exercise, cells):
    steps = assemble(exercise, cells)
    assert asked(steps) == question_ids(1)
    assert before(steps, "1.4")[-1] == cells[answer_place(exercise)].source
    assert [step.source for step in steps if step.own] == [cells[answer_place(exercise)].source]


def test_what_is_asked_stands_in_the_course(exercise):
    assert exercise.asks[exercise.after("1.3")].names == ("model", "w", "b")


def test_a_deleted_check_is_put_back(exercise, cells):
    del cells[exercise.after("1.4")]
    steps = assemble(exercise, cells)
    assert asked(steps) == question_ids(1)
    assert "def neuron" in before(steps, "1.4")[-1]


def test_a_check_moved_in_front_of_its_answer_is_asked_behind_it(exercise, cells):
    check = cells.pop(exercise.after("1.4"))
    cells.insert(2, check)
    steps = assemble(exercise, cells)
    assert "def neuron" in before(steps, "1.4")[-1]
    assert sorted(asked(steps)) == question_ids(1)


def test_a_copied_check_is_asked_once(exercise, cells):
    check = cells[exercise.after("1.4")]
    cells += [check, replace(check, id="copy")]
    assert asked(assemble(exercise, cells)) == question_ids(1)


def test_an_edited_check_runs_as_code_and_is_asked_in_the_courses_words(exercise, cells):
    place = exercise.after("1.4")
    cells[place] = replace(cells[place], source='neuron = cheat\ncheck("1.4", neuron, other)')
    steps = assemble(exercise, cells)
    assert before(steps, "1.4")[-1].startswith("neuron = cheat")
    ask = next(step.ask for step in steps if step.ask and step.ask.question == "1.4")
    assert ask.names == ("neuron",)


def test_a_check_of_other_answers_is_run_before_the_courses_own(exercise, cells):
    place = exercise.after("1.4")
    cells[place] = replace(cells[place], source='check("1.4", relu)')
    steps = assemble(exercise, cells)
    asks = [s.ask for s in steps if s.ask and s.ask.question == "1.4"]
    assert [ask.names for ask in asks] == [("neuron",)]
    assert before(steps, "1.4")[-1] == 'check("1.4", relu)'


def test_an_answer_below_its_check_is_asked_for_again(exercise, cells):
    place = exercise.after("1.1") + 1
    cells.insert(place, NotebookCell("new", "code", "print(1)"))
    assert asked(assemble(exercise, cells)).count("1.1") == 1
    cells.insert(place, NotebookCell("newer", "code", "input_shape = (6,)"))
    steps = assemble(exercise, cells)
    assert asked(steps)[:2] == ["1.1", "1.1"]
    last = max(n for n, step in enumerate(steps) if step.ask and step.ask.question == "1.1")
    assert steps[last - 1].source == "input_shape = (6,)"


def test_new_cells_between_answer_and_check_are_run_first(exercise, cells):
    place = exercise.after("1.4")
    cells.insert(place, NotebookCell("new", "code", "extra = 1"))
    assert before(assemble(exercise, cells), "1.4")[-1] == "extra = 1"


def test_new_cells_behind_the_check_are_run_behind_it(exercise, cells):
    cells.insert(exercise.after("1.4") + 1, NotebookCell("new", "code", "neuron = None"))
    steps = assemble(exercise, cells)
    assert "neuron = None" not in before(steps, "1.4")
    assert "neuron = None" in before(steps, "1.5")


def test_without_ids_the_texts_say_where_a_cell_belongs(exercise, cells):
    bare = [replace(cell, id="") for cell in cells]
    assert assemble(exercise, bare) == assemble(exercise, cells)
    del bare[exercise.after("1.4")]
    assert "def neuron" in before(assemble(exercise, bare), "1.4")[-1]


def test_ids_that_all_are_the_same_do_no_harm(exercise, cells):
    same = [replace(cell, id="a") for cell in cells]
    assert asked(assemble(exercise, same)) == question_ids(1)


def test_questions_in_another_order(exercise, cells):
    start = exercise.regions.index("1.4")
    end = len(exercise.regions) - exercise.regions[::-1].index("1.4")
    part = cells[start:end]
    moved = cells[:start] + cells[end:] + part
    steps = assemble(exercise, moved)
    assert asked(steps)[-1] == "1.4"
    assert "def neuron" in before(steps, "1.4")[-1]


def test_an_empty_notebook_is_asked_everything(exercise):
    assert asked(assemble(exercise, [])) == question_ids(1)


def test_a_question_whose_cells_are_gone_is_asked_at_the_end(exercise, cells):
    kept = [cell for cell, q in zip(cells, exercise.regions, strict=True) if q != "1.4"]
    steps = assemble(exercise, kept)
    assert steps[-1].ask.question == "1.4"
