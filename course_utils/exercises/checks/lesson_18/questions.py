"""Checks of lesson 18: a diagnosis in a word, the number that proves it, and the repair."""

import numpy as np

from course_utils.exercises.checks.lesson_18.above_validation import (
    expect_healthy_run,
    expect_measured,
)
from course_utils.exercises.checks.lesson_18.batch_of_one import (
    expect_cured,
    expect_his_run,
    expect_nothing_left,
)
from course_utils.exercises.checks.lesson_18.blown_up import (
    expect_cured_at_his_rate,
    expect_mixtures,
    expect_widest,
)
from course_utils.exercises.checks.lesson_18.counting import (
    COMPARISONS,
    ONLY_COLUMNS,
    ROWS,
    WRONG_COUNTS,
    accuracy_of,
    counting_cases,
)
from course_utils.exercises.checks.lesson_18.diagnoses import expect_diagnosis
from course_utils.exercises.checks.lesson_18.dropout_on import (
    expect_dropped,
    expect_one_answer,
    expect_spread,
)
from course_utils.exercises.checks.lesson_18.empty_cells import (
    expect_column,
    expect_filled,
    expect_loans,
    expect_n_nan,
)
from course_utils.exercises.checks.lesson_18.own_run import (
    expect_better,
    expect_found,
    expect_runs,
    expect_sound_loss,
)
from course_utils.exercises.checks.lesson_18.two_files import (
    expect_files,
    expect_joined,
    expect_wind,
)
from course_utils.exercises.expect import (
    expect_function,
    expect_goal,
    expect_noted,
    expect_number,
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
    SequenceRecord,
    TextRecord,
)
from course_utils.exercises.verdicts import Looks


@question("18.1", points=2, weight=4)
def check_dropout_on(
    ines: TextRecord,
    n_without: NumberRecord,
    answers: ArrayRecord,
    dropped: ModelRecord,
    X_valid: ArrayRecord,
) -> Looks:
    """Expect dropout found off in `predict`, and a hundred predictions with it on."""
    yield need(expect_dropped(dropped, X_valid))
    against = {
        "rate": "With any rate above 0 units would be dropped, and the answers would differ at "
        "least a little. They do not differ at all.",
        "dead": "Dead units give one answer for *all* rows. Predict other mixtures: the answers "
        "differ.",
    }
    yield expect_diagnosis(ines, "predict", against, "`ines`")
    yield expect_one_answer(n_without)
    yield expect_spread(answers, dropped, X_valid)


@question("18.2", points=2, weight=4)
def check_batch_of_one(
    boris: TextRecord,
    handed_on: ArrayRecord,
    cured_history: HistoryRecord,
    boris_history: HistoryRecord,
    X_cells: ArrayRecord,
) -> Looks:
    """Expect the batch to be blamed, what the layer makes of one row, and a better run."""
    yield need(expect_his_run(boris_history, X_cells))
    against = {
        "overfits": "Who overfits is good in training. His training accuracy is the base rate, "
        "from the first epoch to the last.",
        "scaling": "The columns are scaled: they have a mean near 0 and a spread near 1.",
    }
    yield expect_diagnosis(boris, "batch", against, "`boris`")
    yield expect_nothing_left(handed_on, X_cells)
    yield need(expect_noted(cured_history))
    same_network, *rest = expect_cured(cured_history, boris_history)
    yield need(same_network)
    yield from rest


@question("18.3", points=2, weight=4)
def check_counting(carmen: TextRecord, n_compared: NumberRecord, accuracy: FunctionRecord) -> Looks:
    """Expect the shapes to be blamed, the comparisons counted, and a count that is right."""
    against = {
        "threshold": "With five rows by hand, at the same threshold, four are right. Her function "
        "says 0.48.",
        "model": "The predictions are right on 97 % of the rows, counted with one shape for both.",
    }
    yield expect_diagnosis(carmen, "shapes", against, "`carmen`")
    yield expect_number(
        n_compared,
        ROWS**2,
        "`n_compared`",
        "Print the shape of `(p > 0.5) == y`.",
        COMPARISONS,
        expected="how many comparisons a column and a row make",
    )
    cases = counting_cases(np.random.default_rng(18))
    step = "Give `p` the shape of `y`, compare `p > 0.5` with `y`, and take the mean."
    yield from expect_function(
        accuracy,
        accuracy_of,
        cases,
        step,
        WRONG_COUNTS,
        same=one_number,
        raises=ONLY_COLUMNS,
    )


@question("18.4", points=2, weight=3)
def check_two_files(
    dmitri: TextRecord,
    wind_loss: NumberRecord,
    joined: ArrayRecord,
    dmitri_history: HistoryRecord,
    numbers_measured: ArrayRecord,
    numbers_diagnosed: ArrayRecord,
    diagnosed: ArrayRecord,
) -> Looks:
    """Expect the labels to be blamed, a loss on random ones, and labels joined by their key."""
    files = numbers_measured, numbers_diagnosed, diagnosed
    yield need(expect_files(dmitri_history, *files))
    against = {
        "units": "With fewer units he would learn less by heart, and be a coin in validation "
        "still. On right labels the same 64 units are right on nearly all.",
        "epochs": "His validation accuracy was near the base rate in each epoch, the first "
        "included.",
    }
    yield expect_diagnosis(dmitri, "labels", against, "`dmitri`")
    yield expect_wind(wind_loss, dmitri_history)
    yield expect_joined(joined, *files)


@question("18.5", points=2, weight=3)
def check_empty_cell(
    emeka: TextRecord,
    n_nan: NumberRecord,
    filled: ArrayRecord,
    loan_table: ArrayRecord,
    emekas: ModelRecord,
) -> Looks:
    """Expect the column named, the NaN weights counted, and the column filled."""
    yield need(expect_loans(loan_table, emekas))
    yield expect_column(emeka, loan_table)
    yield expect_n_nan(n_nan, loan_table, emekas)
    yield expect_filled(filled, loan_table)


@question("18.6", points=2, weight=5)
def check_blown_up(
    farid: TextRecord,
    gloria: TextRecord,
    widest: NumberRecord,
    cured: ModelRecord,
    raw: ArrayRecord,
    X_train: ArrayRecord,
    y_train: ArrayRecord,
) -> Looks:
    """Expect rate and inputs told apart, and the inputs repaired at the same rate."""
    yield need(expect_mixtures(raw, X_train, y_train))
    yield expect_diagnosis(
        farid,
        "inputs",
        {"rate": "At 0.01 the scaled mixtures are learnt well. His own columns run to more than a "
         "thousand."},
        "`farid`",
    )  # fmt: skip
    yield expect_diagnosis(
        gloria,
        "rate",
        {"inputs": "Her columns have a mean of 0 and a spread of 1: there is nothing to scale."},
        "`gloria`",
    )
    yield expect_widest(widest, raw, X_train)
    trained, *rest = expect_cured_at_his_rate(cured, raw, X_train, y_train)
    yield need(trained)
    yield from rest


@question("18.7", points=2, weight=3)
def check_above_validation(
    hana: TextRecord,
    measured: NumberRecord,
    treatment: TextRecord,
    dropped_history: HistoryRecord,
    dropped: ModelRecord,
    X_train: ArrayRecord,
    y_train: ArrayRecord,
) -> Looks:
    """Expect that nothing is wrong, the loss measured with all units, and no treatment."""
    yield need(expect_healthy_run(dropped_history, dropped, X_train, y_train))
    yield expect_diagnosis(
        hana,
        "nothing",
        {
            "swapped": "Measured the same way, with all units, the two losses are close to each "
            "other. Nothing is swapped.",
            "overfits": "Who overfits has a training loss far *below* the validation loss.",
        },
        "`hana`",
    )
    yield expect_measured(measured, dropped_history, dropped, X_train, y_train)
    yield expect_diagnosis(
        treatment,
        "none",
        {
            "less dropout": "The gap between two ways of measuring would be smaller, and the "
            "network no better for it.",
            "more rows": "More rows are always welcome, but this complaint has another cause: two "
            "ways of measuring.",
        },
        "`treatment`",
    )


@question("18.8", points=2, weight=4)
def check_own_run(
    planted: TextRecord,
    found: SequenceRecord,
    broken_run: HistoryRecord,
    sound_run: HistoryRecord,
    sound_loss: NumberRecord,
) -> Looks:
    """Expect a cause that was planted and found, and a repair that shows."""
    yield from map(need, expect_runs(broken_run, sound_run))
    yield expect_found(planted, found)
    yield expect_better(broken_run, sound_run)
    yield expect_sound_loss(sound_loss, broken_run, sound_run)


@question("18.9")
def check_night(explorer: ExplorerRecord, token: TextRecord) -> Looks:
    """Expect an order that tells five patients apart with twelve examinations."""
    yield expect_goal(explorer, token, "clinic")
