"""A spec that does not fit together is refused in Python, with the place and what is there."""

from dataclasses import replace

import numpy as np
import pytest

from course_utils.errors import CourseError
from course_utils.widgets.spec import Drawing, Measure, Phrase, Prediction, Readout, Setting
from tests.widgets.descent import spec


def with_panel(place, **changes):
    panels = list(spec().panels)
    panels[place] = replace(panels[place], **changes)
    return {"panels": tuple(panels)}


def with_measure(name, measure):
    return {"measures": {**spec().measures, name: measure}}


def with_setting(**changes):
    first, *rest = spec().settings
    return {"settings": (replace(first, **changes), *rest)}


def with_series(place, **changes):
    line = replace(spec().panels[place].series[0], **changes)
    return with_panel(place, series=(line,))


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
    ({"goal": replace(spec().goal, met="there")}, "the goal: there is no measure 'there'"),
    ({"goal": replace(spec().goal, yes="$here")}, "$here is neither a setting nor a measure"),
    ({"readouts": (Readout("Loss", "los"),)}, "a readout: there is no measure 'los'"),
    ({"sentence": (Phrase("loss $los"),)}, "$los is neither a setting nor a measure"),
    ({"sentence": (Phrase("rising", when="up"),)}, "the sentence: there is no measure 'up'"),
    ({"code": "rate = $rat"}, "the code: there is no setting $rat"),
    ({"code": "price = '5 $'"}, "a dollar sign stands alone"),
    ({"prediction": Prediction("What?")}, "expected choices, a drawing or both, found neither"),
    ({"prediction": Prediction("What?", ("a", "b"), 2)}, "outcome 2 is none of the choices"),
    (
        {"prediction": Prediction("What?", drawing=Drawing("Los", "loss", (0,), "Draw"))},
        "expected a panel of curves (Loss), found 'Los'",
    ),
    (
        {"prediction": Prediction("What?", drawing=Drawing("Loss", "los", (0,), "Draw"))},
        "the drawing: there is no measure 'los'",
    ),
]


@pytest.mark.parametrize(("changes", "says"), WRONG, ids=[says for _, says in WRONG])
def test_what_does_not_fit_is_named(changes, says):
    with pytest.raises(CourseError) as error:
        replace(spec(), **changes)
    assert str(error.value).startswith("explorer descent, ")
    assert says in str(error.value)


def test_a_setting_may_have_one_value():
    only = Setting("rate", "Rate", (0.1,), kind="choice")
    assert only.start == 0
    assert replace(spec(), title="Another").title == "Another"
