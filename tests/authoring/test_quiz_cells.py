"""A quiz cell in a notebook: the question is there to read, the answer is not."""

import json

import pytest

from course_utils.authoring.notebooks import make_notebook
from course_utils.authoring.pages import find_pages
from course_utils.errors import AuthoringError
from tests.authoring.quizzes import GUESS, RECALL, add_guess, add_recall


@pytest.fixture
def cells(course):
    """Return a function that builds lesson 1 and gives its cells as (type, text, tags)."""

    def cells():
        page = next(page for page in find_pages(course.root) if page.kind == "lesson")
        return [
            (cell["cell_type"], "".join(cell["source"]), cell["metadata"].get("tags"))
            for cell in json.loads(make_notebook(page, "lesson"))["cells"]
        ]

    return cells


def test_a_guess_becomes_its_question_and_a_call(course, cells):
    add_guess(course)
    place = next(i for i, (_, text, _) in enumerate(cells()) if text.startswith("guess("))
    question, call, code = cells()[place - 1 : place + 2]
    assert question == ("markdown", "**Guess before you run:** What will be printed?", None)
    assert call == ("code", 'guess("1.a")', ["guess"])
    assert code[1].startswith("weight = 2.0")


def test_a_recall_becomes_its_section_and_a_call_that_needs_no_other_cell(course, cells):
    add_recall(course)
    place = next(i for i, (_, text, _) in enumerate(cells()) if "recall(" in text)
    text, call = cells()[place - 1 : place + 1]
    assert text[1].startswith("## Recall\n\nChoose an answer")
    assert "\n1. What is a row?\n2. What is a column?\n" in text[1]
    assert call == ("code", 'from course_utils import recall\n\nrecall("1")', ["recall"])


def test_a_notebook_gives_no_answer_away(course, cells):
    add_guess(course)
    add_recall(course)
    text = json.dumps(cells())
    for source in (GUESS, RECALL):
        for line in source.split("\n"):
            if line.startswith(("# - [", "#   ")):
                assert line[2:].strip("- [x]") not in text, line


def test_a_wrong_item_is_named_with_its_line(course, cells):
    add_guess(course)
    course.edit("lessons", "# - [x] 6.0", "# - [ ] 6.0")
    with pytest.raises(AuthoringError, match=r"01_single_neuron.py:\d+: expected one right option"):
        cells()
