"""A live training in a real JupyterLab: it starts, stops and resets while the notebook is free."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.browser.server import put_notebook

# One worker, so that one JupyterLab serves them all.
pytestmark = pytest.mark.xdist_group("browser")

# Each batch takes a little longer than a step of a small network would, and is written down.
MODEL = """
import time
import keras
import numpy as np
from course_utils import LiveTraining

class Watched(keras.layers.Layer):
    times = []
    def call(self, inputs, training=False):
        if training:
            self.times.append(time.time())
            time.sleep(0.02)
        return inputs

X = np.random.default_rng(0).normal(size=(64, 2))
y = X.sum(axis=1)
model = keras.Sequential([keras.Input((2,)), Watched(), keras.layers.Dense(1)])
model.compile(optimizer="adam", loss="mean_squared_error", run_eagerly=True)
first = model.get_weights()
live = LiveTraining(model, X, y, validation_data=(X, y), epochs=500, batch_size=16)
live
"""
WAIT = "for _ in range(20):\n    time.sleep(0.1)\nprint('another cell has run')"
AGAIN = "live  # once more"
COUNT = "print(*Watched.times)"
WEIGHTS = "print(all(map(np.array_equal, model.get_weights(), first)), live.history.history)"
BROKEN = """
broken = LiveTraining(model, X, np.zeros((64, 7, 7)), epochs=1)
broken
"""
CELLS = [MODEL, WAIT, AGAIN, COUNT, WEIGHTS, BROKEN]


@pytest.fixture
def notebook(lab):
    """A notebook with these cells, open in JupyterLab."""
    put_notebook(lab.address, "live.ipynb", [code.strip() for code in CELLS])
    lab.open("live.ipynb")
    return lab


def epochs_in(widget):
    """How many points the training curve on the page has."""
    return widget.locator(".xp-plot .xp-line").first.get_attribute("d").count("L") + 1


def test_start_stop_reset(notebook):
    lab = notebook
    widget = lab.run(lab.cell("run_eagerly")).locator(".xp-live")
    status = widget.get_by_role("status")
    expect(status).to_have_text("Ready. 500 epochs to go.")
    start, stop, reset = (widget.get_by_role("button", name=n) for n in ("Start", "Stop", "Reset"))
    expect(stop).to_have_attribute("aria-disabled", "true")

    start.focus()
    lab.page.keyboard.press("Enter")
    expect(widget.locator(".xp-plot .xp-marker")).to_have_count(2, timeout=60_000)
    before = epochs_in(widget)
    busy = lab.cell("another cell has run")
    busy.locator(".cm-content").click()
    lab.page.keyboard.press("Control+Enter")
    lab.page.wait_for_timeout(1200)
    assert busy.locator(".jp-InputPrompt").inner_text() == "[*]:", "the other cell is still at work"
    assert epochs_in(widget) > before, "and the curve grows"
    expect(status).to_have_text(
        re.compile(r"Training: epoch \d+ of 500, training [\d.]+, validation [\d.]+")
    )
    expect(busy).to_contain_text("another cell has run")

    second = lab.run(lab.cell("once more")).locator(".xp-live")
    expect(second.locator(".xp-plot .xp-marker")).to_have_count(2)

    clicked = time.time()
    second.get_by_role("button", name="Stop").click()
    expect(status).to_contain_text("Stopped: epoch")
    batches = [float(t) for t in lab.run(lab.cell(COUNT)).inner_text().split()]
    late = [began - clicked for began in batches if began > clicked]
    print(f"Stop: {len(late)} batches began after the click, the last {max(late, default=0):.3f} s")
    assert len(batches) > 8
    assert max(late, default=0) < 10, "the epochs to come take much longer"
    lab.picture("live-stopped", widget)

    reset.click()
    expect(status).to_have_text("Ready. 500 epochs to go.")
    expect(second.locator(".xp-plot .xp-marker")).to_have_count(0)
    assert lab.run(lab.cell("get_weights(), first")).inner_text().strip() == "True {}"
    assert lab.errors() == []


def test_what_fit_raises_stands_in_the_widget_and_in_the_table_the_losses(notebook):
    lab = notebook
    widget = lab.run(lab.cell("run_eagerly")).locator(".xp-live")
    widget.get_by_role("button", name="Start").click()
    expect(widget.locator(".xp-plot .xp-marker")).to_have_count(2, timeout=60_000)
    widget.get_by_text("The losses as a table").click()
    expect(widget.locator("tr").first).to_have_text("epochtrainingvalidation")
    expect(widget.locator("tr").nth(1).locator("td")).to_have_text([re.compile(r"[\d.]+")] * 2)
    widget.get_by_role("button", name="Stop").click()

    broken = lab.run(lab.cell("broken")).locator(".xp-live")
    broken.get_by_role("button", name="Start").click()
    expect(broken.get_by_role("alert")).to_contain_text("Error", timeout=60_000)
    expect(broken.get_by_role("status")).to_contain_text("Ready")
    lab.picture("live-broken", broken)


def test_after_a_restart_the_widget_says_what_to_do(notebook):
    lab = notebook
    widget = lab.run(lab.cell("run_eagerly")).locator(".xp-live")
    lab.page.get_by_role("menuitem", name="Kernel", exact=True).click()
    lab.page.get_by_role("menuitem", name=re.compile("^Restart Kernel…")).click()
    lab.page.get_by_role("button", name="Confirm Kernel Restart").click()
    lab.wait_until_idle()
    widget.get_by_role("button", name="Start").click()
    told = "If it was restarted, run this cell again"
    expect(widget.get_by_role("alert")).to_contain_text(told, timeout=10_000)
