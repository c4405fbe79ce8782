"""An explorer in JupyterLab: two on a page, keys, the notebook around it, and no kernel."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

import course_utils
from tests.browser.explorer_page import ExplorerPage
from tests.browser.lab import PATIENCE
from tests.browser.server import TOKEN, cells_on_disk, put_notebook

pytestmark = pytest.mark.xdist_group("browser")

ROOT = str(Path(course_utils.__file__).parents[1])
MAKE = (
    f"import sys\nsys.path.insert(0, {ROOT!r})\n"
    "from course_utils.widgets.explorer import Explorer\n"
    "from tests.widgets.descent import spec\nExplorer(spec())"
)
BENDS = (
    'from course_utils import explore_bends\nexplore_bends(state="bends units=4 start=2 epoch=20")'
)
CELLS = [MAKE, "Explorer(spec(drawing=True))", "token = ..."]
IDS = "() => [...document.querySelectorAll('[id^=xp-]')].map(({id}) => id)"


def test_explorers_live_in_jupyterlab(lab, server):
    sent = []
    lab.page.on(
        "websocket",
        lambda socket: socket.on("framesent", lambda frame: sent.append((socket.url, frame))),
    )
    put_notebook(server, "explorer.ipynb", CELLS)
    lab.open("explorer.ipynb")
    lab.run_all()
    assert lab.errors() == []
    assert lab.warnings() == []
    views = lab.page.locator(".xp")
    expect(views).to_have_count(2)
    first, second = ExplorerPage(lab.page, views.nth(0)), ExplorerPage(lab.page, views.nth(1))
    first.predict(1)
    assert first.is_open
    assert not second.is_open, "two explorers do not disturb each other"
    second.predict()
    for view in (first, second):
        expect(view.root.get_by_role("slider", name="Learning rate")).to_have_count(1)
    first.move("noise", 1)
    assert (first.place("noise"), second.place("noise")) == (1, 0)
    ids = lab.page.evaluate(IDS)
    assert len(ids) == len(set(ids)) > 10
    lab.wait_until_idle()
    sent.clear()
    first.move("rate", 3)
    first.move("step", 17)
    assert first.place("step") == 17
    cells = lab.page.locator(".jp-Notebook .jp-Cell")
    expect(cells).to_have_count(3)  # no key reached the notebook
    assert first.step_times(20)
    assert [frame for url, frame in sent if "/channels" in url] == []

    first.move("rate", 2)
    first.move("step", 7)
    first.press("Pin this run")
    first.press("Use as my answer")
    answer = 'token = "descent rate=0.5 noise=rough_sea step=7"'
    expect(cells.nth(2).locator(".cm-content")).to_have_text(answer)
    first.show("Keras code")
    first.press("Run this for real")
    expect(cells).to_have_count(4)
    expect(cells.nth(1).locator(".cm-content")).to_contain_text("y = 2 * x + 1 + 0.6")

    first.control("step").focus()
    lab.page.wait_for_timeout(600)  # until what was done is kept
    lab.save(lambda: answer in [c["source"] for c in cells_on_disk(server, "explorer.ipynb")])
    sizes = [len(json.dumps(cell)) for cell in cells_on_disk(server, "explorer.ipynb")]
    assert 100_000 < sizes[0] < 1_500_000

    lab.shut_down_kernel()
    second.move("step", 9)
    assert second.place("step") == 9
    # Opened again: the same page, in a frame, as it was left.
    lab.page.goto(f"{server}/lab/tree/explorer.ipynb?reset&token={TOKEN}")
    lab.page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=PATIENCE)
    inside = lab.page.frame_locator(".xp-saved iframe").first
    expect(inside.locator("[data-stage=open]")).to_be_visible(timeout=PATIENCE)
    expect(inside.locator("input[data-setting=rate]")).to_have_value("2")
    expect(inside.locator(".xp-verdict")).to_contain_text("✓ As you said")
    expect(inside.get_by_role("list", name="Pinned runs")).to_contain_text("Learning rate 0.5")
    empty = lab.page.get_by_text(re.compile("Error displaying|Loading widget"))
    expect(empty.filter(visible=True)).to_have_count(0)
    inside.get_by_role("slider", name="Step").press("End")
    expect(inside.get_by_text("Step 30, loss").first).to_be_visible()


def test_a_run_is_trained_for_real_beside_the_curve_that_was_promised(lab, server):
    put_notebook(server, "real.ipynb", [BENDS])
    lab.open("real.ipynb")
    lab.run_all()
    explorer = ExplorerPage(lab.page, lab.page.locator(".xp").first)
    explorer.show("Keras code")
    explorer.press("Run this for real")
    live = lab.run(lab.cell("LiveTraining(")).locator(".xp-live")
    promised = live.locator(".xp-plot .xp-line")
    expect(promised).to_have_count(1)
    assert promised.get_attribute("stroke-dasharray")
    expect(live.locator(".xp-legend")).to_have_text("trainingtraining, in the explorer")
    live.get_by_role("button", name="Start").click()
    done = re.compile(
        r"Done: epoch 100 of 100, training ([\d.]+)\. In the explorer at epoch 100: training"
    )
    status = live.get_by_role("status")
    expect(status).to_have_text(done, timeout=PATIENCE)
    came, was_promised = re.findall(r"training ([\d.]+\d)", status.inner_text())
    assert float(came) == pytest.approx(float(was_promised), rel=0.01)
    lab.picture("live-promised", live)
    assert lab.errors() == []
