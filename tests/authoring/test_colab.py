"""The Colab edition: its first cell fetches the course, its links stay on Colab."""

import ast
import json
import re
from pathlib import Path

import nbformat
import pytest

from course_utils.authoring.colab import PublicCourse, write_colab_edition
from course_utils.places import root

COURSE = PublicCourse("school/course", "v9.9.9")


@pytest.fixture(scope="module")
def edition(tmp_path_factory):
    """The folder of the edition, and what was written there."""
    folder = tmp_path_factory.mktemp("colab")
    return folder, write_colab_edition(root(), folder, COURSE)


def cells(path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    return notebook.cells


def test_every_notebook_but_the_solutions_is_there(edition):
    folder, written = edition
    of_the_course = {
        path.relative_to(root() / "notebooks")
        for path in (root() / "notebooks").rglob("*.ipynb")
        if not {"solutions", "source", ".ipynb_checkpoints"} & {*path.parts}
    }
    assert {path.relative_to(folder) for path in written} == of_the_course
    assert len(of_the_course) > 30


def test_the_set_up_comes_first_and_the_notebook_follows_unchanged(edition):
    folder, written = edition
    for path in written:
        text, code, *rest = cells(path)
        ast.parse(code.source)
        assert "Run this cell first" in text.source
        assert '"--branch=v9.9.9", "https://github.com/school/course"' in code.source
        own = json.loads((root() / "notebooks" / path.relative_to(folder)).read_text("utf-8"))
        assert [cell.id for cell in rest if cell.cell_type == "code"] == [
            cell["id"] for cell in own["cells"] if cell["cell_type"] == "code"
        ]


def test_what_colab_lacks_is_installed_within_the_courses_own_bounds(edition):
    line = re.search(r"^fsrs.*$", Path(root(), "requirements.txt").read_text("utf-8"), re.M)[0]
    (lacking,) = re.findall(r'course, "(fsrs.*)"\]', cells(edition[1][0])[1].source)
    assert sorted(re.split("[,<>]", lacking)) == sorted(re.split("[,<>]", line))


def test_every_link_to_a_notebook_leads_to_one_of_the_edition(edition):
    folder, written = edition
    start = "https://colab.research.google.com/github/school/course/blob/gh-pages/colab/"
    links = [
        link
        for path in written
        for cell in cells(path)
        for link in re.findall(r"\]\(([^)]+\.ipynb)\)", cell.source)
    ]
    assert len(links) > 60
    for link in links:
        assert link.startswith(start)
        assert folder / link.removeprefix(start) in written, link


def test_written_again_it_is_the_same_bytes(edition, tmp_path):
    folder, written = edition
    for path in write_colab_edition(root(), tmp_path, COURSE):
        assert path.read_bytes() == (folder / path.relative_to(tmp_path)).read_bytes()


def test_the_address_is_where_the_edition_is_published():
    course = PublicCourse("school/course", "v9.9.9", branch="colab")
    assert course.on_colab("lessons/lesson_01_single_neuron.ipynb") == (
        "https://colab.research.google.com/github/school/course/blob/colab/colab/"
        "lessons/lesson_01_single_neuron.ipynb"
    )
