"""A grid is many runs of `fit`, number for number."""

import keras
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from keras import layers, optimizers

from course_utils.training import runs, train_grid
from tests.training.fits import assert_equal_runs, at, dense, fit, normalized, rows

RULES = {
    "sgd": optimizers.SGD(0.05),
    "momentum": optimizers.SGD(0.02, momentum=0.9),
    "nesterov": optimizers.SGD(0.02, momentum=0.9, nesterov=True),
    "adagrad": optimizers.Adagrad(0.05),
    "rmsprop": optimizers.RMSprop(0.002),
    "adam": optimizers.Adam(0.005),
}


@pytest.mark.parametrize("build", [dense, normalized])
@pytest.mark.parametrize("name", RULES)
def test_each_rule_equals_fit_for_200_steps(name, build):
    data, options = rows(152), {"batch_size": 16, "epochs": 20}  # the last batch has 8 rows
    rate = float(RULES[name].learning_rate)
    grid = train_grid(
        build, data, optimizer=name, learning_rate=rate, metrics=["mae"], cache=False, **options
    )
    fresh = type(RULES[name]).from_config(RULES[name].get_config())
    history, model = fit(build, data, optimizer=fresh, metrics=["mae"], **options)
    assert_equal_runs(grid.curves, history)
    for ours, kept in zip(grid.weights, model.get_weights(), strict=True):
        np.testing.assert_allclose(ours[-1], kept, rtol=1e-3, atol=1e-5)


def test_momentum_is_not_taken_for_nesterov():
    data, options = rows(64), {"batch_size": 16, "epochs": 5}
    grid = train_grid(dense, data, optimizer="momentum", learning_rate=0.02, cache=False, **options)
    nesterov = optimizers.SGD(0.02, momentum=0.9, nesterov=True)
    history, _ = fit(dense, data, optimizer=nesterov, **options)
    with pytest.raises(AssertionError):
        assert_equal_runs(grid.curves, history)


@pytest.mark.parametrize("compilation", [1.0, 0.0])
def test_batch_sizes_examples_and_seeds_equal_fit(monkeypatch, compilation):
    """Trained together, and, where compiling costs nothing, apart."""
    monkeypatch.setattr(runs, "_COMPILATION", compilation)
    X, y, *valid = rows(50)
    grid = train_grid(
        normalized,
        (X, y, *valid),
        learning_rate=0.05,
        batch_size=[4, 32],
        seed=(3, 1),
        n_examples=[30, 50],
        epochs=6,
        per_batch=True,
        cache=False,
    )
    assert grid.axes == {"batch_size": (4, 32), "seed": (3, 1), "n_examples": (30, 50)}
    assert np.isfinite(grid.batch_curves["loss"]).sum(axis=-1)[:, 0].tolist() == [
        [6 * 8, 6 * 13],
        [6 * 1, 6 * 2],
    ]
    for place in [(0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 0)]:
        size, seed, n = (values[i] for values, i in zip(grid.axes.values(), place, strict=True))
        few = (X[:n], y[:n], *valid)
        history, _ = fit(normalized, few, batch_size=size, seed=seed, epochs=6)
        assert_equal_runs(at(grid, *place), history)


def test_width_equals_narrow_models():
    data, options = rows(40), {"batch_size": 16, "epochs": 8}
    grid = train_grid(
        normalized, data, learning_rate=0.05, width=[2, 5], seed=[1, 4], cache=False, **options
    )
    for place in np.ndindex(2, 2):
        width, seed = (2, 5)[place[0]], (1, 4)[place[1]]
        history, model = fit(normalized, data, width=width, seed=seed, **options)
        assert_equal_runs(at(grid, *place), history)
        kernel = grid.weights[0][place][-1]
        np.testing.assert_allclose(kernel[:, :width], model.get_weights()[0], rtol=1e-4, atol=1e-6)
        assert not kernel[:, width:].any()


def penalized(l2, rate):
    def build():
        penalty = keras.regularizers.L2(l2)
        hidden = layers.Dense(6, activation="relu", kernel_regularizer=penalty)
        output = layers.Dense(1, kernel_regularizer=penalty)
        return keras.Sequential([keras.Input((3,)), hidden, layers.Dropout(rate), output])

    return build


def test_l2_and_dropout_equal_fit():
    data, options = rows(40), {"batch_size": 20, "epochs": 8}
    grid = train_grid(
        penalized(0.0, 0.5),
        data,
        learning_rate=0.05,
        l2=[0.0, 0.02],
        dropout=[0.1, 0.5],
        cache=False,
        **options,
    )
    for place in np.ndindex(2, 2):
        build = penalized((0.0, 0.02)[place[0]], (0.1, 0.5)[place[1]])
        assert_equal_runs(at(grid, *place), fit(build, data, **options)[0])
    own = train_grid(penalized(0.02, 0.1), data, learning_rate=0.05, cache=False, **options)
    assert_equal_runs(own.curves, at(grid, 1, 0), rtol=1e-5)


def classifier(units, activation=None):
    def build():
        hidden = layers.Dense(5, activation="relu")
        output = layers.Dense(units, activation=activation)
        return keras.Sequential([keras.Input((3,)), hidden, output])

    return build


def classes(one_hot=False):
    """Three classes, as numbers or one-hot."""
    X, y, X_valid, y_valid = rows(40)
    numbers = [np.digitize(target, [-0.4, 0.4]) for target in (y, y_valid)]
    y, y_valid = [np.eye(3)[n] if one_hot else n for n in numbers]
    return X, y, X_valid, y_valid


def halves():
    X, y, X_valid, y_valid = rows(40)
    return X, (y > 0).astype(int), X_valid, (y_valid > 0).astype(int)


CASES = {
    "mae": (dense, rows(40), "mean_absolute_error", "mse"),
    "huber": (dense, rows(40), keras.losses.Huber(delta=0.3), "mae"),
    "binary": (classifier(1, "sigmoid"), halves(), "binary_crossentropy", "binary_accuracy"),
    "logits": (
        classifier(1),
        halves(),
        keras.losses.BinaryCrossentropy(from_logits=True),
        "mse",
    ),
    "numbers": (classifier(3, "softmax"), classes(), "sparse_categorical_crossentropy", "accuracy"),
    "one-hot": (
        classifier(3, "softmax"),
        classes(one_hot=True),
        "categorical_crossentropy",
        "accuracy",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_losses_and_metrics_equal_fit(case):
    build, data, loss, metric = CASES[case]
    options = {"loss": loss, "metrics": [metric], "batch_size": 16, "epochs": 4}
    grid = train_grid(build, data, learning_rate=0.1, cache=False, **options)
    assert_equal_runs(grid.curves, fit(build, data, learning_rate=0.1, **options)[0])


def branches():
    inputs = keras.Input((6, 6, 1))
    maps = layers.MaxPooling2D()(layers.Conv2D(3, 3, activation="relu")(inputs))
    short = layers.Dense(4)(layers.Flatten()(inputs))
    both = layers.Concatenate()([layers.Flatten()(maps), layers.ReLU()(short)])
    return keras.Model(inputs, layers.Dense(1)(both))


def test_a_functional_model_with_convolutions_equals_fit():
    X, y, X_valid, y_valid = rows(24, 8, n_features=36)
    data = (X.reshape(-1, 6, 6, 1), y, X_valid.reshape(-1, 6, 6, 1), y_valid)
    options = {"batch_size": 10, "epochs": 4}
    grid = train_grid(branches, data, learning_rate=[0.01, 0.05], cache=False, **options)
    assert_equal_runs(at(grid, 1), fit(branches, data, **options)[0])


def test_records_agree_with_each_other_and_with_keras():
    data = X, y, X_valid, _ = rows(40)
    grid = train_grid(
        dense,
        data,
        learning_rate=[0.01, 0.05],
        batch_size=16,
        epochs=5,
        probe=X_valid,
        snapshots=[0, 2, 5],
        per_batch="weights",
        cache=False,
    )
    history, model = fit(dense, data, batch_size=16, epochs=5)
    np.testing.assert_allclose(grid.predictions[1, -1], model(X_valid), rtol=1e-4, atol=1e-6)
    keras.utils.set_random_seed(1)
    for recorded, start in zip(grid.weights, dense().get_weights(), strict=True):
        assert recorded.shape == (2, 3, *start.shape)
        np.testing.assert_array_equal(recorded[:, 0], [start, start])
    batches = grid.batch_curves["loss"].reshape(2, 5, 3)
    means = np.average(batches, axis=-1, weights=[16, 16, 8])
    np.testing.assert_allclose(means, grid.curves["loss"], rtol=1e-5)
    for each, recorded in zip(grid.batch_curves["weights"], grid.weights, strict=True):
        np.testing.assert_array_equal(each[:, [5, 14]], recorded[:, 1:])
    table = grid.to_frame()
    assert list(table.columns) == ["learning_rate", "epoch", "loss", "val_loss"]
    assert (
        table.query("learning_rate == 0.05 and epoch == 5")["loss"].item()
        == (grid.curves["loss"][1, 4])
    )
    np.testing.assert_allclose(history["loss"], grid.curves["loss"][1], rtol=1e-5)


@pytest.mark.filterwarnings("error::RuntimeWarning")
def test_divergence_is_recorded_as_fit_records_it():
    data = rows(40)
    options = {"batch_size": 20, "epochs": 30}
    grid = train_grid(dense_relu, data, learning_rate=[0.01, 30.0], cache=False, **options)
    history, _ = fit(dense_relu, data, learning_rate=30.0, **options)
    assert np.isfinite(grid.curves["loss"][0]).all()
    assert np.isnan(grid.curves["loss"][1, -1])
    np.testing.assert_array_equal(np.isnan(grid.curves["loss"][1]), np.isnan(history["loss"]))


def dense_relu():
    hidden = layers.Dense(8, activation="relu")
    return keras.Sequential([keras.Input((3,)), hidden, layers.Dense(1)])


one_or_more = st.lists(st.integers(1, 6), min_size=1, max_size=2, unique=True)


@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
@given(sizes=one_or_more, widths=one_or_more, epochs=st.integers(1, 3), n=st.integers(1, 9))
def test_shapes(sizes, widths, epochs, n):
    X, y, *_ = rows(n, 0)
    grid = train_grid(
        dense, (X, y), batch_size=sizes, width=widths, epochs=epochs, probe=X, cache=False
    )
    shape = (len(sizes), len(widths))
    assert grid.curves["loss"].shape == (*shape, epochs)
    assert np.isfinite(grid.curves["loss"]).all()
    assert grid.predictions.shape == (*shape, 1, n, 1)
    assert [weight.shape for weight in grid.weights] == [
        (*shape, 1, *own) for own in [(3, max(widths)), (max(widths),), (max(widths), 1), (1,)]
    ]
    assert len(grid.to_frame()) == len(sizes) * len(widths) * epochs


def test_a_single_run_has_no_axes():
    X, y, *_ = rows(10, 0)
    grid = train_grid(dense, (X, y), epochs=2, cache=False)
    assert grid.axes == {}
    assert grid.curves["loss"].shape == (2,)
    assert list(grid.to_frame()["epoch"]) == [1, 2]
