"""Which families there are; each is found in the module of its lesson."""

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from random import Random

from course_utils.drills.drill import ClashError, Drill

_TRIES = 200  # draws with two equal answers in a row: the family is to blame, not chance
_FAMILIES: dict[str, "DrillFamily"] = {}


@dataclass(frozen=True)
class DrillFamily:
    """Questions of one kind.

    Attributes
    ----------
    id : str
        Such as ``"3.iterations"``: it stays, since a learner's record knows it.
    lesson : int
    draw : callable
        From a random generator to a drill; raises ClashError where two answers fell together.
    """

    id: str
    lesson: int
    draw: Callable[[Random], Drill]


def family(draw: Callable[[Random], Drill]) -> Callable[[Random], Drill]:
    """Register a family; its module is called after its lesson, such as ``lesson_03``."""
    lesson = int(draw.__module__.rpartition("_")[2])
    id = f"{lesson}.{draw.__name__}"
    _FAMILIES[id] = DrillFamily(id, lesson, draw)
    return draw


def drill_families() -> dict[str, DrillFamily]:
    """Return all families by their ids, in the order of the lessons and of their modules."""
    package = import_module("course_utils.drills.families")
    for module in sorted(known.name for known in pkgutil.iter_modules(package.__path__)):
        import_module(f"{package.__name__}.{module}")
    return dict(_FAMILIES)


def draw_drill(family: DrillFamily, rng: Random) -> Drill:
    """Draw one question, again where two answers of it fell together.

    Raises
    ------
    ClashError
        They do every time.
    """
    for _ in range(_TRIES - 1):
        try:
            return family.draw(rng)
        except ClashError:
            continue
    return family.draw(rng)
