"""Every explorer of the course, as a learner meets it on its page."""

import numpy as np
import pytest
from playwright.sync_api import expect

import course_utils
from course_utils.widgets.words import number_text, setting_texts
from tests.browser.explorer_page import offline_visits
from tests.browser.lab import ARTIFACTS

pytestmark = pytest.mark.xdist_group("browser")

NAMES = [name for name in course_utils.__all__ if name.startswith("explore_")]
each_explorer = pytest.mark.parametrize("name", NAMES)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Make an explorer and its page once, whichever test asks first."""
    folder, explorers = tmp_path_factory.mktemp("explorers"), {}

    def made(name):
        if name not in explorers:
            explorer = getattr(course_utils, name)()
            explorers[name] = explorer, explorer.to_html(folder / f"{name}.html")
        return explorers[name]

    return made


@pytest.fixture
def visit(chromium, made):
    """Open an explorer's page, offline."""
    with offline_visits(chromium) as visit:
        yield lambda name, **media: (made(name)[0], visit(made(name)[1], **media))


def settings_where(spec, met):
    """The first settings, as places, where the goal's measure has this value."""
    goal = spec.measures[spec.goal.met]
    places = np.argwhere(np.asarray(goal.values) == met)
    assert len(places), f"{spec.name}: nothing where the goal's measure is {met}"
    return spec.start | dict(zip(goal.axes, map(int, places[0]), strict=True))


def values_at(spec, at):
    """Values of the settings at these places, as `Explorer.code` takes them."""
    return {setting.name: setting.values[at[setting.name]] for setting in spec.settings}


def other_ends(spec):
    """Settings as far from where the page opens as they go."""
    last = {setting.name: len(setting.values) - 1 for setting in spec.settings}
    return {s.name: last[s.name] if s.start < last[s.name] / 2 else 0 for s in spec.settings}


def test_the_course_has_explorers():
    assert NAMES


@each_explorer
def test_prediction_goal_and_words_by_keyboard(visit, name):
    explorer, page = visit(name)
    spec = explorer.spec
    assert not page.is_open
    assert page.root.locator(".xp-plot .xp-line:not([class*=guess])").count() == 0
    assert page.root.bounding_box()["height"] <= 420
    page.predict(0)
    assert page.is_open
    told = page.root.locator(".xp-told")
    expect(told).to_be_focused()
    for choices in [spec.prediction.choices] if spec.prediction.choices else []:
        expect(told).to_contain_text(choices[spec.prediction.outcome])
    for setting in spec.settings:
        place = other_ends(spec)[setting.name]
        page.move(setting.name, place)
        assert page.place(setting.name) == place
        if setting.kind != "choice":
            slider = page.control(setting.name)
            expect(slider).to_have_attribute("aria-valuetext", setting_texts(setting)[place])
    assert len(page.heard(".+")) > 10
    assert page.bad_numbers() == []


@each_explorer
def test_goal_is_reached_and_missed(visit, name):
    explorer, page = visit(name)
    page.predict(0)
    for met in (0, 1):
        at = settings_where(explorer.spec, met)
        page.restore(explorer.token(**values_at(explorer.spec, at)))
        assert page.told() == "You are there."
        reached, answer = page.ask()
        assert reached == bool(met)
        assert len(answer) > 10
        assert "$" not in answer.replace("$ ", "")


@each_explorer
def test_code_on_the_page_is_the_code_in_python(visit, name):
    explorer, page = visit(name)
    page.predict(0)
    assert page.code(explorer.spec.code_name) == explorer.code()
    for at in (other_ends(explorer.spec), settings_where(explorer.spec, 1)):
        values = values_at(explorer.spec, at)
        page.restore(explorer.token(**values))
        code = page.code(explorer.spec.code_name)
        assert code == explorer.code(**values)
        compile(code, name, "exec")


@each_explorer
def test_pin_copy_and_restore(visit, name):
    explorer, page = visit(name)
    page.predict(0)
    page.press("Copy token")
    first = page.token
    assert first == explorer.token()
    page.press("Pin this run")
    far = explorer.token(**values_at(explorer.spec, other_ends(explorer.spec)))
    page.restore(far)
    page.press("Copy token")
    assert page.token == far
    expect(page.root.get_by_role("list", name="Pinned runs")).to_be_visible()
    page.restore(first)
    for setting in explorer.spec.settings:
        assert page.place(setting.name) == explorer.at[setting.name]
    page.restore("nonsense")
    assert "another explorer" in page.told()


@each_explorer
def test_tables_hold_the_measures(visit, name):
    explorer, page = visit(name)
    page.predict(0)
    tables = page.tables()
    assert tables
    start = explorer.at
    for panel in [panel for panel in explorer.spec.panels if panel.kind == "curves"]:
        measure = explorer.spec.measures[panel.series[0].measure]
        at = [slice(None) if axis == panel.x else start[axis] for axis in measure.axes]
        curve = np.asarray(measure.values[tuple(at)], np.float32)
        told = [row[1] for row in tables[panel.title][1:]]
        assert told == [number_text(value) for value in np.broadcast_to(curve, len(told))]


@each_explorer
def test_it_fits_and_nothing_jumps(visit, name):
    explorer, page = visit(name)
    page.page.set_viewport_size({"width": 800, "height": 900})
    page.predict(0)
    assert page.root.bounding_box()["height"] <= 780
    before = page.boxes()
    for setting in explorer.spec.settings:
        page.move(setting.name, other_ends(explorer.spec)[setting.name])
        assert page.boxes() == before, setting.name
    page.page.set_viewport_size({"width": 375, "height": 700})
    assert page.page.evaluate("() => document.documentElement.scrollWidth") == 375


@each_explorer
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_picture_is_kept(visit, name, theme):
    _, page = visit(name, color_scheme=theme)
    page.predict(0)
    page.settle()
    ARTIFACTS.mkdir(exist_ok=True)
    picture = ARTIFACTS / f"{name}-{theme}.png"
    page.root.screenshot(path=picture)
    assert picture.stat().st_size > 10_000
