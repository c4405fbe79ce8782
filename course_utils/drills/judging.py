"""Is it right, and why? The page (`static/practice.js`) says the same of the same answers."""

import math
import re
from dataclasses import dataclass

from course_utils.drills.drill import Drill, DrillAnswer

_THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.IGNORECASE)


@dataclass(frozen=True)
class Judgement:
    """What came of an answer.

    Attributes
    ----------
    right : bool
    reason : str
        Why, where the answer was foreseen; else empty.
    """

    right: bool
    reason: str


def judged(drill: Drill, answer: str) -> Judgement | None:
    """Judge what was typed or chosen; None where it is no answer at all.

    Parameters
    ----------
    answer
        The text of an option; or a number, with a decimal point or a decimal comma, with or
        without thousands separators and the unit.
    """
    if drill.options:
        chosen = next((one for one in drill.options if one.value == answer), None)
        return Judgement(chosen == drill.right, chosen.reason) if chosen else None
    numbers = read_numbers(answer, drill.unit)
    if not numbers:
        return None
    for foreseen in (drill.right, *drill.wrong):
        if any(_is_it(drill, foreseen, number) for number in numbers):
            return Judgement(foreseen == drill.right, foreseen.reason)
    return Judgement(False, "")


def read_numbers(text: str, unit: str = "") -> list[float]:
    """Return what a text may mean as a number: "1,200" is 1200, or 1.2 as half of Europe writes it.

    Empty where it is no number.
    """
    bare = re.sub(r"\s", "", text).replace("−", "-")
    bare = bare.removesuffix(unit.replace(" ", ""))
    readings = [bare.replace(",", ".")]
    if _THOUSANDS.fullmatch(bare):
        readings.insert(0, bare.replace(",", ""))
    numbers = [float(reading) for reading in readings if _NUMBER.fullmatch(reading)]
    return [number for number in numbers if math.isfinite(number)]


def _is_it(drill: Drill, foreseen: DrillAnswer, number: float) -> bool:
    # The smallest of differences comes from writing decimals in twos.
    return abs(number - float(foreseen.value)) <= drill.tolerance * (1 + 1e-9)
