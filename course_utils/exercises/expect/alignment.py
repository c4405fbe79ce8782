"""Line two lists of steps up so that the fewest differences remain to be explained."""

from course_utils.activations import ACTIVATIONS

# A missing or extra step costs 1. Two steps side by side cost less than both of these
# only where a sentence can compare them: the same kind, or one activation for another.
_GAP = 1.0
_OTHER_SETTINGS = 0.5
_OTHER_ACTIVATION = 1.2
_NOTHING_ALIKE = 2.5


def align(found, wanted, same):
    """Pair the steps of two lists, in order (Needleman and Wunsch, 1970).

    Parameters
    ----------
    found : sequence of Operation
    wanted : sequence of Layer
    same : callable
        (operation, layer) -> bool: whether the settings that matter agree.

    Returns
    -------
    list of (int or None, int or None)
        Places in `found` and `wanted`; None where the other side has nothing.
    """
    costs = {(0, 0): (0.0, None)}
    for i in range(len(found) + 1):
        for j in range(len(wanted) + 1):
            ways = []
            if i and j:
                pair = _cost(found[i - 1], wanted[j - 1], same)
                ways.append((costs[i - 1, j - 1][0] + pair, (i - 1, j - 1)))
            if i:
                ways.append((costs[i - 1, j][0] + _GAP, (i - 1, j)))
            if j:
                ways.append((costs[i, j - 1][0] + _GAP, (i, j - 1)))
            if ways:
                costs[i, j] = min(ways, key=lambda way: way[0])
    return _trace(costs, len(found), len(wanted))


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
    return pairs[::-1]
