"""The held-out set, continued: flowers and wines of three kinds."""

import keras
import pandas as pd
from keras import layers
from sklearn.datasets import load_iris, load_wine
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

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
