"""The pages of the grader in a real browser: nothing runs, all is reached, named and seen."""

import pytest

from course_utils.grading.pages import class_page, student_page, write_pages
from course_utils.grading.result import Result
from tests.browser.lab import ARTIFACTS
from tests.grading.pages.samples import (
    ATTACKS,
    BLANK,
    CODE,
    HOSTILE,
    NO_BIAS,
    NOT_SUMMED,
    ROWS,
    TARGET,
    TEXT,
    asked,
    hostile,
    result,
    unreadable,
)

pytestmark = pytest.mark.xdist_group("browser")

NAMES = (
    *("Ada Lovelace", "Alan Turing", "Annie Easley", "Barbara Liskov", "Emmy Noether"),
    *("Évariste Galois", "Grace Hopper", "Hedy Lamarr", "José García", "Karen Spärck Jones"),
    *("Katherine Johnson", "Mary Jackson"),
)
ANSWERS = (
    *({"1.1": ROWS, "1.4": NO_BIAS}, {}, {"1.4": NOT_SUMMED}, {"1.1": TARGET, "2.1": TEXT}),
    *({"1.4": NO_BIAS, "2.5": BLANK * 2}, {"1.1": ROWS, "2.1": BLANK}, {"1.4": NO_BIAS}),
)
STOPPED = {"ended": "stopped", "note": "Cell 12 took longer than 60 s and was stopped."}


def sample_class():
    """A class of calm people, one stopped run, and one file that is no notebook."""
    results = [
        result(name, ANSWERS[n % len(ANSWERS)], seconds=1 + n / 7, unsealed=("a user of its own",))
        for n, name in enumerate(NAMES)
    ]
    results[3] = result(NAMES[3], {"1.4": NO_BIAS}, seconds=61, **STOPPED)
    return [*results, unreadable("Niklaus Wirth")]


def loud():
    """A result with a wide line of code and a long output."""
    code = CODE["1.4"] + "  # a long line" + " that goes on" * 20
    output = "\n".join(f"epoch {n}: loss {1 / (n + 1):.4f}" for n in range(60))
    one = asked("1.4", *NO_BIAS, code=code, output=output)
    questions = (one, asked("2.1", *BLANK, code="def relu(z):\n    ..."))
    origin = "grace/01_single_neuron.ipynb"
    return Result("Grace Hopper", "01_single_neuron", origin, "0" * 64, questions, **STOPPED)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Pages of a calm class, and of people who mean no good."""
    folder = tmp_path_factory.mktemp("pages")
    comment = "Well begun. Come to the office hour on Monday."
    write_pages(sample_class(), folder, comments={NAMES[0]: comment}, marks={NAMES[0]: 2.5})
    write_pages([hostile(attack, attack) for attack in ATTACKS], folder / "hostile", title=HOSTILE)
    pages = {
        "student": student_page(sample_class()[0], mark=2.5, comment=comment),
        "loud": student_page(loud()),
        "hostile_student": student_page(hostile(), comment=HOSTILE),
        "hostile_class": class_page([hostile(), *sample_class()], title=HOSTILE),
    }
    for name, page in pages.items():
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    return folder


PAGES = ("index", "student", "loud", "hostile_student", "hostile_class")


@pytest.fixture
def visit(chromium, folder):
    """Open pages from their files; afterwards nothing ran, asked for anything or complained."""
    contexts, troubles = [], []

    def visit(*names, width=1100, **media):
        context = chromium.new_context(viewport={"width": width, "height": 900}, **media)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: troubles.append(message.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("dialog", lambda dialog: (troubles.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: troubles.append(request.url))
        for name in names:
            address = (folder / f"{name}.html").as_uri()
            page.goto(address)
            troubles.remove(address)
            yield page
            assert page.evaluate("typeof window.canary") == "undefined"

    yield visit
    for context in contexts:
        context.close()
    assert troubles == []


LIVE = """() => [...document.querySelectorAll(
    'script, iframe, img, object, embed, form, input, base, link, svg, [srcdoc], [src]'
)].concat([...document.querySelectorAll('*')].filter(
    element => [...element.attributes].some(({name}) => name.startsWith('on'))
)).map(element => element.outerHTML)"""
TOUCH = """all => all.forEach(element => {
    element.focus();
    element.dispatchEvent(new Event('mouseover', {bubbles: true}));
})"""


def test_no_text_of_a_student_runs(visit, folder):
    """The page's own policy is switched off: the escaping alone must hold."""
    names = [
        str(path.relative_to(folder).with_suffix("")) for path in folder.rglob("hostile/**/*.html")
    ]
    assert len(names) == len(ATTACKS) + 1
    for page in visit(*names, bypass_csp=True):
        page.locator("a, summary, [tabindex]").evaluate_all(TOUCH)
        assert page.evaluate(LIVE) == []
        protocols = page.locator("a").evaluate_all("links => links.map(link => link.protocol)")
        assert set(protocols) == {"file:"}


def test_the_policy_holds_where_escaping_would_not(chromium, folder):
    page = chromium.new_page()
    page.goto((folder / "student.html").as_uri())
    attack = "<img src=x onerror=canary=1><iframe src=index.html></iframe>"
    with page.expect_console_message() as message:
        page.evaluate("html => document.body.insertAdjacentHTML('beforeend', html)", attack)
    assert "Content Security Policy" in message.value.text
    assert page.evaluate("typeof window.canary") == "undefined"
    page.close()


def test_links_lead_to_the_pages(visit, folder):
    for page in visit("student"):
        page.get_by_role("link", name="1.4 A neuron by hand").click()
        assert page.url.endswith("#question-2")
        top = "() => document.querySelector('#question-2').getBoundingClientRect().top < 200"
        page.wait_for_function(top)
    for page in visit("index"):
        addresses = page.locator("table a").evaluate_all("links => links.map(link => link.href)")
        pages = {path.as_uri() for path in (folder / "students").glob("*.html")}
        assert len(addresses) == len(NAMES) + 1
        assert set(addresses) == pages


NAMED = {
    *("link", "region", "table", "heading", "columnheader", "rowheader", "navigation"),
    *("article", "DisclosureTriangle", "image", "button"),
}


def test_everything_has_a_name(visit):
    for page in visit(*PAGES):
        session = page.context.new_cdp_session(page)
        nodes = session.send("Accessibility.getFullAXTree")["nodes"]
        seen = [node for node in nodes if node.get("role", {}).get("value") in NAMED]
        assert len(seen) > 10
        assert [node for node in seen if not node.get("name", {}).get("value", "").strip()] == []
        assert page.locator("html").get_attribute("lang") == "en"
        assert page.title().strip()
        for landmark in ("banner", "main", "contentinfo"):
            assert page.get_by_role(landmark).count() == 1


def test_headings_and_ids_are_in_order(visit):
    for page in visit(*PAGES):
        levels = page.locator("h1, h2, h3, h4").evaluate_all("all => all.map(h => +h.tagName[1])")
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))
        ids = page.locator("[id]").evaluate_all("all => all.map(element => element.id)")
        assert len(ids) == len(set(ids))


FOCUSED = """() => {
    const element = document.activeElement;
    const reached = document.querySelectorAll('a, summary, [tabindex]');
    const style = getComputedStyle(element);
    return [[...reached].indexOf(element), style.outlineStyle, parseFloat(style.outlineWidth)];
}"""


def test_the_keyboard_reaches_everything(visit):
    for page in visit("index", "loud"):
        for place in range(page.locator("a, summary, [tabindex]").count()):
            page.keyboard.press("Tab")
            assert page.evaluate(FOCUSED) == [place, "solid", 3]


def test_the_keyboard_scrolls_an_output(visit):
    for page in visit("loud", reduced_motion="reduce"):
        page.get_by_role("region", name="Its output, question 1.4").focus()
        page.keyboard.press("End")
        page.wait_for_function("() => document.activeElement.scrollTop > 0")


def test_a_narrow_page_does_not_scroll_sideways(visit):
    for page in visit(*PAGES):
        for width in (320, 360, 700):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.scrollingElement.scrollWidth") == width
        page.set_viewport_size({"width": 360, "height": 900})
        for wide in page.locator(".wide").all():
            assert wide.evaluate("box => box.scrollWidth > box.clientWidth")


# The contrast of every text with the paper behind it, where it is less than 4.5 to 1.
FAINT = """() => {
    const canvas = new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true});
    const luminance = colour => {
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map(level => {
            const part = level / 255;
            return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const paper = element => {
        const colour = getComputedStyle(element).backgroundColor;
        return colour === 'rgba(0, 0, 0, 0)' ? paper(element.parentElement) : colour;
    };
    const contrast = element => {
        const colours = [getComputedStyle(element).color, paper(element)].map(luminance);
        const [low, high] = colours.sort((a, b) => a - b);
        return (high + 0.05) / (low + 0.05);
    };
    const own = element => [...element.childNodes].some(
        node => node.nodeType === Node.TEXT_NODE && node.data.trim()
    );
    const texts = [...document.body.querySelectorAll('*')].filter(own);
    const faint = texts.filter(element => contrast(element) < 4.5);
    return [texts.length, faint.map(element => element.outerHTML)];
}"""


@pytest.mark.parametrize(
    ("scheme", "paper"), [("light", "rgb(255, 255, 255)"), ("dark", "rgb(27, 27, 31)")]
)
def test_colours_stand_out(visit, scheme, paper):
    for page in visit("index", "student", "hostile_student", color_scheme=scheme):
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == paper
        count, faint = page.evaluate(FAINT)
        assert count > 30
        assert faint == []


@pytest.mark.parametrize(("motion", "scroll"), [("reduce", "auto"), ("no-preference", "smooth")])
def test_motion_only_where_it_is_wanted(visit, motion, scroll):
    for page in visit("student", reduced_motion=motion):
        found = page.evaluate("getComputedStyle(document.documentElement).scrollBehavior")
        assert found == scroll


def test_on_paper_all_of_it_is_there(visit):
    cut = "all => all.map(p => [p.scrollHeight - p.clientHeight, p.scrollWidth - p.clientWidth])"
    for page in visit("loud", width=700, color_scheme="dark"):
        page.emulate_media(media="print")
        assert page.locator("pre").evaluate_all(cut) == [[0, 0]] * 3
        paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert paper == "rgb(255, 255, 255)"


@pytest.mark.parametrize(("width", "scheme"), [(1100, "light"), (360, "dark")])
def test_pictures_are_kept(visit, width, scheme):
    ARTIFACTS.mkdir(exist_ok=True)
    names = ("index", "loud")
    for name, page in zip(names, visit(*names, width=width, color_scheme=scheme), strict=True):
        path = ARTIFACTS / f"grading-{name}-{width}-{scheme}.png"
        path.unlink(missing_ok=True)
        page.screenshot(path=path, full_page=True)
        assert path.stat().st_size > 10_000
