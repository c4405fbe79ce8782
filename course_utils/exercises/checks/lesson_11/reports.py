"""Expectations of what is reported: how many looks there were, and by which rows nobody chose."""

from collections.abc import Iterator

import numpy as np

from course_utils.exercises.expect import (
    CONDITION,
    Instead,
    expect,
    expect_given,
    expect_number,
)
from course_utils.exercises.forward import CannotPredictError, predict
from course_utils.exercises.records import ArrayRecord, HistoryRecord, ModelRecord, NumberRecord
from course_utils.exercises.verdicts import Finding

INPUTS = 20  # stations


def expect_tries(valid_errors: ArrayRecord, test_errors: ArrayRecord) -> Finding:
    """Expect the errors of the course's own tries, as a condition."""
    both = [record.values for record in (valid_errors, test_errors)]
    ok = all(
        values.ndim == 1
        and len(values) == len(both[0]) >= 20
        and values.dtype.kind == "f"
        and bool(np.isfinite(values).all() and values.min() > 0)
        for values in both
    )
    return expect_given(
        ok,
        where="`valid_errors` and `test_errors`",
        expected="an error in euros for each of the models",
        found=f"{valid_errors.describe()} and {test_errors.describe()}",
        cell="the cell that tries the models",
    )


def expect_search(
    looks: NumberRecord,
    chosen: NumberRecord,
    report: NumberRecord,
    valid_errors: ArrayRecord,
    test_errors: ArrayRecord,
) -> Iterator[Finding]:
    """Expect all tries counted, the best by validation chosen, and its test error reported.

    Yields
    ------
    Finding
        One for each of the three.
    """
    valid, test = valid_errors.values, test_errors.values
    n, winner = len(valid), int(np.argmin(valid))
    twice = "Two arrays, but only one of them is about validation rows."
    yield expect_number(
        looks,
        n,
        "`looks`",
        "Count the models that were scored on the validation rows.",
        [
            Instead(1, "looks-not-counted", "One was *kept*. Each of the others was looked at, "
                    "too, and might have been kept."),
            Instead(2 * n, "test-rows-counted", twice),
            Instead(n - 1, "winner-not-counted", "The winner was looked at as well."),
        ],
        expected="the number of models that were scored on the validation rows",
    )  # fmt: skip
    by_test = "The test rows have chosen here. They are for the report; let the validation rows "
    yield expect_number(
        chosen,
        winner,
        "`chosen`",
        "The place of the smallest validation error: `np.argmin(valid_errors)`.",
        [
            Instead(int(np.argmin(test)), "chosen-by-test", f"{by_test}choose."),
            Instead(winner + 1, "counted-from-1", "Count the models from 0."),
            Instead(int(np.argmax(valid)), "worst-chosen", "These are errors: the smallest wins."),
            Instead(float(valid[winner]), "error-for-place", "That is the error. Which model?"),
        ],
        expected="the model that is best by validation, counted from 0",
    )  # fmt: skip
    yield expect_number(
        report,
        float(test[winner]),
        "`report`",
        "The test error of the model that validation has chosen.",
        [
            Instead(float(valid[winner]), "validation-error-reported",
                    f"You looked {n} times and kept the best: {valid[winner]:.1f} is the luckiest "
                    f"of {n}. On the test rows, where nothing was chosen, it is another number."),
            Instead(float(test.min()), "smallest-test-error", "That is the smallest of all test "
                    "errors: a choice by test rows. Report the chosen model's."),
            Instead(float(test.mean()), "mean-of-all", "That is the mean of all models. One of "
                    "them will be handed over."),
            Instead(float(valid.mean()), "mean-of-all", "That is the mean of all models, by "
                    "validation. One of them will be handed over."),
        ],
        expected="an error by rows that chose nothing",
    )  # fmt: skip


def expect_her_run(
    history: HistoryRecord, hers: ModelRecord, X_valid: ArrayRecord, y_valid: ArrayRecord
) -> Iterator[Finding]:
    """Expect her run, stopped early, and the days that she left aside; conditions."""
    curve = np.asarray(history.metrics.get("val_loss", ()), dtype=float)
    asked = history.params.get("epochs") or 0
    yield expect_given(
        len(curve) >= 4 and bool(np.isfinite(curve).all()) and len(curve) <= asked,
        where="`her_history`",
        expected="a run of at least 4 epochs with a `val_loss`",
        found=history.describe(),
        cell="the cell that trains `hers`",
    )
    X, y = X_valid.values, y_valid.values
    yield expect_given(
        X.ndim == 2 and X.shape[1] == INPUTS and y.shape == (len(X),) and len(X) > 50,
        where="`X_days_valid` and `y_days_valid`",
        expected="about a year of days with 20 stations, and their riders",
        found=f"{X_valid.describe()} and {y_valid.describe()}",
        cell="the cell that makes the days",
    )
    yield expect(
        hers.compiled is not None and hers.input_shapes == ((INPUTS,),),
        where="`hers`",
        expected="her network, trained",
        found=hers.describe(),
        next_step="Run the cell that trains `hers`, then this one.",
        weight=CONDITION,
    )


def expect_looks(looks: NumberRecord, history: HistoryRecord) -> Finding:
    """Expect a look for each epoch that was run."""
    curve = history.metrics["val_loss"]
    n, best, asked = len(curve), int(np.argmin(curve)) + 1, int(history.params["epochs"])
    return expect_number(
        looks,
        n,
        "`epoch_looks`",
        "Early stopping compares once in each epoch: count the entries of `val_loss`.",
        [
            Instead(1, "looks-not-counted", f"One training, but {n} epochs, and after each of "
                    "them the test days were asked whether to go on."),
            Instead(best, "best-epoch", "That is the best epoch. It went on after it, and looked "
                    "on."),
            *([] if asked == n else [Instead(asked, "epochs-asked-for", "So many epochs were "
                                             "allowed. It stopped earlier.")]),
            Instead(0, "looks-not-counted", "No weight was learnt from the test days, that is "
                    f"true. But {n} times they were asked whether to go on."),
            Instead(n - best, "patience-for-looks", "That is how long it waited at the end."),
        ],
        expected="the number of epochs that were run",
    )  # fmt: skip


def expect_promise(
    promise: NumberRecord,
    history: HistoryRecord,
    hers: ModelRecord,
    X_valid: ArrayRecord,
    y_valid: ArrayRecord,
) -> Finding:
    """Expect the mean absolute error of her network on the days that nobody looked at."""
    try:
        outputs = np.reshape(predict(hers, X_valid.values), -1)
        off = outputs - y_valid.values
    except (CannotPredictError, ValueError):
        off = np.full(1, np.nan)
    curve, loss = history.metrics["val_loss"], history.metrics.get("loss", np.array([np.nan]))
    by_test = (
        f"That is from the test days, which decided when to stop, by {len(curve)} looks. It is "
        "the smallest of these. Evaluate on days that decided nothing."
    )
    return expect_number(
        promise,
        float(np.mean(np.abs(off))),
        "`promise`",
        "`hers.evaluate(X_days_valid, y_days_valid, verbose=0)`",
        [
            Instead(float(np.min(curve)), "stopped-by-test-and-reported", by_test),
            Instead(float(curve[-1]), "stopped-by-test-and-reported", by_test),
            Instead(float(loss[-1]), "training-loss", "That is the loss on days that she learnt "
                    "from."),
            Instead(float(np.min(loss)), "training-loss", "That is the loss on days that she "
                    "learnt from."),
            Instead(float(np.mean(off**2)), "squared", "That is the mean *squared* error."),
            Instead(1000 * float(np.mean(np.abs(off))), "people", "In thousands of people, please, "
                    "as the table has it."),
        ],
        within=2e-3,
        expected="the error of `hers` on days that decided nothing",
    )  # fmt: skip
