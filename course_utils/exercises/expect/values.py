"""Expectations of numbers, arrays and choices."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from course_utils.exercises.expect.likeness import array_likeness, number_likeness
from course_utils.exercises.records import ArrayRecord, NumberRecord, TextRecord
from course_utils.exercises.verdicts import Finding

# Keras computes in float32: about seven digits, fewer after a sum.
CLOSE = 1e-4
# A number is taken for a known mistake only where it is nearer: a guess may hit one by chance.
_KNOWN = 3e-3


@dataclass(frozen=True)
class Instead:
    """A wrong answer that is recognised: what it equals, its name, and what to say of it.

    Attributes
    ----------
    value
        What the mistake gives: a number, an array, or a function that makes the mistake.
    mistake
        Its short name, counted over a class.
    says
        A sentence for the learner, in place of the general advice.
    """

    value: Any
    mistake: str
    says: str


def expect(
    ok: bool,
    *,
    where: str,
    expected: str,
    found: str,
    next_step: str,
    mistake: str = "",
    weight: float = 1.0,
    slip: bool = False,
) -> Finding:
    """Write one finding; a passed one keeps only where it was looked at and what was expected.

    Its texts are those of `Finding`.
    """
    if ok:
        return Finding(True, where, expected, weight=weight)
    return Finding(False, where, expected, found, next_step, mistake, weight, slip)


def expect_number(
    record: NumberRecord,
    value: float,
    where: str,
    next_step: str,
    instead: Sequence[Instead] = (),
    within: float = CLOSE,
    expected: str | None = None,
) -> Finding:
    """Expect one number.

    Parameters
    ----------
    instead
        Wrong numbers that are recognised.
    within
        How far off it may be, relative to `value` (absolute where that is 0).
    expected
        Said instead of the number, where the number is the answer.
    """
    ok = bool(np.isclose(record.value, value, rtol=within, atol=0 if value else within))
    nearer = min(within, _KNOWN)
    hit = next((i for i in instead if np.isclose(record.value, i.value, rtol=nearer)), None)
    said = expected if expected is not None else f"{value:g}"
    likeness = number_likeness(record.value, value)
    step, mistake = _advice(hit, likeness, next_step)
    if not np.isfinite(record.value):
        step = "It is not a finite number: look for a division by zero or a missing value. " + step
    return expect(
        ok,
        where=where,
        expected=said,
        found=f"{record.value:g}",
        next_step=step,
        mistake=mistake,
    )


def expect_array(
    record: ArrayRecord,
    values: ArrayLike,
    where: str,
    next_step: str,
    instead: Sequence[Instead] = (),
    within: float = CLOSE,
    expected: str | None = None,
) -> Finding:
    """Expect an array: its shape, then its numbers.

    Parameters
    ----------
    instead
        Wrong arrays that are recognised; they may have another shape.
    within
        Largest difference, relative to the largest number expected.
    expected
        Said instead of the numbers, where the numbers are the answer.
    """
    values = np.asarray(values, dtype=float)
    said = expected if expected is not None else brief(values)
    hit = next((i for i in instead if same_array(record.values, i.value, within)), None)
    step, mistake = _advice(hit, array_likeness([record.values], [values]), next_step)
    same = same_array(record.values, values, within)
    return expect(
        same,
        where=where,
        expected=said,
        found="" if same else _difference(record.values, values),
        next_step=step,
        mistake=mistake,
    )


def _advice(hit, likeness, next_step):
    """What to say, and the mistake's name: of a known mistake, or of a likeness and the task."""
    if hit:
        return hit.says, hit.mistake
    return (f"{likeness[0]} {next_step}", likeness[1]) if likeness else (next_step, "")


def same_array(found: ArrayLike, wanted: ArrayLike, within: float = CLOSE) -> bool:
    """Tell whether two arrays have one shape and, near enough, the same finite numbers."""
    found, wanted = np.asarray(found), np.asarray(wanted, dtype=float)
    if found.shape != wanted.shape or found.dtype.kind not in "biuf":
        return False
    scale = float(np.max(np.abs(wanted[np.isfinite(wanted)]), initial=0.0)) or 1.0
    return bool(np.allclose(found, wanted, rtol=0, atol=within * scale))


def _difference(found, wanted):
    if found.dtype.kind not in "biuf":
        return f"no numbers but {brief(found)}"
    if not np.all(np.isfinite(found)):
        bad = int(np.sum(~np.isfinite(found)))
        return f"{bad} of {found.size} values that are not finite numbers (NaN or infinity)"
    if found.shape != wanted.shape:
        return f"shape {found.shape} instead of {wanted.shape}"
    return brief(found)


def brief(values: ArrayLike) -> str:
    """Show an array in a few characters: all of a small one, the shape of a large one."""
    values = np.asarray(values)
    if values.size > 12 and values.dtype.kind in "iuf":
        return f"an array of shape {values.shape}, from {values.min():.4g} to {values.max():.4g}"
    if values.size > 12:
        return f"an array of shape {values.shape}"
    shown = np.array2string(values, precision=4, suppress_small=True, separator=", ")
    return shown.replace("\n", "")


def expect_choice(
    record: TextRecord,
    right: str,
    choices: Sequence[str],
    where: str,
    next_step: str,
    found: str | None = None,
    mistake: str = "",
) -> Finding:
    """Expect one of some named choices; case and spaces around it do not count.

    Parameters
    ----------
    found
        What the learner's own run showed, beside what they chose.
    mistake
        Given to a wrong choice; a text that is none of the choices is told what they are.
    """
    chosen = record.value.strip().casefold()
    if chosen not in {choice.casefold() for choice in choices}:
        return expect(
            False,
            where=where,
            expected=" or ".join(f'`"{choice}"`' for choice in choices),
            found=f'"{record.value[:60]}"',
            next_step="Write one of these words.",
        )
    said = f'you said "{record.value.strip()}"'
    return expect(
        chosen == right.casefold(),
        where=where,
        expected=f'"{right}"',
        found=f"{said}; {found}" if found else said,
        next_step=next_step,
        mistake=mistake,
    )


def expect_guess(guess: TextRecord, choices: Sequence[str]) -> Finding:
    """Expect a guess that was made before a run: any of the choices, come true or not."""
    return expect_choice(guess, guess.value.strip(), choices, "`guess`", "")


def expect_outcome(
    outcome: TextRecord, right: str, choices: Sequence[str], found: str, evidence: str
) -> Finding:
    """Expect what a run showed after a guess, in one of the words of the guess.

    Parameters
    ----------
    right
        The choice that the learner's own run came to.
    found
        What the run showed, in numbers.
    evidence
        Where to look for it: "the two errors".
    """
    step = f"Look at {evidence} again."
    return expect_choice(outcome, right, choices, "`outcome`", step, found)
