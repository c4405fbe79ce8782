"""Expectations of a comparison over several deals: paired, with a standard error, judged by it."""

from collections.abc import Iterator

import numpy as np

from course_utils.exercises.expect import Instead, expect_choice, expect_given, expect_number
from course_utils.exercises.records import ArrayRecord, NumberRecord, TextRecord
from course_utils.exercises.verdicts import Finding

DEALS = 8


def expect_runs(*errors: ArrayRecord) -> Finding:
    """Expect the errors of the course's own networks, as a condition."""
    ok = all(
        record.values.shape == (DEALS,)
        and record.values.dtype.kind == "f"
        and bool(np.isfinite(record.values).all() and record.values.min() > 0)
        for record in errors
    )
    differ = ok and all(np.std(record.values - errors[0].values) > 0 for record in errors[1:])
    return expect_given(
        bool(differ),
        where="`plain`, `no_year` and `wide`",
        expected=f"the errors of three networks for {DEALS} deals, in mpg",
        found=" and ".join(record.describe() for record in errors),
        cell="the cell that trains the three networks",
    )


def mean_and_error(paired: np.ndarray) -> tuple[float, float]:
    """Return the mean of some differences, and its standard error."""
    return float(paired.mean()), float(paired.std(ddof=1) / np.sqrt(len(paired)))


def expect_difference(
    worse_by: NumberRecord, error: NumberRecord, plain: np.ndarray, no_year: np.ndarray
) -> Iterator[Finding]:
    """Expect the mean of the paired differences, and its standard error.

    Yields
    ------
    Finding
        One for each of the two.
    """
    plain, no_year = plain.astype(float), no_year.astype(float)
    paired = no_year - plain
    yield _expect_mean(worse_by, paired, plain, no_year)
    yield _expect_standard_error(error, paired, plain, no_year)


def _expect_mean(
    worse_by: NumberRecord, paired: np.ndarray, plain: np.ndarray, no_year: np.ndarray
) -> Finding:
    mean = float(paired.mean())
    return expect_number(
        worse_by,
        mean,
        "`worse_by`",
        "`(no_year - plain).mean()`",
        [
            Instead(-mean, "sign-turned", "The sign is turned: without the year minus with it."),
            Instead(float(paired[0]), "one-deal", "That is the first deal alone. Take all eight."),
            Instead(float(paired.sum()), "sum-for-mean", "That is the sum of the differences."),
            Instead(float(np.median(paired)), "median", "That is the median. The standard error "
                    "belongs to the mean."),
            Instead(float(no_year.mean()), "error-for-difference", "That is the error without the "
                    "year. By how much is it larger?"),
            Instead(mean / float(plain.mean()), "relative", "In mpg, please, not as a share."),
        ],
        within=2e-4,
        expected="the mean of eight paired differences",
    )  # fmt: skip


def _expect_standard_error(
    error: NumberRecord, paired: np.ndarray, plain: np.ndarray, no_year: np.ndarray
) -> Finding:
    _, right = mean_and_error(paired)
    n = len(paired)
    unpaired = float(np.sqrt(plain.var(ddof=1) / n + no_year.var(ddof=1) / n))
    without = "One difference is lost for the mean: the deviation is computed with `ddof=1`."
    return expect_number(
        error,
        right,
        "`error`",
        "`paired.std(ddof=1) / np.sqrt(len(paired))`, with `paired = no_year - plain`.",
        [
            Instead(float(paired.std(ddof=1)), "deviation-for-error", "That is the standard "
                    "deviation: how much a *single* deal scatters. The mean of eight scatters "
                    "less: divide by the root of 8."),
            Instead(float(paired.std()), "deviation-for-error", "That is the standard deviation: "
                    "how much a *single* deal scatters. Divide by the root of 8 (and take "
                    "`ddof=1`)."),
            Instead(float(paired.std() / np.sqrt(n)), "ddof-0", without),
            Instead(float(paired.std(ddof=1) / n), "divided-by-n", "Divided by 8: take the *root* "
                    "of 8."),
            Instead(unpaired, "unpaired", "That is the error of unpaired arrays, with all the luck "
                    f"of the deals in it: {unpaired:.3f} for {right:.3f} mpg. Take the "
                    "difference deal by deal first."),
            Instead(float(no_year.std(ddof=1) / np.sqrt(n)), "unpaired", "That is the error of one "
                    "network's mean. Take the difference deal by deal first."),
            Instead(float(plain.std(ddof=1) / np.sqrt(n)), "unpaired", "That is the error of one "
                    "network's mean. Take the difference deal by deal first."),
            Instead(2 * right, "two-errors", "These are two standard errors. Give one."),
            Instead(float(paired.var(ddof=1) / n), "root-forgotten", "That is its square: the "
                    "variance by n. Take the root."),
        ],
        within=2e-4,
        expected="the standard error of the mean of eight paired differences",
    )  # fmt: skip


def expect_told(name: str, given: TextRecord, paired: np.ndarray) -> Finding:
    """Expect whether the mean of some differences is more than two standard errors from 0."""
    mean, error = mean_and_error(paired.astype(float))
    far = abs(mean) / error
    right = "yes" if far > 2 else "no"
    step = (
        f"The mean is {far:.1f} standard errors from 0"
        + (": more than two." if far > 2 else ": less than two.")
        + " Compare the *mean* with its error, not a single deal."
    )
    mistake = "luck-for-difference" if right == "no" else "difference-for-luck"
    return expect_choice(given, right, ("yes", "no"), f"`{name}`", step, mistake=mistake)
