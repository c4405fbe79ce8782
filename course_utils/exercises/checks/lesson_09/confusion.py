"""Expectations of what a learner reads from a confusion matrix of several classes."""

import numpy as np

from course_utils.exercises.checks.lesson_09.several_classes import GRADES
from course_utils.exercises.expect import Instead, expect, expect_array, expect_given
from course_utils.exercises.records import ArrayRecord
from course_utils.exercises.verdicts import Finding


def expect_grades(y: ArrayRecord) -> Finding:
    """Expect the true grades as the course hands them out, as a condition."""
    return expect_given(
        y.values.ndim == 1 and set(np.unique(y.values).tolist()) == set(range(GRADES)),
        where="`y_test`",
        expected="a grade from 0 to 4 for each row",
        found=y.describe(),
        cell="the cell that makes the tables",
    )


def expect_said(said: ArrayRecord, y: ArrayRecord) -> Finding:
    """Expect a grade for each test row, right clearly more often than a single one would be."""
    values, rows = said.values, len(y.values)
    shape, step, mistake = values.shape, "", ""
    if shape == (rows, GRADES):
        step, mistake = "These are probabilities: `argmax(axis=1)` says which is the largest.", "p"
    elif shape == (GRADES,):
        step, mistake = "You looked along the columns: take `argmax(axis=1)`.", "other-axis"
    elif shape != (rows,):
        step = "One grade for each row of `X_test`: `model.predict(X_test).argmax(axis=1)`."
    right = float(np.mean(values == y.values)) if shape == (rows,) else 0.0
    base_rate = float(np.bincount(y.values.astype(int)).max() / rows)
    found = said.describe() if step else f"{right:.0%} of them right"
    return expect(
        right > base_rate + 0.1,
        where="`said`",
        expected=f"a grade for each of the {rows:,} rows, right more often than {base_rate:.0%}",
        found=found,
        next_step=step or "Ask the trained model of question 9.3 about `X_test`.",
        mistake="probabilities-for-classes" if mistake == "p" else mistake,
    )


def confusion_of(said: ArrayRecord, y: ArrayRecord) -> np.ndarray:
    """Count the rows by true grade and grade said, (5, 5)."""
    counts = np.zeros((GRADES, GRADES))
    np.add.at(counts, (y.values.astype(int), np.clip(said.values, 0, GRADES - 1).astype(int)), 1)
    return counts


def expect_counts(counts: ArrayRecord, wanted: np.ndarray) -> Finding:
    """Expect the confusion matrix, a row for each true grade."""
    instead = [
        Instead(
            wanted.T,
            "rows-and-columns-turned",
            "Rows and columns are turned around: the true grades come first, "
            "`confusion_matrix(y_test, said)`.",
        ),
        Instead(
            wanted / wanted.sum(axis=1, keepdims=True),
            "shares-for-counts",
            "These are shares of each row. Here the counts are wanted.",
        ),
        Instead(
            wanted - np.diag(np.diag(wanted)),
            "diagonal-removed",
            "The diagonal is gone. Keep it in `counts`, and leave it out when you look for `pair`.",
        ),
    ]
    said = "a row for each true grade, a column for each grade said"
    step = "`confusion_matrix(y_test, said)` counts it, from the `said` that you hand in."
    return expect_array(counts, wanted, "`counts`", step, instead, 1e-6, expected=said)


def expect_pair(pair: ArrayRecord, wanted: np.ndarray) -> Finding:
    """Expect the true grade and the grade said of the most frequent mistake."""
    beside = wanted - np.diag(np.diag(wanted))
    most = beside.max()
    values = pair.values
    whole = values.shape == (2,) and values.dtype.kind in "biuf" and np.all(np.isfinite(values))
    whole = whole and np.all(values == np.round(values))
    inside = bool(whole and np.all((values >= 0) & (values < GRADES)))
    true, said = (int(value) for value in values) if inside else (0, 0)
    count = beside[true, said] if inside else 0.0
    step, mistake = _about_the_pair(beside, true, said) if inside else (_TWO, "")
    found = f"({true}, {said}), which happened {count:g} times" if inside else pair.describe()
    return expect(
        inside and count == most,
        where="`pair`",
        expected="the mistake that happened most often in your matrix",
        found=f"({true}, {said}): these are right" if inside and true == said else found,
        next_step=step,
        mistake=mistake,
        weight=2,
    )


_TWO = "Write two grades from 0 to 4: first the true one, then the one that was said."


def _about_the_pair(beside, true, said):
    if true == said:
        return "On the diagonal is what is right. Look for the largest count beside it.", "diagonal"
    if beside[said, true] == beside.max():
        return (
            "The other way round: the row is the true grade, and it comes first.",
            "rows-and-columns-turned",
        )
    if beside[true, said] == beside[beside > 0].min(initial=np.inf):
        return "That is the rarest of the mistakes. Look for the largest count.", "rarest"
    return "Some count beside the diagonal is larger. Look for it.", ""
