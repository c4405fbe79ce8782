"""An explorer in JupyterLab: two views, the keyboard, and what is left when the kernel is gone."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

import course_utils
from tests.browser.explorer_page import ExplorerPage
from tests.browser.server import put_notebook

pytestmark = pytest.mark.xdist_group("browser")


def test_explorer_lives_in_jupyterlab_without_its_kernel(lab, server):
    sent = []
    lab.page.on(
        "websocket",
        lambda socket: socket.on("framesent", lambda frame: sent.append((socket.url, frame))),
    )
    root = str(Path(course_utils.__file__).parents[1])
    make = (
        f"import sys\nsys.path.insert(0, {root!r})\n"
        "from course_utils.widgets.explorer import Explorer\n"
        "from tests.widgets.descent import spec\nexplorer = Explorer(spec())\nexplorer"
    )
    put_notebook(server, "explorer.ipynb", [make, "explorer"])
    lab.open("explorer.ipynb")
    lab.run_all()
    assert lab.errors() == []
    assert lab.warnings() == []
    views = lab.page.locator(".xp")
    expect(views).to_have_count(2)
    first, second = ExplorerPage(lab.page, views.nth(0)), ExplorerPage(lab.page, views.nth(1))

    first.predict(1)
    assert first.is_open
    assert not second.is_open, "two views do not disturb each other"
    lab.wait_until_idle()
    sent.clear()
    first.move("rate", 3)
    first.move("step", 17)
    assert first.place("step") == 17
    assert lab.page.locator(".jp-Notebook .jp-Cell").count() == 2, "no key reached the notebook"
    assert first.step_times(20)
    assert [frame for url, frame in sent if "/channels" in url] == []

    lab.page.get_by_role("menuitem", name="Kernel", exact=True).click()
    lab.page.get_by_role("menuitem", name="Shut Down Kernel", exact=True).click()
    expect(lab.page.get_by_text("No Kernel").first).to_be_visible()
    second.predict(0)
    second.move("step", 9)
    assert second.place("step") == 9
    # Shown once more: the front end has all it needs.
    second.root.click(button="right", position={"x": 5, "y": 5})
    lab.page.get_by_role("menuitem", name="Create New View for Cell Output").click()
    third = ExplorerPage(lab.page, views.nth(2))
    third.predict(1)
    third.move("step", 5)
    assert third.place("step") == 5
    lab.picture("explorer-without-kernel", second.root)
