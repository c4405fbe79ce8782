"""Expectations of a diagnosis in one word: each wrong one is told what speaks against it."""

from collections.abc import Mapping

from course_utils.exercises.expect import expect_choice
from course_utils.exercises.records import TextRecord
from course_utils.exercises.verdicts import Finding


def expect_diagnosis(
    record: TextRecord, right: str, against: Mapping[str, str], where: str
) -> Finding:
    """Expect the right one of some words.

    Parameters
    ----------
    against
        The other words, each with the evidence against it.
    """
    chosen = record.value.strip().casefold()
    return expect_choice(
        record,
        right,
        (right, *against),
        where,
        against.get(chosen, "Write one of these words."),
        mistake=f"diagnosis-{chosen.replace(' ', '-')}",
    )
