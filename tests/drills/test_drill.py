"""What a drill is made of: answers that can be told apart, and numbers as sentences write them."""

from random import Random

import pytest

from course_utils.drills.drill import ClashError, added, ask_choice, ask_number, listed, said


def test_a_number_with_its_foreseen_mistakes():
    drill = ask_number("How many?", 172, "The rest counts.", [(171, "It is left out.")], rows=9)
    assert (drill.right.value, drill.right.reason) == (172.0, "The rest counts.")
    assert [(one.value, one.reason) for one in drill.wrong] == [(171.0, "It is left out.")]
    assert (drill.options, drill.given) == ((), {"rows": 9})


def test_options_come_in_an_order_of_chance():
    wrong = [("b", "No."), ("c", "No, neither.")]
    drills = [ask_choice(Random(seed), "Which?", "a", "Yes.", wrong) for seed in range(20)]
    orders = {"".join(str(one.value) for one in drill.options) for drill in drills}
    assert len(orders) > 3
    assert all(drill.right.value == "a" and len(drill.wrong) == 2 for drill in drills)


@pytest.mark.parametrize(
    ("right", "wrong", "decimals"), [(5, 5, 0), (5, 5.05, 0), (0.73, 0.735, 2), (1.5, 1.6, 1)]
)
def test_numbers_that_cannot_be_told_apart_clash(right, wrong, decimals):
    with pytest.raises(ClashError, match="too close"):
        ask_number("?", right, "Yes.", [(wrong, "No.")], decimals=decimals)


def test_equal_texts_clash():
    with pytest.raises(ClashError, match="equal options"):
        ask_choice(Random(0), "?", "a", "Yes.", [("b", "No."), ("b", "No.")])


@pytest.mark.parametrize(
    ("value", "text"),
    [(44000, "44,000"), (-0.5, "−0.5"), (2.0, "2"), (0.1 + 0.2, "0.3"), (1234.5, "1,234.5")],
)
def test_numbers_are_said_as_in_a_sentence(value, text):
    assert said(value) == text


def test_lists_and_sums():
    assert listed([1, -2, 1200, 0.5]) == "[1, -2, 1200, 0.5]"
    assert (added(5), added(-5)) == ("+ 5", "− 5")


def test_an_answer_is_shown_with_its_unit_and_as_many_decimals_as_asked():
    drill = ask_number("?", 66.6666, "Yes.", [(5, "No.")], decimals=1, unit="%")
    assert drill.shown(drill.right) == "66.7 %"
    assert drill.shown(drill.wrong[0]) == "5 %"
