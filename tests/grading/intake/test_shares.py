"""What a notebook has of each exercise."""

import json

import pytest

from course_utils.grading.intake.notebook import notebook_cells
from course_utils.grading.intake.recognise import exercise_stems
from course_utils.grading.intake.shares import shares
from course_utils.grading.notebook_cell import NotebookCell
from tests.grading.intake.handed_in import FIRST, SECOND, published


def cells(stem=FIRST, edition="exercise"):
    return list(notebook_cells(json.loads(published(stem, edition))))


def code(text):
    return NotebookCell("", "code", text)


@pytest.mark.parametrize("stem", exercise_stems())
def test_a_blank_exercise_is_that_exercise_alone_and_nothing_was_written(stem):
    ((found, share),) = shares(cells(stem), stem).items()
    assert (found, share.written, share.is_exercise) == (stem, 0, True)
    assert shares(cells(stem, "solution"), stem)[stem].written >= len(share.asked)


def test_comments_and_checks_of_nbgrader_are_no_answers():
    more = [code("# later"), code('from course_utils import check\ncheck("1.2", mine)')]
    assert shares(cells() + more, FIRST)[FIRST].written == 0


def test_an_answer_counts_for_the_exercise_of_its_question():
    both = [*cells(), *cells(SECOND, "solution")]
    found = shares(both, FIRST)
    assert found[FIRST].written == 0 and found[SECOND].written > 5
    assert found[SECOND].is_exercise


def test_an_answer_without_a_heading_counts_for_the_notebooks_exercise():
    assert shares([code("input_shape = (6,)")], FIRST)[FIRST].written == 1


def test_a_question_or_two_are_no_exercise():
    found = shares([*cells(), code("check('2.1', relu)")], FIRST)[SECOND]
    assert (found.asked, found.is_exercise) == (("2.1",), False)
