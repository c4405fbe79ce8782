"""Rules on the course map."""

import pytest

from course_utils.authoring.lint.mentions import mentioned
from course_utils.data import list_datasets
from course_utils.source.course_map import lessons


@pytest.mark.parametrize(
    "text",
    [
        "Lesson 7 shows it.",
        "See lesson\n# 7.",
        "Exercise 1 and exercise 7.",
        "lessons 1 to 7",
    ],
)
@pytest.mark.parametrize("kind", ["lessons", "exercises"])
def test_a_lesson_that_nobody_can_open_is_not_mentioned(breaks, kind, text):
    old = "# The unit computes" if kind == "lessons" else "# Write the unit."
    breaks("mentions", kind, old, f"# {text}\n{old}", "a mention of lesson 7")


def test_the_line_is_that_of_the_mention(course):
    assert list(mentioned("lesson 1,\n20 rows of lessons 2 and 3")) == [(0, 1), (1, 2), (1, 3)]


@pytest.mark.parametrize("text", ["Lesson 1, 20 rows.", "exercise\n# 1", "in 7 lessons"])
def test_silent(allows, text):
    allows("mentions", "lessons", "# The unit computes", f"# {text}\n# The unit computes")


@pytest.mark.parametrize("kind", ["lessons", "exercises"])
def test_the_start_page_links_every_page(course, messages, kind):
    assert messages("course_map") == []
    start, link = course.source("", "00_start_here"), f"{kind}/{course.notebook(kind).name}"
    start.write_text(start.read_text().replace(link, "nowhere"))
    (message,) = messages("course_map")
    assert f"link to {link}" in message


def test_the_data_sets_name_lessons_that_are_there():
    written = {lesson.number for lesson in lessons()}
    for name, text in list_datasets()["used_for"].items():
        assert {number for _, number in mentioned(text)} <= written, name
