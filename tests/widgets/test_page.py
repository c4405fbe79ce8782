"""The page's script and data, before any browser sees them."""

import json
from dataclasses import replace

import pytest

from course_utils.errors import CourseError
from course_utils.widgets import page
from tests.widgets.descent import spec

AT = {"rate": 1, "noise": 0, "step": 0}


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


def test_the_words_of_the_page_are_those_of_the_spec():
    words = {"spread_over": "9 draws", "not_finite": "is lost", "code_name": "R code"}
    data, _ = page.page_data(replace(spec(), **words), AT)
    assert {name: data[name] for name in words} == words
    assert page.page_data(spec(), AT)[0]["spread_over"] == "20 seeds"
    assert data["panels"][1]["parts_label"] == "pieces"
    assert data["panels"][4]["mask_labels"] == ("off", "on")


def test_without_a_prediction_the_results_are_open():
    assert page.page_data(spec(), AT, show=["rate"])[0]["opened"]
    assert page.page_data(spec(), AT, opened=True)[0]["opened"]


def test_show_takes_one_name_or_many():
    assert page.shown_controls(spec(), "rate") == ["rate"]
    assert page.shown_controls(spec(), ("step", "goal")) == ["step", "goal"]
    assert page.shown_controls(spec(), None) == ["rate", "noise", "step", *page.PARTS]


def test_show_leaves_out_panels_that_are_about_what_is_not_there():
    def kinds(show):
        return [panel["kind"] for panel in page.page_data(spec(), AT, show)[0]["panels"]]

    assert kinds(["rate", "goal"]) == ["fit", "matrix", "matrix", "histogram"]
    assert kinds(["step", "heatmap"])[:3] == ["curves", "fit", "heatmap"]


def test_the_question_is_about_a_setting_of_its_own():
    prediction = page.page_data(spec(), AT)[0]["prediction"]
    assert prediction["at"] == {"rate": 4, "noise": 0, "step": 4}
    claim = {"measure": "loss", "at": {}, "low": None, "high": 1.0, "label": ""}
    assert prediction["claims"][0] == [claim]


def test_show_names_what_there_is():
    with pytest.raises(CourseError) as error:
        page.shown_controls(spec(), ["rate", "tabel"])
    assert "explorer descent: there is no 'tabel' to show. Expected some of: rate," in str(
        error.value
    )
    assert "heatmap" in str(error.value)
