"""Expectations of batch normalization with one row, and of a run with a better batch."""

from collections.abc import Iterator

import numpy as np

from course_utils.exercises.expect import Instead, curve_of, expect, expect_array, expect_given
from course_utils.exercises.records import ArrayRecord, HistoryRecord
from course_utils.exercises.verdicts import CONDITION, Finding

INPUTS, ROWS, EPOCHS = 30, 200, 4


def expect_his_run(history: HistoryRecord, X: ArrayRecord) -> Finding:
    """Expect Boris' run and his table, as a condition."""
    curve = curve_of(history, "val_loss")
    ok = (
        len(curve) == EPOCHS
        and bool(np.isfinite(curve).all())
        and history.params.get("steps") == ROWS
        and X.values.ndim == 2
        and X.values.shape[1] == INPUTS
        and len(X.values) > ROWS
    )
    return expect_given(
        ok,
        where="`boris_history` and `X_cells`",
        expected=f"his run of {EPOCHS} epochs with a batch of one, and the table of tumours",
        found=f"{history.describe()}, and {X.describe()}",
        cell="the cell that trains his network",
    )


def expect_nothing_left(handed_on: ArrayRecord, X: ArrayRecord) -> Finding:
    """Expect zeros: the mean of one row is the row."""
    row, values = X.values[:1], handed_on.values
    if values.shape == (INPUTS,):
        handed_on = ArrayRecord(values[np.newaxis], handed_on.container)
    step = "A new `keras.layers.BatchNormalization()`, called with `X_cells[:1]` and "
    many = values.ndim == 2 and values.shape[1] == INPUTS and len(values) > 1
    if many:
        step = f"These are {len(values)} rows. Boris' batch has one: `X_cells[:1]`. " + step
    same = "That is the row nearly as it was: without `training=True` the layer uses its moving "
    return expect_array(
        handed_on,
        np.zeros((1, INPUTS)),
        "`handed_on`",
        step + "`training=True`.",
        [
            Instead(row / np.sqrt(1.001), "layer-not-in-training", same + "averages, and a new one "
                    "has none yet."),
            Instead(row, "row-itself", "That is the row itself. What does the layer make of it?"),
        ],
        expected=f"what the layer makes of one row: an array of shape (1, {INPUTS})",
    )  # fmt: skip


def expect_cured(cured: HistoryRecord, his: HistoryRecord) -> Iterator[Finding]:
    """Expect the same network in another run, with batches of several rows, and a better loss.

    Yields
    ------
    Finding
        That it is his network for as many epochs, a condition; its batches; its loss.
    """
    curve, steps = curve_of(cured, "val_loss"), cured.params.get("steps") or 0
    like = {
        name: cured.params.get(name) == his.params.get(name) for name in ("parameters", "epochs")
    }
    told = "A new `normalized_network()`, four epochs, and `validation_data=rest`, as he had it."
    if not like["parameters"] and steps:
        told = "The layer is not at fault, and is to stay. " + told
    yield expect(
        all(like.values())
        and len(curve) == EPOCHS
        and bool(np.isfinite(curve).all())
        and steps > 0,
        where="`cured_history`",
        expected=f"{EPOCHS} epochs of his network, with a `val_loss`",
        found=f"{cured.describe()} of a network of {cured.params.get('parameters')} numbers",
        next_step=told,
        mistake="another-network" if steps and not like["parameters"] else "",
        weight=CONDITION,
    )
    yield expect(
        0 < steps <= ROWS / 2,
        where="the batches of `cured_history`",
        expected="batches of several rows",
        found=f"{steps} updates an epoch for {ROWS} rows",
        next_step="That is one row a batch still: the mean of one row is the row. `batch_size=16`.",
        mistake="still-a-batch-of-one",
    )
    best, last = (
        float(np.min(curve_of(his, "val_loss"))),
        float(curve[-1]) if len(curve) else np.nan,
    )
    yield expect(
        last < 0.6 * best,
        where="the validation loss of `cured_history`",
        expected=f"clearly below the best of his, {best:.2f}",
        found=f"{last:.2f} at the end",
        next_step="It makes too few updates, perhaps: a batch of 200 rows is one an epoch. Take 8 "
        "to 32 rows.",
    )
