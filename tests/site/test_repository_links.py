"""Tests for the links of README and its like, and for its sections."""

import pytest

from course_utils.site.repository_links import section, with_site_links

PAGES = {"docs/a.png": "a.png", "notebooks/lessons/l.ipynb": "lessons/l.ipynb"}


@pytest.mark.parametrize(
    "text, expected",
    [
        ("[l](notebooks/lessons/l.ipynb#part)", "[l](lessons/l.ipynb#part)"),
        ("![an a](docs/a.png)", "![an a](a.png)"),
        ("[folder](notebooks/solutions)", "[folder](repository:notebooks/solutions)"),
        ("[web](https://a.b/c)", "[web](https://a.b/c)"),
        ("[here](#part)", "[here](#part)"),
    ],
)
def test_links(text, expected):
    assert with_site_links(text, "README.md", "start.md", PAGES) == expected


def test_a_link_from_a_folder_into_another():
    text = with_site_links("[l](../notebooks/lessons/l.ipynb)", "docs/x.md", "teaching/x.md", PAGES)
    assert text == "[l](../lessons/l.ipynb)"


def test_a_section_ends_at_the_next_of_its_size():
    assert section("## A\na\n### A.1\nb\n## B\nc\n", "A") == "a\n### A.1\nb"
    with pytest.raises(KeyError, match="## C"):
        section("## A\n", "C")
