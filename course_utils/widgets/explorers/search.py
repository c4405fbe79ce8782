"""Lesson 13: what a search finds, what it costs, and how much its winner flatters."""

import numpy as np

from course_utils.data import load_dataset
from course_utils.storage import cached_arrays
from course_utils.training import train_grid
from course_utils.widgets.panels import Curves, Fit, Series
from course_utils.widgets.spec import Goal, Measure, Phrase, Prediction, Readout, Setting, Spec
from course_utils.widgets.spec_key import spec_key

WAYS = ("grid", "random", "halving")
TRIES = (1, 3, 15, 75)
SEEDS = (1, 3, 10)
PRICES = (0.0, 0.01)
AXES = ("way", "tries", "seeds", "l2")
WIDTHS = (4, 8, 16)
N_RATES, LOWEST, HIGHEST = 25, 0.003, 1.0  # learning rates of each width
ROUNDS = (2, 6, 18)  # epochs
LEARN, FOLDS = 96, 8  # cars to learn from; the others are dealt into folds, each once to choose by
DEALS = 200
NEAR, KEPT, MOST_FITS = 0.005, 0.02, 60
ASKED = "The winner, after more tries"
SHOWN = "One of the searches"

CODE = """\
import keras
import numpy as np

from course_utils import load_dataset, train_grid

way, tries, n_seeds, l2 = "$way", $tries, $seeds, $l2
cars = load_dataset("fuel_economy")
inputs, mpg = cars.loc[:, "cylinders":"model_year"].to_numpy(float), cars["mpg"].to_numpy()
rng = np.random.default_rng(1)
order = rng.permutation(len(cars))
train, held = order[:96], order[96:]
X = (inputs - inputs[train].mean(axis=0)) / inputs[train].std(axis=0)

widths, rounds = (4, 8, 16), (2, 6, 18)
on_grid = np.geomspace(0.003, 1, 51)[1::2]
drawn = np.exp(rng.uniform(np.log(0.003), np.log(1), size=(3, 25)))
deals = [fold for _ in range(25) for fold in np.array_split(rng.permutation(len(held)), 8)]
draws = [rng.permutation(75) for _ in range(200)]


def build(width):
    start = keras.initializers.Constant(23.0)
    return keras.Sequential(
        [
            keras.Input((6,)),
            keras.layers.Dense(width, activation="relu"),
            keras.layers.Dense(1, bias_initializer=start),
        ]
    )


errors = []  # of each width, rate, round and car, on average over the seeds
for width, rates in zip(widths, drawn):
    run = train_grid(
        build, (X[train], mpg[train]), loss="mean_absolute_error", optimizer="adam",
        epochs=18, batch_size=32, width=width, l2=l2, seed=range(1, n_seeds + 1),
        learning_rate=[*(on_grid if way == "grid" else rates)], probe=X[held], snapshots=rounds,
    )
    predicted = run.predictions.reshape(25, n_seeds, 3, len(held))
    errors.append(np.abs(predicted - mpg[held]).mean(axis=1))
errors = np.array(errors)
if way == "grid":
    chosen = {1: np.s_[1:2, 12:13], 3: np.s_[:, 12:13], 15: np.s_[:, 2::5], 75: np.s_[:]}
    errors = errors[chosen[tries]]
errors = errors.reshape(-1, 3, len(held))

found = []
for deal, draw in zip(deals, draws):
    left = np.arange(len(errors)) if way == "grid" else draw[:tries]
    by_valid = errors[:, :, deal].mean(axis=2)
    for stage in (0, 1) if way == "halving" else ():
        best_first = left[np.argsort(by_valid[left, stage])]
        left = best_first[: max(1, round(len(left) / 3))]
    winner = left[np.argmin(by_valid[left, 2])]
    found.append((by_valid[winner, 2], np.delete(errors[winner, 2], deal).mean()))
validation, test = np.mean(found, axis=0)
"""


def spec() -> Spec:
    """Search at every setting, each 200 times, and say what to show.

    Returns
    -------
    Spec
        With settings ``way``, ``tries``, ``seeds`` and ``l2``. Errors are mean absolute ones in
        mpg; those of the winner are means over 200 deals of the cars it has not learnt from.
    """
    cars = load_dataset("fuel_economy")
    inputs, mpg = cars.loc[:, "cylinders":"model_year"].to_numpy(float), cars["mpg"].to_numpy()
    runs = cached_arrays(spec_key(__file__, inputs, mpg), lambda: _run(inputs, mpg))
    measures = _measures(runs)
    return Spec(
        name="search",
        title="What a search finds",
        settings=_settings(),
        measures=measures,
        panels=_panels(),
        sentence=(
            Phrase("the winner has $validation mpg by validation, $test by test"),
            Phrase("it flatters by $flatters %", when="flattering"),
            Phrase("the promise is kept within 2 %", when="kept"),
            Phrase("the search costs $fits fits"),
        ),
        prediction=_prediction(measures),
        goal=_goal(),
        code=CODE,
        code_name="Python code",
        readouts=(
            Readout("Validation", "validation", "mpg"),
            Readout("Test", "test", "mpg"),
            Readout("Flatters by", "flatters", "%"),
            Readout("Fits", "fits"),
        ),
        spread_over=f"{DEALS} deals",
        trained=f"Networks with one hidden layer of {', '.join(map(str, WIDTHS[:-1]))} or "
        f"{WIDTHS[-1]} units learn from {LEARN} cars, {ROUNDS[-1]} epochs by Adam, with learning "
        f"rates of {LOWEST} to {HIGHEST:g}. The other cars are dealt {DEALS} times: an "
        "eighth to choose by, the rest to test. Halving trains for 2, 6 and 18 epochs, and keeps a "
        "third after each round; 18 epochs are one fit.",
        alt="Validation and test error of a search's winner against the number of tries. Both "
        "fall at first. Then validation goes on falling, and test does not.",
    )


# Searches ---------------------------------------------------------------------------------------


def _build(width):
    import keras

    start = keras.initializers.Constant(23.0)
    return keras.Sequential(
        [
            keras.Input((6,)),
            keras.layers.Dense(width, activation="relu"),
            keras.layers.Dense(1, bias_initializer=start),
        ]
    )


def _run(inputs, mpg):
    """Validation and test errors of winners, and the tries of one search, for all settings."""
    rng = np.random.default_rng(1)
    order = rng.permutation(len(mpg))
    train, held = order[:LEARN], order[LEARN:]
    X = (inputs - inputs[train].mean(axis=0)) / inputs[train].std(axis=0)
    on_grid = np.geomspace(LOWEST, HIGHEST, 2 * N_RATES + 1)[1::2]
    drawn = np.exp(rng.uniform(np.log(LOWEST), np.log(HIGHEST), size=(len(WIDTHS), N_RATES)))
    choosing = _deals(rng, len(held))
    draws = [rng.permutation(len(WIDTHS) * N_RATES) for _ in range(DEALS)]
    errors = _errors(X[train], mpg[train], X[held], mpg[held], on_grid, drawn)
    pools = {  # (widths · rates, prices, seeds, rounds, cars)
        "grid": errors[:, :N_RATES].reshape(-1, *errors.shape[2:]),
        "random": errors[:, N_RATES:].reshape(-1, *errors.shape[2:]),
    }
    rates = {"grid": np.tile(on_grid, len(WIDTHS)), "random": drawn.ravel()}
    shape = (len(WAYS), len(TRIES), len(SEEDS), len(PRICES))
    found = np.empty((*shape, DEALS, 2))
    points = np.full((*shape, 3, max(TRIES)), np.nan)  # rate, error, whether chosen
    for way, tries, seeds, price in np.ndindex(shape):
        pool = "grid" if WAYS[way] == "grid" else "random"
        cars = pools[pool][:, price, seeds]
        seen = cars @ choosing / choosing.sum(axis=0)  # (tries, rounds, deals)
        unseen = cars[:, -1] @ (1 - choosing) / (1 - choosing).sum(axis=0)
        for deal, draw in enumerate(draws):
            by_valid = seen[:, :, deal]
            left = _on_grid(TRIES[tries]) if pool == "grid" else draw[: TRIES[tries]]
            winner, shown = _winner(by_valid, left, WAYS[way] == "halving")
            found[way, tries, seeds, price, deal] = by_valid[winner, -1], unseen[winner, deal]
            if deal == 0:
                place = points[way, tries, seeds, price, :, : len(left)]
                place[:] = np.log10(rates[pool][left]), shown, left == winner
    return {"validation": found[..., 0], "test": found[..., 1], "points": points}


def _deals(rng, n):
    """Which cars choose, 1 or 0, (cars, deals): in each shuffle, each fold of them once."""
    choosing = np.zeros((n, DEALS))
    for deal in range(0, DEALS, FOLDS):
        for number, fold in enumerate(np.array_split(rng.permutation(n), FOLDS)):
            choosing[fold, deal + number] = 1
    return choosing


def _errors(X, y, X_held, y_held, on_grid, drawn):
    """Errors of all tries, (widths, rates, prices, seeds, rounds, cars), averaged over seeds."""
    errors = []
    for width, rates in zip(WIDTHS, drawn, strict=True):
        run = train_grid(
            _build,
            (X, y),
            loss="mean_absolute_error",
            optimizer="adam",
            epochs=ROUNDS[-1],
            batch_size=32,
            width=width,
            learning_rate=[*on_grid, *rates],
            l2=PRICES,
            seed=range(1, max(SEEDS) + 1),
            probe=X_held,
            snapshots=ROUNDS,
            progress=False,
            cache=False,
        )
        off = np.abs(run.predictions[..., 0] - y_held)
        errors.append(np.stack([off[:, :, :n].mean(axis=2) for n in SEEDS], axis=2))
    return np.array(errors, dtype=float)


def _on_grid(tries):
    """The places of a grid of so many tries, among all widths and rates."""
    places = np.arange(len(WIDTHS) * N_RATES).reshape(len(WIDTHS), N_RATES)
    middle = N_RATES // 2
    grids = {1: places[1:2, middle : middle + 1], 3: places[:, middle : middle + 1]}
    grids |= {15: places[:, 2::5], 75: places}
    return grids[tries].ravel()


def _winner(by_valid, tried, halving):
    """The winner of a search, and for each try the error at the last round it was in."""
    left, shown = tried, by_valid[tried, -1]
    if halving:
        for stage in range(len(ROUNDS) - 1):
            shown = np.where(np.isin(tried, left), by_valid[tried, stage], shown)
            best_first = left[np.argsort(by_valid[left, stage])]
            left = best_first[: max(1, round(len(left) / 3))]
        shown = np.where(np.isin(tried, left), by_valid[tried, -1], shown)
    return left[np.argmin(by_valid[left, -1])], shown


def _fits(way, tries, seeds):
    """What a search costs, in trainings of full length."""
    if way != "halving":
        return tries * seeds
    epochs, left = 0, tries
    for stage in ROUNDS:
        epochs, left = epochs + left * stage, max(1, round(left / 3))
    return epochs * seeds / ROUNDS[-1]


# What the page shows ----------------------------------------------------------------------------


def _settings():
    return (
        Setting("way", "Way", WAYS, code=WAYS, start=1, kind="choice"),
        Setting("tries", "Tries", TRIES),
        Setting("seeds", "Seeds averaged", SEEDS, kind="choice"),
        Setting("l2", "L2", PRICES, texts=("none", "0.01"), kind="choice"),
    )


def _measures(runs):
    validation, test = (runs[name].mean(axis=-1) for name in ("validation", "test"))
    edges = {
        f"{name}_{edge}": np.percentile(runs[name], percent, axis=-1)
        for name in ("validation", "test")
        for edge, percent in (("low", 10), ("high", 90))
    }
    fits = np.array([[[_fits(way, t, s) for s in SEEDS] for t in TRIES] for way in WAYS])
    flatters = 100 * (test / validation - 1)
    near, kept = test <= (1 + NEAR) * test.min(), np.abs(test / validation - 1) < KEPT
    cheap = np.broadcast_to((fits <= MOST_FITS)[..., np.newaxis], test.shape)
    numbers = {
        "validation": validation,
        "test": test,
        **edges,
        "flatters": flatters,
        "flattering": flatters > 2,
        "kept": kept,
        "found": near & cheap,
        "too_far": ~near & cheap,
        "too_expensive": ~cheap,
    }
    rate, error, chosen = np.moveaxis(runs["points"], -2, 0)
    points = {"rate": rate, "error": error, "chosen": np.nan_to_num(chosen)}
    for name in ("validation", "test"):  # of the one search that is drawn
        points[f"{name}_line"] = np.repeat(runs[name][..., :1], 2, axis=-1)
    measures = {n: Measure(AXES, np.asarray(v, "float32")) for n, v in (numbers | points).items()}
    ends = np.log10([LOWEST, HIGHEST])
    return measures | {
        "fits": Measure(AXES[:3], np.round(fits).astype("float32")),
        "line_x": Measure((), np.asarray(ends, "float32")),
    }


def _panels():
    return (
        Curves(
            ASKED,
            "tries",
            (
                Series("validation", "validation", 0, band=("validation_low", "validation_high")),
                Series("test", "test", 1, band=("test_low", "test_high")),
            ),
            "error in mpg",
            y_range=(1.4, 4.0),
        ),
        Fit(
            title=SHOWN,
            points=("rate", "error"),
            line_x="line_x",
            series=(
                Series("validation_line", "winner, validation", 0),
                Series("test_line", "winner, test", 1),
            ),
            x_label="learning rate, log10",
            y_label="validation error in mpg",
            x_range=(-2.6, 0.1),
            y_range=(1.4, 7.0),
            classes="chosen",
            class_labels=("a try", "the winner"),
        ),
    )


def _prediction(measures):
    """How test compares with validation for the winner of 75 random tries, one seed each."""
    asked = {"way": "random", "tries": max(TRIES), "seeds": 1, "l2": 0.0}
    place = tuple(
        values.index(asked[name])
        for name, values in zip(AXES, (WAYS, TRIES, SEEDS, PRICES), strict=True)
    )
    validation, test = (float(measures[name].values[place]) for name in ("validation", "test"))
    higher = test / validation - 1
    outcome = 0 if higher < -KEPT else 2 if higher > KEPT else 1
    return Prediction(
        question="75 random tries, one seed each; the best on 37 validation cars wins. How will "
        "its test error be, against its validation error, on average over 200 searches?",
        choices=("lower", "equal, within 2 %", "higher"),
        outcome=outcome,
        because=f"Validation says {validation:.2f} mpg, test says {test:.2f}: {higher:.0%} more. "
        "The winner was chosen by these validation cars, and luck was a part of it. With one try, "
        "nothing is chosen, and both agree.",
        panel=ASKED,
        at=asked,
    )


def _goal():
    return Goal(
        text="Find a search of at most 60 fits whose winner is within 0.5 % of the best test error "
        "of all searches here.",
        met="found",
        yes="Yes: test $test mpg for $fits fits. Its validation error flatters by $flatters % all "
        "the same: report the other one.",
        no="Not yet: test $test mpg, for $fits fits.",
        hints=(
            Phrase("It costs more than 60 fits.", when="too_expensive"),
            Phrase("The winner is not good enough: there is a way to try more.", when="too_far"),
        ),
    )
