"""Choices of several: the wrong cells of a page, and the columns of a table that cannot be."""

import re

from course_utils.exercises.expect import expect
from course_utils.exercises.records import TextRecord
from course_utils.exercises.verdicts import Finding

WRONG_CELLS = "ABEF"
_CELLS = {
    "A": "Normalization needs no mean: look at its formula.",
    "B": "Standardization needs no largest value: look at its formula.",
    "C": "C is right: the smallest becomes 0, the largest 1.",
    "D": "D is right: less the mean, divided by the deviation.",
    "E": "A z-score says how many deviations a value is from the mean. Which of the two does so?",
    "F": "Min–max: it has smallest and largest in its name. Which of the two needs these?",
    "G": "G is right: the outlier is the largest, and all others share what is left near 0.",
    "H": "H is right: a shift and a stretch take nobody along by himself.",
}


def expect_cells(answer: TextRecord) -> Finding:
    """Expect the four letters, in any order; a wrong one is told why, before a missing one."""
    said = {letter for letter in answer.value.upper() if letter.isalpha()}
    strange = sorted(said - set(_CELLS))
    too_many, missing = sorted(said & set("CDGH")), sorted(set(WRONG_CELLS) - said)
    if strange or not said:
        step, mistake = 'Write letters from A to H, such as `"CD"`.', ""
    elif too_many:
        step, mistake = " ".join(_CELLS[letter] for letter in too_many), "right-cell-accused"
    else:
        step, mistake = " ".join(_CELLS[letter] for letter in missing), "wrong-cell-believed"
    return expect(
        said == set(WRONG_CELLS),
        where="`wrong_cells`",
        expected="the letters of the four wrong cells",
        found=f'"{answer.value.strip()[:40]}"',
        next_step=step,
        mistake=mistake,
    )  # fmt: skip


IMPOSSIBLE = {"x", "y", "z"}
_COLUMNS = {
    "carat": "The largest has 5 carat, a gram. Such stones are rare and real.",
    "depth": "The depth is in percent: 43 to 79 % of the mean of length and width. That can be.",
    "price": "The prices have a long tail, as prices have. None of them is impossible.",
    "x": "Look at the smallest x: a diamond that is 0 mm long?",
    "y": "Look at the largest y: 58.9 mm is a hen's egg. And at the smallest.",
    "z": "Look at the largest z, 31.8 mm, and at the smallest: a diamond that is 0 mm high?",
}


def expect_impossible(answer: TextRecord) -> Finding:
    """Expect the three lengths; a wrong column is told why, before a missing one."""
    said = set(re.findall(r"\w+", answer.value.casefold()))
    strange = sorted(said - set(_COLUMNS))
    too_many = sorted(said & set(_COLUMNS) - IMPOSSIBLE)
    missing = sorted(IMPOSSIBLE - said)
    if strange or not said:
        step, mistake = 'Write names of columns in one text, such as `"carat, price"`.', ""
    elif too_many:
        step = " ".join(_COLUMNS[name] for name in too_many)
        mistake = "far-taken-for-wrong"
    else:
        step = " ".join(_COLUMNS[name] for name in missing)
        mistake = "zeros-overlooked" if missing == ["x"] else "impossible-overlooked"
    return expect(
        said == IMPOSSIBLE,
        where="`impossible`",
        expected="the columns with values that cannot be, and no others",
        found=f'"{answer.value.strip()[:40]}"',
        next_step=step,
        mistake=mistake,
    )
