"""The whole site, built once, and a browser in front of it.

Lessons that the other tests have run are known; a second run of these tests builds nothing.
"""

import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from course_utils.site.building import build_site
from course_utils.site.executed import FOLDER
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
    with ThreadPoolExecutor(1) as beside:  # this thread may have an open browser's event loop
        return beside.submit(see_all, site).result()


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
