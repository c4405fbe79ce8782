"""A spec that does not fit together is refused in Python, with the place and what is there."""

from dataclasses import replace

import numpy as np
import pytest

from course_utils.errors import CourseError
from course_utils.widgets.panels import Diagram, Links, Nodes
from course_utils.widgets.spec import Claim, Drawing, Measure, Phrase, Readout, Setting
from course_utils.widgets.validation import validate
from tests.widgets.descent import spec


def with_panel(place, **changes):
    panels = list(spec().panels)
    panels[place] = replace(panels[place], **changes)
    return {"panels": tuple(panels)}


def with_diagram(**changes):
    panel = Diagram(
        "Network",
        (Nodes("x"), Nodes("units", "y", without="y"), Nodes("y")),
        (Links(0, 1, "y"), Links(1, 2, "y")),
        "loss",
        told="loss",
    )
    return {"panels": (*spec().panels, replace(panel, **changes))}


def with_measure(name, measure):
    return {"measures": {**spec().measures, name: measure}}


def with_setting(**changes):
    first, *rest = spec().settings
    return {"settings": (replace(first, **changes), *rest)}


def with_series(place, **changes):
    line = replace(spec().panels[place].series[0], **changes)
    return with_panel(place, series=(line,))


def with_prediction(**changes):
    return {"prediction": replace(spec().prediction, **changes)}


def with_drawing(measure, **changes):
    drawing = Drawing(measure, (0,), "Draw")
    return with_prediction(choices=(), claims=(), drawing=drawing, **changes)


WRONG = [
    (with_measure("loss", Measure(("rate",), np.ones(3))), "measure loss: expected shape (5,)"),
    (with_measure("loss", Measure(("depth",), np.ones(3))), "there is no setting 'depth'"),
    (with_setting(start=5), "setting rate: expected a start below 5, found 5"),
    (with_setting(texts=("a", "b")), "expected 5 texts, one a value, found 2"),
    (with_setting(code=("a",)), "expected 5 code, one a value, found 1"),
    (with_panel(0, x="epoch"), "panel 'Loss': no setting 'epoch'. Expected: rate, noise, step"),
    (with_panel(0, floor="ground"), "panel 'Loss': there is no measure 'ground'"),
    (with_panel(1, points=("x", "why")), "there is no measure 'why'"),
    (with_panel(2, rows="depth"), "panel 'Last loss': no setting 'depth'"),
    (with_panel(5, marker="cut"), "panel 'Errors': no setting 'cut'"),
    (with_series(0, measure="los"), "there is no measure 'los'"),
    (with_series(0, band=("low", "loss")), "there is no measure 'low'"),
    ({"spread_over": ""}, "a series has a band: expected what it covers"),
    (with_panel(4, mask_labels=("on",)), "panel 'Mask': expected two mask_labels, found ('on',)"),
    (with_panel(1, parts_label=""), "panel 'The line': expected a parts_label"),
    ({"goal": replace(spec().goal, met="there")}, "the goal: there is no measure 'there'"),
    ({"goal": replace(spec().goal, yes="$here")}, "$here is neither a setting nor a measure"),
    ({"readouts": (Readout("Loss", "los"),)}, "a readout: there is no measure 'los'"),
    ({"sentence": (Phrase("loss $los"),)}, "$los is neither a setting nor a measure"),
    ({"sentence": (Phrase("rising", when="up"),)}, "the sentence: there is no measure 'up'"),
    ({"code": "rate = $rat"}, "the code: there is no setting $rat"),
    ({"code": "price = '5 $'"}, "a dollar sign stands alone"),
    (with_prediction(choices=()), "expected choices or a drawing, found neither"),
    (with_prediction(drawing=Drawing("loss", (0,), "Draw")), "choices or a drawing, found both"),
    (with_prediction(outcome=2), "outcome 2 is none of the choices"),
    (with_prediction(panel="Los"), "the prediction: expected a panel (Loss, The line"),
    (with_drawing("loss", panel="The line"), "the drawing: expected a panel of curves (Loss)"),
    (with_drawing("los"), "the drawing: there is no measure 'los'"),
    (with_prediction(at={"rate": 7}), "the prediction: there is no rate=7. Expected: (0.01,"),
    (with_prediction(claims=((Claim("loss"),),)), "expected claims for each choice, or none"),
    (with_prediction(claims=((Claim("los"),), ())), "a claim: there is no measure 'los'"),
    (with_diagram(fit="Loss"), "panel 'Network': expected a fit with parts (The line)"),
    (with_diagram(told=""), "expected a fit, or `told` and a `without` for each column"),
    (with_diagram(nodes=(Nodes("x"), Nodes("u", "units", without="y"))), "no measure 'units'"),
    (with_diagram(fit="The line", nodes=(Nodes("x"),)), "expected one column"),
    (with_diagram(links=(Links(1, 3, "y"),)), "expected places below 3, found 1 to 3"),
    (with_diagram(links=(Links(0, 1, "w"),)), "there is no measure 'w'"),
    (with_panel(1, drag=("slope",)), "panel 'The line': no setting 'slope'"),
]


@pytest.mark.parametrize(("changes", "says"), WRONG, ids=[says for _, says in WRONG])
def test_what_does_not_fit_is_named(changes, says):
    with pytest.raises(CourseError) as error:
        validate(replace(spec(), **changes))
    assert str(error.value).startswith("explorer descent, ")
    assert says in str(error.value)


def test_a_setting_may_have_one_value():
    only = Setting("rate", "Rate", (0.1,), kind="choice")
    assert only.start == 0
    validate(replace(spec(), title="Another"))
