"""Nothing on a page is endless, nothing in a verdict hides."""

from course_utils.exercises.verdicts import Finding, Status, Verdict
from course_utils.grading.pages.excerpts import excerpt, tidy


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
