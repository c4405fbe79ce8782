"""Is it right? Numbers as people write them, and the sentence for each answer foreseen."""

from random import Random

import pytest

from course_utils.drills import Judgement, judged
from course_utils.drills.drill import ask_choice, ask_number
from course_utils.drills.judging import read_numbers
from tests.drills.judging_cases import READ

ITERATIONS = ask_number(
    "How many?", 44001, "The rest counts.", [(44000, "The rest is left out."), (0.5, "A half?")]
)
SHARE = ask_number("?", 0.731, "Yes.", [(0.27, "Turned.")], decimals=2)


@pytest.mark.parametrize(("text", "unit", "numbers"), READ)
def test_a_number_is_read(text, unit, numbers):
    assert read_numbers(text, unit) == numbers


@pytest.mark.parametrize(
    ("answer", "right", "reason"),
    [
        ("44001", True, "The rest counts."),
        ("44,001", True, "The rest counts."),
        ("44,000", False, "The rest is left out."),
        ("0,5", False, "A half?"),
        ("7", False, ""),
    ],
)
def test_an_answer_is_judged(answer, right, reason):
    assert judged(ITERATIONS, answer) == Judgement(right, reason)


@pytest.mark.parametrize("answer", ["0.73", "0.731", "0.7310585", ".73", "0,73"])
def test_rounded_as_asked_is_right(answer):
    assert judged(SHARE, answer).right


@pytest.mark.parametrize("answer", ["0.72", "0.74", "0.7", "73"])
def test_off_by_more_than_the_last_decimal_is_wrong(answer):
    assert not judged(SHARE, answer).right


@pytest.mark.parametrize("answer", ["", "a number", "?"])
def test_what_is_no_answer_is_not_judged(answer):
    assert judged(ITERATIONS, answer) is None


def test_an_option_is_judged_by_its_text():
    drill = ask_choice(Random(0), "?", "(3,)", "Yes.", [("(4,)", "That one goes.")])
    assert judged(drill, "(3,)") == Judgement(True, "Yes.")
    assert judged(drill, "(4,)") == Judgement(False, "That one goes.")
    assert judged(drill, "(5,)") is None
