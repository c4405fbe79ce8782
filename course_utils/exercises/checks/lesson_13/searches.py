"""Expectations of a search with several seeds: its looks, its choice, and what is reported."""

from collections.abc import Iterator

import numpy as np

from course_utils.exercises.expect import Instead, expect_given, expect_number
from course_utils.exercises.records import ArrayRecord, NumberRecord
from course_utils.exercises.verdicts import Finding

SEEDS = 3


def expect_tries(valid_errors: ArrayRecord, test_errors: ArrayRecord) -> Finding:
    """Expect the errors of the course's own tries, as a condition."""
    both = [record.values for record in (valid_errors, test_errors)]
    ok = all(
        values.ndim == 2
        and values.shape[1] == SEEDS
        and len(values) == len(both[0]) >= 10
        and values.dtype.kind == "f"
        and bool(np.isfinite(values).all() and values.min() > 0)
        for values in both
    )
    return expect_given(
        ok,
        where="`valid_errors` and `test_errors`",
        expected=f"an error in mpg for each try and each of {SEEDS} seeds",
        found=f"{valid_errors.describe()} and {test_errors.describe()}",
        cell="the cell that runs the search",
    )


def expect_searched(
    looks: NumberRecord,
    chosen: NumberRecord,
    report: NumberRecord,
    valid: np.ndarray,
    test: np.ndarray,
) -> Iterator[Finding]:
    """Expect all runs counted, the best mean chosen, and its mean test error reported.

    Yields
    ------
    Finding
        One for each of the three.
    """
    yield _expect_looks(looks, valid)
    yield _expect_chosen(chosen, valid, test)
    yield _expect_report(report, valid, test)


def _expect_looks(looks: NumberRecord, valid: np.ndarray) -> Finding:
    n, runs = len(valid), valid.size
    return expect_number(
        looks,
        runs,
        "`looks`",
        "Count the networks that were scored on the validation rows: tries times seeds.",
        [
            Instead(1, "looks-not-counted", "One try was *kept*. The networks of all others were "
                    "looked at, too."),
            Instead(n, "seeds-not-counted", f"{n} tries, but each was trained from {SEEDS} seeds, "
                    "and each of these networks was scored."),
            Instead(2 * runs, "test-rows-counted", "Only one of the two arrays is about validation "
                    "rows."),
            Instead(runs - 1, "winner-not-counted", "The winner was looked at as well."),
        ],
        expected="the number of networks that were scored on the validation rows",
    )  # fmt: skip


def _expect_chosen(chosen: NumberRecord, valid: np.ndarray, test: np.ndarray) -> Finding:
    means, tests = valid.mean(axis=1), test.mean(axis=1)
    winner, single = int(np.argmin(means)), int(np.argmin(valid.min(axis=1)))
    return expect_number(
        chosen,
        winner,
        "`chosen`",
        "The place of the smallest mean: `np.argmin(valid_errors.mean(axis=1))`.",
        [
            *([] if int(np.argmin(tests)) == winner else [
                Instead(int(np.argmin(tests)), "chosen-by-test", "The test rows have chosen here. "
                        "They are for the report; let the validation rows choose.")]),
            *([] if single == winner else [
                Instead(single, "best-single-run", "That try has the best *single* run: the "
                        "luckiest seed. A try is as good as its mean.")]),
            Instead(winner + 1, "counted-from-1", "Count the tries from 0."),
            Instead(int(np.argmax(means)), "worst-chosen", "These are errors: the smallest wins."),
            Instead(int(np.argmin(valid)), "place-in-the-flat-array", "That is a place among all "
                    f"{valid.size} runs. Take the mean of each row first: `mean(axis=1)`."),
            Instead(int(np.argmin(valid.mean(axis=0))), "seed-for-try", "That is a seed. Take the "
                    "mean over the seeds: `axis=1`."),
        ],
        expected="the try with the best mean on validation rows, counted from 0",
    )  # fmt: skip


def _expect_report(report: NumberRecord, valid: np.ndarray, test: np.ndarray) -> Finding:
    means, tests = valid.mean(axis=1), test.mean(axis=1)
    winner = int(np.argmin(means))
    n_looks = f"You looked {valid.size} times and kept the best"
    return expect_number(
        report,
        float(tests[winner]),
        "`report`",
        "The mean test error of the try that validation has chosen.",
        [
            Instead(float(means[winner]), "validation-error-reported", f"{n_looks}: "
                    f"{means[winner]:.2f} mpg has chosen, so it flatters. On the test rows, where "
                    "nothing was chosen, it is another number."),
            Instead(float(valid.min()), "best-run-reported", f"{n_looks}: that is the luckiest of "
                    "all runs, on the rows that chose it. Report by test rows."),
            Instead(float(tests.min()), "smallest-test-error", "That is the smallest of all test "
                    "errors: a choice by test rows. Report the chosen try's."),
            Instead(float(test.min()), "smallest-test-error", "That is the smallest of all test "
                    "errors: a choice by test rows. Report the chosen try's."),
            Instead(float(test[winner].min()), "best-seed-reported", "That is its best seed, "
                    "chosen by test rows. Take the mean of the three."),
            Instead(float(test[winner, int(np.argmin(valid[winner]))]), "one-seed-reported",
                    "That is a single seed. A try is as good as the mean of the three."),
            Instead(float(test.mean()), "mean-of-all", "That is the mean of all tries. One of them "
                    "was chosen."),
        ],
        within=2e-4,
        expected="an error by rows that chose nothing",
    )  # fmt: skip
