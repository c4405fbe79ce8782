"""Lesson 17: where a model is bad: error and bias of the slices of a table."""

import numpy as np
import pandas as pd

from course_utils.data import load_dataset
from course_utils.storage import cached_arrays
from course_utils.training import train_grid
from course_utils.widgets.panels import Curves, Heatmap, Series
from course_utils.widgets.spec import (
    Claim,
    Goal,
    Measure,
    Phrase,
    Prediction,
    Readout,
    Setting,
    Spec,
)
from course_utils.widgets.spec_key import spec_key

COLUMNS = ("numbers", "numbers and words")
WAYS = ("neighborhood", "condition", "year built", "kind of sale", "price paid", "price predicted")
SMALLEST = (10, 25, 50, 100)
PLACES = (1, 2, 3, 4, 5, 6)
AXES = ("columns", "by", "smallest", "place")
WIDTH, RATE, EPOCHS, BATCH = 32, 0.003, 60, 64
ENOUGH = 50  # houses, for the goal
NUMBERS = (
    *("lot_area", "year_built", "year_remod_add", "mas_vnr_area", "total_bsmt_sf", "bsmt_unf_sf"),
    *("first_flr_sf", "gr_liv_area", "bsmt_full_bath", "full_bath", "half_bath", "kitchen_abv_gr"),
    *("fireplaces", "garage_cars", "garage_area", "wood_deck_sf", "screen_porch"),
)
WORDS = ("neighborhood", "bldg_type", "overall_cond", "foundation", "functional", "condition_1")
YEARS = (0, 1919, 1939, 1959, 1979, 1999, 2010)
BUILT = ("before 1920", "1920 to 1939", "1940 to 1959", "1960 to 1979", "1980 to 1999", "from 2000")
FIFTHS = ("cheapest fifth", "second fifth", "middle fifth", "fourth fifth", "most expensive fifth")
ASKED = "Error and bias, worst slice first"

CODE = """\
import keras
import numpy as np
import pandas as pd

from course_utils import load_dataset, train_grid

columns, by, smallest = "$columns", "$by", $smallest
houses = load_dataset("ames").query("year_sold < 2009 and gr_liv_area <= 4000")
price = houses["sale_price"].to_numpy()
numbers = houses[
    "lot_area year_built year_remod_add mas_vnr_area total_bsmt_sf bsmt_unf_sf first_flr_sf "
    "gr_liv_area bsmt_full_bath full_bath half_bath kitchen_abv_gr fireplaces garage_cars "
    "garage_area wood_deck_sf screen_porch".split()
].to_numpy(float)
words = houses["neighborhood bldg_type overall_cond foundation functional condition_1".split()]
halves = [np.arange(len(price))[start::2] for start in (0, 1)]


def build():
    start = keras.initializers.Constant(12.0)
    return keras.Sequential(
        [
            keras.Input((X.shape[1],)),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dense(1, activation="exponential", bias_initializer=start),
        ]
    )


predicted = np.empty(len(price))
for train, other in (halves, halves[::-1]):  # each half is predicted by a model of the other
    X = (numbers - numbers[train].mean(axis=0)) / numbers[train].std(axis=0)
    if columns == "numbers and words":
        X = np.hstack([X, pd.get_dummies(words.astype(str)).to_numpy(float)])
    run = train_grid(
        build,
        (X[train], price[train]),
        loss="mean_absolute_error",
        optimizer="adam",
        learning_rate=0.003,
        epochs=60,
        batch_size=64,
        probe=X[other],
        snapshots=[60],
    )
    predicted[other] = run.predictions[-1, :, 0]

slices = {
    "neighborhood": houses["neighborhood"],
    "condition": houses["overall_cond"],
    "year built": pd.cut(houses["year_built"], [0, 1919, 1939, 1959, 1979, 1999, 2010]),
    "kind of sale": houses["sale_condition"],
    "price paid": pd.qcut(price, 5),
    "price predicted": pd.qcut(predicted, 5),
}[by]
off = 100 * (predicted - price) / price
table = pd.DataFrame({"slice": np.asarray(slices), "error": np.abs(off), "bias": off})
table = table.groupby("slice").agg(
    houses=("error", "size"), error=("error", "mean"), bias=("bias", "mean")
)
table = table[table["houses"] >= smallest].sort_values("error", ascending=False)
"""


def spec() -> Spec:
    """Train both models, look at all slices, and say what to show.

    Returns
    -------
    Spec
        With settings ``columns``, ``by``, ``smallest`` and ``place``. Errors and biases are means
        over the houses of a slice, in percent of the price paid.
    """
    houses = load_dataset("ames").query("year_sold < 2009 and gr_liv_area <= 4000")
    price = houses["sale_price"].to_numpy(float)
    key = spec_key(__file__, price, " ".join(NUMBERS + WORDS))
    predicted = cached_arrays(key, lambda: _run(houses, price))["predicted"]
    measures, names = _measures(houses, price, predicted)
    return Spec(
        name="slices",
        title="Where is it bad?",
        settings=_settings(),
        measures=measures,
        panels=_panels(),
        sentence=_sentence(names),
        prediction=_prediction(measures),
        goal=_goal(),
        code=CODE,
        readouts=(
            Readout("Houses in the slice", "houses"),
            Readout("Error", "error", "%"),
            Readout("Bias", "bias", "%"),
            Readout("Error in dollars", "dollars"),
        ),
        trained=f"{len(price):,} houses sold from 2006 to 2008, in two halves; each is predicted "
        f"by a network of {WIDTH} units that has learnt from the other. Error: how far off, in "
        "percent of the price paid. Bias: the same with its sign, above 0 where the prediction is "
        "too high.",
        not_finite="no such slice",
        alt="Error and bias of the slices with the largest errors, and the error of all houses as "
        "a level line. The worst slices are off by twice as much as all houses.",
    )


# Two models, and their slices -------------------------------------------------------------------


def _build(n_inputs, width):
    import keras

    start = keras.initializers.Constant(12.0)
    return keras.Sequential(
        [
            keras.Input((n_inputs,)),
            keras.layers.Dense(width, activation="relu"),
            keras.layers.Dense(1, activation="exponential", bias_initializer=start),
        ]
    )


def _run(houses, price):
    """What each model predicts for each house, (columns, houses), in dollars."""
    numbers = houses[list(NUMBERS)].to_numpy(float)
    words = pd.get_dummies(houses[list(WORDS)].astype(str)).to_numpy(float)
    halves = [np.arange(len(price))[start::2] for start in (0, 1)]
    predicted = np.empty((len(COLUMNS), len(price)))
    for kind, columns in enumerate(COLUMNS):
        for train, other in (halves, halves[::-1]):
            X = (numbers - numbers[train].mean(axis=0)) / numbers[train].std(axis=0)
            X = np.hstack([X, words]) if columns == "numbers and words" else X
            n_inputs = X.shape[1]
            run = train_grid(
                lambda n_inputs=n_inputs: _build(n_inputs, WIDTH),
                (X[train], price[train]),
                loss="mean_absolute_error",
                optimizer="adam",
                learning_rate=RATE,
                epochs=EPOCHS,
                batch_size=BATCH,
                probe=X[other],
                snapshots=(EPOCHS,),
                progress=False,
                cache=False,
            )
            predicted[kind, other] = np.ravel(run.predictions)
    return {"predicted": predicted}


def _sliced(houses, price, predicted):
    """For each way the slice of each house, by a readable name."""
    plain = {"neighborhood": "neighborhood", "condition": "overall_cond"}
    plain["kind of sale"] = "sale_condition"
    named = {way: houses[column].astype(str) for way, column in plain.items()}
    named["year built"] = pd.cut(houses["year_built"], list(YEARS), labels=list(BUILT))
    named["price paid"] = pd.qcut(price, 5, labels=list(FIFTHS))
    named["price predicted"] = pd.qcut(predicted, 5, labels=list(FIFTHS))
    return {way: np.asarray(named[way], dtype=str) for way in WAYS}


def _ranked(names, price, predicted):
    """The slices, worst first: name, houses, error, bias, dollars."""
    off = predicted - price
    found = []
    for name in np.unique(names):
        rows = names == name
        share = 100 * off[rows] / price[rows]
        numbers = rows.sum(), np.abs(share).mean(), share.mean(), np.abs(off[rows]).mean()
        found.append((name, *numbers))
    return sorted(found, key=lambda one: -one[2])


# What the page shows ----------------------------------------------------------------------------


def _settings():
    return (
        Setting("by", "Slice by", WAYS, start=WAYS.index("year built"), code=WAYS),
        Setting("place", "Place", PLACES),
        Setting("smallest", "Smallest", SMALLEST, kind="choice"),
        Setting(
            "columns",
            "It knows",
            COLUMNS,
            texts=("numbers", "words, too"),
            code=COLUMNS,
            kind="choice",
        ),
    )


def _measures(houses, price, predicted):
    """All measures, and for each slice its name and the measure that says it is the one shown."""
    shape = (len(COLUMNS), len(WAYS), len(SMALLEST), len(PLACES))
    numbers = {name: np.full(shape, np.nan) for name in ("houses", "error", "bias", "dollars")}
    numbers["houses"][:] = 0
    shown = {}
    worst, all_of_it = np.zeros(shape), np.empty(len(COLUMNS))
    for kind, by_model in enumerate(predicted):
        all_of_it[kind] = 100 * np.mean(np.abs(by_model - price) / price)
        sliced = _sliced(houses, price, by_model)
        ranked = {way: _ranked(sliced[way], price, by_model) for way in WAYS}
        enough = [one for slices in ranked.values() for one in slices if one[1] >= ENOUGH]
        worst[kind] = max(error for _, _, error, *_ in enough)
        for way, size in np.ndindex(shape[1:3]):
            fitting = [one for one in ranked[WAYS[way]] if one[1] >= SMALLEST[size]]
            for place, (name, *found) in enumerate(fitting[: len(PLACES)]):
                at = kind, way, size, place
                for values, number in zip(numbers.values(), found, strict=True):
                    values[at] = number
                shown.setdefault((WAYS[way], name), np.zeros(shape))[at] = 1
    there, large = numbers["houses"] > 0, numbers["houses"] >= ENOUGH
    found = large & np.isclose(numbers["error"], worst)
    first = large & (np.cumsum(large, axis=-1) == 1)  # of each ranking
    numbers |= {
        "none": ~there,
        "there": there,
        "high": numbers["bias"] > 3,
        "low": numbers["bias"] < -3,
        "found": found,
        "too_small": there & ~large,
        "not_first": large & ~found & ~first,
        "another_way": large & ~found & first,
    }
    numbers |= {f"is_{i}": values for i, values in enumerate(shown.values())}
    measures = {name: Measure(AXES, np.asarray(v, "float32")) for name, v in numbers.items()}
    measures["all"] = Measure(("columns",), np.asarray(all_of_it, "float32"))
    return measures, {f"is_{i}": name for i, (_, name) in enumerate(shown)}


def _panels():
    series = (Series("error", "error", 0), Series("bias", "bias", 1))
    return (
        Curves(
            ASKED,
            "place",
            series,
            "% of the price",
            y_range=(-20, 45),
            floor="all",
            floor_label="error of all houses",
            may_end=True,
        ),
        Heatmap(
            title="Error, way by way",
            rows="by",
            columns="place",
            measure="error",
            label="% of the price",
        ),
    )


def _sentence(names):
    return (
        *(Phrase(name.replace("_", " "), when=measure) for measure, name in names.items()),
        Phrase("there is no such slice", when="none"),
        Phrase("$houses houses, off by $error %, all houses by $all %", when="there"),
        Phrase("on average $bias %: too high", when="high"),
        Phrase("on average $bias %: too low", when="low"),
    )


def _prediction(measures):
    """Whether houses that went cheaply are predicted too low, too high, or about right."""
    at = {"by": "price paid", "smallest": 10, "columns": "numbers and words", "place": 1}
    bias, error = (
        measures[name].values[COLUMNS.index(at["columns"]), WAYS.index(at["by"]), 0]
        for name in ("bias", "error")
    )
    outcome = 0 if bias[0] < -3 else 2 if bias[0] > 3 else 1
    return Prediction(
        question="Cut all houses into fifths by the price that was paid. The cheapest fifth has "
        "the largest error. Is their predicted price too low, about right, or too high on average?",
        choices=("too low", "about right", "too high"),
        outcome=outcome,
        because=f"They are predicted {bias[0]:.0f} % too high on average, and are off by "
        f"{error[0]:.0f} %. Among the cheapest are those that went for less than they looked "
        "worth, and no column says why. So it is with any model that is not perfect. Now slice by "
        "the price predicted.",
        panel=ASKED,
        at=at,
        claims=(
            (Claim("bias", high=-3),),
            (Claim("bias", low=-3, high=3),),
            (Claim("bias", low=3),),
        ),
    )


def _goal():
    return Goal(
        text=f"Find the slice of at least {ENOUGH} houses with the largest error in percent.",
        met="found",
        yes="Yes: $houses houses, off by $error %, where all are off by $all %. This belongs on "
        "the model card.",
        no="Not yet: $houses houses, off by $error %.",
        hints=(
            Phrase("There are fewer slices than that.", when="none"),
            Phrase("This slice is too small: a few odd houses make its number.", when="too_small"),
            Phrase("The same way of slicing has a worse one of that size.", when="not_first"),
            Phrase("Another way of slicing has a worse one of that size.", when="another_way"),
        ),
    )
