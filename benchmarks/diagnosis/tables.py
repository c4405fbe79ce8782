"""The course's tables as rows to train on: few of them, scaled from the training rows."""

from functools import cache

import numpy as np
import pandas as pd

from benchmarks.diagnosis.setups import Rows
from course_utils import load_dataset

_TRAIN, _VALID, _TEST = 320, 160, 240


@cache
def _table(name):
    table = load_dataset(_FILES.get(name, name))
    if name == "concrete":
        return table.drop(columns="compressive_strength"), table["compressive_strength"]
    if name == "fuel_economy":
        return table.loc[:, "cylinders":"model_year"], table["mpg"]
    if name == "fuel_origin":
        return table.select_dtypes("number"), table["origin"].cat.codes
    if name == "diamonds":
        table = table.iloc[::29]
        inputs = table.select_dtypes("number").drop(columns="price")
        for column in ("cut", "color", "clarity"):
            inputs[column] = table[column].cat.codes
        return inputs, np.log10(table["price"])
    if name == "diamond_words":
        return _words(table.iloc[::29])
    if name == "hotel_rates":
        table = table.iloc[::11]
        inputs = table[
            ["lead_time", "stays_in_week_nights", "adults", "children", "historical_adr"]
        ].assign(
            day=table["arrival_date"].dt.day_of_year, room=table["assigned_room_type"].cat.codes
        )
        return inputs, table["avg_price_per_room"]
    if name == "churn":
        table = table.dropna().iloc[::5]
        inputs = table.select_dtypes("number")
        dummies = pd.get_dummies(table[["contract", "internet_service"]], dtype=float)
        return pd.concat([inputs, dummies], axis=1), (table["churn"] == "Yes").astype(int)
    if name == "credit":
        table = table.dropna().iloc[::2]
        inputs = table.select_dtypes("number").assign(
            records=(table["records"] == "yes"), fixed=(table["job"] == "fixed")
        )
        return inputs.astype(float), (table["status"] == "bad").astype(int)
    if name == "breast_cancer":
        return table.drop(columns="diagnosis"), (table["diagnosis"] == "malignant").astype(int)
    if name == "digits":
        return table.drop(columns="label"), table["label"]
    if name in ("demand", "ridership"):
        return _windows(name)
    raise KeyError(name)


def _words(table):
    """A diamond as four words of a vocabulary: carat in twenty parts, cut, colour, clarity."""
    carat = pd.qcut(table["carat"], 20, labels=False, duplicates="drop")
    words, first = [carat], carat.max() + 1
    for column in ("cut", "color", "clarity"):
        words.append(first + table[column].cat.codes)
        first = words[-1].max() + 1
    return pd.concat(words, axis=1), np.log10(table["price"])


def _windows(name):
    """Past values and the next one; the values as the table has them."""
    if name == "demand":
        series, length = load_dataset(name)["demand"].to_numpy(float)[::2], 24
    else:
        series, length = load_dataset(name)["ridership"].to_numpy(float)[:2000], 14
    places = np.arange(0, len(series) - length)
    inputs = np.stack([series[place : place + length] for place in places])
    return pd.DataFrame(inputs), pd.Series(series[length:])


_FILES = {"fuel_origin": "fuel_economy", "diamond_words": "diamonds"}
SEQUENCES = ("demand", "ridership")
REGRESSION = ("concrete", "fuel_economy", "diamonds", "hotel_rates")
BINARY = ("churn", "credit", "breast_cancer")
CLASSES = ("digits", "fuel_origin")


def draw_rows(name, rng, n_train=_TRAIN, units="scaled"):
    """Draw rows of a table.

    Parameters
    ----------
    name : str
    rng : numpy.random.Generator
    n_train : int
        At most so many rows to learn from.
    units : str
        ``scaled`` or ``own``: the target of a regression.

    Returns
    -------
    Rows, scale, shift
        Inputs as in the table are ``X * scale + shift``.
    """
    inputs, target = _table(name)
    inputs, target = np.asarray(inputs, float), np.asarray(target)
    if name not in SEQUENCES:  # no row is in two parts
        first = np.sort(np.unique(inputs, axis=0, return_index=True)[1])
        inputs, target = inputs[first], target[first]
    if name in SEQUENCES:  # later rows are for later: no row's past is another's future
        count = n_train + _VALID + _TEST
        start = rng.integers(0, max(1, len(inputs) - count))
        order = np.arange(start, min(len(inputs), start + count))
    else:
        order = rng.permutation(len(inputs))
    n_train = min(n_train, int(len(order) * 0.6))
    n_valid = min(_VALID, (len(order) - n_train) // 2)
    train, valid = order[:n_train], order[n_train : n_train + n_valid]
    test = order[n_train + n_valid :][:_TEST]
    by_column = None if name in SEQUENCES or name == "digits" else 0
    shift, scale = inputs[train].mean(axis=by_column), inputs[train].std(axis=by_column)
    if name in ("digits", "diamond_words"):
        shift, scale = np.zeros(()), np.full((), 16.0 if name == "digits" else 1.0)
    scale = np.where(scale > 0, scale, 1.0)
    X = ((inputs - shift) / scale).astype("float32")
    y = _scaled_target(target, train, name, units)
    rows = Rows(X[train], y[train], X[valid], y[valid], X[test], y[test])
    return rows, np.asarray(scale), np.asarray(shift)


def _scaled_target(target, train, name, units):
    if name in BINARY or name in CLASSES:
        return target.astype("int64")
    if units == "own":
        return target.astype("float32")
    return ((target - target[train].mean()) / target[train].std()).astype("float32")
