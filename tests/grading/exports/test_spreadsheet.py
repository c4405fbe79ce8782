"""No cell is taken for a formula."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_utils.grading.exports.spreadsheet import cell_text

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n=1", "＝1", "\x1b[0m=1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_becomes_text(text):
    assert cell_text(text).startswith("'")


@given(st.text(st.characters()))
def test_no_cell_begins_as_a_formula(text):
    text = cell_text(text)
    assert not text.lstrip().startswith(("=", "+", "-", "@", "\t", "\r"))
    text.encode()


def test_an_ordinary_text_stays():
    assert cell_text("O'Neil, Ann-Marie") == "O'Neil, Ann-Marie"
