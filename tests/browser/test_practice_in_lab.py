"""Practice in JupyterLab: recorded; working when nothing can be, and without its kernel."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.axe import axe_findings
from tests.browser.practice_page import PracticePage
from tests.browser.server import cells_on_disk, chosen_theme, put_notebook
from tests.browser.test_quiz_in_lab import LOCK, PROBLEM, UNLOCK

pytestmark = pytest.mark.xdist_group("browser")

FRESH = "from course_utils.progress import reset_progress\nreset_progress()"
PRACTICE = "from course_utils import practice\npractice(lesson=1, count=2)"
NOTED = """
from course_utils.progress import read_practice_answers
print([int(one.rating) for given in read_practice_answers().values() for one in given])
"""


@pytest.fixture
def notebook(lab):
    """Open a notebook with these cells, and an empty record."""

    def notebook(*cells):
        put_notebook(lab.address, "practice.ipynb", [cell.strip() for cell in (FRESH, *cells)])
        lab.open("practice.ipynb")
        lab.run(lab.cell("reset_progress"))
        return lab

    return notebook


def practice_of(lab, text="practice(lesson"):
    root = lab.run(lab.cell(text)).locator(".xp-practice")
    expect(root).to_be_visible()
    return PracticePage(lab.page, root)


def test_answers_are_recorded_and_the_next_round_asks_others(notebook):
    lab = notebook(PRACTICE, NOTED)
    asked = practice_of(lab)
    asked.write("-99", number=0)
    expect(asked.status(0)).to_contain_text("✗ Not right. You wrote -99.")
    asked.item(1).get_by_role("checkbox").focus()
    lab.page.keyboard.press("Space")
    asked.write("-98", number=1)
    expect(asked.total()).to_contain_text("2 of 2 answered, 0 right.")
    assert lab.page.locator(".jp-Notebook .jp-Cell").count() == 3, "no key reached the notebook"
    assert lab.run(lab.cell("read_practice_answers")).inner_text().strip() == "[1, 1]"
    lab.picture("practice-answered", asked.root)
    asked_now = asked.group(0).inner_text()
    again = practice_of(lab)
    expect(again.total()).to_be_empty()
    expect(again.group(0)).not_to_have_text(asked_now)
    assert lab.errors() == [] and lab.warnings() == []


def test_a_locked_record_costs_only_the_note(notebook):
    lab = notebook(LOCK, PRACTICE, PROBLEM, UNLOCK, NOTED)
    assert lab.run(lab.cell("BEGIN EXCLUSIVE")).inner_text().strip() == "locked"
    asked = practice_of(lab)
    expect(asked.root.locator(".practice-note")).to_contain_text("is writing to it")
    # Without a record the drills come in an order of chance; one of lesson 1 asks for no number.
    number = next(number for number in (0, 1) if asked.field(number).count())
    asked.write("-99", number)
    expect(asked.status(number)).to_contain_text("✗ Not right.")
    assert "is writing to it" in lab.run(lab.cell("print(last_problem())")).inner_text()
    assert lab.run(lab.cell("ROLLBACK")).inner_text().strip() == "unlocked"
    assert lab.run(lab.cell("read_practice_answers")).inner_text().strip() == "[1]", "it waited"
    assert lab.errors() == [] and lab.warnings() == []


def test_a_saved_notebook_opened_without_its_kernel(notebook):
    lab = notebook(PRACTICE)
    asked = practice_of(lab)
    lab.save(lambda: "data-saved" in json.dumps(cells_on_disk(lab.address, "practice.ipynb")))
    lab.shut_down_kernel()
    asked.write("-99")
    expect(asked.status()).to_contain_text("✗ Not right.")
    lab.open("practice.ipynb")
    saved = lab.page.locator("[data-saved]").filter(visible=True)
    expect(saved).to_have_count(1)
    expect(saved.get_by_text("Answers").first).to_be_visible()
    expect(lab.page.get_by_text("Error displaying").filter(visible=True)).to_have_count(0)


def test_axe_finds_nothing_in_the_dark(notebook, server):
    with chosen_theme(server, "JupyterLab Dark"):
        lab = notebook("from course_utils import practice\npractice(lesson=4, count=3)")
        asked = practice_of(lab)
        assert axe_findings(lab.page, ".xp-practice") == []
        asked.write("-99", number=0)
        asked.answer(1, number=2)
        assert axe_findings(lab.page, ".xp-practice") == []
        lab.picture("practice-dark")
