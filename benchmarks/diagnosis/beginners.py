"""A held-out set: trainings as people bring them to help sites, whole scripts of mixed styles.

Each is written anew after questions that are asked again and again; where one thread gave the
idea, its address is told. Several have more than one thing wrong: any of the names given is
right. Those without a name are healthy. Whoever writes the diagnosis sees the scores alone.
"""

import keras
import numpy as np
import pandas as pd
from keras import layers
from sklearn.datasets import load_diabetes
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import MinMaxScaler, StandardScaler

from benchmarks.diagnosis.beginners_classes import SCRIPTS as CLASSES
from benchmarks.diagnosis.beginners_series import SCRIPTS as SERIES
from benchmarks.diagnosis.scripts import Collection, Written

SCRIPTS = Collection()


@SCRIPTS("output_limited", "dead_units", "network_too_small", "wrong_loss",
         address="https://stats.stackexchange.com/questions/433365")  # fmt: skip
def xor_with_a_relu_at_the_end():
    """A network of two ReLU units and a ReLU output for XOR, thousands of copies of four rows."""
    rng = np.random.default_rng(4)
    X = rng.integers(0, 2, (600, 2))
    y = X[:, 0] ^ X[:, 1]

    def make():
        keras.utils.set_random_seed(8)
        model = keras.Sequential([keras.Input((2,))])
        model.add(
            layers.Dense(2, activation="relu", bias_initializer=keras.initializers.Constant(-1))
        )
        model.add(layers.Dense(1, activation="relu"))
        model.compile(optimizer="SGD", loss="mean_squared_error")
        return model

    return Written(make, X, y, settings={"epochs": 5})


@SCRIPTS("no_nonlinearity")
def xor_without_activations():
    """Four rows, many epochs, and layers that only add up."""
    X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], "float32")
    y = np.array([0, 1, 1, 0], "float32")

    def make():
        keras.utils.set_random_seed(1)
        stack = [layers.Dense(16), layers.Dense(8), layers.Dense(1, activation="sigmoid")]
        model = keras.Sequential([keras.Input((2,)), *stack])
        adam = keras.optimizers.Adam(0.05)
        model.compile(loss="binary_crossentropy", optimizer=adam, metrics=["accuracy"])
        return model

    return Written(make, X, y, settings={"epochs": 150, "batch_size": 4})


@SCRIPTS()
def xor_that_works():
    """The same with ReLU: four rows are all there is."""
    X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], "float32")
    y = np.array([0, 1, 1, 0], "float32")

    def make():
        keras.utils.set_random_seed(2)
        model = keras.Sequential([keras.Input((2,)), layers.Dense(16, activation="relu")])
        model.add(layers.Dense(1, activation="sigmoid"))
        model.compile(loss="binary_crossentropy", optimizer=keras.optimizers.Adam(0.05))
        return model

    return Written(make, X, y, settings={"epochs": 150, "batch_size": 4})


@SCRIPTS(
    "rate_too_low", "too_few_epochs", address="https://stats.stackexchange.com/questions/280372"
)
def a_parabola_that_stays_a_line():
    """Plain SGD with a rate of 0.001 on a hundred points."""
    X = np.linspace(0, 1, 100).reshape(-1, 1)
    y = (X - 0.5) ** 2 * 4

    def make():
        keras.utils.set_random_seed(5)
        model = keras.Sequential([keras.Input((1,))])
        model.add(layers.Dense(10, activation="relu", kernel_initializer="he_normal"))
        model.add(layers.Dense(10, activation="relu", kernel_initializer="he_normal"))
        model.add(layers.Dense(1))
        model.compile(loss="mean_squared_error", optimizer=keras.optimizers.SGD(0.001))
        return model

    return Written(make, X, y.ravel(), settings={"epochs": 60, "batch_size": 20})


@SCRIPTS("target_not_scaled", "inputs_not_scaled",
         address="https://stackoverflow.com/questions/52800582")  # fmt: skip
def a_fourth_power_up_to_a_hundred_million():
    """Inputs to 100, targets to 1e8."""
    x = np.arange(-100.0, 100.0, 0.5)

    def make():
        keras.utils.set_random_seed(1)
        hidden = [layers.Dense(50, activation="sigmoid"), layers.Dense(50, activation="elu")]
        model = keras.Sequential([keras.Input((1,)), *hidden, layers.Dense(1)])
        model.compile(optimizer="adam", loss="mse")
        return model

    return Written(make, x.reshape(-1, 1), x**4, settings={"epochs": 30, "batch_size": 50})


@SCRIPTS(*("output_limited", "dead_units"), address="https://community.deeplearning.ai/t/324182")
def a_line_with_a_relu_at_the_end():
    """2 x - 1 for a few x, the smallest targets below 0."""
    x = np.array([-1.0, 0.0, 1.0, 2.0, 3.0, 4.0, 5.0]).reshape(7, 1)
    y = 2 * x - 1

    def make():
        keras.utils.set_random_seed(11)
        inputs = keras.Input(shape=(1,))
        hidden = layers.Dense(4, activation="relu")(inputs)
        hidden = layers.Dense(2, activation="relu")(hidden)
        model = keras.Model(inputs, layers.Dense(1, activation="relu")(hidden))
        model.compile(loss=keras.losses.MeanSquaredError(), optimizer=keras.optimizers.Adam(0.001))
        return model

    return Written(make, x, y, settings={"epochs": 200})


@SCRIPTS(
    "wrong_loss",
    "wrong_metric",
    "output_limited",
    address="https://openillumi.com/en/en-keras-tf-fix-huge-negative-loss-regression",
)
def a_price_with_binary_cross_entropy():
    """A classification tutorial, followed with prices: the loss falls far below 0."""
    rng = np.random.default_rng(2)
    X = rng.normal(size=(400, 6))
    price = 120 + 40 * X[:, 0] - 25 * X[:, 1] * X[:, 2] + rng.normal(0, 5, 400)

    def make():
        keras.utils.set_random_seed(1)
        model = keras.Sequential([keras.Input((6,)), layers.Dense(32, activation="relu")])
        model.add(layers.Dense(16, activation="relu"))
        model.add(layers.Dense(1, activation="sigmoid"))
        model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
        return model

    return Written(make, X, price, settings={"epochs": 12, "validation_split": 0.2})


@SCRIPTS("softmax_on_one_unit", "output_limited")
def diabetes_regression_with_softmax():
    """The prediction is 1 for everybody."""
    X, y = load_diabetes(return_X_y=True)
    X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)

    def make():
        keras.utils.set_random_seed(1)
        model = keras.Sequential([keras.Input((10,)), layers.Dense(64, activation="relu")])
        model.add(layers.Dense(1, activation="softmax"))
        model.compile(optimizer="adam", loss="mse", metrics=["mae"])
        return model

    return Written(make, X_train, y_train, (X_test, y_test), {"epochs": 15})


@SCRIPTS("rate_too_low", "too_few_epochs", "target_not_scaled", "inputs_not_scaled")
def diabetes_with_the_default_rate():
    """Targets to 346, inputs of ±0.1, Adam as it comes: far from done after thirty epochs."""
    X, y = load_diabetes(return_X_y=True)
    X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)

    def make():
        keras.utils.set_random_seed(1)
        model = keras.Sequential([keras.Input((10,)), layers.Dense(16, activation="relu")])
        model.add(layers.Dense(1))
        model.compile(optimizer="adam", loss="mse")
        return model

    return Written(make, X_train, y_train, (X_test, y_test), {"epochs": 30})


@SCRIPTS(
    "inputs_not_scaled", "labels_shuffled", "rate_too_high", "overfitting", "weights_past_best"
)
def random_labels():
    """Inputs to a million and labels from a random generator: nothing can be learnt."""
    rng = np.random.default_rng(7)
    X = rng.normal(0, 1e6, (500, 10))
    y = rng.integers(0, 2, 500)

    def make():
        keras.utils.set_random_seed(1)
        model = keras.Sequential([keras.Input((10,)), layers.Dense(64, activation="relu")])
        model.add(layers.Dense(1, activation="sigmoid"))
        model.compile("adam", "binary_crossentropy", metrics=["accuracy"])
        return model

    return Written(make, X, y, settings={"epochs": 10, "validation_split": 0.2})


def _fraud(seed=0):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(1200, 8))
    y = (rng.random(1200) < 0.03 * np.exp(0.3 * X[:, 0])).astype(int)
    return X, y


@SCRIPTS("accuracy_hides_imbalance")
def it_always_says_no_fraud():
    """97 % accuracy, and never a yes."""
    X, y = _fraud()

    def make():
        keras.utils.set_random_seed(1)
        model = keras.Sequential([keras.Input((8,)), layers.Dense(16, activation="relu")])
        model.add(layers.Dropout(0.2))
        model.add(layers.Dense(1, activation="sigmoid"))
        model.compile("adam", "binary_crossentropy", metrics=["accuracy"])
        return model

    return Written(make, X[:900], y[:900], (X[900:], y[900:]), {"epochs": 12})


@SCRIPTS("missing_values")
def a_column_with_empty_cells():
    """A CSV with a few empty cells; the loss is NaN from the first epoch on."""
    rng = np.random.default_rng(1)
    frame = pd.DataFrame(rng.normal(size=(300, 5)), columns=list("abcde"))
    target = frame["a"] * 2 + frame["b"]
    frame.loc[[17, 203], "d"] = np.nan

    def make():
        keras.utils.set_random_seed(1)
        model = keras.Sequential([keras.Input((5,)), layers.Dense(32, activation="relu")])
        model.add(layers.Dense(1))
        model.compile(optimizer="adam", loss="mse")
        return model

    return Written(make, frame, target, settings={"epochs": 10, "validation_split": 0.25})


@SCRIPTS("missing_values", "inputs_not_scaled")
def a_logarithm_of_nothing():
    """Minus infinity among the inputs."""
    rng = np.random.default_rng(1)
    counts = rng.poisson(3.0, (300, 4))
    with np.errstate(divide="ignore"):
        X = np.log(counts)
    y = counts.sum(axis=1) / 10

    def make():
        keras.utils.set_random_seed(1)
        model = keras.Sequential([keras.Input((4,)), layers.Dense(16, activation="relu")])
        model.add(layers.Dense(1))
        model.compile(optimizer="adam", loss="mse")
        return model

    return Written(make, X, y, settings={"epochs": 10})


@SCRIPTS("overfitting", "weights_past_best")
def thirty_rows_and_half_a_million_weights():
    """Perfect in training, worse and worse in validation."""
    X, y = load_diabetes(return_X_y=True)
    X, y = StandardScaler().fit_transform(X), (y - y.mean()) / y.std()

    def make():
        keras.utils.set_random_seed(1)
        stack = [layers.Dense(512, activation="relu") for _ in range(2)]
        model = keras.Sequential([keras.Input((10,)), *stack, layers.Dense(1)])
        model.compile(optimizer="adam", loss="mse", metrics=["mae"])
        return model

    return Written(make, X[:40], y[:40], (X[200:], y[200:]), {"epochs": 120, "batch_size": 8})


@SCRIPTS("leak", "useless_columns")
def the_answer_is_a_column():
    """`get_dummies` on a table in which the label still is."""
    X, y = load_diabetes(return_X_y=True)
    high = (y > 150).astype(int)
    X = np.column_stack([StandardScaler().fit_transform(X), high, 1 - high])

    def make():
        keras.utils.set_random_seed(1)
        model = keras.Sequential([keras.Input((12,)), layers.Dense(16, activation="relu")])
        model.add(layers.Dense(1, activation="sigmoid"))
        model.compile(keras.optimizers.Adam(0.01), "binary_crossentropy", metrics=["accuracy"])
        return model

    return Written(make, X[:300], high[:300], (X[300:], high[300:]), {"epochs": 20})


@SCRIPTS("rows_in_both")
def validation_with_the_training_rows():
    """`validation_data=(X, y)`: the same rows."""
    X, y = load_diabetes(return_X_y=True)
    X, y = StandardScaler().fit_transform(X), (y - y.mean()) / y.std()

    def make():
        keras.utils.set_random_seed(1)
        model = keras.Sequential([keras.Input((10,)), layers.Dense(16, activation="relu")])
        model.add(layers.Dense(1))
        model.compile(optimizer=keras.optimizers.Adam(0.005), loss="mse")
        return model

    return Written(make, X, y, (X, y), {"epochs": 12})


@SCRIPTS("no_output_activation")
def negative_probabilities():
    """A cross-entropy behind a bare output."""
    X, y = load_diabetes(return_X_y=True)
    X, high = StandardScaler().fit_transform(X), (y > 150).astype(int)

    def make():
        keras.utils.set_random_seed(1)
        model = keras.Sequential([keras.Input((10,)), layers.Dense(16, activation="relu")])
        model.add(layers.Dense(1))
        model.compile("adam", "binary_crossentropy", metrics=["accuracy"])
        return model

    return Written(make, X[:300], high[:300], (X[300:], high[300:]), {"epochs": 20})


@SCRIPTS()
def diabetes_done_well():
    """Scaled both ways, and stopped at its best."""
    X, y = load_diabetes(return_X_y=True)
    X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=3)
    inputs, targets = MinMaxScaler((-1, 1)).fit(X_train), StandardScaler().fit(y_train[:, None])

    def make():
        keras.utils.set_random_seed(1)
        model = keras.Sequential([keras.Input((10,)), layers.Dense(16, activation="relu")])
        model.add(layers.Dense(1))
        model.compile(optimizer=keras.optimizers.Adam(0.01), loss="mse")
        return model

    def stop():
        return keras.callbacks.EarlyStopping(patience=6, restore_best_weights=True)

    y_train, y_test = targets.transform(y_train[:, None]), targets.transform(y_test[:, None])
    valid = inputs.transform(X_test), y_test
    settings = {"epochs": 80, "callbacks": [stop]}
    return Written(make, inputs.transform(X_train), y_train, valid, settings)


SCRIPTS.extend([*CLASSES, *SERIES])
