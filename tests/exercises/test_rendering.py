"""A verdict as HTML, Markdown and text: complete, safe, and readable without colour."""

from html.parser import HTMLParser

import pytest

from course_utils.exercises.rendering import to_html, to_markdown, to_text
from course_utils.exercises.verdicts import Finding, Status, Verdict, verdict_of

HOSTILE = "<script>alert('x')</script> & \"quoted\" `code` *bold* $math$ ` odd\nnew line"
RIGHT = Finding(True, "the input shape", "(6,)")
WRONG = Finding(False, "layer 2", "`Dense(units=1)`", HOSTILE, "Change it to `Dense(1)`.")
INCORRECT = verdict_of("1.2", [RIGHT, WRONG], points=2)
VERDICTS = [
    INCORRECT,
    Verdict("1.2", Status.CORRECT, (RIGHT,), message="One unit is enough."),
    Verdict("1.2", Status.NOT_ATTEMPTED, message="Replace the `...`."),
    Verdict("1.2", Status.CANNOT_CHECK, (WRONG,)),
    Verdict(HOSTILE, Status.CANNOT_CHECK, message=HOSTILE),
]
NAMES = {
    Status.CORRECT: "Correct",
    Status.INCORRECT: "Not yet",
    Status.NOT_ATTEMPTED: "Not attempted yet",
    Status.CANNOT_CHECK: "Cannot check this",
}


class Page(HTMLParser):
    """Collects tags, checks that they close in order, and keeps what is read aloud."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.open, self.spoken, self.attributes = [], [], "", {}
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.open.append((tag, dict(attrs)))
        self.attributes.setdefault(tag, dict(attrs))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        if not any(attributes.get("aria-hidden") for _, attributes in self.open):
            self.spoken += data


@pytest.mark.parametrize("verdict", VERDICTS)
def test_html_is_well_formed_and_safe(verdict):
    page = Page(to_html(verdict))
    assert set(page.tags) <= {"section", "p", "strong", "em", "span", "ul", "li", "code"}
    section = page.attributes["section"]
    assert section["role"] == "status"
    assert section["aria-label"] == f"Question {verdict.question}: {NAMES[verdict.status]}"


@pytest.mark.parametrize("verdict", VERDICTS)
def test_words_carry_the_outcome(verdict):
    assert NAMES[verdict.status] in Page(to_html(verdict)).spoken
    assert NAMES[verdict.status] in to_markdown(verdict)
    assert NAMES[verdict.status] in to_text(verdict)


def test_colours_come_from_the_theme():
    html = to_html(INCORRECT)
    assert "color:var(--jp-ui-font-color1,inherit)" in html
    assert "background" not in html


@pytest.mark.parametrize("render", [to_html, to_markdown, to_text])
def test_every_part_of_a_finding(render):
    text = render(INCORRECT)
    for words in ("Layer 2", "Expected", "Found", "Next", "Dense(units=1)", "Change it to"):
        assert words in text
    assert "1 of 2 points so far" in text
    assert "Already right: the input shape." in text
    assert "gives one step at a time" in text


def test_learners_text_is_escaped():
    html = to_html(INCORRECT)
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "<code>code</code>" in html


def test_learners_text_is_plain_in_markdown():
    markdown = to_markdown(INCORRECT)
    assert "\\<script>" in markdown
    assert "\\*bold\\*" in markdown
    assert "\\$math\\$" in markdown
    assert "`code`" in markdown


@pytest.mark.parametrize("render", [to_markdown, to_text])
def test_a_finding_keeps_to_its_line(render):
    (line,) = [line for line in render(INCORRECT).split("\n") if "Found:" in line]
    assert "new line" in line


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("`a`", "<code>a</code>"),
        ("`a", "`a"),
        ("`a` and `b", "<code>a</code> and `b"),
        ("``", "``"),
        ("`<b>`", "<code>&lt;b&gt;</code>"),
    ],
)
def test_backticks_become_code(text, html):
    finding = Finding(False, "here", text)
    assert f"<li>Expected: {html}</li>" in to_html(verdict_of("1.2", [finding]))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Count *all* rows", "Count <em>all</em> rows"),
        ("*first* and *the last*.", "<em>first</em> and <em>the last</em>."),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("x*y*z", "x*y*z"),
        ("`a *b* c`, not *d*", "<code>a *b* c</code>, not <em>d</em>"),
    ],
)
def test_words_between_asterisks_are_stressed(text, html):
    finding = Finding(False, "here", text)
    assert f"<li>Expected: {html}</li>" in to_html(verdict_of("1.2", [finding]))


def test_what_is_not_known_is_not_said():
    text = to_text(verdict_of("1.2", [Finding(False, "here", "this")]))
    assert "Found" not in text
    assert "Next" not in text


def test_a_long_text_is_cut():
    long = verdict_of("1.2", [Finding(False, "here", "this", "x" * 1_000_000, "Shorter.")])
    assert len(to_text(long)) < 1_000


def test_a_few_places_that_are_right_are_named():
    right = [Finding(True, f"layer {number}", "") for number in range(1, 10)]
    assert "Already right: layer 1, layer 2, layer 3, layer 4, and 5 more." in to_text(
        verdict_of("1.2", [*right, WRONG])
    )
