"""Pages: which sources there are, and which notebooks each becomes."""

import pytest

from course_utils.authoring.pages import find_pages
from course_utils.errors import AuthoringError, SetupError


def test_pages_of_the_course(course):
    pages = find_pages(course.root)
    assert [(page.kind, page.number) for page in pages] == [
        ("start", 0),
        ("lesson", 1),
        ("exercise", 1),
    ]


def test_pages_of_one_lesson(course):
    assert [page.kind for page in find_pages(course.root, 1)] == ["lesson", "exercise"]
    assert [page.kind for page in find_pages(course.root, 0)] == ["start"]


def test_an_exercise_becomes_two_notebooks(course):
    page = find_pages(course.root)[-1]
    assert page.name == "notebooks/source/exercises/01_single_neuron.py"
    assert page.notebooks == {
        "exercise": course.notebook("exercises"),
        "solution": course.notebook("solutions"),
    }


def test_the_start_page_stands_above_the_lessons(course):
    page = find_pages(course.root)[0]
    assert page.notebooks == {"start": course.notebook("", "00_start_here")}


def test_unknown_lesson(course):
    with pytest.raises(AuthoringError, match="Expected one of the lessons 0, 1, found 7"):
        find_pages(course.root, 7)


def test_no_course(tmp_path):
    with pytest.raises(SetupError, match="found no such folder"):
        find_pages(tmp_path)
