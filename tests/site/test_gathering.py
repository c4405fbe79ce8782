"""Tests for the source of the site: every page has its file, and no solution is among them."""

import json
import re

import pytest

from course_utils.site import gathering
from course_utils.site.gathering import gather, lesson_notebooks
from course_utils.source.course_map import lessons


@pytest.fixture(scope="module")
def blank():
    """The notebooks as if a run had shown nothing."""
    return [json.loads(path.read_text("utf-8")) for _, path in lesson_notebooks()]


@pytest.fixture(scope="module")
def gathered(tmp_path_factory, blank):
    folder = tmp_path_factory.mktemp("gathered") / "source"
    gather(folder, blank, with_solutions=False)
    return folder


def test_each_lesson_has_its_page_its_exercise_and_a_copy_to_take_along(gathered):
    for lesson in lessons():
        page = json.loads((gathered / "lessons" / f"lesson_{lesson.stem}.ipynb").read_text("utf-8"))
        below = "".join(page["cells"][-1]["source"])
        assert f"Exercise {lesson.number} </exercises/{lesson.stem}>" in below
        assert (gathered / "exercises" / f"{lesson.stem}.ipynb").is_file()
        taken = gathered / "copied" / "notebooks" / "lessons" / f"lesson_{lesson.stem}.ipynb"
        assert taken.read_bytes() == dict(by_stem())[lesson.stem].read_bytes()


def by_stem():
    return [(lesson.stem, path) for lesson, path in lesson_notebooks()]


def test_solutions_are_there_only_when_asked_for(gathered, blank, tmp_path):
    assert not list(gathered.rglob("solution_*"))
    gather(tmp_path / "with", blank, with_solutions=True)
    assert len(list((tmp_path / "with" / "solutions").iterdir())) == len(lessons())
    assert "](solutions/" not in (gathered / "instructors.md").read_text("utf-8")


def test_every_page_is_in_one_table_of_contents(gathered):
    text = (gathered / "parts" / "contents.md").read_text("utf-8")
    listed = re.findall(r"^(?:.* <)?([\w/.-]+?)(?:\.md)?>?$", text, re.MULTILINE)
    pages = {
        path.relative_to(gathered).with_suffix("").as_posix() for path in gathered.glob("*.md")
    }
    lesson_pages = {f"lessons/lesson_{lesson.stem}" for lesson in lessons()}
    assert {one for one in listed if one in pages | lesson_pages} == (pages | lesson_pages) - {
        "index"
    }


def test_pages_of_readme_lead_to_pages(gathered):
    text = (gathered / "instructors.md").read_text("utf-8")
    assert "![The page of the invented class" in text and "](class.png)" in text
    assert "](repository:tests/exercises/checks/lesson_01/test_questions.py)" in text


def test_further_pages_of_docs_have_a_place(monkeypatch):
    names = ["hub.md", "teaching/first_day.md"]
    monkeypatch.setattr(gathering, "_further", lambda: names)
    run, about = gathering._contents().partition(":caption: Run and teach")[2].split("```", 1)
    assert [line for line in run.splitlines() if line] == [
        "start",
        "hub.md",
        "instructors",
        "teaching/first_day.md",
    ]
    assert "hub.md" not in about
