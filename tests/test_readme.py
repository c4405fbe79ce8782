"""README and CONTRIBUTING say what is true: their commands, links and lessons exist."""

import re
from pathlib import Path

import pytest
import typer.main

from course_utils.cli import app
from course_utils.source.course_map import lessons

ROOT = Path(__file__).resolve().parents[1]
PAGES = ["README.md", "CONTRIBUTING.md"]


def text_of(page):
    return (ROOT / page).read_text("utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_every_verb_of_make_exists(page):
    verbs = set(re.findall(r"^(\w+):.*## ", text_of("Makefile"), re.MULTILINE))
    used = set(re.findall(r"(?:`|^)make (\w+)", text_of(page), re.MULTILINE))
    assert used
    assert used <= verbs


@pytest.mark.parametrize("page", PAGES)
def test_every_course_command_exists(page):
    commands = set(typer.main.get_command(app).commands)
    used = set(re.findall(r"bin/course\s([a-z-]+)", text_of(page)))
    assert used
    assert used <= commands


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page):
    for link in re.findall(r"\]\(([^)]+)\)", text_of(page)):
        assert (ROOT / link).exists(), link


def test_lesson_table_is_the_course_map():
    rows = re.findall(
        r"^\| \[(\d+)\. ([^]]+)\]\(notebooks/lessons/lesson_(\w+)\.ipynb\).*\| \[(\d+) questions\]",
        text_of("README.md"),
        re.MULTILINE,
    )
    known = [(str(le.number), le.title, le.stem, str(len(le.questions))) for le in lessons()]
    assert rows == known
