"""The page of an explorer, opened from a file: all that a learner can do there."""

import re
from dataclasses import replace

import numpy as np
import pytest
from playwright.sync_api import expect

from course_utils.widgets.explorer import Explorer
from course_utils.widgets.token import TokenError, read_token
from course_utils.widgets.words import number_text
from tests.widgets.descent import NOISES, RATES, runs, spec

pytestmark = pytest.mark.xdist_group("browser")


def test_the_question_comes_alone_with_its_plot(visit):
    explorer = visit(Explorer(spec()))
    root = explorer.root
    assert not explorer.is_open
    expect(root.locator(".xp-panel:visible figcaption")).to_have_text(["Loss"])
    assert root.locator(".xp-plot .xp-line, .xp-plot .xp-bar").count() == 0
    assert "Hidden until" in root.locator(".xp-plot").first.get_attribute("aria-label")
    assert root.get_by_role("slider").count() == 0
    names = root.get_by_role("button").all_inner_texts()
    assert names == list(spec().prediction.choices), "three actions: run, choose, look"
    assert root.bounding_box()["height"] <= 420


@pytest.mark.parametrize("choice", [0, 1])
def test_the_guess_is_drawn_and_told_beside_what_happened(visit, choice):
    explorer = visit(Explorer(spec()))
    explorer.predict(choice)
    told = explorer.root.locator(".xp-told")
    expect(told).to_be_focused()
    said = ("✗ Not what you said, “It falls faster”.", "✓ As you said: “It grows without end”.")
    expect(told).to_contain_text(said[choice])
    expect(told).to_contain_text("jumps over the valley")
    plot = explorer.root.locator(".xp-large .xp-plot")
    expect(plot.locator(".xp-sign")).to_have_text("✗✓"[choice])
    expect(plot.locator(".xp-guess-range")).to_have_count(1)
    expect(plot.locator(".xp-gap-right")).to_have_count(choice)
    assert (explorer.place("rate"), explorer.place("step")) == (4, 4), "what the question is about"
    explorer.move("rate", 1)
    expect(plot.locator(".xp-guess-range")).to_have_count(0)


def test_drawn_curve_stays_beside_the_real_one(visit):
    explorer = visit(Explorer(spec(drawing=True)))
    explorer.press("This is my prediction")
    assert not explorer.is_open, "a prediction is committed to, not skipped"
    expect(explorer.root.locator(".xp-hint")).to_contain_text("Draw your curve first")
    handle = explorer.root.get_by_label("Step 15")
    handle.focus()
    explorer.page.keyboard.press("Home")
    assert handle.get_attribute("aria-valuetext") == "0.001"
    explorer.press("This is my prediction")
    loss = spec().measures["loss"].values[1, 0]
    told = explorer.root.locator(".xp-told")
    expect(told).to_contain_text("✗ Close at 1 of 4 places.")
    happened = number_text(loss[30], 2)
    expect(told).to_contain_text(f"Furthest off at step 30: 1 drawn, {happened} happened")
    plot = explorer.root.locator(".xp-plot").first
    expect(plot.locator(".xp-gap")).to_have_count(1)
    explorer.move("step", 3)
    expect(plot.locator(".xp-gap")).to_have_count(0)
    expect(plot.locator(".xp-guess-point")).to_have_count(4)


def test_curve_is_drawn_with_the_pointer(visit):
    explorer = visit(Explorer(spec(drawing=True)))
    box = explorer.root.locator(".xp-plot").first.bounding_box()
    mouse = explorer.page.mouse
    mouse.move(box["x"] + 0.95 * box["width"], box["y"] + 0.5 * box["height"])
    mouse.down()
    mouse.move(box["x"] + 0.95 * box["width"], box["y"] + 0.1 * box["height"])
    mouse.up()
    value = explorer.root.get_by_label("Step 30").input_value()
    assert int(value) > 85
    assert explorer.root.get_by_label("Step 0").input_value() == "50"
    mouse.move(box["x"] + 0.95 * box["width"], box["y"] + 0.9 * box["height"])
    assert explorer.root.get_by_label("Step 30").input_value() == value, "it was let go"


def test_slider_says_its_value_and_the_page_its_sentence(descent):
    slider = descent.root.get_by_role("slider", name="Learning rate")
    slider.focus()
    descent.page.keyboard.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", "0.5")
    descent.move("step", 5)
    loss = number_text(np.float32(spec().measures["loss"].values[2, 0, 5]))
    assert descent.heard("Step 5") == f"Step 5, loss {loss}, the line is right."
    expect(descent.root.locator(".xp-readouts dd").first).to_have_text(f"{loss} units")
    descent.move("noise", 1)
    assert descent.place("noise") == 1


def test_sentence_waits_until_the_slider_rests(descent):
    descent.heard("Step 0")
    descent.page.evaluate(
        """() => {
            window.said = 0;
            const live = document.querySelector('[aria-live=polite]');
            new MutationObserver(() => (window.said += 1)).observe(live, {childList: true});
        }"""
    )
    # A step a frame, by the page's own clock: a key at a time would be as slow as the computer.
    descent.page.evaluate(
        """async () => {
            const slider = document.querySelector('input[data-setting=step]');
            for (slider.value = 0; Number(slider.value) < 20; ) {
                slider.stepUp();
                slider.dispatchEvent(new Event('input', {bubbles: true}));
                await new Promise(requestAnimationFrame);
            }
        }"""
    )
    descent.heard("Step 20")
    assert descent.page.evaluate("window.said") <= 3


def test_goal_is_answered_with_numbers(descent):
    descent.move("rate", 2)
    descent.move("step", 1)
    met, answer = descent.ask()
    assert not met
    assert answer.startswith("✗ Not yet: at step 1")
    assert "lost" not in answer, "a hint is for where it holds"
    descent.move("step", 9)
    assert descent.root.locator(".xp-goal [role=status]").text_content() == "", "an old answer goes"
    met, answer = descent.ask()
    assert met
    assert answer.startswith("✓ Yes: at step 9 the loss is 0.0087")
    descent.move("rate", 4)
    descent.move("step", 30)
    assert descent.ask()[1].endswith("It is lost for good.")


def test_three_runs_race(descent):
    assert descent.root.locator(".xp-plot .xp-pinned").count() == 0
    descent.press("Pin this run")
    assert descent.button("Pin this run").is_disabled(), "it is pinned"
    descent.move("rate", 2)
    descent.move("step", 7)
    descent.press("Pin this run")
    descent.move("noise", 1)
    descent.press("Pin this run")
    descent.move("rate", 0)
    assert descent.button("Pin this run").is_disabled(), "three are enough"
    loss = spec().measures["loss"].values.astype(np.float32)
    pinned = descent.root.get_by_role("list", name="Pinned runs").get_by_role("listitem")
    expect(pinned).to_have_count(3)
    first = f"Learning rate 0.1, Noise calm sea: Loss {number_text(loss[1, 0, 7])} units"
    expect(pinned.first).to_contain_text(first)
    marks = descent.root.locator(".xp-large .xp-pin-mark")
    expect(marks).to_have_text(["1", "2", "3"])
    x = float(marks.first.locator("circle").get_attribute("cx"))
    descent.move("step", 20)
    assert float(marks.first.locator("circle").get_attribute("cx")) > x + 50, "side by side"
    head, *rows = descent.tables()["Loss"]
    assert head == ["Step", "training", "training, run 1", "training, run 2", "training, run 3"]
    assert rows[7][2:4] == [number_text(loss[1, 0, 7]), number_text(loss[2, 0, 7])]
    descent.press("Unpin run 2")
    expect(pinned).to_have_count(2)


def test_what_was_tried_is_listed_sorted_and_gone_back_to(descent):
    for rate in (1, 3, 2):
        descent.move("rate", rate)
        descent.page.wait_for_timeout(1000)  # a run counts when the slider has come to rest
    descent.root.get_by_role("button", name=re.compile("^Tried")).click()

    def ends():
        texts = descent.root.locator(".xp-tried tbody td:nth-child(5)").all_inner_texts()
        return [text for text in texts if text != "not a number"]

    descent.press("Last loss")
    best = [number_text(np.float32(runs()[rate, 0, 30, 2])) for rate in (2, 1, 3)]
    assert ends() == best
    assert descent.root.locator("th[aria-sort=ascending]").count() == 1
    descent.press("Last loss ▲")
    assert ends() == best[::-1]
    descent.press("Go to Learning rate 0.1, Noise calm sea")
    assert descent.place("rate") == 1


def test_spread_is_drawn_on_demand(descent):
    assert descent.root.locator(".xp-band:visible").count() == 0
    descent.root.get_by_label("Spread over 20 seeds").check()
    expect(descent.root.locator(".xp-plot .xp-band")).to_have_count(1)
    expect(descent.root.get_by_text("10th to 90th percentile of 20 seeds")).to_be_visible()
    assert "training, low" in descent.tables()["Loss"][0]


def test_a_plot_answers_to_the_pointer_and_to_keys(descent):
    plot = descent.root.locator(".xp-large .xp-plot")
    box = plot.bounding_box()
    mouse, page = descent.page.mouse, descent.page

    def at(share):
        return box["x"] + share * box["width"], box["y"] + 0.4 * box["height"]

    mouse.move(*at(0.56))
    reading = descent.root.locator(".xp-large .xp-reading")
    loss = spec().measures["loss"].values[1, 0].astype(np.float32)
    expect(reading).to_have_text(f"Step 15: training {number_text(loss[15])}")
    mouse.down()
    mouse.move(*at(0.97))
    mouse.up()
    descent.settle()
    assert descent.place("step") == 30, "the time is scrubbed on the curve"
    mouse.move(0, 0)
    expect(reading).to_be_hidden()
    plot.focus()
    for key in ("ArrowRight", "ArrowLeft", "ArrowLeft"):
        page.keyboard.press(key)
    expect(reading).to_have_text(f"Step 28: training {number_text(loss[28])}")
    assert descent.place("step") == 30, "to read is not to move"


def test_another_plot_is_enlarged(descent):
    descent.press("Enlarge “The line”")
    expect(descent.root.locator(".xp-large figcaption")).to_have_text("The line")
    expect(descent.button("Enlarge “Loss”")).to_be_focused()
    descent.move("step", 9)
    assert descent.bad_numbers() == []


def test_a_line_is_dragged(visit):
    curves, fit, *others = spec().panels
    fit = replace(fit, drag=("rate",))
    prediction = replace(spec().prediction, panel="The line", claims=())
    explorer = visit(Explorer(replace(spec(), panels=(fit, curves), prediction=prediction)))
    explorer.predict(0)
    explorer.restore("descent rate=0.01 noise=calm_sea step=9")
    plot = explorer.root.locator(".xp-large .xp-plot")
    box = plot.bounding_box()
    mouse = explorer.page.mouse
    mouse.move(box["x"] + 0.9 * box["width"], box["y"] + 0.4 * box["height"])
    mouse.down()
    mouse.move(box["x"] + 0.9 * box["width"], box["y"] + 0.12 * box["height"])
    mouse.up()
    explorer.settle()
    assert explorer.place("rate") > 0


def test_the_address_names_the_setting(descent):
    descent.page.wait_for_function("() => location.hash.endsWith('step=0')")
    descent.page.evaluate("() => { location.hash = '#descent+rate=0.5+noise=rough_sea+step=7' }")
    descent.settle()
    assert [descent.place(name) for name in ("rate", "noise", "step")] == [2, 1, 7]


def test_the_words_for_what_is_drawn_are_those_of_the_spec(visit):
    curves, fit, heatmap, weights, mask, errors = spec().panels
    mask = replace(mask, mask_labels=("shut", "ajar"))
    fit = replace(fit, parts_label="planks")
    other = replace(
        spec(),
        panels=(curves, fit, heatmap, weights, mask, errors),
        spread_over="9 draws",
        not_finite="sailed away",
        code_name="R code",
    )
    explorer = visit(Explorer(other))
    explorer.predict(1)
    explorer.root.get_by_label("Spread over 9 draws").check()
    said = explorer.root.locator(".xp-matrix-mask .xp-said")
    expect(said).to_have_text(["shut", "ajar", "shut"])
    expect(explorer.root.get_by_text("planks", exact=True)).to_be_visible()
    explorer.move("rate", 4)
    explorer.move("step", 30)
    explorer.press("Enlarge “The line”")
    expect(explorer.root.get_by_text("prediction: sailed away, no line to draw")).to_be_visible()
    explorer.press("Enlarge “Loss”")
    expect(explorer.root.locator(".xp-note").first).to_contain_text(", sailed away at step")
    explorer.press("R code")
    expect(explorer.root.get_by_role("region", name="R code")).to_contain_text("import numpy")


def test_heat_map_is_walked_with_arrows(descent):
    cells = descent.root.get_by_role("gridcell")
    cells.nth(6).focus()  # the first row stands at the bottom, as on an axis
    assert cells.nth(6).get_attribute("tabindex") == "0"
    for key in ("ArrowUp", "ArrowRight", "ArrowRight"):
        descent.page.keyboard.press(key)
    expect(cells.nth(5)).to_be_focused()
    expect(cells.nth(5)).to_have_attribute("tabindex", "0")
    assert [cell.get_attribute("tabindex") for cell in cells.all()].count("0") == 1
    assert descent.place("rate") == 1, "arrows only look"
    descent.page.keyboard.press("Enter")
    descent.settle()
    assert (descent.place("rate"), descent.place("noise")) == (2, 1)
    last = number_text(np.float32(spec().measures["last_loss"].values[2, 1]))
    name = f"Learning rate 0.5, Noise rough sea: {last}, here"
    expect(cells.nth(5)).to_have_attribute("aria-label", name)
    expect(cells.nth(1)).to_have_attribute("aria-label", re.compile("30.0.*not a number"))


def test_what_leaves_the_plot_says_so(descent):
    descent.move("rate", 4)
    lost = int(np.argmin(np.isfinite(spec().measures["loss"].values[4, 0])))
    note = f"training leaves the plot at step 1, diverged at step {lost}"
    expect(descent.root.locator(".xp-note").first).to_have_text(note)
    expect(descent.root.get_by_role("img", name=re.compile(note))).to_be_visible()
    assert descent.root.locator(".xp-arrow").count() == 1
    for place in (0, 3, lost, 30):
        descent.move("step", place)
        assert descent.bad_numbers() == []
    small = descent.root.locator(".xp-small", has_text="The line")
    expect(small.locator(".xp-note")).to_have_text("diverged")
    expect(small.get_by_role("img", name=re.compile("diverged, no line to draw"))).to_be_visible()
    assert descent.heard("diverged").startswith("Step 30, loss not a number")
    assert descent.tables()["Loss"][1 + lost][1] in {"infinity", "not a number"}


def test_tables_are_tables(descent):
    tables = descent.tables()
    assert {"Loss", "The line: lines", "The line: data", "Weights", "Mask", "Errors"} <= set(tables)
    room = descent.root.get_by_role("region", name="Data as tables")
    for head in room.locator("thead th").all():
        assert head.get_attribute("scope") == "col"
    for head in room.locator("tbody th").all():
        assert head.get_attribute("scope") == "row"
    assert tables["Weights"] == [["", "w", "b"], ["learnt", "0", "0"]]
    assert len(tables["The line: data"]) == 31


def test_play_runs_to_the_end_and_a_hand_stops_it(descent):
    descent.press("Play")
    expect(descent.button("Pause")).to_be_visible()
    descent.page.wait_for_function(
        "() => Number(document.querySelector('input[data-setting=step]').value) >= 3"
    )
    descent.press("Pause")
    stopped = descent.place("step")
    descent.page.wait_for_timeout(500)
    assert descent.place("step") == stopped
    descent.press("Play")
    descent.move("step", 1)
    expect(descent.button("Play")).to_be_visible()
    descent.page.wait_for_timeout(500)
    assert descent.place("step") == 1
    descent.move("step", 28)
    descent.press("Play")
    expect(descent.button("Play")).to_be_visible()
    assert descent.place("step") == 30


def test_reduced_motion_steps_instead_of_playing(visit):
    explorer = visit(Explorer(spec()), reduced_motion="reduce")
    explorer.predict(1)
    explorer.press("Next step")
    explorer.page.wait_for_timeout(500)
    assert explorer.place("step") == 5


def test_token_goes_out_and_comes_back(descent):
    descent.move("rate", 3)
    descent.move("step", 12)
    descent.press("Copy token")
    token = Explorer(spec()).token(rate=1.2, step=12)
    assert descent.token == token == "descent rate=1.2 noise=calm_sea step=12"
    descent.move("rate", 0)
    descent.restore("  descent step=12.0 rate=1.20 noise=calm_sea ")
    assert (descent.place("rate"), descent.place("step")) == (3, 12)
    assert descent.told() == "You are there."


WRONG = {
    "": "begins with the explorer's name, descent, found nothing.",
    "rate=1": "begins with the explorer's name, descent, found rate=1.",
    "bends units=3": "another explorer: expected one that begins with descent, found bends",
    "descent rate=0.1 noise=calm_sea": "Expected a value for step, found none",
    "descent rate=0.2 noise=calm_sea step=1": "rate never stands at 0.2. Expected one of: 0.01,",
    "descent rate=0.1 noise=calm_sea step=1.5": "step never stands at 1.5. Expected one of: 0,",
    "descent rate=0.1 sea=calm step=1": "There is no setting sea here. Expected one of: rate,",
    "descent rate=0.1 rate=0.1 noise=calm_sea step=1": "rate stands there twice",
    "descent rate 0.1": "Expected setting=value, found rate",
    "descent rate= noise=calm_sea step=1": "rate never stands at nothing",
}


def test_wrong_token_says_what_is_wrong_here_and_in_python(descent):
    words = Explorer(spec()).words
    for token, says in WRONG.items():
        descent.restore(token)
        assert says in descent.told(), token
        with pytest.raises(TokenError) as error:
            read_token("descent", words, token)
        assert says in str(error.value).replace("`", ""), token
    assert descent.place("rate") == 1, "nothing moved"


def test_token_opens_the_results(visit):
    explorer = visit(Explorer(spec(), state="descent rate=.50 noise=rough_sea step=7"))
    assert explorer.is_open
    assert [explorer.place(name) for name in ("rate", "noise", "step")] == [2, 1, 7]
    closed = visit(Explorer(spec(drawing=True)))
    closed.page.evaluate("() => { location.hash = '#descent+rate=0.5+noise=rough_sea+step=7' }")
    closed.settle()
    assert closed.is_open
    assert closed.root.locator(".xp-plot .xp-guess").count() == 0, "nobody drew a curve"


def test_code_is_the_same_as_in_python(descent):
    explorer = Explorer(spec())
    assert descent.code() == explorer.code(rate=0.1, step=0)
    descent.move("rate", 4)
    descent.move("noise", 1)
    assert descent.code() == explorer.code(rate=30.0, noise="rough sea", step=0)
    assert "w - 30.0 * np.mean" in descent.code()


def test_code_is_copied_or_selected(descent):
    descent.code()
    descent.press("Copy code")
    descent.page.wait_for_timeout(200)
    told = descent.root.locator(".xp-part [role=status]").filter(
        has_text=re.compile("Copied|Selected")
    )
    expect(told).to_be_visible()
    descent.page.evaluate(
        "() => { navigator.clipboard.writeText = () => Promise.reject(Error('refused')); }"
    )
    descent.press("Copy code")
    expect(told).to_have_text("Selected: press Ctrl+C to copy.")
    assert descent.page.evaluate("getSelection().toString()").startswith("import numpy")


def test_show_leaves_out_what_is_not_named(visit):
    explorer = visit(Explorer(spec(), show=["step", "goal"]))
    assert explorer.is_open, "nothing to predict, nothing to wait for"
    assert explorer.control("rate").count() == 0
    assert explorer.control("step").count() == 1
    names = explorer.root.get_by_role("button").all_inner_texts()
    assert [name for name in names if name != "⤢"] == ["Play", "Is this it?"]
    assert explorer.root.get_by_role("gridcell").count() == 0


def test_every_value_is_reached(descent):
    for place in range(len(RATES)):
        descent.move("rate", place)
        assert descent.place("rate") == place
    for place in range(len(NOISES)):
        descent.move("noise", place)
        assert descent.place("noise") == place


def test_points_wait_for_the_prediction_where_they_are_results(visit):
    curves, fit, *_ = spec().panels
    prediction = replace(spec().prediction, panel="The line", claims=())
    asked = replace(spec(), panels=(curves, fit), prediction=prediction)
    points = visit(Explorer(asked)).root.locator(".xp-large .xp-plot .xp-dots")
    expect(points).to_have_count(2)
    moving = replace(fit, points=("moving", "moving"), classes="", class_labels=())
    measures = spec().measures | {"moving": spec().measures["line"]}
    explorer = visit(Explorer(replace(asked, panels=(curves, moving), measures=measures)))
    points = explorer.root.locator(".xp-large .xp-plot .xp-dots")
    expect(points).to_have_count(0)
    explorer.predict(0)
    expect(points).to_have_count(1)
