"""One card, that says the same in HTML, Markdown and text, and keeps a learner's texts as texts."""

import re
from html.parser import HTMLParser

import numpy as np
import pandas as pd
import pytest

from course_utils.diagnosis import Diagnosis, Trouble, diagnose
from course_utils.diagnosis.rendering import as_html, as_markdown, as_text, degree

TROUBLES = (
    Trouble(
        "rate_too_high",
        "The learning rate is too high",
        "The loss fell to 0.2 and was 3 at the end.",
        "Take a tenth of it: `Adam(0.001)`.",
        0.94,
        "With 0.001, 0.10 is left.",
        lesson=3,
    ),
    Trouble("overfitting", "The network learns by heart", "It rose.", "Stop earlier.", 0.6),
)
TWO = Diagnosis(TROUBLES, ("No cell is empty.",), ("Give `X` and `y`.",))
RENDERED = {"html": as_html, "markdown": as_markdown, "text": as_text}
# What a learner may have called a column, with a marker that would be an element.
NASTY = (
    "<script>alert(1)</script>",
    "`<img src=x onerror=alert(1)>",
    "a` <b>bold</b> `c",
    '"><section role="status">',
    "&lt;i&gt;<i>x</i>",
    "[link](javascript:alert(1)) <a href=x>x</a>",
    "line\n2. **Another finding**<br>",
)


class Page(HTMLParser):
    """The elements of a page, and what a reader reads."""

    def __init__(self, page):
        super().__init__()
        self.elements, self.words = [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words.append(data)


def words(text):
    """Letters and numbers alone."""
    return re.findall(r"[\w.]+", text)


@pytest.mark.parametrize("name", RENDERED)
def test_everything_is_said(name):
    said = RENDERED[name](TWO)
    for trouble in TROUBLES:
        assert trouble.title in said and trouble.cause in said and trouble.evidence in said
    assert "With 0.001, 0.10 is left." in said and "lesson 3" in said
    assert "almost certain" in said and "likely" in said and "2 findings" in said
    assert "No cell is empty." in said and "Not looked at" in said
    assert "None" not in said


def test_all_three_say_the_same():
    html = words(" ".join(Page(as_html(TWO)).words))
    text = [word for word in words(as_text(TWO)) if word not in {"1.", "2."}]
    markdown = [word for word in words(as_markdown(TWO)) if word not in {"1.", "2."}]
    assert html == text == markdown


@pytest.mark.parametrize("diagnosis", [TWO, Diagnosis(), Diagnosis(TROUBLES[:1])])
def test_the_card_is_one_status_with_a_label(diagnosis):
    page = Page(as_html(diagnosis))
    sections = [attributes for tag, attributes in page.elements if tag == "section"]
    (section,) = sections
    assert section["role"] == "status"
    assert section["aria-label"].startswith("Diagnosis: ")
    assert section["aria-label"] in " ".join(page.words)


def test_one_finding_is_one():
    assert "1 finding," in as_text(Diagnosis(TROUBLES[:1]))
    assert "Nothing found" in as_text(Diagnosis())


def test_colours_are_those_of_the_theme():
    colours = re.findall(r"(?:color|solid)[:\s]*([^;\"']+)", as_html(TWO))
    assert colours and all(colour.strip().startswith("var(--jp-") for colour in colours)


def test_the_words_go_with_the_number():
    assert [degree(sure) for sure in (1, 0.85, 0.84, 0.6, 0.59, 0)] == [
        *("almost certain",) * 2,
        *("likely",) * 2,
        *("possible",) * 2,
    ]


def test_a_notebook_and_a_terminal_get_theirs():
    bundle = TWO._repr_mimebundle_()
    assert bundle == {
        "text/html": as_html(TWO),
        "text/markdown": as_markdown(TWO),
        "text/plain": as_text(TWO),
    }
    assert str(TWO) == repr(TWO) == as_text(TWO)


def named(name):
    """A diagnosis in which a column's name is said."""
    X = pd.DataFrame({name: [1.0, np.nan], "b": [1.0, 2.0]})
    found = diagnose(X=X)
    assert found.causes == ("missing_values",)
    return found


def with_target(name):
    """A diagnosis in which a target is said."""
    return diagnose(X=np.arange(6.0).reshape(3, 2), y=np.array([name] * 3))


@pytest.mark.parametrize("made", [named, with_target])
@pytest.mark.parametrize("name", NASTY)
def test_html_has_no_element_of_a_learner(name, made):
    page = Page(as_html(made(name)))
    ours = {"section", "p", "strong", "ol", "ul", "li", "code", "em"}
    assert {tag for tag, _ in page.elements} <= ours
    assert [tag for tag, _ in page.elements].count("section") == 1


def test_html_shows_a_learners_text_as_it_is():
    assert NASTY[0] in "".join(Page(as_html(named(NASTY[0]))).words)


@pytest.mark.parametrize("made", [named, with_target])
@pytest.mark.parametrize("name", NASTY)
def test_markdown_has_no_element_of_a_learner(name, made):
    said = as_markdown(made(name))
    outside_code = re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", "", said)
    assert not re.search(r"(?<!\\)<[a-z/]", outside_code), said


@pytest.mark.parametrize(
    "name",
    ["line\n  2. Another finding", "a\r\nb", "x" * 5_000],
    ids=["a line feed", "a carriage return", "a long one"],
)
def test_a_learners_text_makes_no_lines_of_its_own(name):
    plain, said = as_text(named("age")), as_text(named(name))
    assert len(said.splitlines()) == len(plain.splitlines())
    assert max(map(len, said.splitlines())) < 3_000


def test_an_own_layers_name_is_a_text():
    import keras

    layers = [keras.Input((2,)), keras.layers.Dense(3, activation="relu", name="a_b_c")]
    layers[1].bias_initializer = keras.initializers.Constant(-99.0)
    model = keras.Sequential([*layers, keras.layers.Dense(1)])
    X = np.random.default_rng(0).normal(size=(30, 2))
    found = diagnose(model, None, X, X[:, 0], experiments=False)
    assert "dead_units" in found.causes and "a_b_c" in as_html(found)
