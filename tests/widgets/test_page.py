"""The page's script and data, before any browser sees them."""

import json

import pytest

from course_utils.errors import CourseError
from course_utils.widgets import page
from tests.widgets.descent import spec

AT = {"rate": 1, "noise": 0, "step": 0}


def test_script_is_one_module_that_loads_nothing():
    script = page.script()
    assert "import " not in script.replace("// ", "")
    assert script.count("export default") == 1
    assert "http" not in script.replace("http://www.w3.org/2000/svg", "")
    assert "http" not in page.style()
    assert "@import" not in page.style()


def test_data_is_plain_and_complete():
    data, numbers = page.page_data(spec(), AT)
    again = json.loads(json.dumps(data, allow_nan=False))
    assert again["settings"][1]["words"] == ["calm_sea", "rough_sea"]
    assert again["settings"][1]["code"] == ["0.1", "0.6"]
    assert again["settings"][0]["code"][4] == "30.0"
    assert [panel["kind"] for panel in again["panels"]][:3] == ["curves", "fit", "heatmap"]
    assert [entry["name"] for entry in again["measures"]] == list(spec().measures)
    assert 10_000 < len(numbers) < 60_000
    assert not again["opened"]


def test_without_a_prediction_the_results_are_open():
    assert page.page_data(spec(), AT, show=["rate"])[0]["opened"]
    assert page.page_data(spec(), AT, opened=True)[0]["opened"]


def test_show_takes_one_name_or_many():
    assert page.shown_controls(spec(), "rate") == ["rate"]
    assert page.shown_controls(spec(), ("step", "goal")) == ["step", "goal"]
    assert page.shown_controls(spec(), None) == ["rate", "noise", "step", *page.PARTS]


def test_show_names_what_there_is():
    with pytest.raises(CourseError) as error:
        page.shown_controls(spec(), ["rate", "tabel"])
    assert "explorer descent: there is no 'tabel' to show. Expected some of: rate," in str(
        error.value
    )
    assert "heatmap" in str(error.value)
