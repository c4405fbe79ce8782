"""Line two lists of steps up so that the fewest differences remain to be explained."""

from collections.abc import Callable, Sequence
from typing import Any

from course_utils.exercises.expect.wanted import WantedLayer
from course_utils.exercises.records import Operation
from course_utils.networks.activations import ACTIVATIONS

# A missing or extra step costs 1. Two steps side by side cost less than both of these
# only where a sentence can compare them: the same kind, or one activation for another.
_GAP = 1.0
_OTHER_SETTINGS = 0.5
_OTHER_ACTIVATION = 1.2
_NOTHING_ALIKE = 2.5


def align(
    steps: Sequence[Operation],
    wanted: Sequence[WantedLayer],
    same: Callable[[Operation, WantedLayer], bool],
) -> list[tuple[int | None, int | None]]:
    """Pair the steps of two lists, in order (Needleman and Wunsch, 1970).

    Parameters
    ----------
    same
        Whether the settings that matter agree.

    Returns
    -------
    list of (int or None, int or None)
        Indices into `steps` and `wanted`; None where the other side has nothing. Where one of
        several equal steps is missing or too many, it is the last of them.
    """
    # The way is traced from the end, and what can be paired there is: so begin at the end.
    steps, wanted = steps[::-1], wanted[::-1]
    costs: dict[tuple[int, int], tuple[float, Any]] = {(0, 0): (0.0, None)}
    for i in range(len(steps) + 1):
        for j in range(len(wanted) + 1):
            ways = []
            if i and j:
                pair = _cost(steps[i - 1], wanted[j - 1], same)
                ways.append((costs[i - 1, j - 1][0] + pair, (i - 1, j - 1)))
            if i:
                ways.append((costs[i - 1, j][0] + _GAP, (i - 1, j)))
            if j:
                ways.append((costs[i, j - 1][0] + _GAP, (i, j - 1)))
            if ways:
                costs[i, j] = min(ways, key=lambda way: way[0])
    pairs = _trace(costs, len(steps), len(wanted))
    return [(_back(i, len(steps)), _back(j, len(wanted))) for i, j in pairs]


def _back(place, length):
    return None if place is None else length - 1 - place


def _cost(step, want, same):
    if step.kind == want.kind:
        return 0.0 if same(step, want) else _OTHER_SETTINGS
    activations = step.kind in ACTIVATIONS and want.kind in ACTIVATIONS
    return _OTHER_ACTIVATION if activations else _NOTHING_ALIKE


def _trace(costs, i, j):
    pairs = []
    while (i, j) != (0, 0):
        before = costs[i, j][1]
        pairs.append((i - 1 if before[0] < i else None, j - 1 if before[1] < j else None))
        i, j = before
    return pairs
