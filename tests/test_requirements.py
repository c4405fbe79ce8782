"""What is asked for in the course's own list, and in odd ones."""

from packaging.requirements import Requirement

from course_utils.places import root
from course_utils.requirements import requirement_lines


def test_comments_options_and_empty_lines_are_no_requirements():
    text = "# why\n\n  numpy>=2  # because\n-e .\n--find-links=there\nkeras>=3\n"
    assert requirement_lines(text) == ["numpy>=2", "keras>=3"]
    assert requirement_lines("") == []


def test_each_line_of_the_course_s_list_is_one():
    text = (root() / "requirements.txt").read_text(encoding="utf-8")
    names = [Requirement(line).name for line in requirement_lines(text)]
    assert "keras" in names and len(names) == len({*names})
