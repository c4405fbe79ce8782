"""What a learner does on the site: read, guess, play, search, and all of it by keyboard."""

import pytest
from playwright.sync_api import expect

from course_utils.source.course_map import lessons

pytestmark = pytest.mark.xdist_group("site")  # one site, one browser

LESSONS = [f"lessons/lesson_{lesson.stem}.html" for lesson in lessons()]
LESSON_3 = LESSONS[3]

# Each question answered with its first option, by clicks; what the page then says of it.
ANSWER_ALL = """() => [...document.querySelectorAll('.course-mount .quiz-item')].map(item => {
    const before = item.dataset.state;
    item.querySelector('input').click();
    item.querySelector('.xp-strong-button').click();
    return [before, item.dataset.state, item.querySelector('[role=status]').textContent];
})"""

# The first prediction of the explorer is made, then its first slider moved.
PLAY = """async () => {
    const pause = () => new Promise(done => setTimeout(done, 50));
    const choice = document.querySelector('.xp-choices button');
    if (choice) choice.click();
    else {
        for (const handle of document.querySelectorAll('.xp-handles input')) {
            handle.value = handle.max;
            handle.dispatchEvent(new Event('input', {bubbles: true}));
        }
        await pause();
        [...document.querySelectorAll('button')]
            .find(button => button.textContent === 'This is my prediction').click();
    }
    await pause();
    const sliders = [...document.querySelectorAll('.xp-controls input[type=range]')];
    const told = () => document.querySelector('.xp-sentence').textContent;
    const before = told();
    for (const slider of sliders) {
        slider.value = Number(slider.value) === Number(slider.max) ? slider.min : slider.max;
        slider.dispatchEvent(new Event('input', {bubbles: true}));
        await pause();
    }
    return [document.querySelector('[data-stage]').dataset.stage, before, told()];
}"""

# How often Tab stops: at each visible thing that a key can use, of a radio group at one. What is in
# a frame has a page of its own.
STOPS = """() => {
    const all = [...document.querySelectorAll(
        'a[href], button, input, summary, [tabindex="0"]'
    )].filter(element => element.checkVisibility() && !element.disabled && element.tabIndex >= 0)
      .filter(element => !element.closest('[inert], fieldset:disabled'));
    const groups = new Set();
    return all.filter(({type, name}) =>
        type !== 'radio' || (!groups.has(name) && groups.add(name))).length;
}"""


@pytest.mark.parametrize("page", LESSONS)
def test_every_quiz_of_a_lesson_answers(visit, page):
    answered = visit(page).evaluate(ANSWER_ALL)
    assert answered
    for before, after, told in answered:
        assert before == "open" and after in ("right", "wrong")
        assert "Right" in told or "Not right" in told


def test_a_guess_is_kept_in_the_browser(visit):
    page = visit(LESSON_3)
    item = page.locator(".quiz-item").first
    item.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    item.get_by_role("button", name="This is my answer").press("Enter")
    page.reload()
    expect(page.locator(".quiz-item").first).to_have_attribute("data-state", "wrong")
    expect(page.locator(".quiz-item").nth(1)).to_have_attribute("data-state", "open")


def test_practice_asks_and_draws_other_questions(visit):
    page = visit("practice.html")
    place = page.locator(".course-mount").nth(1)
    first = place.locator("legend").all_inner_texts()
    place.get_by_role("button", name="Other questions").press("Enter")
    assert place.locator("legend").all_inner_texts() != first
    assert page.evaluate("document.activeElement.matches('.course-mount input')")


def test_every_explorer_works(site, visit):
    played = 0
    for path in sorted((site / "live").glob("*.html")):
        page = visit(f"live/{path.name}")
        if page.locator("[data-stage]").count():
            stage, before, after = page.evaluate(PLAY)
            assert stage == "open" and before and after != before, path.name
            played += 1
    assert played >= len(LESSONS)


def test_every_frame_of_a_lesson_is_alive_and_keeps_its_state(visit):
    for name in LESSONS[1:]:
        page = visit(name)
        for frame in page.locator(".live-frame").all():
            assert frame.get_attribute("title") and frame.get_attribute("loading") == "lazy"
    page = visit(LESSON_3)
    frame = page.locator(".live-frame")
    frame.scroll_into_view_if_needed()
    inside = frame.content_frame
    inside.locator(".xp-choices button").first.click()
    expect(inside.locator("[data-stage=open]")).to_be_visible()
    page.wait_for_function("document.querySelector('.live-frame').clientHeight > 480")
    page.wait_for_timeout(700)  # it hands its state on when things are quiet
    page.reload()
    page.locator(".live-frame").scroll_into_view_if_needed()
    expect(page.locator(".live-frame").content_frame.locator("[data-stage=open]")).to_be_visible()


def test_the_paper_for_digits_can_be_drawn_on(visit):
    page = visit(LESSONS[0])
    page.locator(".live-frame").scroll_into_view_if_needed()
    paper = page.locator(".live-frame").content_frame
    expect(paper.get_by_role("application").or_(paper.locator("canvas")).first).to_be_visible()


def test_search_finds_a_word_and_leads_to_its_lesson(visit):
    page = visit("index.html")
    page.keyboard.press("Control+k")
    page.keyboard.type("early stopping")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=early+stopping*")
    results = page.locator("#search-results a")
    expect(results.filter(has_text="Lesson 4").first).to_be_visible()
    results.filter(has_text="Lesson 4").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Lesson 4")


def test_the_theme_is_chosen_by_keyboard_and_explorers_follow(visit):
    page = visit("index.html")
    page.get_by_role("button", name="Color mode").press("Enter")
    page.get_by_role("button", name="Dark").press("Enter")
    scheme = "getComputedStyle(document.querySelector('.live-frame')).colorScheme"
    assert page.evaluate(scheme) == "dark"
    inside = page.locator(".live-frame").content_frame.locator(".xp")
    expect(inside).to_have_css("background-color", "rgb(27, 27, 31)")


def test_a_reader_goes_from_lesson_to_exercise_to_lesson(visit):
    page = visit(LESSON_3)
    for title in ("Exercise 3", "Lesson 4"):
        page.locator(".prev-next-area .right-next").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(title)


@pytest.mark.parametrize("name", ["index.html", LESSON_3, "practice.html", "search.html"])
def test_tab_stops_at_everything(visit, name):
    page = visit(name)
    page.evaluate("document.activeElement?.blur()")
    count = page.evaluate(STOPS)
    page.evaluate("""() => {
        globalThis.stops = new Set();
        addEventListener('focusin', ({target}) => globalThis.stops.add(target));
    }""")
    for _ in range(2 * count):
        page.keyboard.press("Tab")
        if page.evaluate("globalThis.stops.size") >= count:
            break
    assert page.evaluate("globalThis.stops.size") >= count > 10


def test_paper_shows_text_and_pictures_in_place_of_frames(visit):
    page = visit(LESSON_3)
    page.emulate_media(media="print")
    expect(page.locator(".live-frame")).to_be_hidden()
    expect(page.locator(".live-picture")).to_be_visible()
    expect(page.locator(".launches")).to_be_hidden()
