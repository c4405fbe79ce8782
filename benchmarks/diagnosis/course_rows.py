"""Rows and networks as the course's lessons make them."""

import numpy as np
import pandas as pd

from course_utils import load_dataset


def network(shape, layers, optimizer, loss, metrics=(), seed=1):
    """Return a function that builds and compiles a network from fresh layers."""

    def make():
        import keras

        keras.utils.set_random_seed(seed)
        model = keras.Sequential([keras.Input(shape), *layers(keras.layers)])
        model.compile(optimizer=optimizer(keras.optimizers), loss=loss, metrics=list(metrics))
        return model

    return make


def relu_stack(*units, end=1, last=None):
    """Return a function of layers: dense ones with ReLU, and the output."""

    def layers(room):
        hidden = [room.Dense(n, activation="relu") for n in units]
        return [*hidden, room.Dense(end, activation=last)]

    return layers


def adam(rate):
    """Return a function that makes an Adam."""
    return lambda room: room.Adam(rate)


def stopping(patience):
    """Return a function that makes an early stopping that keeps the best weights."""

    def make():
        import keras

        return keras.callbacks.EarlyStopping(patience=patience, restore_best_weights=True)

    return make


def concrete(scaled=True, target_scaled=False):
    """Rows of concrete, 800 to learn from: X_train, y_train, (X_valid, y_valid)."""
    table = load_dataset("concrete")
    X = table.drop(columns="compressive_strength").to_numpy()
    y = table["compressive_strength"].to_numpy()
    order = np.random.default_rng(1).permutation(len(table))
    train, valid = order[:800], order[800:]
    if scaled:
        X = (X - X[train].mean(axis=0)) / X[train].std(axis=0)
    if target_scaled:
        y = (y - y[train].mean()) / y[train].std()
    return X[train], y[train], (X[valid], y[valid])


def hotel(n_train=500):
    """Bookings, priced in hundreds of euros; validation rows are of days apart."""
    table = load_dataset("hotel_rates").drop_duplicates()
    numbers = ["lead_time", "stays_in_weekend_nights", "stays_in_week_nights", "adults"]
    numbers += ["children", "arrival_date_num", "historical_adr", "total_of_special_requests"]
    kinds = ["meal", "market_segment", "reserved_room_type", "customer_type"]
    rng = np.random.default_rng(1)
    apart = (table["arrival_date"].dt.day % 4 == 0).to_numpy()
    train = rng.permutation(np.flatnonzero(~apart))[:n_train]
    valid = rng.permutation(np.flatnonzero(apart))[:500]
    scaled = table[numbers].to_numpy(float)
    scaled = (scaled - scaled[train].mean(axis=0)) / scaled[train].std(axis=0)
    X = np.column_stack([scaled, pd.get_dummies(table[kinds], dtype="float32")]).astype("float32")
    y = table["avg_price_per_room"].to_numpy() / 100
    return X[train], y[train], (X[valid], y[valid])


def digits(n_train=400):
    """Images of digits as rows of 64 pixels from 0 to 1."""
    table = load_dataset("digits")
    X, y = table.drop(columns="label").to_numpy() / 16, table["label"].to_numpy()
    order = np.random.default_rng(1).permutation(len(y))
    train, valid = order[:n_train], order[n_train : n_train + 300]
    return X[train], y[train], (X[valid], y[valid])


def windows(values, length):
    """Windows of a series with one feature, and what comes next."""
    starts = range(len(values) - length)
    return np.stack([values[s : s + length, np.newaxis] for s in starts]), values[length:]


def diamonds(n_train):
    """Diamonds with scaled columns, priced in thousands of dollars."""
    table = load_dataset("diamonds")
    table = table.iloc[np.random.default_rng(1).permutation(len(table))[: n_train + 1000]]
    inputs = table[["carat", "depth", "table", "x", "y", "z"]].copy()
    for grade in ("cut", "color", "clarity"):
        inputs[grade] = table[grade].cat.codes
    X = ((inputs - inputs[:n_train].mean()) / inputs[:n_train].std()).to_numpy("float32")
    y = table["price"].to_numpy("float32") / 1000
    return X[:n_train], y[:n_train], (X[n_train:], y[n_train:])


def breast_cancer(columns=10):
    """Samples: 1 is malignant."""
    table = load_dataset("breast_cancer")
    X = table.drop(columns="diagnosis").to_numpy()[:, :columns]
    y = (table["diagnosis"] == "malignant").to_numpy().astype(int)
    order = np.random.default_rng(1).permutation(len(y))
    train, valid = order[:350], order[350:]
    X = (X - X[train].mean(axis=0)) / X[train].std(axis=0)
    return X[train], y[train], (X[valid], y[valid])
