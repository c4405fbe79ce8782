"""What a wrong answer has in common with the right one, where no mistake of the question was met.

"Every number is 2 times what it should be" says more than the task once again, and holds for
whatever made it so.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import ArrayLike

_NEAR = 1e-4
_TIMES = {
    -1.0: ("sign-turned", "The size is right, and the sign is turned."),
    100.0: ("hundred-times", "That is 100 times as much, as in percent."),
    0.01: ("hundredth", "That is a hundredth of it."),
    2.0: ("twice", "That is twice as much."),
    0.5: ("half", "That is half of it."),
}
Likeness = tuple[str, str]


def number_likeness(found: float, wanted: float) -> Likeness | None:
    """Say how a wrong number is related to the right one.

    Returns
    -------
    (str, str) or None
        A sentence for the learner, and the mistake's short name; None where nothing is known.
    """
    if not (np.isfinite(found) and np.isfinite(wanted) and found and wanted):
        return None
    if wanted % 1 == 0 and abs(found - wanted) == 1:
        return f"That is one too {'many' if found > wanted else 'few'}.", "off-by-one"
    for times, (mistake, says) in _TIMES.items():
        if np.isclose(found, times * wanted, rtol=_NEAR):
            return says, mistake
    if np.isclose(found, 1 / wanted, rtol=_NEAR):
        return "That is 1 divided by it: turn the fraction over.", "ratio-upside-down"
    if wanted % 1 and any(found == round(wanted, digits) for digits in (0, 1, 2)):
        return "That is rounded. Give it as it was computed.", "rounded"
    return None


def array_likeness(found: Sequence[ArrayLike], wanted: Sequence[ArrayLike]) -> Likeness | None:
    """Say how wrong arrays are related to the right ones, by what holds for all of them.

    Parameters
    ----------
    found, wanted
        One array for each call of a function, or a single one.

    Returns
    -------
    (str, str) or None
        A sentence for the learner, and the mistake's short name; None where nothing is known.
    """
    pairs = [_as_floats(*pair) for pair in zip(found, wanted, strict=True)]
    if not sum(want.size for _, want in pairs) > 1:  # a single number is for `number_likeness`
        return None
    if any(got.dtype.kind != "f" or not np.all(np.isfinite(got)) for got, _ in pairs):
        return None
    if any(got.shape != want.shape for got, want in pairs):
        return _by_shape(pairs)
    return next((told for told in (look(pairs) for look in _LOOKS) if told), None)


def _as_floats(found, wanted):
    found = np.asarray(found)
    known = found.dtype.kind in "biuf"
    return found.astype(float) if known else found, np.asarray(wanted, dtype=float)


def _by_shape(pairs):
    """What is told by numbers that are right, in arrays of another shape."""
    got, want = next((got, want) for got, want in pairs if got.shape != want.shape)
    shapes = f"{got.shape} instead of {want.shape}"
    if _all(pairs, lambda got, want: _same(got, want.T)):
        return "Rows and columns have changed places.", "transposed"
    if _all(pairs, lambda got, want: _same(got.ravel(), want.ravel())):
        return f"The numbers are right, in the wrong shape: {shapes}.", "other-shape"
    if _all(pairs, _is_cut):
        return "What is there is right, and there should be more of it.", "some-missing"
    if _all(pairs, lambda got, want: want.ndim and len(want) and _same(got, want[0])):
        says = "That is the first row alone. Does a `return` inside a loop end it too early?"
        if want.ndim == 1:
            return f"That is the first number alone, of {len(want)}.", "first-number-alone"
        return says, "first-row-alone"
    if _all(pairs, lambda got, want: got.size == 1 and _near(got.ravel()[0], want.sum(), want)):
        return "These are all of them added up to one number.", "summed-to-one-number"
    if _all(pairs, lambda got, want: got.size == 1 and _near(got.ravel()[0], want.mean(), want)):
        return "That is the mean of all of them, one number.", "mean-of-all"
    if _all(pairs, lambda got, want: got.size == 1 < want.size):
        return f"One number came out where {want.size} are wanted.", "one-number-for-many"
    return None


def _is_cut(got, want):
    return want.ndim and (_same(got, want[:1]) or _same(got, want[..., :1]))


def _by_factor(pairs):
    """One factor between all numbers of all calls."""
    factors = [np.sum(got * want) / np.sum(want * want) for got, want in pairs if np.any(want)]
    if sum(want.size for _, want in pairs) < 2 or len(factors) < len(pairs):
        return None
    factor = factors[0]
    if not factor or not _all(pairs, lambda got, want: _same(got, factor * want)):
        return None
    if np.isclose(factor, -1, rtol=_NEAR):
        return "The sizes are right, and every sign is turned.", "sign-turned"
    return f"Every number is {factor:.3g} times what it should be.", "constant-factor"


def _by_difference(pairs):
    """In each call all numbers are off by one amount, which may be another for each."""
    gaps = [got - want for got, want in pairs]
    many = [(gap, want) for gap, (_, want) in zip(gaps, pairs, strict=True) if want.size > 1]
    if not many or not all(_same(gap, np.full_like(gap, gap.mean()), want) for gap, want in many):
        return None
    amount = many[0][0].mean()
    says = f"All numbers are off by the same, {abs(amount):.3g}: look at what is added to each."
    return says, "off-by-a-constant"


def _by_size(pairs):
    if _all(pairs, lambda got, want: _same(got, np.abs(want))):
        return "The sizes are right, and the signs are lost.", "signs-lost"
    return None


def _by_rounding(pairs):
    for digits in (0, 1, 2):
        if _all(pairs, lambda got, want, digits=digits: _same(got, np.round(want, digits), got)):
            return "These are rounded. Give them as they were computed.", "rounded"
    return None


def _by_cut(pairs):
    """Right where they are not at a bound: what is too small or too large was cut off."""
    lowest = min(got.min() for got, _ in pairs)
    highest = max(got.max() for got, _ in pairs)
    if sum(want.size for _, want in pairs) < 6:  # of a few numbers it may be chance
        return None
    bounds = ((lowest, np.inf, "below", lowest), (-np.inf, highest, "above", highest))
    for low, high, name, edge in bounds:
        cut = _all(pairs, lambda got, want, low=low, high=high: _same(got, want.clip(low, high)))
        if cut and _share_of_right(pairs) > 0.1:
            return f"What should be {name} {edge:.3g} is {edge:.3g} here, the rest is right.", "cut"
    return None


def _by_part(pairs):
    """How many are right, where that is more than a few."""
    share = _share_of_right(pairs)
    return (f"Only {share:.0%} of the numbers are right.", "right-in-part") if share > 0.2 else None


def _share_of_right(pairs):
    right = [np.isclose(got, want, rtol=1e-3, atol=1e-6).ravel() for got, want in pairs]
    return float(np.mean(np.concatenate(right)))


_LOOKS: tuple[Callable[[list], Likeness | None], ...] = (
    _by_factor,
    _by_difference,
    _by_size,
    _by_rounding,
    _by_cut,
    _by_part,
)


def _all(pairs, holds):
    return all(holds(got, want) for got, want in pairs)


def _same(got, want, scale_of=None):
    """Equal in shape, and in numbers as far as the digits of float32 go."""
    scale_of = want if scale_of is None else scale_of
    return np.shape(got) == np.shape(want) and _near(got, want, scale_of)


def _near(got, want, scale_of):
    scale = float(np.max(np.abs(scale_of), initial=0.0)) or 1.0
    return bool(np.allclose(got, want, rtol=0, atol=_NEAR * scale))
