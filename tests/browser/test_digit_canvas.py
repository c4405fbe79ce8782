"""The paper to draw digits on, as a page of its own: mouse, finger, keyboard, and who listens."""

import re

import keras
import numpy as np
import pytest
from playwright.sync_api import expect

from course_utils import draw_digit, load_dataset
from course_utils.widgets.dense_steps import NAMES
from tests.browser.axe import axe_findings
from tests.browser.drawn_digits import HANDS
from tests.browser.explorer_page import offline_visits
from tests.browser.server import put_notebook

pytestmark = pytest.mark.xdist_group("browser")

# A seven with its bar, one step of the pen for each key.
SEVEN = ["ArrowUp"] * 6 + ["ArrowLeft"] * 4
SEVEN += ["Space", *["ArrowRight"] * 8, *["ArrowDown", "ArrowDown", "ArrowLeft"] * 3]
SEVEN += ["ArrowDown"] * 5
SEVEN += ["Space", "ArrowLeft", "ArrowLeft", *["ArrowUp"] * 4]
SEVEN += ["Space", *["ArrowRight"] * 5, "Space"]


@pytest.fixture(scope="module")
def reader():
    """The network of lesson 0."""
    digits = load_dataset("digits")
    X, y = digits.drop(columns="label").to_numpy() / 16, digits["label"].to_numpy()
    train = np.random.default_rng(1).permutation(len(y))[:1000]
    keras.utils.set_random_seed(1)
    layers = [keras.layers.Dense(64, activation="relu"), keras.layers.Dense(10, "softmax")]
    model = keras.Sequential([keras.Input((64,)), *layers])
    model.compile(keras.optimizers.Adam(0.01), loss="sparse_categorical_crossentropy")
    model.fit(X[train], y[train], batch_size=32, epochs=15, verbose=0)
    return model


class CanvasPage:
    """The canvas on a page, as a learner uses it."""

    def __init__(self, page):
        self.page = page
        self.paper = page.get_by_role("application", name="Paper to draw on")

    def draw(self, strokes):
        """Draw strokes, points in a square of side 1, with the mouse."""
        box = self.paper.bounding_box()
        for stroke in strokes:
            places = [
                (box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in stroke
            ]
            self.page.mouse.move(*places[0])
            self.page.mouse.down()
            for place in places[1:]:
                self.page.mouse.move(*place)
            self.page.mouse.up()

    def press(self, keys):
        self.paper.focus()
        for key in keys:
            self.page.keyboard.press(key)

    def button(self, name):
        return self.page.get_by_role("button", name=name, exact=True)

    def shares(self):
        """What the bars show, and the first of them."""
        values = self.page.locator("meter").evaluate_all("bars => bars.map(bar => bar.value)")
        assert sum(values) == pytest.approx(1, abs=1e-5)
        return np.array(values)

    def pixels(self):
        """What the network gets, (8, 8)."""
        squares = self.page.locator(".canvas-pixels rect")
        look = "all => all.map(one => Number(one.getAttribute('fill-opacity')))"
        return np.reshape(squares.evaluate_all(look), (8, 8))

    def answer(self):
        return self.page.locator(".canvas-answer").inner_text()


@pytest.fixture
def visit(chromium, tmp_path):
    """Open a canvas from a file, offline."""
    with offline_visits(chromium) as visit:

        def open_canvas(model, **media):
            path = draw_digit(model).to_html(tmp_path / "digit.html")
            return CanvasPage(visit(path, **media).page)

        yield open_canvas


@pytest.mark.parametrize("name", NAMES)
def test_the_page_computes_what_keras_does(visit, name):
    keras.utils.set_random_seed(2)
    layers = [keras.layers.Dense(12, activation=name, bias_initializer="random_normal")]
    layers += [keras.layers.Dense(10, activation="softmax")]
    model = keras.Sequential([keras.Input((64,)), *layers])
    canvas = visit(model)
    canvas.draw(HANDS[5][0])
    wanted = np.array(model(canvas.pixels().reshape(1, 64)))[0]
    assert canvas.shares() == pytest.approx(wanted, abs=1e-5)


def test_most_drawings_are_named_and_not_all(visit, reader):
    canvas = visit(reader)
    named = []
    for digit, hands in HANDS.items():
        for strokes in hands:
            canvas.button("Clear").click()
            canvas.draw(strokes)
            named.append(canvas.shares().argmax() == digit)
    assert 0.7 < np.mean(named) < 0.97, "the lesson says: about four of five"


def test_a_drawing_is_cut_out_and_centred_unless_one_says_no(visit, reader):
    canvas = visit(reader)
    small = [[(0.05 + 0.3 * x, 0.05 + 0.3 * y) for x, y in stroke] for stroke in HANDS[3][0]]
    canvas.draw(HANDS[3][0])
    large = canvas.pixels()
    assert canvas.answer().startswith("The network says: 3, with 9")
    canvas.button("Clear").click()
    canvas.draw(small)
    assert canvas.pixels() == pytest.approx(large, abs=0.25)
    assert large[0].any() and large[7].any(), "from edge to edge, as the data are"
    canvas.page.get_by_label("Cut out and centred").uncheck()
    assert not canvas.pixels()[4:].any() and not canvas.pixels()[:, 4:].any()


def test_with_the_keyboard_alone(visit, reader):
    canvas = visit(reader)
    canvas.press(SEVEN)
    expect(canvas.page.get_by_role("status")).to_have_text(re.compile(r"The network says: 7, with"))
    where = canvas.page.locator("[aria-live=polite]")
    expect(where).to_have_text(re.compile(r"^Row \d+, column \d+ of 16, pen lifted$"))
    with_bar = canvas.shares()[7]
    canvas.press(["Backspace"])
    assert canvas.shares()[7] < with_bar, "the bar counts"
    canvas.press(["Backspace"])
    assert "The paper is empty. Even so the network says" in canvas.answer()


def test_the_pen_stays_on_the_paper_and_is_lifted_where_the_focus_goes(visit, reader):
    canvas = visit(reader)
    canvas.press(["ArrowUp"] * 20)
    where = canvas.page.locator("[aria-live=polite]")
    expect(where).to_have_text("Row 1, column 9 of 16, pen lifted")
    canvas.press(["Space"])
    expect(where).to_have_text("Row 1, column 9 of 16, pen down")
    assert canvas.pixels().any(), "a dot"
    canvas.page.keyboard.press("Tab")
    expect(canvas.button("Clear")).to_be_focused()
    before = canvas.pixels()
    canvas.press(["ArrowDown"] * 4)
    assert np.array_equal(canvas.pixels(), before)


def test_the_answer_is_said_once_things_are_quiet(visit, reader):
    canvas = visit(reader)
    status = canvas.page.get_by_role("status")
    status.evaluate(
        "root => { window.said = 0; new MutationObserver(() => { window.said += 1; })"
        ".observe(root, {childList: true, characterData: true, subtree: true}); }"
    )
    canvas.draw(HANDS[8][2])
    expect(status).to_have_text(canvas.answer())
    assert canvas.page.evaluate("window.said") == 1


def test_a_finger_draws_and_does_not_scroll(chromium, tmp_path, reader):
    path = draw_digit(reader).to_html(tmp_path / "digit.html")
    context = chromium.new_context(
        viewport={"width": 375, "height": 560}, has_touch=True, is_mobile=True, offline=True
    )
    page = context.new_page()
    page.goto(path.as_uri())
    canvas = CanvasPage(page)
    box = canvas.paper.bounding_box()
    session = context.new_cdp_session(page)

    def touch(kind, *points):
        places = [{"x": box["x"] + x * box["width"], "y": box["y"] + y * box["height"]}
                  for x, y in points]  # fmt: skip
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": places})

    first, *others = HANDS[3][0][0]
    touch("touchStart", first)
    for point in others:
        touch("touchMove", point)
    touch("touchEnd")
    assert canvas.answer().startswith("The network says: 3, with 9")
    assert page.evaluate("scrollY") == 0
    assert page.evaluate("document.documentElement.scrollHeight > innerHeight"), "it could scroll"
    context.close()


@pytest.mark.parametrize("width", [375, 900])
@pytest.mark.parametrize(
    "media", [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"forced_colors": "active"}]
)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(visit, reader, media, width):
    canvas = visit(reader, **media)
    canvas.page.set_viewport_size({"width": width, "height": 800})
    canvas.draw(HANDS[3][0])
    assert axe_findings(canvas.page) == []
    assert canvas.page.evaluate("document.documentElement.scrollWidth") <= width
    ink = canvas.page.locator(".canvas-lines").evaluate("line => getComputedStyle(line).stroke")
    paper = canvas.page.locator(".xp").evaluate("root => getComputedStyle(root).backgroundColor")
    assert ink != paper
    canvas.press(["ArrowLeft"])
    expect(canvas.page.locator(".canvas-pen")).to_be_visible()
    expect(canvas.page.get_by_role("meter", name="3", exact=True)).to_be_visible()


def test_it_works_in_a_sandboxed_frame(chromium, tmp_path, reader):
    path = draw_digit(reader).to_html(tmp_path / "digit.html")
    page = chromium.new_page()
    page.set_content("<iframe sandbox='allow-scripts' width='800' height='600'></iframe>")
    page.evaluate(
        "text => { addEventListener('message', ({data}) => { window.told = data; });"
        "document.querySelector('iframe').srcdoc = text; }",
        path.read_text(encoding="utf-8"),
    )
    inside = page.frame_locator("iframe")
    expect(inside.get_by_text("The paper is empty")).to_be_visible()
    page.wait_for_function("window.told?.explorer === 'height' && window.told.height > 300")
    page.close()


NOTEBOOK = """
import keras
from course_utils import draw_digit

layers = [keras.Input((64,)), keras.layers.Dense(10, activation="softmax")]
draw_digit(keras.Sequential(layers))
"""


def test_in_jupyterlab_the_keys_are_the_papers(lab):
    put_notebook(lab.address, "draw.ipynb", [NOTEBOOK.strip(), "print('below')"])
    lab.open("draw.ipynb")
    lab.run(lab.cell("draw_digit")).locator(".xp-canvas").wait_for()
    canvas = CanvasPage(lab.page)
    cells = lab.page.locator(".jp-CodeCell").count()
    canvas.press(SEVEN)
    canvas.press([*"abdd"])
    assert canvas.pixels().sum() > 8
    assert lab.page.locator(".jp-CodeCell").count() == cells
    expect(canvas.paper).to_be_focused()
    canvas.draw(HANDS[0][0])
    canvas.button("Clear").click()
    assert not canvas.pixels().any()
