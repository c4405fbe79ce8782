"""Texts of students are made harmless, and stay readable."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_utils.grading.exports.texts import cell, number, one_line, plain, utc

FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    " =1",
    "\n=1",
    "＝1",
    "\x00=1",
    "\x1b=1",
]


def test_controls_go_and_letters_stay():
    assert plain("a\r\nb\rc\x00\x1b\x85\ud800\u202e\td") == "a\nb\nc\td"
    names = "Zoë Ångström, 王小明, نرگس\u200cها 👩\u200d🔬"
    assert plain(names) == names
    assert one_line(" a\n\t b ") == "a b"


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_becomes_text(text):
    assert cell(text).startswith("'")


@given(st.text(st.characters()))
def test_no_cell_begins_as_a_formula(text):
    text = cell(text)
    assert not text.lstrip().startswith(("=", "+", "-", "@", "\t", "\r"))
    text.encode()


def test_an_ordinary_text_stays():
    assert cell("O'Neil, Ann-Marie") == "O'Neil, Ann-Marie"


def test_numbers_have_no_more_decimals_than_they_need():
    assert [number(n) for n in (10, 7.5, 10 / 3, 0, -0.0001)] == ["10", "7.5", "3.33", "0", "0"]


def test_a_moment_is_in_utc_with_or_without_its_zone():
    noon = datetime(2026, 11, 21, 12, tzinfo=UTC)
    assert utc(noon.replace(tzinfo=None)) == noon
    assert utc(noon.astimezone(timezone(timedelta(hours=5)))).isoformat() == noon.isoformat()
