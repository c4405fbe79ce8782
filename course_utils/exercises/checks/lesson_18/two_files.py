"""Expectations of labels joined to their rows by a key, and of a loss on random labels."""

import numpy as np

from course_utils.exercises.expect import Instead, curve_of, expect, expect_array, expect_given
from course_utils.exercises.records import ArrayRecord, HistoryRecord, NumberRecord
from course_utils.exercises.verdicts import Finding

ROWS = 150


def expect_files(
    history: HistoryRecord, measured: ArrayRecord, diagnosed_by: ArrayRecord, labels: ArrayRecord
) -> Finding:
    """Expect Dmitri's run, and the numbers and labels of his two files, as a condition."""
    keys = [record.values for record in (measured, diagnosed_by)]
    loss = curve_of(history, "loss")
    ok = (
        all(key.shape == (ROWS,) and key.dtype.kind == "f" for key in keys)
        and all(np.array_equal(np.sort(key), np.arange(ROWS)) for key in keys)
        and labels.values.shape == (ROWS,)
        and set(np.unique(labels.values).tolist()) == {0.0, 1.0}
        and len(loss) >= 20
        and bool(np.isfinite(loss).all() and loss.min() > 0)
    )
    return expect_given(
        ok,
        where="Dmitri's run and files",
        expected=f"a run, two lists of {ROWS} sample numbers, and {ROWS} labels",
        found=f"{history.describe()}, {measured.describe()}, {diagnosed_by.describe()} and "
        f"{labels.describe()}",
        cell="the cell with his two files",
    )


def expect_wind(wind_loss: NumberRecord, history: HistoryRecord) -> Finding:
    """Expect about the loss of his own run, and not that very number."""
    his, value = float(curve_of(history, "loss")[-1]), wind_loss.value
    scores = [curve_of(history, name) for name in ("val_loss", "accuracy", "val_accuracy")]
    others = [float(curve[-1]) for curve in scores if len(curve)]
    told = (
        "`fit` a new `wide_network()` on `measured_cells` with `rng.permutation(diagnosed)`, as "
        "long as his, and take the last `loss`.",
        "",
    )
    if np.isclose(value, his, rtol=1e-6):
        told = (
            "That is the loss of his own run. Train another one, on permuted labels.",
            "his-own-loss",
        )
    elif any(np.isclose(value, other, rtol=1e-4) for other in others):
        told = "That is another number of his own run. " + told[0], "another-curve"
    elif value < 0.25 * his:
        says = "So low a loss has who learns labels that *belong* to the rows. Permute them. "
        told = says + told[0], "labels-not-permuted"
    elif value > 4 * his:
        told = "It was not trained as long as his, perhaps. " + told[0], "not-trained-as-his"
    ok = 0.25 * his <= value <= 4 * his and not told[1]
    return expect(
        bool(ok),
        where="`wind_loss`",
        expected=f"the training loss on permuted labels, somewhere near his own {his:.2g}",
        found=f"{value:g}",
        next_step=told[0],
        mistake=told[1],
    )


def expect_joined(
    joined: ArrayRecord, measured: ArrayRecord, diagnosed_by: ArrayRecord, labels: ArrayRecord
) -> Finding:
    """Expect for each row the label of its own sample."""
    rows, keys = measured.values.astype(int), diagnosed_by.values.astype(int)
    y = labels.values
    by_sample = np.empty(ROWS)
    by_sample[keys] = y
    backwards = np.empty(ROWS)
    backwards[rows] = y
    return expect_array(
        joined,
        by_sample[rows],
        "`joined`",
        "`joined[i]` is the diagnosis of sample `numbers_measured[i]`. Find it by its number: "
        "`pd.Series(diagnosed, index=numbers_diagnosed)`.",
        [
            Instead(y, "labels-as-they-were", "They are in the order of their own file still."),
            Instead(by_sample, "in-order-of-samples", "They are in the order of the samples: 0, 1, "
                    "2, … His rows are not. Ask for `numbers_measured`."),
            Instead(backwards[keys], "keys-swapped", "The two lists of numbers are swapped: the "
                    "diagnoses belong to `numbers_diagnosed`, and `numbers_measured` asks."),
            Instead(y[rows], "number-for-place", "A sample's number is not its place in the file "
                    "of diagnoses."),
            Instead(y[keys], "number-for-place", "A sample's number is not its place in the file "
                    "of diagnoses."),
            Instead(np.sort(y), "labels-sorted", "Sorted labels belong to nobody."),
        ],
        expected="the label of each row's own sample",
    )  # fmt: skip
