"""Expectations of learning curves in n: the gap, and which network wants rows."""

from collections.abc import Iterator

import numpy as np

from course_utils.exercises.expect import Instead, expect_choice, expect_given, expect_number
from course_utils.exercises.records import ArrayRecord, NumberRecord, TextRecord
from course_utils.exercises.verdicts import Finding

CHOICES = ("more rows", "more units")


def expect_curves(train_curves: ArrayRecord, valid_curves: ArrayRecord) -> Finding:
    """Expect the course's own curves: the small network underfits, the large one has a gap."""
    taught, fresh = train_curves.values, valid_curves.values
    ok = all(
        curves.shape == (2, 4)
        and curves.dtype.kind == "f"
        and bool(np.isfinite(curves).all() and curves.min() > 0)
        for curves in (taught, fresh)
    )
    apart = ok and taught[0, -1] > 1.3 * taught[1, -1] and fresh[1, -1] > 1.2 * taught[1, -1]
    return expect_given(
        bool(apart),
        where="`train_curves` and `valid_curves`",
        expected="the errors of two networks for four numbers of cars",
        found=f"{train_curves.describe()} and {valid_curves.describe()}",
        cell="the cell that draws the learning curves",
    )


def expect_remedies(
    gap: NumberRecord,
    two_units: TextRecord,
    many_units: TextRecord,
    taught: np.ndarray,
    fresh: np.ndarray,
) -> Iterator[Finding]:
    """Expect the gap of the large network with all rows, and what each network lacks.

    Yields
    ------
    Finding
        One for each of the three.
    """
    gaps = (fresh - taught).astype(float)
    yield expect_number(
        gap,
        float(gaps[1, -1]),
        "`gap`",
        "`valid_curves[1, -1] - train_curves[1, -1]`",
        [
            Instead(-float(gaps[1, -1]), "sign-turned", "The sign is turned: validation minus "
                    "training."),
            Instead(float(gaps[1, 0]), "fewest-rows", "That is the gap with 24 cars. It has closed "
                    "since."),
            Instead(float(gaps[0, -1]), "other-network", "That is the gap of the 2 units."),
            Instead(float(fresh[1, -1]), "error-for-gap", "That is the validation error. How far "
                    "is it above the training error?"),
            Instead(float(fresh[1, 0] - fresh[1, -1]), "gain-for-gap", "That is what the rows have "
                    "gained. The gap is between validation and training."),
            Instead(float(gaps[1].mean()), "mean-over-n", "That is the mean over all n."),
        ],
        within=2e-3,
        expected="how far validation is above training, for 64 units and 192 cars",
    )  # fmt: skip
    yield expect_choice(
        two_units,
        "more units",
        CHOICES,
        "`two_units`",
        f"They are off by {taught[0, -1]:.1f} mpg on the very cars that they learnt from. Rows "
        "are not what is missing: it underfits.",
        mistake="rows-for-an-underfit",
    )
    yield expect_choice(
        many_units,
        "more rows",
        CHOICES,
        "`many_units`",
        f"Their training error is only {taught[1, -1]:.1f} mpg: they can bend enough. The gap is "
        f"what is wide, and it went from {gaps[1, 0]:.1f} to {gaps[1, -1]:.1f} mpg with more cars.",
        mistake="units-for-an-overfit",
    )
