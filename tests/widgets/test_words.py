"""Numbers and sentences as the page says them."""

import math

import pytest

from course_utils.widgets.spec import Setting
from course_utils.widgets.words import MINUS, fill, names_in, number_text, setting_texts


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (-0.0, "0"),
        (0.2, "0.2"),
        (0.12349, "0.123"),
        (1.0625, "1.06"),
        (-3.14159, f"{MINUS}3.14"),
        (15402, "15402"),
        (999999, "999999"),
        (12345.6, "12300"),
        (1e6, "1e6"),
        (1.234e9, "1.23e9"),
        (0.000099, "9.9e-5"),
        (-2.5e-9, f"{MINUS}2.5e-9"),
        (math.inf, "infinity"),
        (-math.inf, "minus infinity"),
        (math.nan, "not a number"),
    ],
)
def test_numbers_have_few_digits(value, text):
    assert number_text(value) == text


def test_digits_are_chosen_and_half_goes_up():
    assert number_text(0.12345, 2) == "0.12"
    assert number_text(0.125, 2) == "0.13"
    assert number_text(12.345, 4) == "12.35"


def test_sentences_are_filled():
    sentence = "at $rate: ${loss}kcal for $$5"
    assert fill(sentence, {"rate": "0.1", "loss": "3"}.get) == "at 0.1: 3kcal for $5"
    assert names_in(sentence) == ["rate", "loss"]


def test_a_setting_without_texts_says_its_values():
    assert setting_texts(Setting("rate", "Rate", (0.1, 1))) == ("0.1", "1")
    assert setting_texts(Setting("rate", "Rate", (0.1, 1), texts=("low", "high"))) == (
        "low",
        "high",
    )
