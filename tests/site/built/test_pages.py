"""Every page of the site, from its file, with the network off."""

import re
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import pytest

from course_utils.source.course_map import lessons

pytestmark = pytest.mark.xdist_group("site")  # one site, one browser


def those(seen, what):
    """The pages of which something was seen that should not be, each with that."""
    return {name: found for name, sight in seen.items() if (found := what(sight))}


def test_every_lesson_and_exercise_and_explorer_is_a_page(seen):
    assert len([name for name in seen if name.startswith("lessons/")]) == len(lessons())
    assert len([name for name in seen if name.startswith("exercises/")]) == len(lessons())
    assert len([name for name in seen if name.startswith("live/")]) >= len(lessons())
    assert not [name for name in seen if "solution" in name]
    assert {"index.html", "glossary.html", "data.html", "reference.html"} <= seen.keys()


def test_nothing_is_asked_of_anywhere_and_nothing_fails(seen):
    assert those(seen, lambda sight: sight.failed) == {}


def test_the_console_has_no_complaint(seen):
    assert those(seen, lambda sight: sight.said) == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(seen, theme):
    assert those(seen, lambda sight: getattr(sight, theme)) == {}


def test_nothing_is_scrolled_sideways_on_a_telephone(seen):
    assert those(seen, lambda sight: sight.width if sight.width > 375 else 0) == {}


def test_a_key_reaches_whatever_a_mouse_does(seen):
    assert those(seen, lambda sight: sight.out_of_reach) == {}


def test_every_image_has_an_alt_that_is_no_path(seen):
    def bad(sight):
        return [alt for alt in sight.alts if alt is None or "_images/" in alt]

    assert those(seen, bad) == {}
    figures = [alt for name, sight in seen.items() for alt in sight.alts if "lessons/" in name]
    assert len([alt for alt in figures if len(alt) > 60]) > 50


class Links(HTMLParser):
    """The addresses that a page leads to, and the places in it that an address may name."""

    def __init__(self, path):
        super().__init__()
        self.links, self.ids = set(), set()
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, _tag, attributes):
        for name, value in attributes:
            if name in ("href", "src") and value and not value.startswith("data:"):
                self.links.add(value)
            if name == "id":
                self.ids.add(value)


def test_every_link_holds(site):
    pages = {path: Links(path) for path in site.rglob("*.html") if path.parent.name != "live"}
    broken = []
    for path, page in pages.items():
        for link in page.links:
            address = urlsplit(link)
            if address.scheme or link == "#":
                continue
            target = (path.parent / unquote(address.path)).resolve() if address.path else path
            place = unquote(address.fragment)
            there = target.is_file() and (
                not place or target not in pages or place in pages[target].ids
            )
            broken += [] if there else [(path.relative_to(site).as_posix(), link)]
    assert broken == []
    assert len(pages) > 50


def test_every_lesson_can_be_opened_elsewhere(site):
    for lesson in lessons():
        html = (site / "lessons" / f"lesson_{lesson.stem}.html").read_text("utf-8")
        place = f"notebooks/lessons/lesson_{lesson.stem}.ipynb"
        assert f"mybinder.org/v2/gh/ada/course/main?urlpath=lab/tree/{place}" in html
        on_colab = f"blob/gh-pages/colab/lessons/lesson_{lesson.stem}.ipynb"
        assert f"colab.research.google.com/github/ada/course/{on_colab}" in html
        assert f'href="../{place}" download' in html and (site / place).is_file()


def test_language_and_version_are_in_every_page(site):
    for path in site.glob("*.html"):
        html = path.read_text("utf-8")
        assert '<html lang="en"' in html and re.search(r"version \d+\.\d+", html), path


def test_no_lesson_complains_to_its_reader(site):
    """What TensorFlow or a library says on stderr would be a red box on the page."""
    for path in (site / "lessons").glob("*.html"):
        assert 'class="output stderr' not in path.read_text("utf-8"), path


def test_the_site_is_small(site):
    assert sum(path.stat().st_size for path in site.rglob("*") if path.is_file()) < 40e6
