"""A real JupyterLab on a copy of the notebooks, and a real Chromium in front of it."""

import pytest

from course_utils.widgets.explorer import Explorer
from tests.browser.explorer_page import offline_visits
from tests.browser.lab import Lab
from tests.browser.server import TOKEN, running_lab
from tests.widgets.descent import spec


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """The address of a JupyterLab on a copy of the notebooks, with a progress record of its own."""
    with running_lab(tmp_path_factory.mktemp("course")) as address:
        yield address


@pytest.fixture
def lab(server, chromium):
    """JupyterLab in a new browser window, as large as a laptop's screen."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    yield Lab(context.new_page(), server, TOKEN)
    context.close()


@pytest.fixture
def visit(chromium, tmp_path):
    """Open an explorer from a file, offline."""
    with offline_visits(chromium) as visit:
        yield lambda explorer, **media: visit(explorer.to_html(tmp_path / "x.html"), **media)


@pytest.fixture
def descent(visit):
    """The small explorer, results open, at the first of its settings."""
    explorer = visit(Explorer(spec()))
    explorer.predict(1)
    explorer.restore("descent rate=0.1 noise=calm_sea step=0")
    explorer.show("Token", False)
    return explorer
