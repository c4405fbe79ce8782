"""The script that a run of a grid must equal, and the models and rows of these tests."""

import keras
import numpy as np
from keras import layers


def fit(build, data, *, learning_rate=0.05, seed=1, width=None, optimizer=None, **settings):
    """What `train_grid` promises to equal: the history as arrays, and the model."""
    loss = settings.pop("loss", "mean_squared_error")
    metrics = settings.pop("metrics", None)
    keras.utils.set_random_seed(seed)
    model = build() if width is None else build(width=width)
    model.compile(
        optimizer=optimizer or keras.optimizers.SGD(learning_rate), loss=loss, metrics=metrics
    )
    history = model.fit(*data[:2], validation_data=data[2:] or None, verbose=0, **settings)
    return {name: np.array(values) for name, values in history.history.items()}, model


def rows(n, n_valid=20, n_features=3, seed=0):
    """Rows of a smooth curve with noise, ready to be learned."""
    generator = np.random.default_rng(seed)
    X = generator.normal(size=(n + n_valid, n_features)).astype("float32")
    y = (np.sin(X.sum(axis=1)) + 0.1 * generator.normal(size=len(X))).astype("float32")
    return X[:n], y[:n], X[n:], y[n:]


def dense(width=8):
    hidden = layers.Dense(width, activation="tanh")
    return keras.Sequential([keras.Input((3,)), hidden, layers.Dense(1)])


def normalized(width=8):
    """Batch normalization and dropout, twice each.

    What batch normalization takes out again (a bias in front of it) has no slope but that of
    rounding, of which Adam makes whole steps: such weights would differ between any two programs.
    """
    return keras.Sequential(
        [
            keras.Input((3,)),
            layers.Dense(width, use_bias=False),
            layers.BatchNormalization(),
            layers.ReLU(),
            layers.Dropout(0.3),
            layers.Dense(2 * width, use_bias=False),
            layers.BatchNormalization(),
            layers.Activation("sigmoid"),
            layers.Dropout(0.2),
            layers.Dense(1),
        ]
    )


def assert_equal_runs(curves, history, rtol=1e-4):
    """Every curve of the history, to the rounding of float32."""
    assert set(curves) == set(history)
    for name, values in history.items():
        np.testing.assert_allclose(curves[name], values, rtol=rtol, atol=1e-6, err_msg=name)


def at(grid, *place):
    """The curves of one run."""
    return {name: values[place] for name, values in grid.curves.items()}
