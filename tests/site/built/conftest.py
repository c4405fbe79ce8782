"""The whole site, built once, and a browser in front of it.

Lessons that the other tests have run are known; a second run of these tests builds nothing.
"""

import os

import pytest

from course_utils.site.building import build_site
from course_utils.site.executed import FOLDER
from tests.browser.chromium import running_chromium
from tests.notebooks.running import ROOT
from tests.site.built.visiting import see_all


@pytest.fixture(scope="session")
def site():
    """The folder of the site."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(FOLDER, os.environ.get(FOLDER, str(ROOT / ".executed")))
        patch.setenv("COURSE_REPOSITORY", "https://github.com/ada/course")
        yield build_site(ROOT / "test-artifacts" / "site").folder


@pytest.fixture(scope="session")
def seen(site):
    """What was seen of every page."""
    return see_all(site)


@pytest.fixture(scope="session")
def chromium(seen):
    """A browser for what a learner does; it starts when all pages have been seen."""
    with running_chromium() as browser:
        yield browser


@pytest.fixture
def visit(site, chromium):
    """Open a page of the site, offline; what is stored is forgotten afterwards."""
    # Playwright's own theme, light, would hold for what is in frames, whatever is around them.
    window = {"viewport": {"width": 1280, "height": 900}, "color_scheme": "null"}
    context = chromium.new_context(offline=True, **window)
    page = context.new_page()

    def visit(name):
        page.goto((site / name).as_uri())
        return page

    yield visit
    context.close()
