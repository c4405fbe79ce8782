"""From a page to a notebook: editions, stable ids, the same bytes every time."""

import json

import nbformat
import pytest

from course_utils.authoring.notebooks import make_notebook, render
from course_utils.authoring.pages import find_pages
from course_utils.errors import AuthoringError


@pytest.fixture
def make(course):
    """Return a function that makes an edition of lesson 1 and reads it back."""

    def make(edition):
        page = next(page for page in find_pages(course.root) if edition in page.notebooks)
        return json.loads(make_notebook(page, edition))

    return make


def text_of(notebook):
    return "\n".join("".join(cell["source"]) for cell in notebook["cells"])


def ids_of(notebook):
    return [cell["id"] for cell in notebook["cells"]]


@pytest.mark.parametrize("edition", ["start", "lesson", "exercise", "solution"])
def test_notebooks_are_valid_and_bare(make, edition):
    notebook = make(edition)
    nbformat.validate(notebook)
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    assert notebook["metadata"] == {
        "course": {"edition": edition, "lesson": "00" if edition == "start" else "01"},
        "kernelspec": {
            "display_name": "Python 3 (ipykernel)",
            "language": "python",
            "name": "python3",
        },
        "language_info": {"name": "python"},
    }
    for cell in notebook["cells"]:
        assert not cell.get("outputs") and not cell.get("execution_count")
        assert set(cell["metadata"]) <= {"tags"}


def test_exercise_edition_holds_no_answer(make):
    text = text_of(make("exercise"))
    assert "secret" not in text and "SOLUTION" not in text
    assert "input_shape = ...  # your answer" in text
    assert "def unit(x):\n    return ...  # your answer" in text


def test_solution_edition_holds_every_answer(make):
    notebook = make("solution")
    text = text_of(notebook)
    assert text.count("secret") == 5 and "SOLUTION" not in text and "your answer" not in text
    assert text.startswith("# Exercise 1, solved: A single neuron")
    assert [cell["metadata"] for cell in notebook["cells"]].count({"tags": ["solution"]}) == 1


@pytest.mark.parametrize("edition", ["exercise", "solution"])
def test_no_edition_holds_the_help_of_a_question(make, course, edition):
    words = ("Count the secret inputs", "Insight", "secret unit multiplies")
    assert all(word in course.source("exercises").read_text(encoding="utf-8") for word in words)
    notebook = make(edition)
    assert not any(word in text_of(notebook) for word in words)
    assert {"tags": ["help"]} not in [cell["metadata"] for cell in notebook["cells"]]


def test_the_same_source_gives_the_same_bytes(course):
    first, second = (
        [
            make_notebook(page, edition)
            for page in find_pages(course.root)
            for edition in page.notebooks
        ]
        for _ in range(2)
    )
    assert first == second
    assert all(data.startswith(b'{\n "cells"') and data.endswith(b"}\n") for data in first)


def test_text_is_written_as_it_is(make, course):
    course.edit("lessons", "A unit multiplies", "Größe × π: a unit multiplies")
    page = find_pages(course.root, 1)[0]
    assert "Größe × π".encode() in make_notebook(page, "lesson")


def test_ids_are_unique_even_for_equal_cells(make, course):
    course.edit("lessons", "# %%\nweight", "# %%\nprint(1)\n\n# %%\nprint(1)\n\n# %%\nweight")
    ids = ids_of(make("lesson"))
    assert len(set(ids)) == len(ids)


def test_an_edit_changes_one_id(make, course):
    before = ids_of(make("lesson"))
    course.edit("lessons", "weight = 2.0", "weight = 2.5")
    after = ids_of(make("lesson"))
    assert [old == new for old, new in zip(before, after, strict=True)].count(False) == 1


def test_a_new_cell_keeps_the_other_ids(make, course):
    before = ids_of(make("lesson"))
    course.edit("lessons", "# %%\nweight", "# %%\nprint(1)\n\n# %%\nweight")
    after = ids_of(make("lesson"))
    assert set(before) < set(after) and len(after) == len(before) + 1


def test_a_comment_is_never_made_a_magic(make, course):
    course.edit("lessons", "print(weight * 3.0)", "# %time is short\n# !ls")
    assert "# %time is short\n# !ls" in text_of(make("lesson"))


def test_a_wrong_mark_is_named_with_its_line(make, course):
    course.edit("exercises", "# END SOLUTION\n\n# %%\ncheck", "# %%\ncheck")
    line = (
        course.source("exercises")
        .read_text()
        .split("\n")
        .index("# BEGIN SOLUTION: input_shape = ...")
    )
    with pytest.raises(
        AuthoringError, match=f"01_single_neuron.py:{line + 1}: # BEGIN SOLUTION wi"
    ):
        make("exercise")


def test_a_cell_that_is_not_understood_is_an_error(make, course):
    course.edit("lessons", "# %%\nweight", "# %% a title\nweight")
    with pytest.raises(AuthoringError, match="found '# %% a title'"):
        make("lesson")


def test_render_takes_cells_as_read_and_as_written(make):
    notebook = make("lesson")
    again = render(notebook["cells"], notebook["metadata"]["course"])
    assert json.loads(again) == notebook
