"""How an explorer's page looks and feels: nothing jumps, all is named, seen and fast."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from course_utils.widgets.explorer import Explorer
from course_utils.widgets.scripts import script
from course_utils.widgets.words import number_text
from tests.browser.axe import axe_findings
from tests.widgets.descent import spec

pytestmark = pytest.mark.xdist_group("browser")


@pytest.mark.parametrize("width", [900, 420])
def test_nothing_jumps_once_it_is_open(visit, width):
    explorer = visit(Explorer(spec(drawing=True)))
    explorer.page.set_viewport_size({"width": width, "height": 1000})
    explorer.predict(0)
    before = explorer.boxes()
    for rate, noise, step in [(4, 0, 30), (0, 1, 3), (2, 0, 9)]:
        explorer.move("rate", rate)
        explorer.move("noise", noise)
        explorer.move("step", step)
        assert explorer.boxes() == before


def test_no_page_scrolls_sideways_and_the_question_fits_the_screen(visit):
    explorer = visit(Explorer(spec()))
    wider = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    for width in (1280, 800, 375, 320):
        explorer.page.set_viewport_size({"width": width, "height": 700})
        assert explorer.page.evaluate(wider) == 0, width
    explorer.predict(0)
    explorer.heard("Step 4, loss")
    for width in (320, 375, 800, 1280):
        explorer.page.set_viewport_size({"width": width, "height": 700})
        assert explorer.page.evaluate(wider) == 0, width


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_and_everything_has_a_name(visit, theme):
    explorer = visit(Explorer(spec()), color_scheme=theme)
    assert explorer.controls_without_name() == []
    assert axe_findings(explorer.page) == []
    explorer.predict(0)
    explorer.press("Pin this run")
    explorer.move("rate", 2)
    for part in (re.compile("^Tried"), "Keras code", "Tables", re.compile("^Token")):
        explorer.root.get_by_role("button", name=part).click()
    explorer.settle()
    assert explorer.controls_without_name() == []
    assert axe_findings(explorer.page) == []


def test_forced_colours_keep_what_colour_says(visit):
    explorer = visit(Explorer(spec()), forced_colors="active")
    explorer.predict(0)
    colour = "element => getComputedStyle(element).backgroundColor"
    cells = {cell.evaluate(colour) for cell in explorer.root.locator(".xp-cell").all()}
    assert len(cells) > 3
    line = explorer.root.locator(".xp-plot .xp-line").first
    paper = explorer.root.evaluate(colour)
    assert line.evaluate("element => getComputedStyle(element).stroke") != paper


def test_a_white_host_under_a_dark_system_does_not_swallow_the_words(visit):
    explorer = visit(Explorer(spec()), color_scheme="dark")
    explorer.page.add_style_tag(content=":root { --jp-layout-color1: white; }")
    found = explorer.root.evaluate(CONTRAST)
    assert found["--xp-ink on --xp-paper"] >= 1


def test_a_log_axis_has_three_ticks_at_least(visit):
    page = visit(Explorer(spec())).page
    page.evaluate(RUN_AGAIN, script())
    ask = "([range, most]) => logTicks(range, most).map(({text}) => text)"
    assert page.evaluate(ask, [[0.02, 8], 6]) == ["0.03", "0.1", "0.3", "1", "3"]
    assert page.evaluate(ask, [[300, 12_000], 8]) == ["500", "1000", "2000", "5000", "10000"]
    assert page.evaluate(ask, [[1e-3, 1e3], 8])[::6] == ["0.001", "1000"]
    assert len(page.evaluate(ask, [[2, 8], 4])) >= 3


CONTRAST = """root => {
    const canvas = new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true});
    const probe = root.appendChild(document.createElement('i'));
    const luminance = name => {
        probe.style.color = `var(${name})`;
        canvas.fillStyle = getComputedStyle(probe).color;
        canvas.fillRect(0, 0, 1, 1);
        const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map(level => {
            const part = level / 255;
            return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const ratio = (a, b) => {
        const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
        return (high + 0.05) / (low + 0.05);
    };
    const found = {};
    for (const paper of ['--xp-paper', '--xp-raised']) {
        for (const ink of ['--xp-ink', '--xp-muted', '--xp-yes', '--xp-no']) {
            found[`${ink} on ${paper}`] = ratio(ink, paper) / 4.5;
        }
        found[`--xp-edge on ${paper}`] = ratio('--xp-edge', paper) / 3;
        found[`--xp-focus on ${paper}`] = ratio('--xp-focus', paper) / 3;
    }
    for (const colour of [0, 1, 2, 3, 4]) {
        found[`series ${colour}`] = ratio(`--xp-${colour}`, '--xp-paper') / 3;
    }
    found.strong = ratio('--xp-on-strong', '--xp-strong') / 4.5;
    return found;
}"""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_colours_stand_out(visit, theme):
    explorer = visit(Explorer(spec()), color_scheme=theme)
    found = explorer.root.evaluate(CONTRAST)
    assert len(found) == 18
    assert {name: ratio for name, ratio in found.items() if ratio < 1} == {}


def test_page_works_in_a_sandboxed_frame_and_tells_its_height(visit, chromium, tmp_path):
    path = Explorer(spec()).to_html(tmp_path / "page.html")
    page = chromium.new_page()
    page.set_content("<iframe sandbox='allow-scripts' width='900' height='300'></iframe>")
    page.evaluate("() => { window.told = []; onmessage = ({data}) => told.push(data); }")
    page.evaluate("text => { document.querySelector('iframe').srcdoc = text }", path.read_text())
    inside = page.frame_locator("iframe")
    inside.get_by_role("button", name="It grows without end").click()
    expect(inside.get_by_text("✓ As you said")).to_be_visible()
    inside.get_by_role("button", name="Copy token").click()
    expect(inside.locator(".xp-shared")).to_have_text(re.compile("Copied|Selected"))
    page.wait_for_function("() => told.some(({explorer}) => explorer === 'state')")
    heights = "() => told.filter(({explorer}) => explorer === 'height').map(({height}) => height)"
    first, *_, last = page.evaluate(heights)
    assert 250 < first < 450 < last
    page.close()


# Adds the page's own script to a page, with one of its functions left in reach.
RUN_AGAIN = """text => new Promise(done => {
    const module = document.createElement('script');
    module.type = 'module';
    window.done = done;
    const reach = 'Object.assign(window, {numberText, halfToNumber, logTicks}); window.done();';
    module.textContent = `${text}\n;${reach}`;
    document.head.append(module);
})"""


def test_numbers_read_the_same_here_and_in_python(visit):
    rng = np.random.default_rng(0)
    edges = [0, -0.0, 0.125, 1.0625, 2.5, 999.5, 9995, 999999, 1e6, 1e-4, 9.9996e-5, -3.14]
    wide = rng.normal(size=200) * 10.0 ** rng.integers(-12, 30, 200)
    whole = rng.integers(-(10**7), 10**7, 100)
    values = np.concatenate([edges, wide, whole]).astype(np.float32).tolist()
    page = visit(Explorer(spec())).page
    page.evaluate(RUN_AGAIN, script())
    for digits in (2, 3, 4):
        ask = "([values, digits]) => values.map(value => window.numberText(value, digits))"
        said = page.evaluate(ask, [values, digits])
        assert said == [number_text(value, digits) for value in values]


def test_every_half_precision_number_is_read_as_numpy_reads_it(visit):
    page = visit(Explorer(spec())).page
    page.evaluate(RUN_AGAIN, script())
    bits = np.arange(2**16, dtype=np.uint16)
    ask = "() => Array.from({length: 65536}, (_, bits) => String(window.halfToNumber(bits)))"
    read = [float(text.replace("Infinity", "inf")) for text in page.evaluate(ask)]
    np.testing.assert_array_equal(read, bits.view(np.float16).astype(float))
