"""A held-out set: trainings as people bring them to help sites, whole scripts of mixed styles.

Each is written anew after questions that are asked again and again; where one thread gave the
idea, its address is told. Several have more than one thing wrong: any of the names given is
right. Those without a name are healthy. Whoever writes the diagnosis sees the scores alone.
"""

import keras
import numpy as np
import pandas as pd
from keras import layers
from sklearn.datasets import load_diabetes, load_iris, load_wine
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import MinMaxScaler, StandardScaler

from benchmarks.diagnosis.beginners_series import SCRIPTS as SERIES
from benchmarks.diagnosis.scripts import Collection, Written

SCRIPTS = Collection()


def _iris(seed=0, scaled=False):
    X, y = load_iris(return_X_y=True)
    X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=50, random_state=seed)
    if scaled:
        scaler = StandardScaler().fit(X_train)
        X_train, X_test = scaler.transform(X_train), scaler.transform(X_test)
    return X_train, X_test, y_train, y_test


@SCRIPTS(
    *("wrong_loss", "rate_too_low", "too_few_epochs", "vanishing_slopes"),
    address="https://datascience.stackexchange.com/questions/13163",
)
def iris_with_three_sigmoids_and_squared_errors():
    """Sigmoids everywhere, MSE, plain SGD, few epochs: all outputs stay near one number."""
    X_train, X_test, y_train, y_test = _iris()
    one_hot = keras.utils.to_categorical

    def make():
        keras.utils.set_random_seed(3)
        model = keras.Sequential()
        model.add(keras.Input((4,)))
        model.add(layers.Dense(8))
        model.add(layers.Activation("sigmoid"))
        model.add(layers.Dense(3))
        model.add(layers.Activation("sigmoid"))
        model.compile(loss="mean_squared_error", optimizer="sgd", metrics=["accuracy"])
        return model

    valid = X_test, one_hot(y_test)
    return Written(make, X_train, one_hot(y_train), valid, {"epochs": 20, "batch_size": 16})


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


@SCRIPTS("inputs_not_scaled")
def wine_as_it_comes():
    """One of thirteen columns goes to 1,680."""
    X, y = load_wine(return_X_y=True)
    X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=1, stratify=y)

    def make():
        keras.utils.set_random_seed(6)
        model = keras.Sequential([keras.Input((13,)), layers.Dense(12, activation="relu")])
        model.add(layers.Dense(3, activation="softmax"))
        loss = "sparse_categorical_crossentropy"
        model.compile(optimizer="adam", loss=loss, metrics=["accuracy"])
        return model

    return Written(make, X_train, y_train, (X_test, y_test), {"epochs": 30, "batch_size": 16})


@SCRIPTS()
def wine_scaled():
    """The same wine, scaled: fine."""
    X, y = load_wine(return_X_y=True)
    X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=1, stratify=y)
    scaler = StandardScaler().fit(X_train)

    def make():
        keras.utils.set_random_seed(6)
        model = keras.Sequential([keras.Input((13,)), layers.Dense(12, activation="relu")])
        model.add(layers.Dense(3, activation="softmax"))
        loss = "sparse_categorical_crossentropy"
        model.compile(optimizer=keras.optimizers.Adam(0.01), loss=loss, metrics=["accuracy"])
        return model

    rows = scaler.transform(X_train), y_train, (scaler.transform(X_test), y_test)
    return Written(make, *rows, {"epochs": 20, "batch_size": 16})


@SCRIPTS(
    "sorted_rows", "validation_differs", address="https://github.com/keras-team/keras/issues/8346"
)
def iris_in_the_order_of_the_file():
    """Keras takes the last fifth for validation: they are all of one kind."""
    X, y = load_iris(return_X_y=True)

    def make():
        keras.utils.set_random_seed(1)
        model = keras.Sequential([keras.Input((4,)), layers.Dense(16, activation="relu")])
        model.add(layers.Dense(3, activation="softmax"))
        adam = keras.optimizers.Adam(0.01)
        loss = "sparse_categorical_crossentropy"
        model.compile(optimizer=adam, loss=loss, metrics=["accuracy"])
        return model

    return Written(make, X, y, settings={"epochs": 30, "validation_split": 0.2})


@SCRIPTS("labels_out_of_range", "output_units")
def iris_numbered_from_one():
    """Classes 1, 2, 3 and three outputs."""
    X_train, X_test, y_train, y_test = _iris(scaled=True)

    def make():
        keras.utils.set_random_seed(1)
        inputs = keras.Input((4,))
        hidden = layers.Dense(10, activation="tanh")(inputs)
        model = keras.Model(inputs, layers.Dense(3, activation="softmax")(hidden))
        model.compile("rmsprop", "sparse_categorical_crossentropy", metrics=["accuracy"])
        return model

    return Written(make, X_train, y_train + 1, (X_test, y_test + 1), {"epochs": 20})


@SCRIPTS("label_shape", "wrong_loss")
def iris_one_hot_and_sparse():
    """One-hot labels for the loss that wants integers."""
    X_train, _, y_train, _ = _iris(scaled=True)

    def make():
        keras.utils.set_random_seed(1)
        model = keras.Sequential([keras.Input((4,)), layers.Dense(10, activation="relu")])
        model.add(layers.Dense(3, activation="softmax"))
        model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
        return model

    return Written(
        make, X_train, pd.get_dummies(y_train).to_numpy("float32"), settings={"epochs": 5}
    )


@SCRIPTS("output_units", "wrong_loss", "labels_out_of_range")
def iris_with_a_single_sigmoid():
    """Three classes, one output between 0 and 1."""
    X_train, X_test, y_train, y_test = _iris(scaled=True)

    def make():
        keras.utils.set_random_seed(1)
        model = keras.Sequential([keras.Input((4,)), layers.Dense(10, activation="relu")])
        model.add(layers.Dense(1, activation="sigmoid"))
        model.compile("adam", "binary_crossentropy", metrics=["accuracy"])
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


@SCRIPTS("rate_too_high", "dead_units")
def a_rate_of_one_for_adam():
    """A rate taken over from a lecture on gradient descent."""
    X_train, X_test, y_train, y_test = _iris(scaled=True)

    def make():
        keras.utils.set_random_seed(1)
        stack = [layers.Dense(32, activation="relu") for _ in range(3)]
        model = keras.Sequential([keras.Input((4,)), *stack, layers.Dense(3, activation="softmax")])
        adam = keras.optimizers.Adam(learning_rate=1.0)
        model.compile(adam, "sparse_categorical_crossentropy", metrics=["accuracy"])
        return model

    return Written(make, X_train, y_train, (X_test, y_test), {"epochs": 30})


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


@SCRIPTS("dropout_too_strong", "regularization_too_strong")
def against_overfitting_with_all_means():
    """Dropout of 0.9 behind each layer, and a penalty besides."""
    X, y = load_wine(return_X_y=True)
    X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=1, stratify=y)
    scaler = StandardScaler().fit(X_train)

    def make():
        keras.utils.set_random_seed(1)
        model = keras.Sequential([keras.Input((13,))])
        for _ in range(2):
            model.add(layers.Dense(24, activation="relu", kernel_regularizer="l2"))
            model.add(layers.Dropout(0.9))
        model.add(layers.Dense(3, activation="softmax"))
        model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
        return model

    rows = scaler.transform(X_train), y_train, (scaler.transform(X_test), y_test)
    return Written(make, *rows, {"epochs": 30, "batch_size": 16})


@SCRIPTS("equal_start")
def weights_from_zero():
    """All weights begin at 0, as in linear regression."""
    X_train, X_test, y_train, y_test = _iris(scaled=True)

    def make():
        keras.utils.set_random_seed(1)
        model = keras.Sequential([keras.Input((4,))])
        model.add(layers.Dense(16, activation="relu", kernel_initializer="zeros"))
        model.add(layers.Dense(3, activation="softmax", kernel_initializer="zeros"))
        adam = keras.optimizers.Adam(0.01)
        model.compile(adam, "sparse_categorical_crossentropy", metrics=["accuracy"])
        return model

    return Written(make, X_train, y_train, (X_test, y_test), {"epochs": 30})


@SCRIPTS("vanishing_slopes", "saturated_units")
def ten_layers_of_sigmoids():
    """Deeper must be better."""
    X_train, X_test, y_train, y_test = _iris(scaled=True)

    def make():
        keras.utils.set_random_seed(1)
        model = keras.Sequential([keras.Input((4,))])
        for _ in range(10):
            model.add(layers.Dense(10, activation="sigmoid"))
        model.add(layers.Dense(3, activation="softmax"))
        model.compile("sgd", "sparse_categorical_crossentropy", metrics=["accuracy"])
        return model

    return Written(make, X_train, y_train, (X_test, y_test), {"epochs": 40})


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


SCRIPTS.extend(SERIES)
