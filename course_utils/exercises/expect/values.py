"""Expectations of numbers, arrays and choices."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from course_utils.exercises.verdicts import Finding

# Keras computes in float32: about seven digits, fewer after a sum.
CLOSE = 1e-4


@dataclass(frozen=True)
class Instead:
    """A wrong answer that is recognised: what it equals, its name, and what to say of it.

    Attributes
    ----------
    value : object
        What the mistake gives: a number, an array, or a function that makes the mistake.
    mistake : str
        Its short name, counted over a class.
    says : str
        A sentence for the learner, in place of the general advice.
    """

    value: Any
    mistake: str
    says: str


def expect(ok, where, expected, found, next_step, mistake="", weight=1.0):
    """Write one finding; a passed one keeps only where it stood and what was expected.

    Parameters
    ----------
    ok : bool
    where, expected, found, next_step, mistake, weight
        See `Finding`.

    Returns
    -------
    Finding
    """
    if ok:
        return Finding(True, where, expected, weight=weight)
    return Finding(False, where, expected, found, next_step, mistake, weight)


def condition(finding):
    """Let a finding cost points where it fails and earn none where it holds.

    For what an answer needs but is not the answer: that a function runs, that a given model is
    the one of this section.

    Parameters
    ----------
    finding : Finding

    Returns
    -------
    Finding
    """
    return replace(finding, weight=0.0 if finding.ok else 0.5)


def expect_number(record, value, where, next_step, instead=(), within=CLOSE, expected=None):
    """Expect one number.

    Parameters
    ----------
    record : NumberRecord
    value : float
    where : str
    next_step : str
    instead : sequence of Instead
        Wrong numbers that are recognised.
    within : float
        How far off it may be, relative to `value` (absolute where that is 0).
    expected : str, optional
        Said instead of the number, where the number is the answer.

    Returns
    -------
    Finding
    """
    ok = bool(np.isclose(record.value, value, rtol=within, atol=0 if value else within))
    hit = next((i for i in instead if np.isclose(record.value, i.value, rtol=within)), None)
    said = expected if expected is not None else f"{value:g}"
    step, mistake = (hit.says, hit.mistake) if hit else (next_step, "")
    if not np.isfinite(record.value):
        step = "It is not a finite number: look for a division by zero or a missing value. " + step
    return expect(ok, where, said, f"{record.value:g}", step, mistake)


def expect_array(record, values, where, next_step, instead=(), within=CLOSE, expected=None):
    """Expect an array: its shape, then its numbers.

    Parameters
    ----------
    record : ArrayRecord
    values : array-like
    where, next_step : str
    instead : sequence of Instead
        Wrong arrays that are recognised; they may have another shape.
    within : float
        Largest difference, relative to the largest number expected.
    expected : str, optional
        Said instead of the numbers, where the numbers are the answer.

    Returns
    -------
    Finding
    """
    values = np.asarray(values, dtype=float)
    said = expected if expected is not None else brief(values)
    hit = next((i for i in instead if same_array(record.values, i.value, within)), None)
    step, mistake = (hit.says, hit.mistake) if hit else (next_step, "")
    if same_array(record.values, values, within):
        return expect(True, where, said, "", "")
    return expect(False, where, said, _difference(record.values, values), step, mistake)


def same_array(found, wanted, within=CLOSE):
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


def brief(values):
    """Show an array in a few characters: all of a small one, the shape of a large one."""
    values = np.asarray(values)
    if values.size > 12 and values.dtype.kind in "iuf":
        return f"an array of shape {values.shape}, from {values.min():.4g} to {values.max():.4g}"
    if values.size > 12:
        return f"an array of shape {values.shape}"
    shown = np.array2string(values, precision=4, suppress_small=True, separator=", ")
    return shown.replace("\n", "")


def expect_choice(record, right, choices, where, next_step, found=None, mistake=""):
    """Expect one of some named choices; case and spaces around it do not count.

    Parameters
    ----------
    record : TextRecord
    right : str
    choices : sequence of str
    where, next_step : str
    found : str, optional
        What the learner's own run showed, beside what they chose.
    mistake : str
        Given to a wrong choice.

    Returns
    -------
    Finding
        A text that is none of the choices is told what the choices are.
    """
    chosen = record.value.strip().casefold()
    if chosen not in {choice.casefold() for choice in choices}:
        named = " or ".join(f'`"{choice}"`' for choice in choices)
        advice = "Write one of these words."
        return expect(False, where, named, f'"{record.value[:60]}"', advice)
    said = f'you said "{record.value.strip()}"'
    said = f"{said}; {found}" if found else said
    return expect(chosen == right.casefold(), where, f'"{right}"', said, next_step, mistake)
