"""How an explorer's page looks and feels: nothing jumps, all is named, seen and fast."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from course_utils.widgets.explorer import Explorer
from course_utils.widgets.page import script
from course_utils.widgets.words import number_text
from tests.widgets.descent import spec

pytestmark = pytest.mark.xdist_group("browser")


@pytest.mark.parametrize("width", [900, 420])
def test_nothing_jumps(visit, width):
    explorer = visit(Explorer(spec(drawing=True)))
    explorer.page.set_viewport_size({"width": width, "height": 1000})
    before = explorer.boxes()
    explorer.predict(0)
    assert explorer.boxes() == before
    for rate, noise, step in [(4, 0, 30), (0, 1, 3), (2, 0, 9)]:
        explorer.move("rate", rate)
        explorer.move("noise", noise)
        explorer.move("step", step)
        assert explorer.boxes() == before
    for change in ("Pin this run", "Is this it?", "Copy setting", "Unpin"):
        explorer.press(change)
        assert explorer.boxes() == before, change
    explorer.root.get_by_label("Spread over 20 seeds").check()
    explorer.settle()
    assert explorer.boxes() == before


def test_everything_has_a_name(visit):
    explorer = visit(Explorer(spec(drawing=True)))
    assert explorer.controls_without_name() == []
    explorer.predict(0)
    explorer.code()
    explorer.tables()
    assert explorer.controls_without_name() == []


def test_steps_are_faster_than_a_frame(descent):
    descent.press("Pin this run")
    descent.root.get_by_label("Spread over 20 seeds").check()
    times = descent.step_times()
    assert np.median(times) < 16, times


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


def test_page_works_in_a_sandboxed_frame(visit, chromium, tmp_path):
    path = Explorer(spec()).to_html(tmp_path / "page.html")
    page = chromium.new_page()
    page.set_content("<iframe sandbox='allow-scripts' width='900' height='1500'></iframe>")
    page.evaluate("text => { document.querySelector('iframe').srcdoc = text }", path.read_text())
    inside = page.frame_locator("iframe")
    inside.get_by_label("It grows without end").check()
    inside.get_by_role("button", name="This is my prediction").click()
    expect(inside.get_by_text("And so it is")).to_be_visible()
    inside.get_by_role("button", name="Copy setting").click()
    expect(inside.locator(".xp-share [role=status]")).to_have_text(re.compile("Copied|Selected"))
    page.close()


# Adds the page's own script to a page, with one of its functions left in reach.
RUN_AGAIN = """text => new Promise(done => {
    const module = document.createElement('script');
    module.type = 'module';
    window.done = done;
    const reach = 'Object.assign(window, {numberText, halfToNumber}); window.done();';
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
