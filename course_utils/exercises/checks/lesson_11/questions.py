"""Checks of lesson 11: whose mean, which rows, how many looks, and what will be there."""

from collections.abc import Iterator

from course_utils.exercises.checks.lesson_11.coins import CASES, NOT_THE_BEST, WITHIN, best_score
from course_utils.exercises.checks.lesson_11.known_in_time import COLUMNS, WORDS
from course_utils.exercises.checks.lesson_11.reports import (
    expect_her_run,
    expect_looks,
    expect_promise,
    expect_search,
    expect_tries,
)
from course_utils.exercises.checks.lesson_11.row_splits import (
    expect_k_folds,
    expect_split_by_time,
)
from course_utils.exercises.checks.lesson_11.scaling import expect_scaled, expect_tables
from course_utils.exercises.checks.lesson_11.sorted_rows import (
    expect_mixed,
    expect_never_shown,
    expect_sorted,
)
from course_utils.exercises.expect import (
    expect_choice,
    expect_function,
    expect_goal,
    need,
    one_number,
)
from course_utils.exercises.questions import question
from course_utils.exercises.records import (
    ArrayRecord,
    ExplorerRecord,
    FunctionRecord,
    HistoryRecord,
    ModelRecord,
    NumberRecord,
    TextRecord,
)
from course_utils.exercises.verdicts import Finding, Looks


@question("11.1", points=2, weight=2)
def check_scaled(
    train_scaled: ArrayRecord, valid_scaled: ArrayRecord, X_train: ArrayRecord, X_valid: ArrayRecord
) -> Looks:
    """Expect both tables scaled by what was learnt from the training rows."""
    yield need(expect_tables(X_train, X_valid))
    yield from expect_scaled(train_scaled, valid_scaled, X_train, X_valid)


@question("11.2", points=2, weight=3)
def check_sorted(missing: ArrayRecord, order: ArrayRecord, y_digits: ArrayRecord) -> Looks:
    """Expect the digits that were never shown, and an order that shows all."""
    yield need(expect_sorted(y_digits))
    yield expect_never_shown(missing, y_digits)
    yield from expect_mixed(order, y_digits)


@question("11.3", points=2, weight=4)
def check_by_time(split_by_time: FunctionRecord) -> Looks:
    """Expect the last days, a gap before them, and the rest."""
    yield from expect_split_by_time(split_by_time)


@question("11.4", points=3, weight=4)
def check_k_folds(k_folds: FunctionRecord) -> Looks:
    """Expect each row aside once."""
    yield from expect_k_folds(k_folds)


@question("11.5", points=2, weight=2)
def check_best_of(best_of: FunctionRecord) -> Looks:
    """Expect the mean of the best of some coins, near the exact one."""
    step = (
        "Let the function toss: heads in `rows` tosses for each of `looks` coins, the best of them "
        "as a share of `rows`, and the mean of that over many repetitions."
    )
    yield from expect_function(best_of, best_score, CASES, step, NOT_THE_BEST, WITHIN, one_number)


@question("11.6", points=2, weight=3)
def check_search(
    looks: NumberRecord,
    chosen: NumberRecord,
    report: NumberRecord,
    valid_errors: ArrayRecord,
    test_errors: ArrayRecord,
) -> Looks:
    """Expect looks counted, the choice by validation, the report by test rows."""
    yield need(expect_tries(valid_errors, test_errors))
    yield from expect_search(looks, chosen, report, valid_errors, test_errors)


@question("11.7", points=2, weight=3, rows=("X_days_test", "y_days_test"))
def check_saved_report(
    epoch_looks: NumberRecord,
    honest: TextRecord,
    promise: NumberRecord,
    her_history: HistoryRecord,
    hers: ModelRecord,
    X_days_valid: ArrayRecord,
    y_days_valid: ArrayRecord,
) -> Looks:
    """Expect the looks at the test days, and a number by days that decided nothing."""
    yield from map(need, expect_her_run(her_history, hers, X_days_valid, y_days_valid))
    yield expect_looks(epoch_looks, her_history)
    yield _expect_honest(honest)
    yield expect_promise(promise, her_history, hers, X_days_valid, y_days_valid)


_NOT_HONEST = {
    "test": "The test days decided when to stop: it is the best of many looks that they gave. "
    "What they are called does not help.",
    "training": "The weights were learnt from these days. On them a network is at its best.",
    "none": "There is a third table, by which nothing was learnt and nothing chosen.",
}


def _expect_honest(honest: TextRecord) -> Finding:
    step = _NOT_HONEST.get(honest.value.strip().casefold(), "Write one of the four words.")
    words = ("validation", *_NOT_HONEST)
    return expect_choice(honest, "validation", words, "`honest`", step, mistake="rows-in-use")


@question("11.8", points=2, weight=6)
def check_known_in_time(
    weekday: TextRecord,
    lag_14: TextRecord,
    lag_7: TextRecord,
    weather: TextRecord,
    fixtures: TextRecord,
    week_mean: TextRecord,
) -> Looks:
    """Expect for each column whether its number is there when the forecast is made."""
    yield from _expect_columns(
        {
            "weekday": weekday,
            "lag_14": lag_14,
            "lag_7": lag_7,
            "weather": weather,
            "fixtures": fixtures,
            "week_mean": week_mean,
        }
    )


def _expect_columns(given: dict[str, TextRecord]) -> Iterator[Finding]:
    for name, record in given.items():
        column = COLUMNS[name]
        yield expect_choice(
            record, column.known, WORDS, f"`{name}`", column.says, mistake=column.mistake
        )


@question("11.9")
def check_kept(explorer: ExplorerRecord, token: TextRecord) -> Looks:
    """Expect settings for which an honest promise is kept, with the fewest days."""
    yield expect_goal(explorer, token, "splits")
