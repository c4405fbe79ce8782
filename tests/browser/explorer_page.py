"""An explorer as a learner uses it: predict, move, ask, pin, copy."""

import json
import re
from contextlib import contextmanager

from playwright.sync_api import expect

# Rectangles of all that must stay where it is, by what it is.
BOXES = """root => Object.fromEntries([...root.querySelectorAll(
    '.xp-panel, .xp-panel > *, .xp-control, .xp-prediction, .xp-side, .xp-goal, .xp-tools'
)].map((element, i) => {
    const {left, top, width, height} = element.getBoundingClientRect();
    const name = element.getAttribute('class');
    return [`${i} ${name}`, [left + scrollX, top + scrollY, width, height]];
}).filter(([, [, , width]]) => width > 0))"""

# Attributes of pictures that hold no number, or one far outside any picture.
BAD_NUMBERS = r"""root => [...root.querySelectorAll('svg, svg *')]
    .flatMap(element => [...element.attributes])
    .filter(({name}) => name !== 'aria-label')
    .filter(({value}) => /NaN|Infinity|undefined|e\+|(?<![.\d])\d{6}/.test(value))
    .map(({ownerElement, name, value}) => `${ownerElement.tagName} ${name}=${value}`)"""

# Milliseconds of each of many steps: the handler, the drawing and the layout it causes.
STEPS = """([root, count]) => {
    const slider = root.querySelector('.xp-controls input[type=range]');
    const real = window.requestAnimationFrame;
    let waiting = [];
    window.requestAnimationFrame = draw => waiting.push(draw);
    const times = [];
    for (let i = 0; i < count; i += 1) {
        const before = performance.now();
        slider.value = i % (Number(slider.max) + 1);
        slider.dispatchEvent(new Event('input', {bubbles: true}));
        for (const draw of waiting.splice(0)) draw(before);
        root.getBoundingClientRect();
        times.push(performance.now() - before);
    }
    window.requestAnimationFrame = real;
    return times;
}"""


@contextmanager
def offline_visits(chromium):
    """Open pages from files; afterwards nothing was requested and nothing complained."""
    context = chromium.new_context(viewport={"width": 900, "height": 1000}, offline=True)
    troubles = []

    def visit(path, **media):
        page = context.new_page()
        page.on("console", lambda message: troubles.append(message.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", lambda request: troubles.append(request.url))
        page.emulate_media(**media)
        page.goto(path.as_uri())
        troubles.remove(path.as_uri())
        return ExplorerPage(page)

    yield visit
    context.close()
    assert troubles == []


class ExplorerPage:
    """One explorer on a page.

    Parameters
    ----------
    page : playwright Page
    root : playwright Locator, optional
        The explorer, where there are several.
    """

    def __init__(self, page, root=None):
        self.page = page
        self.root = root or page.locator(".xp").first

    def button(self, name):
        return self.root.get_by_role("button", name=name, exact=True)

    def settle(self):
        """Wait until everything that was asked for is drawn."""
        self.page.evaluate(
            "() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))"
        )

    @property
    def is_open(self):
        return self.root.locator("[data-stage=open]").count() == 1

    def predict(self, choice=0):
        """Choose, or draw and commit, with the keyboard alone."""
        choices = self.root.locator(".xp-choices button")
        choices.or_(self.root.locator(".xp-handles input")).first.wait_for()  # it is drawn
        if choices.count():
            choices.nth(choice).focus()
            self.page.keyboard.press("Enter")
            return self.settle()
        for handle in self.root.locator(".xp-handles input").all():
            handle.focus()
            self.page.keyboard.press("PageUp")
        self.press("This is my prediction")

    def press(self, name):
        """Press a button with the keyboard."""
        self.button(name).focus()
        self.page.keyboard.press("Enter")
        self.settle()

    def control(self, setting):
        return self.root.locator(f"input[data-setting={setting}]")

    def move(self, setting, place):
        """Bring a setting to a place, with the keyboard alone."""
        inputs = self.control(setting)
        if inputs.first.get_attribute("type") == "radio":
            inputs.nth(place).focus()
            self.page.keyboard.press("Space")
        else:
            inputs.focus()
            self.page.keyboard.press("Home")
            for _ in range(place):
                self.page.keyboard.press("ArrowRight")
        self.settle()

    def place(self, setting):
        """Where a setting stands."""
        inputs = self.control(setting)
        if inputs.first.get_attribute("type") == "radio":
            return [radio.is_checked() for radio in inputs.all()].index(True)
        return int(inputs.input_value())

    @property
    def token(self):
        self.show("Token")
        return self.root.get_by_label("Token", exact=True).input_value()

    def restore(self, token):
        """Type a token and press Enter."""
        self.show("Token")
        field = self.root.get_by_label("Token", exact=True)
        field.fill(token)
        field.press("Enter")
        self.settle()

    def told(self):
        """What the part with the token says."""
        return self.root.locator(".xp-shared").inner_text()

    def ask(self):
        """Press "Is this it?": whether it is, and the answer."""
        self.press("Is this it?")
        answer = self.root.locator(".xp-goal [role=status]")
        return answer.get_attribute("data-met") == "true", answer.inner_text()

    def show(self, name, shown=True):
        """Open a part below the row of buttons, or close it."""
        button = self.button(name)
        if (button.get_attribute("aria-expanded") == "true") != shown:
            self.press(name)

    def code(self, name="Keras code"):
        self.show(name)
        return self.root.get_by_role("region", name=name).text_content()

    def tables(self):
        """All tables: by caption the head and the rows, as texts."""
        self.show("Tables")
        self.settle()
        expect(self.root.locator(".xp-tables")).to_have_attribute("aria-busy", "false")
        return {
            table.locator("caption").inner_text(): table.locator("tr").evaluate_all(
                "rows => rows.map(row => [...row.cells].map(cell => cell.textContent))"
            )
            for table in self.root.locator(".xp-tables .xp-table").all()
        }

    def heard(self, pattern):
        """Wait until a screen reader is told a sentence like this."""
        expect(self.root.locator("[aria-live=polite]")).to_have_text(re.compile(pattern, re.DOTALL))
        return self.root.locator("[aria-live=polite]").text_content()

    def boxes(self):
        return self.root.evaluate(BOXES)

    def step_times(self, count=60):
        return self.page.evaluate(STEPS, [self.root.element_handle(), count])

    def controls_without_name(self):
        """Everything one can use, in the accessibility tree, that has no name there."""
        session = self.page.context.new_cdp_session(self.page)
        nodes = session.send("Accessibility.getFullAXTree")["nodes"]
        session.detach()
        used = {"button", "slider", "radio", "checkbox", "textbox", "gridcell", "img", "table"}
        return [
            json.dumps(node)
            for node in nodes
            if node.get("role", {}).get("value") in used
            and not node.get("ignored")
            and not node.get("name", {}).get("value")
        ]

    def bad_numbers(self):
        """Attributes of the pictures that hold no number."""
        return self.root.evaluate(BAD_NUMBERS)
