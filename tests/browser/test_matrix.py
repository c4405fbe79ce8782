"""A small table of numbers: what is infinite fits into its cell, and is heard in words."""

import pytest

from course_utils import explore_attention

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture
def page(visit):
    page = visit(explore_attention())
    page.predict(1)  # the first word behind the mask
    return page


def cells_of(page):
    return page.root.locator(".xp-matrix-values tbody td")


def test_an_infinite_number_is_a_sign_for_the_eye_and_words_for_the_ear(page):
    hidden = cells_of(page).filter(has_text="∞")
    assert hidden.count() == 7
    assert hidden.first.locator("[aria-hidden]").inner_text() == "−∞"
    assert hidden.first.locator(".xp-said").inner_text() == "minus infinity"


def test_it_goes_where_the_number_is_finite_again(page):
    page.move("mask", 0)
    assert cells_of(page).filter(has_text="∞").count() == 0
    page.move("mask", 1)
    assert cells_of(page).filter(has_text="∞").count() == 7


def test_no_number_is_wider_than_its_cell(page):
    wide = cells_of(page).evaluate_all(
        "cells => cells.filter(cell => cell.scrollWidth > cell.clientWidth + 1)"
        ".map(cell => cell.textContent)"
    )
    assert wide == []
