"""Rules on the time that a page says it takes."""

import pytest

WORDS = "# " + "word " * 1700 + "\n#\n"  # 17 minutes
CELL = "# %%\nprint(weight)\n\n"
EXPLORER = "# %%\nexplore_weights()\n\n"
PAPER = "# %%\ndraw_digit(model)\n\n"
ANSWERED = '# %%\ncheck("1.1", input_shape)\n\n'
BELOW, NEXT = "# A unit multiplies", "# %% [markdown]\n# ## Summary"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (BELOW, 2 * WORDS + BELOW),
        (NEXT, 34 * CELL + NEXT),
        (NEXT, 6 * EXPLORER + NEXT),
        (NEXT, 6 * PAPER + NEXT),
        (NEXT, 34 * ANSWERED + NEXT),
    ],
    ids=["words", "cells", "explorers", "paper", "answers"],
)
def test_a_page_takes_longer_than_it_says(breaks, old, new):
    breaks("honest_minutes", "lessons", old, new, "found 20. Correct")


def test_a_page_takes_less_than_it_says(course, messages):
    course.edit("lessons", BELOW, WORDS + BELOW)
    assert messages("honest_minutes") == []
    course.edit("lessons", "20 minutes", "30 minutes")
    (message,) = messages("honest_minutes")
    assert "within a third of 19 minutes" in message and "found 30" in message


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("lessons", BELOW, WORDS + BELOW),
        ("lessons", NEXT, 17 * CELL + NEXT),
        ("lessons", BELOW, f"# [here]({'long-' * 5000}name.ipynb)\n#\n{BELOW}"),
        ("exercises", "# 1. Count the secret inputs.", f"# 1. {'word ' * 5000}"),
        ("exercises", '# hint("1.1")', '# hint("1.1")\n' * 50),
    ],
    ids=["words", "cells", "a link's target", "a hint", "comments"],
)
def test_a_page_may_say_about_what_it_takes(allows, kind, old, new):
    allows("honest_minutes", kind, old, new)


def test_a_page_of_more_than_30_minutes_has_a_place_to_stop(breaks, course, messages):
    course.edit("lessons", "20 minutes", "30 minutes")
    breaks("half_way", "lessons", "30 minutes", "31 minutes", "found none in one of 31")
    course.edit("lessons", "## Summary", "## Half-way\n#\n# Stop here.\n#\n# ## Summary")
    assert messages("half_way") == []
