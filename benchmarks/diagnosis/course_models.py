"""Sound trainings as the course's own lessons and solutions have them, each of them good advice.

Some of them break a rule of thumb and are right all the same: one neuron on raw grams with a
learning rate of 1, labels of -1 and 1 with a hinge, raw inputs that a layer normalizes first.
"""

import numpy as np
import pandas as pd

from benchmarks.diagnosis.course_rows import (
    adam,
    breast_cancer,
    concrete,
    diamonds,
    digits,
    hotel,
    network,
    relu_stack,
    stopping,
    windows,
)
from benchmarks.diagnosis.scripts import Collection, Written
from course_utils import load_dataset, make_curve

SCRIPTS = Collection()


def _mae(rate, *units, **settings):
    return network((8,), relu_stack(*units), adam(rate), "mean_absolute_error", **settings)


@SCRIPTS()
def lesson_1_one_neuron_on_grams():
    """Nothing is scaled, and a large rate suits one neuron well."""
    table = load_dataset("cereals")
    X, y = table[["fat", "protein", "sugars"]].to_numpy(), table["calories"].to_numpy()
    make = network((3,), relu_stack(), adam(1.0), "mean_squared_error")
    return Written(make, X, y, settings={"epochs": 200, "batch_size": 65})


@SCRIPTS()
def lesson_1_the_chemist():
    """Four columns of grams."""
    table = load_dataset("cereals")
    X = table[["fat", "protein", "carbohydrates", "sugars"]].to_numpy()
    make = network((4,), relu_stack(), adam(1.0), "mean_squared_error")
    return Written(
        make, X, table["calories"].to_numpy(), settings={"epochs": 200, "batch_size": 65}
    )


@SCRIPTS()
def lesson_2_a_curve_with_128_units():
    """A curve of one input."""
    X, y = make_curve(300, seed=1)
    X = np.asarray(X).reshape(-1, 1)
    make = network((1,), relu_stack(128), adam(0.03), "mean_squared_error")
    return Written(make, X, np.asarray(y), settings={"epochs": 40, "batch_size": 100})


@SCRIPTS()
def lesson_2_concrete():
    """Strength in MPa, without validation rows in `fit`."""
    X, y, _ = concrete()
    return Written(_mae(0.01, 64, 64), X, y, settings={"epochs": 60, "batch_size": 64})


@SCRIPTS()
def exercise_2_concrete():
    """Strength in MPa, as exercise 2 trains it."""
    X, y, valid = concrete()
    return Written(_mae(0.01, 64, 64), X, y, valid, {"epochs": 30, "batch_size": 64})


@SCRIPTS()
def lesson_3_diamonds():
    """Price in thousands of dollars."""
    X, y, _ = diamonds(12_800)
    make = network((9,), relu_stack(64, 64), adam(0.001), "mean_absolute_error")
    return Written(make, X, y, settings={"epochs": 10, "batch_size": 128})


@SCRIPTS()
def lesson_10_diamonds_with_a_good_rate():
    """Price in thousands of dollars, a few epochs of many rows."""
    X, y, valid = diamonds(12_800)
    make = network((9,), relu_stack(64, 64), adam(0.005), "mean_absolute_error")
    return Written(make, X, y, valid, settings={"epochs": 6, "batch_size": 128})


@SCRIPTS()
def lesson_4_hotel_with_early_stopping():
    """The best weights are kept."""
    X, y, valid = hotel(1500)
    make = network((X.shape[1],), relu_stack(32), adam(0.001), "mean_squared_error")
    settings = {"epochs": 60, "batch_size": 64, "callbacks": [stopping(5)]}
    return Written(make, X, y, valid, settings)


@SCRIPTS()
def lesson_5_hotel_with_dropout():
    """Dropout lets the loss in training be above that in validation."""
    X, y, valid = hotel(1500)

    def layers(room):
        hidden = room.Dense(64, activation="relu"), room.Dropout(0.3)
        return [*hidden, room.Dense(64, activation="relu"), room.Dropout(0.3), room.Dense(1)]

    make = network((X.shape[1],), layers, adam(0.0005), "mean_squared_error")
    return Written(make, X, y, valid, {"epochs": 25, "batch_size": 50})


@SCRIPTS()
def lesson_5_concrete_normalized_by_a_layer():
    """Raw inputs: the first layer normalizes them."""
    X, y, valid = concrete(scaled=False)

    def layers(room):
        stack = [room.BatchNormalization()]
        for _ in range(3):
            stack += [room.Dense(128, activation="relu"), room.BatchNormalization()]
        return [*stack, room.Dense(1)]

    make = network((8,), layers, lambda room: room.SGD(), "mean_absolute_error")
    return Written(make, X, y, valid, {"epochs": 25, "batch_size": 64})


@SCRIPTS()
def lesson_6_breast_cancer():
    """Stopped early, and the best weights are kept."""
    X, y, valid = breast_cancer()
    end = relu_stack(4, 4, last="sigmoid")
    make = network((10,), end, adam(0.03), "binary_crossentropy", ["binary_accuracy"])
    settings = {"epochs": 200, "batch_size": 512, "callbacks": [stopping(10)]}
    return Written(make, X, y, valid, settings)


@SCRIPTS()
def exercise_6_repaired():
    """A sigmoid at the end again."""
    X, y, valid = breast_cancer(30)

    def layers(room):
        first = room.BatchNormalization(), room.Dense(16, activation="relu")
        return [*first, room.Dense(1, activation="sigmoid")]

    make = network((30,), layers, adam(0.01), "binary_crossentropy")
    return Written(make, X, y, valid, {"epochs": 25, "batch_size": 64})


@SCRIPTS()
def lesson_7_full_batches():
    """All 65 cereals in each step."""
    table = load_dataset("cereals")[["protein", "fat", "carbohydrates", "sugars", "calories"]]
    table = ((table - table.mean()) / table.std()).to_numpy("float32")
    make = network((4,), relu_stack(8), lambda room: room.SGD(0.1), "mean_squared_error")
    return Written(make, table[:, :4], table[:, 4], settings={"epochs": 100, "batch_size": 65})


def _deep(activation, depth, rate, epochs):
    X, y, valid = concrete(target_scaled=True)

    def layers(room):
        return [*(room.Dense(32, activation=activation) for _ in range(depth)), room.Dense(1)]

    make = network((8,), layers, adam(rate), "mean_squared_error", seed=8)
    return Written(make, X, y, valid, {"epochs": epochs, "batch_size": 32})


@SCRIPTS()
def lesson_8_ten_layers_with_relu():
    """Deep, and half of all outputs are 0: that is how ReLU works."""
    return _deep("relu", 10, 0.003, 15)


@SCRIPTS()
def lesson_8_three_layers_with_elu():
    """Units with negative outputs."""
    return _deep("elu", 3, 0.003, 20)


@SCRIPTS()
def lesson_8_three_layers_with_tanh():
    """Units whose outputs have an end on both sides."""
    return _deep("tanh", 3, 0.003, 30)


@SCRIPTS()
def lesson_8_parametric():
    """A dense layer without an activation, and PReLU as a layer behind it."""
    X, y, valid = concrete(target_scaled=True)

    def layers(room):
        return [room.Dense(32), room.PReLU(), room.Dense(1)]

    make = network((8,), layers, adam(0.01), "mean_squared_error", seed=8)
    return Written(make, X, y, valid, {"epochs": 20, "batch_size": 32})


@SCRIPTS()
def lesson_9_digits_with_early_stopping():
    """Ten classes."""
    X, y, valid = digits()
    end = relu_stack(32, end=10, last="softmax")
    make = network((64,), end, adam(0.01), "sparse_categorical_crossentropy", ["accuracy"])
    settings = {"epochs": 30, "batch_size": 32, "callbacks": [stopping(3)]}
    return Written(make, X, y, valid, settings)


@SCRIPTS()
def lesson_9_prices():
    """Bookings in hundreds of euros."""
    X, y, valid = hotel(2000)
    make = network((X.shape[1],), relu_stack(32), adam(0.01), "mean_squared_error")
    return Written(make, X, y, valid, {"epochs": 10, "batch_size": 128})


def _ones_and_eights():
    table = load_dataset("digits")
    table = table[table["label"].isin([1, 8])]
    X, eight = table.drop(columns="label").to_numpy() / 16, (table["label"] == 8).to_numpy()
    return X, eight


@SCRIPTS()
def lesson_9_hinge_with_labels_of_minus_1_and_1():
    """A hinge wants -1 and 1."""
    X, eight = _ones_and_eights()
    make = network((64,), relu_stack(), adam(0.03), "hinge")
    y = np.where(eight, 1.0, -1.0)
    settings = {"epochs": 20, "batch_size": 50}
    return Written(make, X[:250], y[:250], (X[250:], y[250:]), settings)


@SCRIPTS()
def lesson_9_cross_entropy_from_logits():
    """No sigmoid at the end, and the loss knows it."""
    X, eight = _ones_and_eights()

    def make():
        import keras

        keras.utils.set_random_seed(1)
        model = keras.Sequential([keras.Input((64,)), keras.layers.Dense(1)])
        loss = keras.losses.BinaryCrossentropy(from_logits=True)
        model.compile(optimizer=keras.optimizers.Adam(0.03), loss=loss)
        return model

    y = eight.astype(float)
    settings = {"epochs": 25, "batch_size": 50}
    return Written(make, X[:250], y[:250], (X[250:], y[250:]), settings)


@SCRIPTS()
def lesson_11_forecaster():
    """A rate that falls to 0 by a schedule."""
    table = load_dataset("ridership")
    stations = table.loc[:, "austin":"california"].to_numpy()
    X, y = stations[:-14], table["ridership"].to_numpy()[14:]
    scaled = (X - X[:4000].mean(axis=0)) / X[:4000].std(axis=0)

    def make():
        import keras

        keras.utils.set_random_seed(1)
        layers = keras.layers.Dense(64, activation="relu"), keras.layers.Dense(1)
        model = keras.Sequential([keras.Input((X.shape[1],)), *layers])
        rate = keras.optimizers.schedules.CosineDecay(0.01, 12 * 32)
        model.compile(optimizer=keras.optimizers.Adam(rate), loss="mean_absolute_error")
        return model

    valid = scaled[4000:5000], y[4000:5000]
    return Written(make, scaled[:4000], y[:4000], valid, {"epochs": 12, "batch_size": 128})


@SCRIPTS()
def lesson_12_credit():
    """Loans, the rare ones bad: 28 of 100."""
    table = load_dataset("credit").dropna()
    numbers = table.select_dtypes("number")
    words = pd.get_dummies(table[["home", "marital", "records", "job"]], dtype="float32")
    scaled = (numbers - numbers[:3000].mean()) / numbers[:3000].std()
    X = np.column_stack([scaled, words]).astype("float32")
    y = (table["status"] == "bad").to_numpy().astype(int)
    end = relu_stack(16, last="sigmoid")
    make = network((X.shape[1],), end, adam(0.005), "binary_crossentropy", ["accuracy"])
    settings = {"epochs": 10, "batch_size": 64}
    return Written(make, X[:3000], y[:3000], (X[3000:], y[3000:]), settings)


@SCRIPTS()
def lesson_13_starts_near_the_mean():
    """Miles a gallon as they are: the output's bias starts near their mean."""
    cars = load_dataset("fuel_economy")
    origin = pd.get_dummies(cars["origin"])
    X = pd.concat([cars.loc[:, "cylinders":"model_year"], origin], axis=1).to_numpy(float)
    y = cars["mpg"].to_numpy()
    order = np.random.default_rng(1).permutation(len(y))
    train, valid = order[:240], order[240:]
    X = (X - X[train].mean(axis=0)) / X[train].std(axis=0)

    def layers(room):
        from keras.initializers import Constant

        return [*relu_stack(32)(room)[:1], room.Dense(1, bias_initializer=Constant(23.0))]

    make = network((X.shape[1],), layers, adam(0.01), "mean_absolute_error")
    settings = {"epochs": 20, "batch_size": 32}
    return Written(make, X[train], y[train], (X[valid], y[valid]), settings)


@SCRIPTS()
def exercise_14_digits():
    """Two convolutions."""
    X, y, (X_valid, y_valid) = digits(600)

    def layers(room):
        first = room.Conv2D(8, 3, padding="same", activation="relu"), room.MaxPooling2D()
        second = room.Conv2D(16, 3, padding="same", activation="relu"), room.MaxPooling2D()
        return [*first, *second, room.Flatten(), room.Dense(10, activation="softmax")]

    make = network((8, 8, 1), layers, adam(0.005), "sparse_categorical_crossentropy")
    valid = X_valid.reshape(-1, 8, 8, 1), y_valid
    return Written(make, X.reshape(-1, 8, 8, 1), y, valid, {"epochs": 15, "batch_size": 32})


@SCRIPTS()
def lesson_14_tamed_convolution():
    """Convolution without a bias, batch normalization, ReLU as a layer of its own."""
    X, y, (X_valid, y_valid) = digits(600)

    def layers(room):
        first = room.Conv2D(16, 3, padding="same", use_bias=False), room.BatchNormalization()
        rest = room.ReLU(), room.MaxPooling2D(), room.Flatten()
        return [*first, *rest, room.Dense(10, activation="softmax")]

    make = network((8, 8, 1), layers, adam(0.003), "sparse_categorical_crossentropy")
    valid = X_valid.reshape(-1, 8, 8, 1), y_valid
    return Written(make, X.reshape(-1, 8, 8, 1), y, valid, {"epochs": 15, "batch_size": 32})


def _rides(length=14):
    rides = load_dataset("ridership")["ridership"].to_numpy()[:1500]
    scaled = ((rides - rides[:1000].mean()) / rides[:1000].std()).astype("float32")
    X, y = windows(scaled, length)
    return X[:1000], y[:1000], (X[1000:], y[1000:])


@SCRIPTS()
def exercise_15_rides_with_a_gru():
    """Rows of a series in the order of time."""
    X, y, valid = _rides()

    def layers(room):
        return [room.GRU(12), room.Dense(1)]

    make = network((14, 1), layers, adam(0.01), "mean_absolute_error")
    return Written(make, X, y, valid, {"epochs": 15, "batch_size": 32})


@SCRIPTS()
def exercise_15_two_lstm_layers():
    """The first hands on all its states."""
    X, y, valid = _rides()

    def layers(room):
        return [room.LSTM(8, return_sequences=True), room.LSTM(8), room.Dense(1)]

    make = network((14, 1), layers, adam(0.01), "mean_absolute_error")
    return Written(make, X, y, valid, {"epochs": 15, "batch_size": 32})


@SCRIPTS()
def lesson_15_a_forecast_at_every_step():
    """Sequences in, sequences out: no layer flattens them."""
    mw = load_dataset("demand")["demand"].to_numpy(float)[:2881]
    scaled = ((mw - mw.mean()) / mw.std()).astype("float32")
    X, y = scaled[:-1].reshape(60, 48, 1), scaled[1:].reshape(60, 48, 1)

    def layers(room):
        return [room.GRU(12, return_sequences=True), room.Dense(1)]

    make = network((48, 1), layers, adam(0.02), "mean_absolute_error")
    return Written(make, X, y, settings={"epochs": 30, "batch_size": 8})
