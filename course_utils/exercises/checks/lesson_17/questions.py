"""Checks of lesson 17: gates of a project, one object, a promise, and one look."""

from course_utils.exercises.checks.lesson_17.models import expect_one_object, expect_three
from course_utils.exercises.checks.lesson_17.reports import (
    expect_card,
    expect_elsewhere,
    expect_look,
    expect_reference,
    expect_tables,
    expect_worst,
)
from course_utils.exercises.checks.lesson_17.splitting import (
    expect_baseline,
    expect_outside,
    expect_split,
)
from course_utils.exercises.expect import expect_goal, need
from course_utils.exercises.questions import question
from course_utils.exercises.records import (
    ArrayRecord,
    ExplorerRecord,
    FunctionRecord,
    MappingRecord,
    ModelRecord,
    NumberRecord,
    SequenceRecord,
    TextRecord,
)
from course_utils.exercises.verdicts import Looks


@question("17.1", points=2, weight=2)
def check_outside(outside: NumberRecord, column: TextRecord) -> Looks:
    """Expect how many sealed houses are unlike all that was taught."""
    yield from expect_outside(outside, column)


@question("17.2", points=2, weight=3)
def check_split(split_by_year: FunctionRecord) -> Looks:
    """Expect the years before, the year, and the years after it."""
    yield from expect_split(split_by_year)


@question("17.3", points=2)
def check_baseline(baseline: NumberRecord) -> Looks:
    """Expect the error of the agent's rule, in dollars."""
    yield expect_baseline(baseline)


@question("17.4", points=3, weight=2)
def check_one_object(model: ModelRecord) -> Looks:
    """Expect raw rows in and dollars out."""
    yield from expect_one_object(model)


@question("17.5", points=2, weight=4)
def check_three(models: SequenceRecord, errors: ArrayRecord, share: NumberRecord) -> Looks:
    """Expect three seeds, their errors, and the baseline beaten by a third."""
    yield from expect_three(models, errors, share)


@question("17.6", points=2)
def check_elsewhere(there: ArrayRecord | TextRecord, reference: ModelRecord) -> Looks:
    """Expect the same predictions from a process that knows the file alone."""
    yield need(expect_reference(reference))
    yield expect_elsewhere(there, reference)


@question("17.7", points=2, weight=2)
def check_worst(
    worst: TextRecord,
    worst_error: NumberRecord,
    predicted_2009: ArrayRecord,
    y_valid: ArrayRecord,
    places: ArrayRecord,
) -> Looks:
    """Expect the worst neighborhood, and how bad it is."""
    yield need(expect_tables(predicted_2009, y_valid, places))
    yield from expect_worst(
        worst, worst_error, predicted_2009.values, y_valid.values, places.values
    )


@question("17.8", points=2, weight=3)
def check_look(
    promise: NumberRecord, report: NumberRecord, kept: TextRecord, reference: ModelRecord
) -> Looks:
    """Expect a promise, one look, and an honest word."""
    yield from expect_look(promise, report, kept, reference)


@question("17.9", points=2, weight=4)
def check_card(card: MappingRecord, reference: ModelRecord) -> Looks:
    """Expect four facts for the card."""
    yield from expect_card(card, reference)


@question("17.10")
def check_goal(explorer: ExplorerRecord, token: TextRecord) -> Looks:
    """Expect the worst slice of at least fifty houses."""
    yield expect_goal(explorer, token, "slices")
