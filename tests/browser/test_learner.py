"""A learner's first hour: read lesson 1, answer exercise 1, look at the progress."""

import pytest
from playwright.sync_api import expect

# One worker, so that one JupyterLab serves them all.
pytestmark = pytest.mark.xdist_group("browser")


def test_lesson_runs_from_top_to_bottom(lab):
    lab.open("lessons/lesson_01_single_neuron.ipynb")
    expect(lab.page.locator(".jp-mod-dirty")).to_have_count(0)  # nothing to save yet
    lab.run_all()
    assert lab.errors() == []
    assert lab.warnings() == [], "a learner should not see what TensorFlow prints to itself"
    # The explorer's still picture is there for readers without a kernel, and is not shown.
    figures = lab.page.locator(".jp-OutputArea-output img:visible")
    assert figures.count() >= 5
    for figure in figures.all():
        assert len(figure.get_attribute("alt")) >= 20
        assert figure.evaluate("image => image.complete && image.naturalWidth > 0")
        figure.scroll_into_view_if_needed()
    lab.picture("lesson-1-end")


def test_answer_goes_from_blank_to_wrong_to_correct(lab):
    lab.open("exercises/01_single_neuron.ipynb")
    lab.run_all()
    assert lab.errors() == []
    check = lab.cell('check("1.1"')
    expect(check).to_contain_text("Question 1.1: Not attempted yet")
    lab.picture("exercise-1-blank")

    lab.type_into(lab.cell("input_shape = ..."), "input_shape = (7,)")
    lab.run(check)
    expect(check).to_contain_text("Question 1.1: Not yet")
    expect(check).to_contain_text("mpg is what we predict, not an input")
    lab.picture("exercise-1-wrong")

    lab.type_into(lab.cell("input_shape = (7,)"), "input_shape = np.array(X.shape[1:])")
    lab.run(check)
    verdict = check.get_by_role("status")
    expect(verdict).to_have_attribute("aria-label", "Question 1.1: Correct")
    expect(verdict).to_contain_text("One car is 6 numbers")
    lab.picture("exercise-1-correct")

    lab.open("00_start_here.ipynb")
    lab.run_all()
    progress = lab.page.locator(".jp-OutputArea", has_text="1 of 7").last
    expect(progress).to_be_visible()
    lab.picture("start-page", progress)


def test_hints_come_one_by_one_and_the_solution_is_the_source(lab):
    lab.open("exercises/01_single_neuron.ipynb")
    lab.run(lab.cell("import keras"))
    helper = lab.cell('# hint("1.2")')
    lab.type_into(helper, 'hint("1.2")')
    expect(helper).to_contain_text("Hint 1 of 3")
    lab.run(helper)
    expect(helper).to_contain_text("Hint 2 of 3")
    lab.type_into(helper, 'solution("1.2")')
    expect(helper).to_contain_text("keras.layers.Dense(units=1)")
    lab.picture("exercise-1-solution", helper)
