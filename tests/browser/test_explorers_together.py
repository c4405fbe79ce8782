"""All explorers on one page: none disturbs another, whatever a reader's settings are."""

import json
from base64 import b64encode

import pytest
from playwright.sync_api import expect

import course_utils
from course_utils.widgets.scripts import script, style
from tests.browser.explorer_page import ExplorerPage
from tests.browser.lab import PATIENCE

pytestmark = pytest.mark.xdist_group("browser")

NAMES = [name for name in course_utils.__all__ if name.startswith("explore_")]
MARKS = ".xp-line:not(.xp-guess-paper), .xp-dots, .xp-pixel-frame:not(.xp-pixel-paper)"
IDS = "() => [...document.querySelectorAll('[id]')].map(({id}) => id)"
# Each widget of a notebook has a copy of the script of its own.
VIEW = """
<main id="{name}"></main><script type="module">{script}
const numbers = Uint8Array.from(atob("{numbers}"), letter => letter.charCodeAt(0));
const parts = {{ data: {data}, numbers: new DataView(numbers.buffer) }};
render({{ model: {{ get: name => parts[name] }}, el: document.getElementById("{name}") }});
</script>"""


@pytest.fixture(scope="module")
def explorers():
    return {name: getattr(course_utils, name)() for name in NAMES}


def view(name, explorer):
    """A view of an explorer, for a page that has several."""
    return VIEW.format(
        name=name,
        script=script(),
        numbers=b64encode(explorer.numbers).decode(),
        data=json.dumps(explorer.data).replace("<", "\\u003c"),
    )


@pytest.fixture(scope="module")
def pages(explorers, tmp_path_factory):
    """The page with all views, and the one with what a saved notebook keeps of them."""
    folder = tmp_path_factory.mktemp("together")
    head = f"<!doctype html><html lang=en><title>All</title><style>{style()}</style>"
    views = "".join(view(name, explorer) for name, explorer in explorers.items())
    saved = "".join(explorer._saved() for explorer in explorers.values())
    for name, body in (("views", views), ("saved", saved)):
        (folder / f"{name}.html").write_text(f"{head}<body>{body}</body></html>", encoding="utf-8")
    return folder


@pytest.fixture
def opened(chromium, pages):
    """Open one of the pages; afterwards nothing complained."""
    contexts, troubles = [], []

    def opened(name="views", width=800, **options):
        contexts.append(chromium.new_context(viewport={"width": width, "height": 900}, **options))
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.goto((pages / f"{name}.html").as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()
    assert troubles == []


def each(page):
    """Every view of the page by its explorer's name."""
    return {name: ExplorerPage(page, page.locator(f"#{name} .xp")) for name in NAMES}


def colours(view, selector, name):
    """The colours that some elements have; the browser blends none."""
    read = f"elements => elements.map(element => getComputedStyle(element).{name})"
    return set(view.root.locator(selector).evaluate_all(read))


def told(views, without):
    """What all views but one say of their runs."""
    said = ".xp-sentence, .xp-readouts, .xp-value"
    others = {name: view for name, view in views.items() if name != without}
    return {name: view.root.locator(said).all_inner_texts() for name, view in others.items()}


def test_none_disturbs_another(opened, explorers):
    page = opened()
    views = each(page)
    for place, view in enumerate(views.values()):
        assert [one.is_open for one in views.values()] == [i < place for i in range(len(views))]
        view.predict(0)
    ids = page.evaluate(IDS)
    assert len(ids) == len(set(ids)) > 10 * len(NAMES)
    for name, view in views.items():
        before = told(views, name)
        for setting in explorers[name].spec.settings:
            view.move(setting.name, 0)
            view.move(setting.name, len(setting.values) - 1)
            assert view.place(setting.name) == len(setting.values) - 1
        assert told(views, name) == before
    assert views[NAMES[0]].controls_without_name() == []


def test_forced_colours_keep_lines_and_marks_apart_from_the_paper(opened, explorers):
    page = opened(forced_colors="active")
    for name, view in each(page).items():
        view.predict(0)
        (paper,) = {view.root.evaluate("root => getComputedStyle(root).backgroundColor")}
        lines = colours(view, f".xp-plot :is({MARKS})", "stroke")
        has_plot = view.root.locator(".xp-plot").count() > 0  # that of attention has tables alone
        assert bool(lines) == has_plot and paper not in lines, name
        dashes = view.root.locator(".xp-large .xp-plot .xp-line:not([class*=guess])").evaluate_all(
            "lines => lines.map(line => line.getAttribute('stroke-dasharray') ?? '')"
        )
        assert len(set(dashes)) == len(dashes), f"{name}: lines that colour alone tells apart"
        marked = colours(view, "input[type=range], .xp-tools button", "borderTopColor")
        assert marked and paper not in marked, name


def test_who_wants_no_motion_gets_one_step_for_a_press(opened, explorers):
    page = opened(reduced_motion="reduce")
    for name, view in each(page).items():
        (time,) = [s for s in explorers[name].spec.settings if s.kind == "time"] or [None]
        view.predict(0)
        if time is None:
            expect(view.button("Play")).to_have_count(0)
            continue
        view.move(time.name, 0)
        view.press("Next step")
        page.wait_for_timeout(300)
        assert view.place(time.name) == 1, name


def test_a_finger_is_enough(opened, explorers):
    page = opened(width=375, has_touch=True)
    for name, view in each(page).items():
        spec = explorers[name].spec
        choices = view.root.locator(".xp-choices button")
        if choices.count():
            choices.first.tap()
        else:
            for x in (0.3, 0.6, 0.9):
                plot = view.root.locator(".xp-large .xp-plot")
                box = plot.bounding_box()
                plot.tap(position={"x": x * box["width"], "y": 0.4 * box["height"]})
            view.button("This is my prediction").tap()
        view.settle()
        assert view.is_open, name
        for setting in spec.settings:
            control = view.control(setting.name).first
            control.tap(position={"x": 2, "y": 5})
            view.settle()
            assert view.place(setting.name) == 0, f"{name}: {setting.name}"
        view.root.locator(".xp-large").tap()
        view.button("Copy token").tap()
        view.settle()
        assert view.bad_numbers() == []
    assert page.evaluate("() => document.documentElement.scrollWidth") == 375


def test_saved_ones_open_without_a_kernel_as_they_were_left(opened, explorers):
    page = opened("saved")
    frames = page.locator(".xp-saved iframe")
    expect(frames).to_have_count(len(NAMES))
    for place, name in enumerate(NAMES):
        inside = page.frame_locator(".xp-saved iframe").nth(place)
        expect(inside.locator(".xp-title")).to_have_text(
            explorers[name].spec.title, timeout=PATIENCE
        )
        choice = inside.locator(".xp-choices button")
        if choice.count():
            choice.first.click()
            expect(inside.locator("[data-stage=open]")).to_have_count(1, timeout=PATIENCE)
    asked = sum(bool(explorer.spec.prediction.choices) for explorer in explorers.values())
    page.wait_for_function("count => localStorage.length === count", arg=asked)
    page.reload()
    for place, name in enumerate(NAMES):
        inside = page.frame_locator(".xp-saved iframe").nth(place)
        frames.nth(place).scroll_into_view_if_needed()  # out of sight a frame draws nothing
        stage = "open" if explorers[name].spec.prediction.choices else "asked"
        expect(inside.locator(f"[data-stage={stage}]")).to_have_count(1, timeout=PATIENCE)
