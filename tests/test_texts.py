"""Texts are made safe for three purposes, and stay readable; numbers are as people write them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_utils.texts import number, one_line, read_number, safe_name, showable, storable
from tests.grading.pages.samples import ATTACKS, FORBIDDEN

ANY_TEXT = st.text(st.characters(codec=None), max_size=300)
READABLE = (
    "Zoë Ångström",
    "王小雨",
    "نرگس\u200cها",
    "👩\u200d🔬.ipynb",
    "<b>ada</b>",
    'D\'Amico "x"',
)


@pytest.mark.parametrize("text", READABLE)
def test_what_people_write_stays(text):
    assert storable(text) == showable(text) == safe_name(text) == text


# To be stored: all of it stays that a database takes.


def test_what_no_database_stores_is_replaced():
    assert storable("a\x00b\ud800c\udfff") == "a\ufffdb\ufffdc\ufffd"
    assert storable("\x1b[31m\r\n\u202e\uffff") == "\x1b[31m\r\n\u202e\uffff"
    assert storable(1.5) == "1.5"


@given(ANY_TEXT)
def test_any_text_can_be_stored(text):
    assert "\0" not in storable(text)
    assert len(storable(text).encode().decode()) == len(text)


# To be shown: nothing acts, nothing hides.


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain\ttext\n", "plain\ttext\n"),
        ("\x1b[1;31mred\x1b[0m \x1b[2Kline", "red line"),
        ("\x1b]0;title\x07", "␛]0;title␇"),
        ("50%\b\b\b100%", "50%100%"),
        ("1\r2\r\n3", "1\n2\n3"),
        ("a\0b\x7fc\x9bd", "a␀b␡c[U+009B]d"),
        ("user\u202etxt.exe", "user[U+202E]txt.exe"),
        ("\u2067x\u200f\ufeff\U000e0041", "[U+2067]x[U+200F][U+FEFF][U+E0041]"),
        ("half \ud800", "half \ufffd"),
        ("李雷 نور José 👩\u200d🔬", "李雷 نور José 👩\u200d🔬"),
    ],
)
def test_everything_is_shown_and_nothing_acts(text, shown):
    assert showable(text) == shown
    assert showable(shown) == shown


@pytest.mark.parametrize("text", ATTACKS)
def test_attacks_can_be_stored_and_do_not_act(text):
    shown = showable(text)
    assert shown.encode("utf-8")
    assert not [character for character in FORBIDDEN if character in shown]


def test_an_escape_without_an_end_takes_no_time():
    assert showable("\x1b[" + "0" * 1_000_000).startswith("␛[000")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (" a\n\tb\0 ", "a b␀"),
        ("x" * 10, "x" * 10),
        ("x" * 11, "x" * 10 + " …"),
        (" " * 1000 + "x", " …"),
        ("", ""),
    ],
)
def test_one_line(text, shown):
    assert one_line(text, 10) == shown


def test_one_line_without_a_limit():
    assert one_line(" a\n\t b " + "x" * 5000) == "a b " + "x" * 5000


# To be a name: different ones stay different.


def test_accents_are_composed():
    assert safe_name("Zoe\u0308") == "Zo\u00eb"


def test_control_characters_and_text_turned_around_are_escaped():
    assert safe_name("ada\x1b[2J\n.ipynb") == r"ada\x1b[2J\x0a.ipynb"
    assert safe_name("ada\u202egpj.ipynb") == r"ada\u202egpj.ipynb"
    assert safe_name("ada\x85") == r"ada\x85"


def test_bytes_that_are_no_text_are_escaped():
    assert safe_name(b"Zo\xeb.ipynb".decode("utf-8", "surrogateescape")) == r"Zo\udceb.ipynb"


def test_long_names_are_cut_and_stay_different():
    one, other = safe_name("a" * 5000 + "1.ipynb"), safe_name("a" * 5000 + "2.ipynb")
    assert len(one) == len(other) == 200
    assert one != other
    assert one.endswith(".ipynb")


@given(ANY_TEXT)
def test_any_name_can_be_stored_and_printed(name):
    safe = safe_name(name)
    assert len(safe) <= 200
    assert safe.encode("utf-8").decode("utf-8") == safe
    assert not any(unicodedata.category(character) in {"Cc", "Cs"} for character in safe)
    assert safe_name(safe) == storable(safe) == safe


# Numbers.


def test_numbers_have_no_more_decimals_than_they_need():
    numbers = {100: "100", 7.5: "7.5", 10 / 3: "3.33", 1 / 3: "0.33", 0: "0", -0.0001: "0"}
    assert {value: number(value) for value in numbers} == numbers


def test_a_number_is_read_with_a_point_or_a_comma():
    assert [read_number(text) for text in ("7.5", " 7,5 ", "10")] == [7.5, 7.5, 10]


@pytest.mark.parametrize("text", ["", "ten", "1.000,5", "nan", "inf"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(ValueError):
        read_number(text)
