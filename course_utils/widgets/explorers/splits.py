"""Lesson 11: what a score promises with several splits and leaks, and what is delivered."""

from functools import cached_property

import numpy as np

from course_utils.data import load_dataset
from course_utils.storage import cached_arrays
from course_utils.widgets.panels import Curves, Heatmap, Series
from course_utils.widgets.spec import Goal, Measure, Phrase, Prediction, Readout, Setting, Spec
from course_utils.widgets.spec_key import spec_key

SPLITS = ("random", "by week", "by time")
LEAKS = ("none", "scaler", "imputer", "columns", "codes", "future lag")
SAID = (  # what is before the comma fits above a column of the heatmap
    "none",
    "scaler",
    "imputer",
    "dice, chosen",
    "codes, of targets",
    "lag, of 7 days",
)
ROWS = (40, 400, 4000)
AXES = ("split", "leak", "rows")
PLACES = 20  # forecasters are made at so many days
GAP, AHEAD = 14, 98  # days
DICE, CHOSEN = 500, 20  # columns
ALPHA = 10.0  # of the ridge regression
HIDDEN = 0.2  # of the stations' cells, for the imputer
KEPT = 0.02
ASKED = "Delivered / promised"

CODE = """\
import numpy as np
import pandas as pd
from sklearn.feature_selection import SelectKBest, f_regression
from sklearn.impute import SimpleImputer
from sklearn.linear_model import Ridge
from sklearn.preprocessing import StandardScaler

from course_utils import load_dataset

split, leak, n_rows = "$split", "$leak", $rows
rides = load_dataset("ridership")
y, dates = rides["ridership"].to_numpy(), rides["date"].dt
stations = rides.loc[:, "austin":"california"].to_numpy()
weekdays = np.eye(7)[dates.day_of_week]
calendar = dates.strftime("%m-%d").to_numpy()
lag_7 = rides["ridership"].shift(7).to_numpy()
rng = np.random.default_rng(0)
dice = rng.integers(1, 7, size=(len(y), 500)).astype(float)
hidden = rng.random(stations.shape) < 0.2


def table(rows):  # what the step learns, it learns from these rows
    if leak == "imputer":
        empty = np.where(hidden, np.nan, stations)
        return np.hstack([SimpleImputer().fit(empty[rows]).transform(empty), weekdays])
    X = np.hstack([stations, weekdays])
    if leak == "columns":
        chooser = SelectKBest(f_regression, k=20).fit(dice[rows], y[rows])
        return np.hstack([X, chooser.transform(dice)])
    if leak == "codes":
        means = pd.Series(y[rows]).groupby(calendar[rows]).mean()
        return np.column_stack([X, pd.Series(calendar).map(means).fillna(y[rows].mean())])
    return X


def error(X, train, score, scaled=None):
    scaler = StandardScaler().fit(X[train if scaled is None else scaled])
    model = Ridge(alpha=10).fit(scaler.transform(X[train]), y[train])
    return np.abs(model.predict(scaler.transform(X[score])) - y[score]).mean()


def scores(number, day):
    rows, later = np.arange(day - n_rows, day), np.arange(day + 14, day + 14 + 98)
    aside, order = n_rows // 5, np.random.default_rng(number)
    if split == "random":
        mixed = order.permutation(rows)
        train, valid = mixed[aside:], mixed[:aside]
    elif split == "by week":
        weeks = order.permutation(np.unique(rows // 7))
        chosen = np.isin(rows // 7, weeks[: round(len(weeks) / 5)])
        train, valid = rows[~chosen], rows[chosen]
    else:
        train, valid = rows[: -aside - 14], rows[-aside:]
    leaky, honest, final = table(rows), table(train), table(rows)
    if leak == "future lag":
        leaky, final = (np.column_stack([X, lag_7]) for X in (leaky, final))
        final[later, -1] = lag_7[rows].mean()  # not there yet: filled by the mean
    promised = error(leaky, train, valid, scaled=rows if leak == "scaler" else None)
    return promised, error(honest, train, valid), error(final, rows, later)


days = np.linspace(4060, len(y) - 14 - 98, 20).astype(int)
promised, honest, delivered = np.mean([scores(*place) for place in enumerate(days)], axis=0)
"""


def spec() -> Spec:
    """Promise and deliver at every setting, on 20 days each, and say what to show.

    Returns
    -------
    Spec
        With settings ``split``, ``leak`` and ``rows``. Errors are mean absolute ones, in
        thousands of people; those on the page are means over the 20 days.
    """
    rides = load_dataset("ridership")
    runs = cached_arrays(spec_key(__file__, rides["ridership"].to_numpy()), lambda: _run(rides))
    measures = _measures(runs)
    return Spec(
        name="splits",
        title="Promised and delivered",
        settings=_settings(),
        measures=measures,
        panels=_panels(),
        sentence=(
            Phrase("promised $promised, delivered $delivered thousand people"),
            Phrase("the promise is kept within 2 %", when="kept"),
            Phrase("too good by far: delivered is $ratio times as much", when="broken"),
        ),
        prediction=_prediction(measures),
        goal=_goal(),
        code=CODE,
        code_name="Python code",
        readouts=(
            Readout("Promised", "promised", "thousand people"),
            Readout("Delivered", "delivered", "thousand people"),
            Readout("Delivered / promised", "ratio"),
        ),
        spread_over=f"{PLACES} days",
        trained=f"{PLACES} times, at days from 2012 to 2016, a ridge regression learns from the "
        "last days, with a fifth aside for the promise; then from all, and delivers for "
        f"{AHEAD} days, {GAP} days ahead. Imputer: {HIDDEN:.0%} of the stations' cells are filled. "
        f"Columns: {CHOSEN} of {DICE} dice. Codes: means of days of the year. Lag: 7 days.",
        alt="Promised and delivered error against the number of days. With a random split the "
        "promise becomes better with more days, and the delivery does not.",
    )


# Promises and deliveries ------------------------------------------------------------------------


class _Table:
    """The days, and all columns that a pipeline may use."""

    def __init__(self, rides):
        dates = rides["date"].dt
        self.y = rides["ridership"].to_numpy()
        self.stations = rides.loc[:, "austin":"california"].to_numpy()
        self.weekdays = np.eye(7)[dates.day_of_week]
        self.plain = np.hstack([self.stations, self.weekdays])
        self.calendar = np.unique(dates.strftime("%m-%d"), return_inverse=True)[1]
        self.lag = np.concatenate([np.full(7, np.nan), self.y[:-7]])
        rng = np.random.default_rng(0)
        self.dice = rng.integers(1, 7, size=(len(self.y), DICE)).astype("int8")
        self.hidden = rng.random(self.stations.shape) < HIDDEN

    @cached_property
    def sums_of_dice(self):
        """Up to each day: sums of the dice, of their squares, and of their products with y."""
        dice = self.dice.astype(float)
        parts = (dice, dice**2, dice * self.y[:, np.newaxis])
        return [np.concatenate([np.zeros((1, DICE)), part.cumsum(axis=0)]) for part in parts]

    def columns(self, leak, learn, rows):
        """The inputs of some rows, where the step has learnt from others."""
        if leak == "imputer":
            seen = ~self.hidden[learn]
            means = (self.stations[learn] * seen).sum(axis=0) / seen.sum(axis=0)
            filled = np.where(self.hidden[rows], means, self.stations[rows])
            return np.hstack([filled, self.weekdays[rows]])
        if leak == "columns":
            best = np.sort(np.argsort(-self._correlations(learn), kind="stable")[:CHOSEN])
            return np.hstack([self.plain[rows], self.dice[rows][:, best]])
        if leak == "codes":
            return np.column_stack([self.plain[rows], self._codes(learn)[self.calendar[rows]]])
        return self.plain[rows]

    def _correlations(self, learn):
        """How well each die goes with y: squared correlations, (n_dice,)."""
        y = self.y[learn]
        first, last = learn.min(), learn.max() + 1
        sums = [total[last] - total[first] for total in self.sums_of_dice]
        left_out = np.ones(last - first, dtype=bool)
        left_out[learn - first] = False
        dice = self.dice[first:last][left_out].astype(float)
        away = self.y[first:last][left_out]
        s, squares, products = sums
        s, squares = s - dice.sum(axis=0), squares - (dice**2).sum(axis=0)
        products = products - away @ dice
        n = len(learn)
        return (products - s * y.mean()) ** 2 / (squares - s**2 / n)

    def _codes(self, learn):
        """The mean of each day of the year; where there is none, that of all."""
        n_codes = self.calendar.max() + 1
        counts = np.bincount(self.calendar[learn], minlength=n_codes)
        totals = np.bincount(self.calendar[learn], self.y[learn], minlength=n_codes)
        means = totals / np.maximum(counts, 1)
        return np.where(counts > 0, means, self.y[learn].mean())


def _error(X, y, X_score, y_score, spread=None):
    """Mean absolute error of a ridge regression on standardized columns."""
    means = X.mean(axis=0)
    spread = X.std(axis=0) if spread is None else spread
    spread = np.where(spread > 0, spread, 1.0)
    scaled = (X - means) / spread
    slopes = scaled.T @ scaled + ALPHA * np.eye(X.shape[1])
    w = np.linalg.solve(slopes, scaled.T @ (y - y.mean()))
    return np.abs((X_score - means) / spread @ w + y.mean() - y_score).mean()


def _run(rides):
    """Errors of all runs, (splits, leaks, rows, places), and that of the rule of thumb."""
    table = _Table(rides)
    last = len(table.y) - GAP - AHEAD
    days = np.linspace(max(ROWS) + 60, last, PLACES).astype(int)
    shape = (len(SPLITS), len(LEAKS), len(ROWS), PLACES)
    promised, honest, delivered = np.empty(shape), np.empty(shape), np.empty(shape)
    for k, n_rows in enumerate(ROWS):
        for place, day in enumerate(days):
            rows, later = np.arange(day - n_rows, day), day + GAP + np.arange(AHEAD)
            delivered[:, :, k, place] = [_delivered(table, leak, rows, later) for leak in LEAKS]
            for i, split in enumerate(SPLITS):
                train, valid = _split(rows, split, np.random.default_rng(place))
                both = _promised(table, rows, train, valid)
                promised[i, :, k, place], honest[i, :, k, place] = np.transpose(both)
    rule = rides["clark_lake"].to_numpy()
    later = (days + GAP)[:, np.newaxis] + np.arange(AHEAD)
    by_rule = np.abs(rule - table.y)[later].mean()
    return {"promised": promised, "honest": honest, "delivered": delivered, "rule": by_rule}


def _split(rows, split, rng):
    """Training and validation rows; as the code on the page does it."""
    aside = len(rows) // 5
    if split == "random":
        mixed = rng.permutation(rows)
        return mixed[aside:], mixed[:aside]
    if split == "by week":
        weeks = rng.permutation(np.unique(rows // 7))
        chosen = np.isin(rows // 7, weeks[: round(len(weeks) / 5)])
        return rows[~chosen], rows[chosen]
    return rows[: -aside - GAP], rows[-aside:]


def _promised(table, rows, train, valid):
    """For each leak the error on validation rows, with it and without."""
    y = table.y

    def error(leak, learn, spread=None):
        X, X_valid = (table.columns(leak, learn, these) for these in (train, valid))
        if leak == "future lag":
            X, X_valid = (
                np.column_stack([columns, table.lag[these]])
                for columns, these in ((X, train), (X_valid, valid))
            )
        return _error(X, y[train], X_valid, y[valid], spread)

    plain = error("none", train)
    errors = {"none": (plain, plain)}
    errors["scaler"] = error("scaler", rows, table.plain[rows].std(axis=0)), plain
    errors["future lag"] = error("future lag", rows), plain
    for leak in ("imputer", "columns", "codes"):
        errors[leak] = error(leak, rows), error(leak, train)
    return [errors[leak] for leak in LEAKS]


def _delivered(table, leak, rows, later):
    """The error later on, of what has learnt from all rows; there is no lag of the future then."""
    X, X_later = (table.columns(leak, rows, these) for these in (rows, later))
    if leak == "future lag":
        lag = table.lag[rows]
        X = np.column_stack([X, lag])
        X_later = np.column_stack([X_later, np.full(len(later), lag.mean())])
    return _error(X, table.y[rows], X_later, table.y[later])


# What the page shows ----------------------------------------------------------------------------


def _settings():
    return (
        Setting(
            "split",
            "Split",
            SPLITS,
            code=SPLITS,
            kind="choice",
        ),
        Setting("leak", "Leak", LEAKS, texts=SAID, code=LEAKS),
        Setting(
            "rows",
            "Days",
            ROWS,
            start=ROWS.index(400),
            texts=tuple(f"{n:,}" for n in ROWS),
            kind="choice",
        ),
    )


def _measures(runs):
    means = {name: runs[name].mean(axis=-1) for name in ("promised", "honest", "delivered")}
    edges = {
        f"{name}_{edge}": np.percentile(runs[name], percent, axis=-1)
        for name in ("promised", "delivered")
        for edge, percent in (("low", 10), ("high", 90))
    }
    ratio = means["delivered"] / means["promised"]
    kept = np.abs(ratio - 1) < KEPT
    _, leak, rows = np.meshgrid(*(np.arange(n) for n in ratio.shape), indexing="ij")
    clean = leak == LEAKS.index("none")
    fewest = min(ROWS[k] for k in rows[kept & clean])
    few = rows == ROWS.index(fewest)
    numbers = {
        **means,
        **edges,
        "ratio": ratio,
        "kept": kept,
        "broken": ratio > 1.2,
        "found": kept & clean & few,
        "leaking": ~clean,
        "too_good": clean & (ratio >= 1 + KEPT),
        "too_bad": clean & (ratio <= 1 - KEPT),
        "more_than_needed": clean & kept & ~few,
    }
    measures = {name: Measure(AXES, np.asarray(v, "float32")) for name, v in numbers.items()}
    return measures | {"rule": Measure((), np.asarray(runs["rule"]))}


def _panels():
    series = (
        Series("promised", "promised", 0, band=("promised_low", "promised_high")),
        Series("delivered", "delivered", 1, band=("delivered_low", "delivered_high")),
        Series("honest", "promised without leak", 3),
    )
    return (
        Curves(
            "Error against days",
            "rows",
            series,
            "thousands off",
            y_range=(0, 6),
            floor="rule",
            floor_label="rule of thumb",
        ),
        Heatmap(
            title=ASKED,
            rows="rows",
            columns="leak",
            measure="ratio",
            label="1 is a promise kept",
        ),
    )


def _prediction(measures):
    """Which of four leaks makes the promise too good by most, with 40 days split by time."""
    asked = {
        "scaler": "the scaler",
        "columns": "column selection",
        "codes": "target encoding",
        "future lag": "the future lag",
    }
    split, rows = SPLITS.index("by time"), ROWS.index(40)
    ratio = measures["ratio"].values[split, [LEAKS.index(leak) for leak in asked], rows]
    worst = int(np.argmax(ratio))
    told = ", ".join(f"{n:.2f} with {name}" for name, n in zip(asked.values(), ratio, strict=True))
    return Prediction(
        question="40 days, split by time. Which leak flatters most: where is what is delivered "
        "furthest above what was promised?",
        choices=tuple(asked.values()),
        outcome=worst,
        because=f"Delivered over promised is {told}. With 40 days each day of the year is there "
        "once: its mean is the answer itself.",
        panel=ASKED,
        at={"split": "by time", "leak": "none", "rows": 40},  # a leak would be framed, and tell
    )


def _goal():
    return Goal(
        text="Find the fewest days with which a pipeline without a leak keeps its promise within "
        "2 %, and the split that does it.",
        met="found",
        yes="Yes: promised $promised, delivered $delivered. Now compare it with the rule of thumb: "
        "a promise that is kept may still be a bad one.",
        no="Not yet: promised $promised, delivered $delivered, that is $ratio times as much.",
        hints=(
            Phrase("Take the leak out first.", when="leaking"),
            Phrase("The promise is too good.", when="too_good"),
            Phrase("The promise is too bad: that is not kept, either.", when="too_bad"),
            Phrase("It is kept, but fewer days will do.", when="more_than_needed"),
        ),
    )
