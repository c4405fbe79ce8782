"""Texts are made harmless: nothing acts, nothing hides, nothing is endless."""

import pytest

from course_utils.exercises.verdicts import Finding, Status, Verdict
from course_utils.grading.pages.harmless import excerpt, harmless, one_line, tidy
from tests.grading.pages.samples import ATTACKS, FORBIDDEN


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
def test_harmless(text, shown):
    assert harmless(text) == shown
    assert harmless(shown) == shown


@pytest.mark.parametrize("text", ATTACKS)
def test_attacks_can_be_stored_and_do_not_act(text):
    shown = harmless(text)
    assert shown.encode("utf-8")
    assert not [character for character in FORBIDDEN if character in shown]


def test_an_escape_without_an_end_takes_no_time():
    assert harmless("\x1b[" + "0" * 1_000_000).startswith("␛[000")


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


def test_a_short_text_is_all_there():
    part = excerpt("\nabc\n", 3, 2)
    assert (part.text, part.cut) == ("abc", "")
    assert part
    assert not excerpt(" \n", 9)


def test_a_long_text_keeps_its_end():
    part = excerpt("a" * 500_000 + "b" * 500_000 + "the error", 6_000, 2_000)
    assert part.text.startswith("a" * 6_000 + "\n\n…\n\n")
    assert part.text.endswith("b" * 1_991 + "the error")
    assert part.cut == (
        "Only the first 6,000 and the last 2,000 of 1,000,009 characters are shown."
    )


def test_a_text_without_an_end_to_keep():
    part = excerpt("abcdef", 4)
    assert (part.text, part.cut) == ("abcd\n…", "Only the first 4 of 6 characters are shown.")


def test_all_texts_of_a_verdict():
    bad = "a\n\x1b[31mb\0\u202e"
    finding = Finding(False, bad, bad, bad, bad, bad, 3.0)
    verdict = tidy(Verdict(bad, Status.INCORRECT, (finding,), 2.0, bad))
    good = "a b␀[U+202E]"
    assert verdict == Verdict(
        good, Status.INCORRECT, (Finding(False, good, good, good, good, good, 3.0),), 2.0, good
    )
