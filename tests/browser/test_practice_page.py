"""Practice as a page of its own: no kernel, no network; the page judges as Python does."""

import pytest
from playwright.sync_api import expect

from course_utils.drills import drill_families, judged
from course_utils.exercises.practice_round import PracticeQuestion
from course_utils.exercises.practising import on_page
from course_utils.progress import record_verdict, write_completion
from course_utils.widgets.practice import Practice
from course_utils.widgets.scripts import script
from tests.browser.axe import axe_findings
from tests.browser.explorer_page import offline_visits
from tests.browser.practice_page import PracticePage
from tests.drills.draws import draws
from tests.drills.judging_cases import READ
from tests.widgets.practice_questions import BATCHES, CURVES, SHAPE, SHARE

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture
def visit(chromium, tmp_path):
    """Open a round from a file, offline."""
    with offline_visits(chromium) as visit:

        def open_round(*questions, note="", after="That was all.", **media):
            page = Practice(questions, note, after).to_html(tmp_path / "practice.html")
            return PracticePage(visit(page, **media).page)

        yield open_round


def test_a_right_number_is_right(visit):
    asked = visit(BATCHES)
    expect(asked.page.get_by_role("heading", level=1)).to_have_text("Practice")
    expect(asked.group()).to_have_accessible_name(BATCHES["question"])
    assert "101" not in asked.root.inner_text()
    asked.write("101")
    expect(asked.status()).to_have_text("✓ Right. You wrote 101. The last batch has one row.")
    expect(asked.item()).to_have_attribute("data-state", "right")
    expect(asked.total()).to_have_text("1 of 1 answered, 1 right. That was all.")
    expect(asked.button()).to_be_focused()
    expect(asked.field()).to_be_disabled()


def test_a_foreseen_mistake_is_told_why(visit):
    asked = visit(BATCHES, SHARE)
    asked.write("1,001")
    expect(asked.status()).to_have_text(
        "✗ Not right. You wrote 1,001. A step takes a batch."
        "Right is 101: The last batch has one row."
    )
    asked.write("33,3", number=1)
    expect(asked.status(1)).to_contain_text("You wrote 33,3 %. The rest.Right is 66.7 %: 2 of 3.")
    expect(asked.total()).to_have_text("2 of 2 answered, 0 right. That was all.")


def test_another_wrong_number_is_told_the_right_one(visit):
    asked = visit(BATCHES)
    asked.write("7")
    expect(asked.status()).to_contain_text("✗ Not right. You wrote 7. Right is 101: The last")


def test_what_is_no_number_is_no_answer(visit):
    asked = visit(BATCHES)
    expect(asked.button()).to_have_attribute("aria-disabled", "true")
    expect(asked.button()).to_have_accessible_description(
        "Write a number first, such as 12 or 0.5."
    )
    for text in ("", "many", "1/2"):
        asked.write(text)
        refused = f"“{text}” is no number. " if text else ""
        expect(asked.item().locator("[aria-live]")).to_have_text(
            f"{refused}Write a number first, such as 12 or 0.5."
        )
        expect(asked.status()).to_be_empty()
        expect(asked.total()).to_be_empty()
    asked.write("101")
    expect(asked.status()).to_contain_text("✓ Right.")


def test_an_option_opens_the_sentences(visit):
    asked = visit(SHAPE)
    assert "gone" not in asked.root.inner_text()
    asked.answer(0)
    expect(asked.status()).to_contain_text("✗ Not right. You chose “(3,)”. That axis is gone.")
    expect(asked.status()).to_contain_text("Right is (4,): axis=0 is gone <b>.")
    assert asked.root.locator(".quiz-sign").all_inner_texts() == ["✗ your answer", "✓ right"]
    expect(asked.root.get_by_text("axis=0 is gone <b>.").first).to_be_visible()
    expect(asked.button()).to_be_focused()
    for key in ("Enter", "Space", "Shift+Tab", "ArrowDown"):
        asked.page.keyboard.press(key)
    expect(asked.item().get_by_role("radio").first).to_be_checked()
    expect(asked.item().get_by_role("radio").first).to_be_disabled()


def test_curves_have_their_numbers_and_not_the_answer(visit):
    asked = visit(CURVES)
    picture = asked.item().get_by_role("img").first
    expect(picture).to_have_accessible_name(
        "Losses. training and validation against epoch; its numbers are in the table."
    )
    table = asked.item().get_by_role("button", name="The curves as a table")
    table.focus()
    asked.page.keyboard.press("Enter")
    rows = asked.item().locator("tbody tr").all_inner_texts()
    assert [row.split() for row in rows][2] == ["3", "0.5", "0.7"]
    asked.write("3")
    expect(asked.status()).to_contain_text("✓ Right.")


@pytest.mark.parametrize("width", [375, 900])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(visit, theme, width):
    asked = visit(BATCHES, SHAPE, CURVES, SHARE, note="A `note`.", color_scheme=theme)
    asked.page.set_viewport_size({"width": width, "height": 700})
    asked.item(2).get_by_role("button", name="The curves as a table").click()
    assert axe_findings(asked.page) == []
    asked.write("101", number=0)
    asked.answer(0, number=1)
    asked.write("99", number=2)
    asked.item(3).get_by_role("checkbox").check()
    asked.write("66.7", number=3)
    assert axe_findings(asked.page) == []
    assert not asked.scrolls_sideways()


def test_the_page_reads_and_judges_numbers_as_python_does(chromium):
    page = chromium.new_page()
    page.add_script_tag(content=script(("judge",)))
    typed = [[text, unit] for text, unit, _ in READ]
    read = page.evaluate("typed => typed.map(([text, unit]) => readNumbers(text, unit))", typed)
    assert read == [numbers for _, _, numbers in READ]
    cases, expected = [], []
    for id in drill_families():
        (drill,) = draws(id, 1)
        asked = on_page(PracticeQuestion(id, drill))
        for option in asked["options"]:
            near = [option["value"]] if drill.options else near_to(option["value"], drill)
            for said in map(str, near):
                cases.append([asked, said])
                expected.append([judged(drill, said).right, judged(drill, said).reason])
    found = page.evaluate(
        """cases => cases.map(([question, said]) => {
            const one = foreseen(question, said);
            return [Boolean(one?.right), one?.reason ?? ""];
        })""",
        cases,
    )
    assert len(cases) > 500
    assert found == expected
    page.close()


def near_to(value, drill):
    step = drill.tolerance
    return [value, value + 0.99 * step, value - 0.99 * step, value + 1.01 * step]


@pytest.mark.parametrize("width", [375, 900])
def test_the_page_to_hand_on_is_for_everyone(chromium, tmp_path, monkeypatch, width):
    monkeypatch.setenv("COURSE_HOME", str(tmp_path / "home"))
    record_verdict("1.1", "correct", 1.0, 1.0)
    page = chromium.new_page(viewport={"width": width, "height": 700}, color_scheme="dark")
    page.goto(write_completion(tmp_path / "done.html", "Ada").as_uri())
    expect(page.get_by_role("heading", level=1)).to_have_text("Introduction to deep learning")
    assert axe_findings(page) == []
    assert not PracticePage(page).scrolls_sideways()
    page.close()
