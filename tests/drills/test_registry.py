"""All families, each on 200 draws: what is right, what is wrong, what is said and how it looks."""

import re
from collections import Counter
from random import Random

import pytest

from course_utils.drills import DrillFamily, draw_drill, judged
from course_utils.drills.drill import ClashError, ask_number
from tests.drills.draws import FAMILIES, draws

DRAWS = 200
# What the page would show as it is written: links, HTML, formulas.
UNSHOWN = re.compile(r"\$|\]\(|</?\w")


@pytest.mark.parametrize("id", FAMILIES)
def test_two_hundred_draws(id):
    drills = draws(id, DRAWS)
    for drill in drills:
        right = judged(drill, answer_to(drill.right))
        assert right.right and right.reason == drill.right.reason, drill.text
        for wrong in drill.wrong:
            said = judged(drill, answer_to(wrong))
            assert not said.right and said.reason == wrong.reason, drill.text
        shown = [drill.shown(one) for one in (drill.right, *drill.wrong)]
        assert len(set(shown)) == len(shown), shown
        looks_well(drill)
        is_nice(drill)
    assert len({drill.text + str(drill.curves) for drill in drills}) >= 5, "fresh numbers"
    assert len({drill.right.value for drill in drills}) >= 2, "the answer is not always the same"


def answer_to(foreseen):
    return foreseen.value if isinstance(foreseen.value, str) else repr(foreseen.value)


def looks_well(drill):
    for text in (drill.text, *(one.reason for one in (drill.right, *drill.wrong))):
        assert text == text.strip() and text[-1] in ".?!", text
        assert text[0].isupper() or text[0] in "`(" or not text[0].isalpha(), text
        assert text.count("`") % 2 == 0 and text.count("*") % 2 == 0 or "**" in text, text
        prose = re.sub(r"`[^`]*`", "code", text)
        assert not UNSHOWN.search(prose) and "  " not in prose, text
        assert "-" not in re.sub(r"\w-\w|\[[^]]*\]", "", prose), f"a minus is −: {text}"


def is_nice(drill):
    """Whole, or with no more decimals than a pocket calculator is asked for."""
    if drill.options:
        return
    right = float(drill.right.value)
    assert abs(right) < 100_000
    if drill.decimals == 0:
        assert right == pytest.approx(round(right)) or has_few_digits(right), drill.text
    elif round(right, drill.decimals) != pytest.approx(right, abs=1e-9):
        asked = rf"Give {drill.decimals} decimals?\b"
        assert re.search(asked, drill.text), drill.text


def has_few_digits(value):
    return value == pytest.approx(round(value, 2), abs=1e-9)


def test_there_are_enough_families_for_each_lesson_of_the_first_part():
    lessons = Counter(one.lesson for one in FAMILIES.values())
    assert all(lessons[lesson] >= 6 for lesson in range(7))


def test_an_id_is_the_lesson_and_a_name_that_no_quiz_item_has():
    for id, one in FAMILIES.items():
        lesson, _, name = id.partition(".")
        assert int(lesson) == one.lesson
        assert re.fullmatch(r"[a-z]\w{3,}", name), "3.a and 3.r1 are quiz items"


def test_the_same_seed_gives_the_same_drill():
    for one in FAMILIES.values():
        assert draw_drill(one, Random(3)) == draw_drill(one, Random(3))


def test_a_draw_with_equal_answers_is_drawn_again():
    def draw(rng):
        right = rng.choice((1, 2))
        return ask_number("?", right, "Yes.", [(1, "No.")])

    drills = [draw_drill(DrillFamily("1.two", 1, draw), Random(seed)) for seed in range(20)]
    assert {drill.right.value for drill in drills} == {2}


def test_a_family_whose_answers_are_always_equal_is_an_error():
    never = DrillFamily("1.never", 1, lambda rng: ask_number("?", 1, "Yes.", [(1, "No.")]))
    with pytest.raises(ClashError):
        draw_drill(never, Random(0))


def test_few_draws_clash():
    for id, one in FAMILIES.items():
        clashes = 0
        for seed in range(50):
            try:
                one.draw(Random(seed))
            except ClashError:
                clashes += 1
        assert clashes <= 40, f"{id}: a draw would take long"
