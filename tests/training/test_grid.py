"""A grid is many runs of `fit`, number for number."""

from functools import cache

import keras
import numpy as np
import pytest
import tensorflow as tf
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from keras import layers, optimizers

from course_utils.errors import CourseError
from course_utils.training import runs, train_grid, training
from course_utils.training.row_order import row_order
from tests.training.fits import assert_equal_runs, at, dense, fit, normalized, rows

RULES = {
    "sgd": optimizers.SGD(0.05),
    "momentum": optimizers.SGD(0.02, momentum=0.9),
    "nesterov": optimizers.SGD(0.02, momentum=0.9, nesterov=True),
    "adagrad": optimizers.Adagrad(0.05),
    "rmsprop": optimizers.RMSprop(0.002),
    "adam": optimizers.Adam(0.005),
}
STEPS_200 = {"batch_size": 16, "epochs": 20}  # with 152 rows, the last batch has 8


@pytest.fixture
def both(monkeypatch):
    """Train on each engine in turn, whatever would be chosen; yields what `train_grid` returns.

    One test for both: each `fit` that they are compared with is run once. What the small engine
    cannot do, is an error.
    """

    def both(*data, **options):
        for small in (True, False):
            print("small engine:", small)  # shown where the test fails
            monkeypatch.setattr(training, "fits_small_engine", lambda task, small=small: small)
            yield train_grid(*data, cache=False, **options)

    return both


@pytest.mark.parametrize("name", RULES)
def test_each_rule_equals_fit_for_200_steps(name, both):
    recorded = {"metrics": ["mae"], **STEPS_200}
    fresh = type(RULES[name]).from_config(RULES[name].get_config())
    history, model = fit(normalized, rows(152), optimizer=fresh, **recorded)
    rate = float(RULES[name].learning_rate)
    for grid in both(normalized, rows(152), optimizer=name, learning_rate=rate, **recorded):
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


@pytest.mark.xdist_group("fit_few")
@pytest.mark.parametrize("compilation", [None, 1.0, 0.0])
def test_batch_sizes_examples_and_seeds_equal_fit(monkeypatch, compilation):
    """By the small engine, compiled together, and where that costs nothing compiled apart."""
    monkeypatch.setattr(training, "fits_small_engine", lambda task: compilation is None)
    if compilation is not None:
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
        values = [values[i] for values, i in zip(grid.axes.values(), place, strict=True)]
        assert_equal_runs(at(grid, *place), fit_few(*values))


@cache
def fit_few(size, seed, n):
    """The history of one fit, with which several grids are compared."""
    X, y, *valid = rows(50)
    return fit(normalized, (X[:n], y[:n], *valid), batch_size=size, seed=seed, epochs=6)[0]


def test_width_equals_narrow_models(both):
    data, options = rows(40), {"batch_size": 16, "epochs": 8}
    places = {
        (w, s): (width, seed) for w, width in enumerate([2, 5]) for s, seed in [(0, 1), (1, 4)]
    }
    fits = {
        place: fit(normalized, data, width=width, seed=seed, **options)
        for place, (width, seed) in places.items()
    }
    for grid in both(normalized, data, learning_rate=0.05, width=[2, 5], seed=[1, 4], **options):
        for place, (width, _) in places.items():
            history, model = fits[place]
            assert_equal_runs(at(grid, *place), history)
            kernel, kept = grid.weights[0][place][-1], model.get_weights()[0]
            np.testing.assert_allclose(kernel[:, :width], kept, rtol=1e-4, atol=1e-6)
            assert not kernel[:, width:].any()


def forecaster():
    """Each kind of recurrent layer, and what normalizes between them."""
    return keras.Sequential(
        [
            keras.Input((7, 2)),
            layers.LSTM(4, return_sequences=True),
            layers.LayerNormalization(),
            layers.GRU(3, return_sequences=True, go_backwards=True),
            layers.SimpleRNN(4),
            layers.Dense(1),
        ]
    )


def reader():
    """Letters as numbers, looked at through a window."""
    window = layers.Conv1D(4, 3, activation="relu")
    read = [layers.Embedding(9, 3), window, layers.MaxPooling1D(2), layers.GlobalMaxPooling1D()]
    return keras.Sequential([keras.Input((7,)), *read, layers.Dense(1)])


@pytest.mark.parametrize("build", [forecaster, reader])
def test_models_of_sequences_equal_fit(build):
    generator = np.random.default_rng(0)
    X = (
        generator.normal(size=(52, 7, 2))
        if build is forecaster
        else generator.integers(9, size=(52, 7))
    )
    y = X.reshape(52, -1)[:, :3].sum(axis=1)
    data = X[:40], y[:40], X[40:], y[40:]
    options = {"batch_size": 16, "epochs": 6}  # an epoch's last batch has 8
    grid = train_grid(build, data, learning_rate=0.05, seed=[1, 4], cache=False, **options)
    history, model = fit(build, data, seed=4, **options)
    assert_equal_runs(at(grid, 1), history)
    for ours, kept in zip(grid.weights, model.get_weights(), strict=True):
        np.testing.assert_allclose(ours[1][-1], kept, rtol=1e-3, atol=1e-5)


def penalized(l2, rate):
    def build():
        penalty = keras.regularizers.L2(l2)
        hidden = layers.Dense(6, activation="relu", kernel_regularizer=penalty)
        output = layers.Dense(1, kernel_regularizer=penalty)
        return keras.Sequential([keras.Input((3,)), hidden, layers.Dropout(rate), output])

    return build


def test_l2_and_dropout_equal_fit(both):
    data, options = rows(40), {"batch_size": 20, "epochs": 8}
    fits = {
        (n, m): fit(penalized(l2, rate), data, **options)[0]
        for n, l2 in enumerate([0.0, 0.02])
        for m, rate in enumerate([0.1, 0.5])
    }
    options["learning_rate"] = 0.05
    owns = both(penalized(0.02, 0.1), data, **options)
    for grid in both(penalized(0.0, 0.5), data, l2=[0.0, 0.02], dropout=[0.1, 0.5], **options):
        for place, history in fits.items():
            assert_equal_runs(at(grid, *place), history)
        assert_equal_runs(next(owns).curves, at(grid, 1, 0), rtol=1e-5)


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
def test_losses_and_metrics_equal_fit(case, both):
    build, data, loss, metric = CASES[case]
    options = {"loss": loss, "metrics": [metric], "batch_size": 16, "epochs": 4}
    options["learning_rate"] = 0.1
    history, _ = fit(build, data, **options)
    by_choice = [train_grid(build, data, cache=False, **options)] if case == "huber" else ()
    for grid in by_choice or both(build, data, **options):
        assert_equal_runs(grid.curves, history)


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


def test_records_agree_with_each_other_and_with_keras(both):
    data = _, _, X_valid, _ = rows(40)
    options = {"batch_size": 16, "epochs": 5}
    history, model = fit(dense, data, **options)
    keras.utils.set_random_seed(1)
    starts = dense().get_weights()
    recorded = {"probe": X_valid, "snapshots": [0, 2, 5], "per_batch": "weights"}
    for grid in both(dense, data, learning_rate=[0.01, 0.05], **options, **recorded):
        np.testing.assert_allclose(grid.predictions[1, -1], model(X_valid), rtol=1e-4, atol=1e-6)
        for weights, start in zip(grid.weights, starts, strict=True):
            assert weights.shape == (2, 3, *start.shape)
            np.testing.assert_array_equal(weights[:, 0], [start, start])
        batches = grid.batch_curves["loss"].reshape(2, 5, 3)
        means = np.average(batches, axis=-1, weights=[16, 16, 8])
        np.testing.assert_allclose(means, grid.curves["loss"], rtol=1e-5)
        for each, weights in zip(grid.batch_curves["weights"], grid.weights, strict=True):
            np.testing.assert_array_equal(each[:, [5, 14]], weights[:, 1:])
        table = grid.to_frame()
        assert list(table.columns) == ["learning_rate", "epoch", "loss", "val_loss"]
        last = table.query("learning_rate == 0.05 and epoch == 5")["loss"].item()
        assert last == grid.curves["loss"][1, 4]
        np.testing.assert_allclose(history["loss"], grid.curves["loss"][1], rtol=1e-5)


@pytest.mark.filterwarnings("error::RuntimeWarning")
def test_divergence_is_recorded_as_fit_records_it(both):
    data = rows(40)
    options = {"batch_size": 20, "epochs": 30}
    history, _ = fit(dense_relu, data, learning_rate=30.0, **options)
    for grid in both(dense_relu, data, learning_rate=[0.01, 30.0], **options):
        calm, wild = grid.curves["loss"]
        assert np.isfinite(calm).all() and np.isnan(wild[-1])
        np.testing.assert_array_equal(np.isnan(wild), np.isnan(history["loss"]))


def dense_relu():
    hidden = layers.Dense(8, activation="relu")
    return keras.Sequential([keras.Input((3,)), hidden, layers.Dense(1)])


def test_targets_equal_fits_on_each(both):
    X, y, *valid = rows(40)
    options = {"batch_size": 16, "epochs": 4, "seed": 3}
    targets = {0.5: y + 1, 0.25: y * 2}
    fits = [fit(dense, (X, other, *valid), **options)[0] for other in targets.values()]
    for grid in both(dense, (X, y, *valid), learning_rate=0.05, targets=targets, **options):
        assert grid.axes == {"targets": (0.5, 0.25)}
        for place, history in enumerate(fits):
            assert_equal_runs(at(grid, place), history)


def test_steps_per_epoch_equal_a_fit_on_rows_that_repeat(both):
    X, y, *valid = rows(50)
    options = {"epochs": 5, "steps_per_epoch": 3}  # of 4 batches
    order = row_order(1, 50)
    repeating = tf.data.Dataset.from_tensor_slices((X[order], y[order])).batch(16).repeat()
    history, _ = fit(dense, (repeating, None, *valid), shuffle=False, **options)
    options |= {"batch_size": 16, "learning_rate": [0.01, 0.05]}
    for grid in both(dense, (X, y, *valid), **options):
        assert_equal_runs(at(grid, 1), history)


def test_initial_weights_are_where_each_seed_starts(both):
    def drawn(seed, shapes):
        rng = np.random.default_rng(seed)
        return [rng.normal(size=shape) for shape in shapes]

    def started():
        model = dense()
        model.set_weights(drawn(2, [w.shape for w in model.get_weights()]))
        return model

    data, options = rows(40), {"batch_size": 16, "epochs": 4}
    history, _ = fit(started, data, seed=2, **options)
    options["learning_rate"] = 0.05
    for grid in both(dense, data, seed=[1, 2], initial_weights=drawn, **options):
        assert_equal_runs(at(grid, 1), history)


def test_initial_weights_of_other_shapes_are_refused():
    with pytest.raises(CourseError, match=r"shapes \[\(3, 8\), .* found \[\(2,\)\]"):
        train_grid(dense, rows(10), initial_weights=lambda *_: [np.zeros(2)], cache=False)


def test_targets_of_another_length_are_refused():
    with pytest.raises(CourseError, match=r"targets\[0.5\] to be like y_train"):
        train_grid(dense, rows(10), targets={0.5: np.zeros(9)}, cache=False)


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
