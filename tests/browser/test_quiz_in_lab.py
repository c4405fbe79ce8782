"""Guess and recall in JupyterLab: noted, shown again, and working when nothing can be noted."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.axe import axe_findings
from tests.browser.quiz_page import QuizPage
from tests.browser.server import cells_on_disk, chosen_theme, put_notebook

pytestmark = pytest.mark.xdist_group("browser")

GUESS = 'from course_utils import guess\nguess("3.e")'
RECALL = 'from course_utils import recall\nrecall("3")'
NOTED = """
from course_utils.progress import last_problem, read_quiz_answers
print([(a.item_id, a.chosen, a.right) for a in read_quiz_answers().get("{}", ())], last_problem())
"""
LOCK = """
import sqlite3
from course_utils.progress.database import record_path
record_path().parent.mkdir(parents=True, exist_ok=True)
other = sqlite3.connect(record_path(), isolation_level=None)
other.execute("BEGIN EXCLUSIVE")
print("locked")
"""
PROBLEM = "from course_utils.progress import last_problem\nprint(last_problem())"
LIVE = """
import keras
from course_utils import LiveTraining
model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
model.compile(loss="mse")
LiveTraining(model, [[1.0], [2.0]], [1.0, 2.0], epochs=3)
"""
UNLOCK = 'other.execute("ROLLBACK")\nprint("unlocked")'


@pytest.fixture
def notebook(lab):
    """Open a notebook with these cells."""

    def notebook(*cells):
        put_notebook(lab.address, "quiz.ipynb", [cell.strip() for cell in cells])
        lab.open("quiz.ipynb")
        return lab

    return notebook


def quiz_of(lab, cell):
    """Run a cell and return the quiz it shows."""
    root = lab.run(cell).locator(".xp-quiz")
    expect(root).to_be_visible()
    return QuizPage(lab.page, root)


def test_a_guess_is_noted_and_shown_again(notebook):
    lab = notebook(GUESS, NOTED.format("3.e"), "guess('3.e')  # once more")
    quiz = quiz_of(lab, lab.cell('guess("3.e")'))
    expect(quiz.group()).to_have_accessible_name(
        "We have 44,000 rows and batch size 256. How many iterations make one epoch?"
    )
    quiz.answer(0)
    expect(quiz.status()).to_contain_text("✗ Not right. A wrong guess costs nothing.")
    assert lab.page.locator(".jp-Notebook .jp-Cell").count() == 3, "no key reached the notebook"
    quiz.answer_again()
    quiz.answer(1)
    expect(quiz.status()).to_contain_text("✓ Right. Your first answer was “171”.")
    lab.picture("guess-answered", quiz.root)
    noted = lab.run(lab.cell("read_quiz_answers")).inner_text()
    assert noted.strip() == "[('3.e', '171', False), ('3.e', '172', True)]"
    again = quiz_of(lab, lab.cell("once more"))
    assert again.chosen() == 0, "the first answer is the committed one"
    lab.open("quiz.ipynb")
    later = quiz_of(lab, lab.cell('guess("3.e")'))
    assert later.chosen() == 0
    expect(later.status()).to_contain_text("✗ Not right.")
    assert lab.errors() == [] and lab.warnings() == []


def test_two_views_of_a_quiz_are_one_answer(notebook):
    lab = notebook("from course_utils import recall\nquiz = recall(3)", "quiz", "quiz  # again")
    lab.run_all()
    views = lab.page.locator(".xp-quiz")
    expect(views).to_have_count(2)
    first, second = QuizPage(lab.page, views.nth(0)), QuizPage(lab.page, views.nth(1))
    second.choose(2, number=1)
    assert first.chosen(1) is None, "a choice is nobody else's before it is committed"
    first.answer(1, number=1)
    expect(second.status(1)).to_contain_text("✓ Right.")
    assert second.chosen(1) == 1
    assert second.chosen(0) is None


def test_a_locked_record_costs_only_the_note(notebook):
    lab = notebook(LOCK, 'from course_utils import guess\nguess("3.f")', PROBLEM, UNLOCK)
    assert lab.run(lab.cell("BEGIN EXCLUSIVE")).inner_text().strip() == "locked"
    quiz = quiz_of(lab, lab.cell('guess("3.f")'))
    quiz.answer(0)
    expect(quiz.status()).to_contain_text("✓ Right.")
    problem = lab.run(lab.cell("print(last_problem())")).inner_text()
    assert "is writing to it" in problem
    assert lab.run(lab.cell("ROLLBACK")).inner_text().strip() == "unlocked"
    assert lab.errors() == [] and lab.warnings() == []


def test_without_its_kernel_it_still_answers(notebook):
    lab = notebook('from course_utils import guess\nguess("3.g")')
    quiz = quiz_of(lab, lab.cell("guess"))
    lab.shut_down_kernel()
    quiz.answer(1)
    expect(quiz.status()).to_contain_text("✓ Right.")


def test_a_saved_notebook_opened_again_asks_without_its_kernel_and_shows_no_error(notebook):
    lab = notebook(GUESS, LIVE)
    lab.run_all()
    expect(lab.page.locator("[data-saved]").filter(visible=True)).to_have_count(0)
    lab.save(lambda: "data-saved" in json.dumps(cells_on_disk(lab.address, "quiz.ipynb")))
    lab.shut_down_kernel()
    lab.open("quiz.ipynb")
    saved = lab.page.locator("[data-saved]").filter(visible=True)
    expect(saved).to_have_count(2)
    expect(saved.first).to_contain_text("How many iterations make one epoch?")
    answers = saved.first.get_by_text("✓ 172")
    expect(answers).to_be_hidden()
    saved.first.get_by_text("Answers").click()
    expect(answers).to_be_visible()
    expect(saved.last).to_contain_text("Live training: 3 epochs. Run this cell")
    expect(lab.page.get_by_text("Error displaying").filter(visible=True)).to_have_count(0)
    lab.picture("quiz-saved")


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_axe_finds_nothing_in_light_and_in_dark(notebook, server, theme):
    with chosen_theme(server, theme):
        lab = notebook('from course_utils import guess\nguess("3.h")', RECALL)
        guess = quiz_of(lab, lab.cell("guess"))
        recall = quiz_of(lab, lab.cell("recall"))
        light = lab.page.locator("body").get_attribute("data-jp-theme-light")
        assert light == ("true" if theme == "JupyterLab Light" else "false")
        assert axe_findings(lab.page, ".xp-quiz") == []
        for quiz, number in ((guess, 0), (recall, 0), (recall, 1)):
            if quiz.status(number).inner_text() == "":
                quiz.answer(1, number)
        assert axe_findings(lab.page, ".xp-quiz") == []
        lab.picture(f"quiz-{theme.split()[1].lower()}")


def test_the_lesson_asks_before_it_shows(lab):
    lab.open("lessons/lesson_03_stochastic_gradient_descent.ipynb")
    recall = quiz_of(lab, lab.cell('recall("3")'))
    assert recall.radios(0).count() == 4
    lab.run(lab.cell("import keras"))
    quiz = quiz_of(lab, lab.cell('guess("3.a")'))
    quiz.answer(1)
    expect(quiz.status()).to_contain_text("✓ Right. You chose “5 under MAE, 17.6 under MSE”")
    lab.picture("lesson-3-guess")
    assert lab.errors() == []
