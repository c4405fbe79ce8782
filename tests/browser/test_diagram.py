"""The network as a diagram: a unit is silenced by mouse and by keyboard, and its loss is told."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from course_utils import explore_bends, explore_capacity
from course_utils.widgets.words import number_text
from tests.widgets.running import at

pytestmark = pytest.mark.xdist_group("browser")

RUN = {"units": 4, "start": 1, "epoch": 100}
TOLD = ".xp-told-parts"


@pytest.fixture(scope="module")
def explorer():
    return explore_bends()


@pytest.fixture
def page(visit, explorer):
    page = visit(explorer)
    page.predict()
    page.restore(explorer.token(**RUN))
    page.diagram = page.root.locator(".xp-diagram")
    return page


def error_without(spec, silent):
    """The mean error of the run without some units, from the measures."""
    line_x = at(spec, "line_x", **RUN).astype(float)
    line = at(spec, "sum", **RUN) - at(spec, "parts", **RUN)[list(silent)].sum(axis=0)
    x, y = (spec.measures[name].values for name in "xy")
    return np.abs(np.interp(x, line_x, line.astype(float)) - y).mean()


def told_error(page):
    return float(
        re.search(r"mean error ([\d.]+), with all", page.root.locator(TOLD).inner_text())[1]
    )


def test_there_is_a_button_for_each_unit_of_the_run(page, explorer):
    expect(page.diagram.get_by_role("button")).to_have_count(4)
    page.restore(explorer.token(**RUN | {"units": 1}))
    expect(page.diagram.get_by_role("button")).to_have_count(1)


def test_a_silent_unit_takes_its_part_off_the_line(page, explorer):
    line = page.root.locator(".xp-panel", has_text="bends").locator(".xp-line").first
    whole, table = line.get_attribute("d"), page.tables()["The network and its bends: lines"]
    unit = page.diagram.get_by_role("button").nth(1)
    unit.click()
    page.settle()
    expect(unit).to_have_attribute("aria-pressed", "true")
    assert line.get_attribute("d") != whole
    assert page.tables()["The network and its bends: lines"] != table
    assert told_error(page) == pytest.approx(error_without(explorer.spec, [1]), rel=0.01)
    unit.click()
    page.settle()
    assert line.get_attribute("d") == whole
    expect(page.root.locator(TOLD)).to_contain_text("to silence it")


def test_the_keyboard_silences_as_well_and_several_add_up(page, explorer):
    first = page.diagram.get_by_role("button").first
    first.focus()
    page.page.keyboard.press("Enter")
    page.page.keyboard.press("ArrowDown")
    page.page.keyboard.press("Space")
    page.settle()
    expect(page.root.locator(TOLD)).to_contain_text("Without unit 1, 2:")
    assert told_error(page) == pytest.approx(error_without(explorer.spec, [0, 1]), rel=0.01)


def test_another_run_has_all_its_units_again(page, explorer):
    page.diagram.get_by_role("button").first.click()
    page.restore(explorer.token(**RUN | {"epoch": 55}))
    expect(page.diagram.get_by_role("button").first).to_have_attribute("aria-pressed", "true")
    page.restore(explorer.token(**RUN | {"start": 2}))
    expect(page.diagram.get_by_role("button").first).to_have_attribute("aria-pressed", "false")


def test_whole_is_what_the_readout_says(page, explorer):
    page.diagram.get_by_role("button").first.click()
    page.settle()
    whole = number_text(at(explorer.spec, "error", **RUN), 2)
    expect(page.root.locator(TOLD)).to_contain_text(re.compile(rf"with all {re.escape(whole)}"))


def test_the_address_names_the_silent_ones(page):
    page.diagram.get_by_role("button").nth(1).click()
    page.diagram.get_by_role("button").nth(3).click()
    address = "#bends+units=4+start=1+epoch=100&silent=2,4"
    page.page.wait_for_function("hash => location.hash === hash", arg=address)
    go = "hash => { location.hash = hash; }"
    page.page.evaluate(go, "#bends+units=4+start=2+epoch=100")
    expect(page.root.locator(TOLD)).to_contain_text("to silence it")
    page.page.evaluate(go, address)
    expect(page.root.locator(TOLD)).to_contain_text("Without unit 2, 4:")
    expect(page.diagram.locator("[aria-pressed=true]")).to_have_count(2)
    page.page.evaluate(go, address.replace("2,4", "3,7,x"))  # four there are
    expect(page.root.locator(TOLD)).to_contain_text("Without unit 3:")


def test_a_notebook_that_keeps_the_state_brings_the_silent_ones_back(page):
    state = {"token": "bends units=4 start=1 epoch=100", "silent": [0], "pins": []}
    page.page.evaluate("state => postMessage({explorer: 'state', state}, '*')", state)
    expect(page.root.locator(TOLD)).to_contain_text("Without unit 1:")


# Where no fit is the sum of units: a number is known for each of them alone.

TWO_LAYERS = {"width": 4, "depth": 2, "noise": 0.8, "n_examples": 24, "epoch": 140}


@pytest.fixture(scope="module")
def capacity():
    return explore_capacity()


@pytest.fixture
def layers(visit, capacity):
    page = visit(capacity)
    page.predict()
    page.restore(capacity.token(**TWO_LAYERS))
    page.diagram = page.root.locator(".xp-diagram")
    return page


def test_a_layer_that_the_run_has_not_takes_no_room(layers, capacity):
    expect(layers.diagram.get_by_role("button")).to_have_count(8)
    layers.restore(capacity.token(**TWO_LAYERS | {"depth": 1}))
    expect(layers.diagram.get_by_role("button")).to_have_count(4)
    names = layers.diagram.locator("text").all_text_contents()
    assert names == ["x", "layer 1", "y"]
    # One line into each unit, one out of it.
    expect(layers.diagram.locator(".xp-edge")).to_have_count(8)


def test_the_loss_without_a_unit_is_told_for_one_at_a_time(layers, capacity):
    told = layers.root.locator(TOLD)
    layers.diagram.get_by_role("button").nth(1).focus()
    layers.page.keyboard.press("Enter")
    without = number_text(at(capacity.spec, "without_1", **TWO_LAYERS)[1], 4)
    whole = number_text(at(capacity.spec, "val_loss", **TWO_LAYERS), 4)
    expect(told).to_contain_text(
        f"Without unit 2 of layer 1: validation loss {without}, with all {whole}."
    )
    layers.page.keyboard.press("ArrowRight")
    layers.page.keyboard.press("Enter")
    expect(told).to_contain_text("Without unit 2 of layer 2:")
    expect(layers.diagram.locator("[aria-pressed=true]")).to_have_count(1)
    _, *rows = layers.tables()["The network itself"]
    name, *_, told_there = rows[1]
    assert len(rows) == 8 and name == "unit 2 of layer 1"
    assert told_there == number_text(at(capacity.spec, "without_1", **TWO_LAYERS)[1], 3)


def test_a_layer_is_passed_by_on_no_line(layers):
    # 4 into the first, the 2 strongest into each of the second, 4 out of it.
    expect(layers.diagram.locator(".xp-edge")).to_have_count(4 + 2 * 4 + 4)
