"""The held-out set, continued: curves, series and images."""

import keras
import numpy as np
from keras import layers
from sklearn.datasets import load_digits

from benchmarks.diagnosis.scripts import Collection, Written

SCRIPTS = Collection()


def _digits(one_hot=False, images=False, scale=16.0):
    X, y = load_digits(return_X_y=True)
    order = np.random.default_rng(9).permutation(len(y))[:700]
    X, y = X[order] / scale, y[order]
    X = X.reshape(-1, 8, 8, 1) if images else X
    y = keras.utils.to_categorical(y) if one_hot else y
    return X[:500], y[:500], (X[500:], y[500:])


@SCRIPTS(
    *("network_too_small", "too_few_epochs", "rate_too_low"),
    address="https://www.philipzucker.com/keras-and-learning-sine/",
)
def a_sine_with_five_units_in_four_layers():
    """Narrow and deep, plain SGD."""
    x = np.random.default_rng(1).uniform(-np.pi, np.pi, (600, 1))

    def make():
        keras.utils.set_random_seed(4)
        stack = [layers.Dense(5, activation="relu") for _ in range(4)]
        model = keras.Sequential([keras.Input((1,)), *stack, layers.Dense(1)])
        model.compile(loss="mean_squared_error", optimizer="sgd")
        return model

    return Written(make, x, np.sin(x), settings={"epochs": 5, "batch_size": 32})


@SCRIPTS("inputs_not_scaled", address="https://stackoverflow.com/questions/46995209")
def a_sine_over_many_periods():
    """Inputs from 0 to 200 into tanh."""
    x = np.random.default_rng(1).uniform(0, 200, (500, 1))

    def make():
        keras.utils.set_random_seed(1)
        stack = [layers.Dense(20, activation="tanh") for _ in range(2)]
        model = keras.Sequential([keras.Input((1,)), *stack, layers.Dense(1, activation="tanh")])
        model.compile(loss="mse", optimizer="adam")
        return model

    return Written(make, x, np.sin(x / 4)[:, 0], settings={"epochs": 30, "batch_size": 32})


@SCRIPTS()
def a_sine_done_well():
    """One period, 64 units, Adam."""
    x = np.random.default_rng(1).uniform(-np.pi, np.pi, (600, 1))

    def make():
        keras.utils.set_random_seed(4)
        stack = [layers.Dense(64, activation="relu"), layers.Dense(64, activation="relu")]
        model = keras.Sequential([keras.Input((1,)), *stack, layers.Dense(1)])
        model.compile(loss="mean_squared_error", optimizer=keras.optimizers.Adam(0.005))
        return model

    valid = x[500:], np.sin(x[500:])
    return Written(make, x[:500], np.sin(x[:500]), valid, {"epochs": 30, "batch_size": 32})


def _passengers():
    """A monthly series that grows, in thousands; made up."""
    months = np.arange(300)
    season = 1 + 0.2 * np.sin(2 * np.pi * months / 12)
    return (110 + 1.5 * months) * season + np.random.default_rng(0).normal(0, 5, 300)


def _steps(series, length=12):
    X = np.stack([series[n : n + length] for n in range(len(series) - length)])
    return X[..., np.newaxis], series[length:]


@SCRIPTS("inputs_not_scaled", "target_not_scaled", "rate_too_low",
         address="https://github.com/keras-team/keras/issues/6004")  # fmt: skip
def passengers_as_they_are():
    """An LSTM on values of hundreds."""
    X, y = _steps(_passengers())

    def make():
        keras.utils.set_random_seed(1)
        model = keras.Sequential([keras.Input((12, 1)), layers.LSTM(8), layers.Dense(1)])
        model.compile(loss="mean_squared_error", optimizer="adam")
        return model

    return Written(make, X, y, settings={"epochs": 15, "batch_size": 16})


@SCRIPTS("softmax_on_one_unit", "wrong_loss", "output_limited",
         address="https://github.com/keras-team/keras/issues/321")  # fmt: skip
def saw_teeth_with_softmax():
    """The loss is the same in each epoch."""
    series = np.tile(np.arange(10.0), 40) / 10
    X, y = _steps(series)

    def make():
        keras.utils.set_random_seed(1)
        model = keras.Sequential([keras.Input((12, 1)), layers.LSTM(10), layers.Dense(1)])
        model.add(layers.Activation("softmax"))
        model.compile(loss="mean_squared_error", optimizer="rmsprop")
        return model

    return Written(make, X, y, settings={"epochs": 10, "batch_size": 32, "validation_split": 0.1})


@SCRIPTS("wrong_metric", address="https://github.com/keras-team/keras/issues/10329")
def a_forecast_with_an_accuracy_of_zero():
    """The loss is fine; the accuracy of a forecast means nothing."""
    series = np.sin(np.arange(500) / 5) + np.random.default_rng(0).normal(0, 0.1, 500)
    X, y = _steps(series)

    def make():
        keras.utils.set_random_seed(1)
        model = keras.Sequential([keras.Input((12, 1)), layers.GRU(10), layers.Dense(1)])
        adam = keras.optimizers.Adam(0.01)
        model.compile(loss="mean_squared_error", optimizer=adam, metrics=["accuracy"])
        return model

    return Written(make, X[:380], y[:380], (X[380:], y[380:]), {"epochs": 15, "batch_size": 32})


@SCRIPTS("input_shape")
def an_lstm_that_reads_one_step():
    """Twelve months as twelve features of one step: (rows, 1, 12) declared as (12, 1)."""
    series = np.sin(np.arange(300) / 5)
    X, y = _steps(series)

    def make():
        keras.utils.set_random_seed(1)
        model = keras.Sequential([keras.Input((12, 1)), layers.LSTM(8), layers.Dense(1)])
        model.compile(loss="mse", optimizer="adam")
        return model

    return Written(make, X.reshape(-1, 1, 12), y, settings={"epochs": 10})


@SCRIPTS("no_flatten", "output_units", "label_shape")
def dense_on_every_step():
    """No LSTM and no Flatten: one output for each of twelve steps, one target for all."""
    series = np.sin(np.arange(300) / 5)
    X, y = _steps(series)

    def make():
        keras.utils.set_random_seed(1)
        model = keras.Sequential([keras.Input((12, 1)), layers.Dense(16, activation="relu")])
        model.add(layers.Dense(1))
        model.compile(loss="mse", optimizer="adam")
        return model

    return Written(make, X, y.reshape(-1, 1, 1), settings={"epochs": 10})


@SCRIPTS("label_shape", "wrong_loss")
def images_one_hot_with_sparse_loss():
    """A CNN that raises at the first batch."""
    X, y, valid = _digits(one_hot=True, images=True)

    def make():
        keras.utils.set_random_seed(1)
        model = keras.Sequential([keras.Input((8, 8, 1)), layers.Conv2D(8, 3, activation="relu")])
        model.add(layers.Flatten())
        model.add(layers.Dense(10, activation="softmax"))
        model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
        return model

    return Written(make, X, y, valid, {"epochs": 5})


@SCRIPTS("inputs_not_scaled", "rate_too_high")
def pixels_up_to_255():
    """Grey values as bytes and a bold rate."""
    X, y, (X_valid, y_valid) = _digits(scale=16 / 255)

    def make():
        keras.utils.set_random_seed(1)
        model = keras.Sequential([keras.Input((64,)), layers.Dense(64, activation="relu")])
        model.add(layers.Dense(10, activation="softmax"))
        sgd = keras.optimizers.SGD(0.1)
        model.compile(sgd, "sparse_categorical_crossentropy", metrics=["accuracy"])
        return model

    valid = X_valid.astype("uint8"), y_valid
    return Written(make, X.astype("uint8"), y, valid, {"epochs": 10})


@SCRIPTS(
    "frozen", "weights_did_not_move", address="https://github.com/keras-team/keras/issues/12317"
)
def transfer_with_everything_frozen():
    """`for layer in model.layers: layer.trainable = False`, the new head included."""
    X, y, valid = _digits(images=True)

    def make():
        keras.utils.set_random_seed(1)
        base = keras.Sequential([keras.Input((8, 8, 1)), layers.Conv2D(8, 3, activation="relu")])
        stack = [base, layers.GlobalAveragePooling2D(), layers.Dense(10, activation="softmax")]
        model = keras.Sequential([keras.Input((8, 8, 1)), *stack])
        for layer in model.layers:
            layer.trainable = False
        model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
        return model

    return Written(make, X, y, valid, {"epochs": 8})


@SCRIPTS("softmax_hidden", "squashed_twice", "network_too_small")
def softmax_in_each_layer():
    """If it is good at the end it is good everywhere."""
    X, y, valid = _digits(one_hot=True)

    def make():
        keras.utils.set_random_seed(1)
        stack = [layers.Dense(32, activation="softmax"), layers.Dense(16, activation="softmax")]
        model = keras.Sequential(
            [keras.Input((64,)), *stack, layers.Dense(10, activation="softmax")]
        )
        model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
        return model

    return Written(make, X, y, valid, {"epochs": 20})


@SCRIPTS("squashed_twice")
def softmax_layer_behind_softmax():
    """An activation in the layer and one behind it."""
    X, y, valid = _digits()

    def make():
        keras.utils.set_random_seed(1)
        model = keras.Sequential([keras.Input((64,)), layers.Dense(32, activation="relu")])
        model.add(layers.Dense(10, activation="softmax"))
        model.add(layers.Softmax())
        model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
        return model

    return Written(make, X, y, valid, {"epochs": 15})


@SCRIPTS("batch_of_one")
def online_learning_with_batch_normalization():
    """One image in a batch."""
    X, y, (X_valid, y_valid) = _digits()

    def make():
        keras.utils.set_random_seed(1)
        model = keras.Sequential([keras.Input((64,)), layers.Dense(32, activation="relu")])
        model.add(layers.BatchNormalization())
        model.add(layers.Dense(10, activation="softmax"))
        model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
        return model

    rows = X[:250], y[:250], (X_valid, y_valid)
    return Written(make, *rows, {"epochs": 4, "batch_size": 1})


@SCRIPTS("stopped_early", "too_few_epochs")
def early_stopping_in_the_wrong_direction():
    """`mode="max"` on a loss."""
    X, y, valid = _digits()

    def make():
        keras.utils.set_random_seed(1)
        model = keras.Sequential([keras.Input((64,)), layers.Dense(32, activation="relu")])
        model.add(layers.Dense(10, activation="softmax"))
        model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
        return model

    def stop():
        return keras.callbacks.EarlyStopping(monitor="val_loss", mode="max", patience=2)

    return Written(make, X, y, valid, {"epochs": 50, "callbacks": [stop]})


@SCRIPTS("labels_shuffled")
def x_shuffled_without_y():
    """`np.random.shuffle(X)`."""
    X, y, (X_valid, y_valid) = _digits()
    X = X[np.random.default_rng(3).permutation(len(X))]

    def make():
        keras.utils.set_random_seed(1)
        model = keras.Sequential([keras.Input((64,)), layers.Dense(64, activation="relu")])
        model.add(layers.Dense(10, activation="softmax"))
        adam = keras.optimizers.Adam(0.005)
        model.compile(adam, "sparse_categorical_crossentropy", metrics=["accuracy"])
        return model

    return Written(make, X, y, (X_valid, y_valid), {"epochs": 20})


@SCRIPTS()
def a_small_cnn_done_well():
    """Scaled pixels, a softmax, integers for labels."""
    X, y, valid = _digits(images=True)

    def make():
        keras.utils.set_random_seed(1)
        stack = [layers.Conv2D(16, 3, activation="relu"), layers.MaxPooling2D(), layers.Flatten()]
        model = keras.Sequential([keras.Input((8, 8, 1)), *stack])
        model.add(layers.Dense(10, activation="softmax"))
        adam = keras.optimizers.Adam(0.005)
        model.compile(adam, "sparse_categorical_crossentropy", metrics=["accuracy"])
        return model

    return Written(make, X, y, valid, {"epochs": 12})


@SCRIPTS()
def transfer_with_a_trainable_head():
    """A random base, frozen on purpose, with a head that learns well enough."""
    X, y, valid = _digits()

    def make():
        keras.utils.set_random_seed(1)
        base = layers.Dense(256, activation="relu", trainable=False)
        model = keras.Sequential([keras.Input((64,)), base, layers.Dense(10, activation="softmax")])
        adam = keras.optimizers.Adam(0.01)
        model.compile(adam, "sparse_categorical_crossentropy", metrics=["accuracy"])
        return model

    return Written(make, X, y, valid, {"epochs": 15})


@SCRIPTS("trained_before")
def the_cell_was_run_twice():
    """`fit` again, and the curve begins where the last one ended."""
    X, y, valid = _digits()

    def make():
        keras.utils.set_random_seed(1)
        model = keras.Sequential([keras.Input((64,)), layers.Dense(32, activation="relu")])
        model.add(layers.Dense(10, activation="softmax"))
        adam = keras.optimizers.Adam(0.005)
        model.compile(adam, "sparse_categorical_crossentropy", metrics=["accuracy"])
        return model

    def fit(model):
        settings = {"epochs": 8, "validation_data": valid, "verbose": 0}
        model.fit(X, y, **settings)
        return model.fit(X, y, **settings)

    return Written(make, X, y, valid, fit=fit)


@SCRIPTS("embedding_range")
def more_words_than_the_vocabulary():
    """`input_dim=50`, words up to 80."""
    rng = np.random.default_rng(1)
    X = rng.integers(0, 80, (400, 10))
    y = (X < 20).sum(axis=1) > 2

    def make():
        keras.utils.set_random_seed(1)
        stack = [layers.Embedding(50, 8), layers.Flatten(), layers.Dense(1, activation="sigmoid")]
        model = keras.Sequential([keras.Input((10,)), *stack])
        model.compile("adam", "binary_crossentropy", metrics=["accuracy"])
        return model

    return Written(make, X, y.astype(int), settings={"epochs": 5, "validation_split": 0.2})
