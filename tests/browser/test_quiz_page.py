"""A quiz as a page of its own: no kernel, no network; what was chosen is remembered there."""

import pytest
from playwright.sync_api import expect

from course_utils.widgets.quiz import Quiz
from tests.browser.axe import axe_findings
from tests.browser.explorer_page import offline_visits
from tests.browser.quiz_page import QuizPage
from tests.widgets.quiz_items import LAYERS, LOSS

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture
def visit(chromium, tmp_path):
    """Open a quiz from a file, offline."""
    with offline_visits(chromium) as visit:

        def open_quiz(kind="guess", items=(LOSS,), **media):
            return QuizPage(visit(Quiz(kind, items).to_html(tmp_path / "quiz.html"), **media).page)

        yield open_quiz


def test_a_choice_opens_the_sentences(visit):
    quiz = visit()
    expect(quiz.page.get_by_role("heading", level=1)).to_have_text("Guess 3.a")
    expect(quiz.group()).to_have_accessible_name("Which `loss` follows the mean?".replace("`", ""))
    assert "17.6" not in quiz.root.inner_text()
    quiz.answer(0)
    expect(quiz.status()).to_contain_text("✗ Not right. A wrong guess costs nothing.")
    expect(quiz.status()).to_contain_text("Right is “mse”: The mean is 17.6 & no more.")
    assert quiz.root.locator(".quiz-sign").all_inner_texts() == ["✗ your guess", "✓ right", ""]
    expect(quiz.root.get_by_text("The mean is 17.6 & no more.").first).to_be_visible()
    assert quiz.root.locator("code").first.inner_text() == "loss"
    assert quiz.root.locator("em").all_inner_texts() == ["middle"]
    assert quiz.root.locator("b").count() == 0, "a text is a text, never HTML"


def test_the_right_choice_is_said_in_words_sign_and_colour(visit):
    quiz = visit()
    quiz.answer(1)
    expect(quiz.status()).to_contain_text("✓ Right. You chose “mse”")
    expect(quiz.item()).to_have_attribute("data-state", "right")
    assert quiz.root.locator(".quiz-sign").all_inner_texts() == ["", "✓ your guess, right", ""]


def test_nothing_is_committed_without_a_choice(visit):
    quiz = visit()
    button = quiz.root.get_by_role("button", name="This is my guess")
    expect(button).to_have_attribute("aria-disabled", "true")
    expect(button).to_have_accessible_description("Choose one first. A wrong guess costs nothing.")
    button.focus()
    quiz.page.keyboard.press("Enter")
    expect(quiz.status()).to_be_empty()
    quiz.choose(2)
    expect(button).to_have_attribute("aria-disabled", "false")
    expect(quiz.status()).to_be_empty()


def test_a_committed_choice_is_not_changed_silently(visit):
    quiz = visit()
    quiz.answer(2)
    expect(quiz.root.get_by_role("button", name="Guess made")).to_be_focused()
    for key in ("Enter", "Space", "Shift+Tab", "ArrowDown"):
        quiz.page.keyboard.press(key)
    assert quiz.chosen() == 2
    for radio in quiz.radios().all():
        expect(radio).to_be_disabled()
    quiz.answer_again()
    expect(quiz.radios().first).to_be_focused()
    assert quiz.chosen() is None
    assert "17.6" not in quiz.root.inner_text()
    quiz.answer(1)
    expect(quiz.status()).to_contain_text("✓ Right. Your first answer was “<b>huber</b>”.")


@pytest.fixture
def page(chromium):
    """A page of a browser without a network, to be loaded more than once."""
    context = chromium.new_context(offline=True)
    yield context.new_page()
    context.close()


def test_the_first_answer_is_remembered(page, tmp_path):
    page.goto(Quiz("recall", [LOSS, LAYERS]).to_html(tmp_path / "quiz.html").as_uri())
    quiz = QuizPage(page)
    quiz.answer(0, number=1)
    quiz.answer_again(number=1)
    quiz.answer(1, number=1)
    page.reload()
    assert (quiz.chosen(0), quiz.chosen(1)) == (None, 0)
    expect(quiz.status(1)).to_contain_text("✗ Not right. A wrong answer costs nothing.")
    expect(quiz.status(0)).to_be_empty()


def test_an_answer_to_options_of_old_is_forgotten(page, tmp_path):
    page.goto(Quiz("guess", [LOSS]).to_html(tmp_path / "quiz.html").as_uri())
    quiz = QuizPage(page)
    quiz.answer(0)
    option = LOSS["options"][0] | {"text": "another text"}
    Quiz("guess", [LOSS | {"options": [option, *LOSS["options"][1:]]}]).to_html(
        tmp_path / "quiz.html"
    )
    page.reload()
    expect(quiz.root).to_contain_text("another text")
    assert quiz.chosen() is None


@pytest.mark.parametrize("width", [375, 900])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(visit, theme, width):
    quiz = visit("recall", [LOSS, LAYERS], color_scheme=theme)
    quiz.page.set_viewport_size({"width": width, "height": 700})
    assert axe_findings(quiz.page) == []
    quiz.answer(1, number=0)
    quiz.answer(0, number=1)
    assert axe_findings(quiz.page) == []
    assert not quiz.scrolls_sideways()


def test_it_works_in_a_sandboxed_frame_that_has_no_storage(chromium, tmp_path):
    path = Quiz("guess", [LOSS]).to_html(tmp_path / "quiz.html")
    page = chromium.new_page()
    page.set_content("<iframe sandbox='allow-scripts' width='800' height='600'></iframe>")
    page.evaluate("text => { document.querySelector('iframe').srcdoc = text }", path.read_text())
    inside = page.frame_locator("iframe")
    inside.get_by_label("mse").check()
    inside.get_by_role("button", name="This is my guess").click()
    expect(inside.get_by_role("status")).to_contain_text("✓ Right.")
    page.close()
