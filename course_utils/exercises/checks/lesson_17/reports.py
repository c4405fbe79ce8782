"""Expectations of reports: another process, a worst slice, a promise and a look, a card."""

from collections.abc import Iterator

import numpy as np

from course_utils.exercises.checks.lesson_17.houses import parts
from course_utils.exercises.checks.lesson_17.models import dollars
from course_utils.exercises.expect import (
    Instead,
    expect,
    expect_choice,
    expect_given,
    expect_number,
    need,
)
from course_utils.exercises.records import (
    ArrayRecord,
    MappingRecord,
    ModelRecord,
    NumberRecord,
    TextRecord,
)
from course_utils.exercises.verdicts import Finding, Looks

SMALLEST = 30  # houses in a slice
KEPT = 0.15
FACTS = ("houses", "largest", "error", "bias")
CELL = "the cell that trains `reference`"


def expect_reference(reference: ModelRecord) -> Finding:
    """Expect the course's own model, as a condition."""
    _, valid, _ = parts()
    given = dollars(reference, valid.X) if reference.built else None
    off = np.inf if given is None else np.abs(given - valid.price).mean()
    return expect_given(
        bool(off < 25_000),
        where="`reference`",
        expected="a model that takes raw houses and gives dollars",
        found=reference.describe()[:80],
        cell=CELL,
    )


def expect_elsewhere(there: ArrayRecord | TextRecord, reference: ModelRecord) -> Finding:
    """Expect that a new process gives what the model gives here."""
    _, valid, _ = parts()
    here = dollars(reference, valid.X[:5])
    assert here is not None
    where = "what the new process answered"
    expected = "the same dollars as here, for the first five houses of 2009"
    if isinstance(there, TextRecord):
        step, mistake = _why_not(there.value)
        found = f"`{there.value[-120:]}`".replace("\n", " ")
        return expect(
            False, where=where, expected=expected, found=found, next_step=step, mistake=mistake
        )
    values = np.ravel(there.values) if there.values.dtype.kind == "f" else np.array([])
    ok = values.shape == (5,) and bool(np.allclose(values, here, rtol=1e-3))
    step, mistake = ("", "") if ok else _likeness(values, here)
    return expect(
        ok,
        where=where,
        expected=expected,
        found=", ".join(f"{one:,.6g}" for one in values[:5]) or there.describe(),
        next_step=step,
        mistake=mistake,
    )


_ERRORS = {
    "NameError": (
        "It knows none of this notebook's names. Let the program import what it needs, and load "
        "the model from its file.",
        "name-of-the-notebook",
    ),
    "No such file": ("Save the model to the file that the program loads.", "no-file"),
    "not found": ("Save the model to the file that the program loads.", "no-file"),
    "weights.h5": ("A file of weights has no layers. `save` writes both.", "weights-only"),
    "No answers": ("The program has to end with `np.save(\"answers.npy\", ...)`.", "no-answers"),
}  # fmt: skip


def _why_not(error):
    for part, told in _ERRORS.items():
        if part in error:
            return told
    return "Read the error: the program has to run where nothing of this notebook is known.", ""


def _likeness(values, here):
    if values.shape != here.shape:
        return "Let it answer for the five rows of `rows.npy`, one number each.", "other-rows"
    if np.allclose(values, np.log(here), rtol=1e-2):
        return "These are logarithms. Save the model that gives dollars.", "log-not-undone"
    if np.allclose(1000 * values, here, rtol=1e-2):
        return "These are thousands of dollars: hand on what the model gives.", "another-unit"
    if np.allclose(values, here, rtol=0.02):
        return "Nearly: hand on the numbers as they are, not rounded.", "rounded"
    if not np.all(np.isfinite(values)) or np.abs(values / here - 1).max() > 0.9:
        return (
            "Far off. Was it the trained model that was saved? Does the program prepare the rows "
            "once more? They are raw, and the model wants them raw."
        ), "prepared-twice"
    return (
        "Another model: save `reference`, and load that file. If you saved before, save again."
    ), "another-model"


def expect_worst(
    worst: TextRecord,
    worst_error: NumberRecord,
    predicted: np.ndarray,
    price: np.ndarray,
    places: np.ndarray,
) -> Iterator[Finding]:
    """Expect the neighborhood with the largest error in percent, and that error."""
    off = predicted - price
    share = 100 * off / price
    names = [str(name) for name in np.unique(places)]
    rows = {name: places == name for name in names}
    error = {name: np.abs(share[rows[name]]).mean() for name in names}
    large = [name for name in names if rows[name].sum() >= SMALLEST]
    right = max(large, key=error.__getitem__)
    said = worst.value.strip().replace(" ", "_")
    yield expect_choice(
        TextRecord(said),
        right,
        names,
        "`worst`",
        _about(said, names, large, error, {n: np.abs(off[rows[n]]).mean() for n in names}, rows),
        mistake="another-slice",
    )
    smallest = max(names, key=error.__getitem__)
    yield expect_number(
        worst_error,
        error[right],
        "`worst_error`",
        "For each house of that neighborhood 100 · |predicted − price| / price; then the mean.",
        [
            Instead(error[smallest], "size-ignored", f"That is {smallest}, with "
                    f"{rows[smallest].sum()} houses: a few odd ones make the number. At least "
                    f"{SMALLEST}."),
            Instead(error[right] / 100, "share-for-percent", "In percent, please: times 100."),
            Instead(np.abs(off[rows[right]]).mean(), "dollars-for-percent", "That is in dollars. "
                    "In percent of the price, house by house."),
            Instead(share[rows[right]].mean(), "bias-for-error", "That is the bias: the absolute "
                    "value of each comes before the mean."),
            Instead(np.abs(share).mean(), "all-houses", "That is the error of all houses."),
            Instead(100 * np.abs(off[rows[right]]).sum() / price[rows[right]].sum(),
                    "ratio-of-sums", "You divided once, at the end: then expensive houses count "
                    "more. Divide house by house, then take the mean."),
            Instead(float(np.median(np.abs(share[rows[right]]))), "median-for-mean", "That is the "
                    "median. Take the mean."),
            Instead(100 * np.mean(np.abs(off[rows[right]]) / predicted[rows[right]]),
                    "divided-by-predictions", "You divided by the prediction. In percent of the "
                    "price that was paid."),
        ],
        within=2e-3,
        expected="the mean error of its houses, in percent of their prices",
    )  # fmt: skip


def _about(said, names, large, error, in_dollars, rows):
    """What to say of a slice that is not the worst."""
    name = next((one for one in names if one.casefold() == said.casefold()), None)
    if name is None:
        return "Write one of the neighborhoods."
    if name not in large:
        return f"Only {rows[name].sum()} houses: too few to name it. At least {SMALLEST}."
    if name == max(large, key=in_dollars.__getitem__):
        return "That is the worst in *dollars*, which expensive houses win. In percent, please."
    if name == min(large, key=error.__getitem__):
        return "That is the best one. Sort from the largest error down."
    return f"It is off by {error[name]:.1f} %, and there is one that is further off."


def expect_tables(predicted: ArrayRecord, price: ArrayRecord, places: ArrayRecord) -> Finding:
    """Expect the course's own predictions, prices and neighborhoods of 2009, as a condition."""
    _, valid, _ = parts()
    n = len(valid.price)
    numbers = all(
        record.values.shape == (n,) and record.values.dtype.kind == "f" and record.values.min() > 0
        for record in (predicted, price)
    )
    ok = numbers and places.values.shape == (n,) and bool(np.all(places.values == valid.place))
    return expect_given(
        bool(ok and np.allclose(price.values, valid.price)),
        where="`predicted_2009`, `y_valid` and `places`",
        expected="a number, a price and a neighborhood for each house of 2009",
        found=f"{predicted.describe()}, {price.describe()} and {places.describe()}",
        cell=CELL,
    )


def expect_look(
    promise: NumberRecord, report: NumberRecord, kept: TextRecord, reference: ModelRecord
) -> Looks:
    """Expect a promise by validation, what the one look gave, and whether it was kept."""
    yield need(expect_reference(reference))
    train, valid, sealed = parts()
    off = [_errors(reference, part) for part in (train, valid, sealed)]
    learnt, promised, delivered = (float(one.mean()) for one in off)
    yield expect_number(
        promise,
        promised,
        "`promise`",
        "The mean absolute error of `reference` for the houses of 2009: `X_valid` and `y_valid`.",
        [
            Instead(learnt, "training-error", "That is the error on the houses that it has learnt "
                    "from. On these a network is at its best: nobody may sign that."),
            Instead(delivered, "promise-after-the-look", "That is what the look gave. A promise is "
                    "made before."),
            Instead(float(np.median(off[1])), "median-for-mean", "That is the median of the "
                    "errors. Half of the houses are off by more, some by far: take the mean."),
        ],
        within=2e-3,
        expected="the mean error of `reference` for 2009, in dollars",
    )  # fmt: skip
    yield expect_number(
        report,
        delivered,
        "`report`",
        "`sealed.ask(...)`, with what `reference` predicts for the rows of `X_sealed`, in dollars.",
        [
            Instead(promised, "validation-for-test", "That is the promise once more. What did the "
                    "sealed houses say?"),
            Instead(learnt, "training-error", "That is the training error. Ask the sealed houses."),
            Instead(float(np.abs(sealed.price).mean()), "asked-in-another-unit", "So far off is "
                    "who says 0: were the predictions in dollars?"),
            Instead(delivered / promised, "ratio", "That is the ratio. Report dollars."),
        ],
        within=2e-3,
        expected="what the one look at 2010 gave, in dollars",
    )  # fmt: skip
    ratio = delivered / promised
    yield expect_choice(
        kept,
        "yes" if abs(ratio - 1) <= KEPT else "no",
        ("yes", "no"),
        "`kept`",
        f"Delivered is {ratio:.2f} times what was promised. Within 15 % means from 0.85 to 1.15.",
        mistake="kept-turned",
    )


def _errors(model, part):
    given = dollars(model, part.X)
    assert given is not None
    return np.abs(given - part.price)


def expect_card(card: MappingRecord, reference: ModelRecord) -> Looks:
    """Expect four facts of the reference: what it learnt from, and how good it is for 2009."""
    yield need(expect_reference(reference))
    missing = [name for name in FACTS if not isinstance(card.items.get(name), NumberRecord)]
    yield need(
        expect(
            not missing,
            where="`card`",
            expected="a number for each of " + ", ".join(f'`"{name}"`' for name in FACTS),
            found="a dictionary without a number for " + ", ".join(missing),
            next_step='Fill in the dictionary: `{"houses": ..., "largest": ..., ...}`.',
            mistake="fact-missing",
            weight=-0.5,
        )
    )
    numbers = {name: item for name, item in card.items.items() if isinstance(item, NumberRecord)}
    yield _expect_houses(numbers["houses"])
    yield _expect_largest(numbers["largest"])
    _, valid, _ = parts()
    predicted = dollars(reference, valid.X)
    assert predicted is not None
    off = predicted - valid.price
    yield _expect_error(numbers["error"], off, reference)
    yield _expect_bias(numbers["bias"], off)


def _expect_houses(houses: NumberRecord) -> Finding:
    n = [len(part.price) for part in parts()]
    return expect_number(
        houses,
        n[0],
        'the fact `"houses"`',
        "How many rows did `fit` get?",
        [
            Instead(n[0] + n[1], "validation-counted", "The houses of 2009 did not teach it: they "
                    "chose."),
            Instead(sum(n), "all-counted", "These are all houses, the sealed ones too."),
            Instead(n[1], "validation-counted", "These are the houses of 2009, which chose."),
        ],
        expected="the number of houses it has learnt from",
    )  # fmt: skip


def _expect_largest(largest: NumberRecord) -> Finding:
    train, valid, _ = parts()
    return expect_number(
        largest,
        float(train.area.max()),
        'the fact `"largest"`',
        'The largest `"gr_liv_area"` among the houses it has learnt from, in square feet.',
        [
            Instead(5642, "giants-promised", "That is the largest house of the whole table. It was "
                    "left out, so nothing is promised for it."),
            Instead(float(valid.area.max()), "another-year", "That is the largest of 2009."),
            Instead(4000, "limit-for-fact", "That is our limit. How large is the largest that was "
                    "really there?"),
            Instead(float(train.X[:, 0].max()), "another-column", "That is the largest *lot*."),
        ],
        expected="the living area of the largest of them, in square feet",
    )  # fmt: skip


def _expect_error(error: NumberRecord, off: np.ndarray, reference: ModelRecord) -> Finding:
    train, _, sealed = parts()
    return expect_number(
        error,
        float(np.abs(off).mean()),
        'the fact `"error"`',
        "The mean absolute error for 2009, in dollars.",
        [
            Instead(float(_errors(reference, train).mean()), "training-error", "That is the "
                    "training error. Nobody will have these houses again."),
            Instead(float(np.sqrt(np.mean(off**2))), "root-mean-square", "That is the root of the "
                    "mean square. The mean of absolute errors, please."),
            Instead(float(np.median(np.abs(off))), "median-for-mean", "That is the median."),
            Instead(float(_errors(reference, sealed).mean()), "another-year", "That is 2010. The "
                    "card is for 2009."),
        ],
        within=2e-3,
        expected="the mean absolute error for 2009, in dollars",
    )  # fmt: skip


def _expect_bias(bias: NumberRecord, off: np.ndarray) -> Finding:
    _, valid, _ = parts()
    return expect_number(
        bias,
        float(off.mean()),
        'the fact `"bias"`',
        "The mean of predicted − price for 2009, in dollars, with its sign.",
        [
            Instead(-float(off.mean()), "sign-turned", "The sign is turned: above 0 where the "
                    "prediction is too high."),
            Instead(float(np.abs(off).mean()), "error-for-bias", "That is the error. For the bias "
                    "the signs stay."),
            Instead(100 * float(np.mean(off / valid.price)), "percent-for-dollars", "In dollars, "
                    "please."),
            Instead(float(np.median(off)), "median-for-mean", "That is the median. Take the mean."),
        ],
        within=5e-3,
        expected="the mean of predicted − price for 2009, in dollars",
    )  # fmt: skip
