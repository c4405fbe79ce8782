"""A grid from settings to records: padding, keys, stopping, running twice."""

import _thread
import threading

import keras
import numpy as np
import pytest
from keras import layers

from course_utils.errors import CourseError
from course_utils.storage.folders import cache_folder
from course_utils.training import train_grid
from course_utils.training.axes import find_axes
from course_utils.training.recipe import Recipe
from course_utils.training.rows import check_rows
from course_utils.training.training import Training
from tests.training.fits import dense, rows

SINGLE = {"width": None, "l2": 0.0, "dropout": None, "seed": 1, "n_examples": None, "targets": None}


def training(build=dense, data=None, epochs=2, optimizer="sgd", loss="mse", **settings):
    axes = find_axes(**{"learning_rate": 0.1, "batch_size": 8, **SINGLE, **settings})
    recipe = Recipe(loss, optimizer, epochs, (), (epochs,), False)
    return Training(build, check_rows(data or rows(16)), axes, recipe)


def test_a_second_training_gives_the_same_records():
    grid = training(learning_rate=[0.1, 0.2])
    first, second = grid.train(progress=False), grid.train(progress=False)
    assert first.keys() == second.keys() >= {"curves/loss", "curves/val_loss", "weights/000"}
    for name, array in first.items():
        np.testing.assert_array_equal(array, second[name])


def of_units(n):
    def build():
        return keras.Sequential([keras.Input((3,)), layers.Dense(n), layers.Dense(1)])

    return build


def key_of(**changes):
    from course_utils.storage.cache import content_key

    return content_key(training(**changes).key())


def test_the_key_is_the_same_for_the_same_settings_alone():
    same = key_of()
    assert key_of() == same  # though Keras has counted its names up
    X, y, X_valid, y_valid = rows(16)
    changes = [
        {"build": of_units(8)},
        {"build": of_units(9)},
        {"data": (X, y + 1, X_valid, y_valid)},
        {"data": (X, y)},
        {"epochs": 3},
        {"optimizer": "adam"},
        {"optimizer": keras.optimizers.Adam(beta_1=0.5)},
        {"loss": "mae"},
        {"loss": keras.losses.Huber(delta=2.0)},
        {"loss": keras.losses.Huber(delta=3.0)},
        {"seed": 2},
        {"seed": [1]},
        {"learning_rate": 0.2},
        {"l2": 0.1},
        {"n_examples": 12},
        {"batch_size": 4},
    ]
    keys = [key_of(**change) for change in changes]
    assert len({same, *keys}) == len(changes) + 1


def test_the_result_is_kept_on_disk(monkeypatch, tmp_path):
    monkeypatch.setenv("COURSE_HOME", str(tmp_path))
    X, y, *_ = rows(16)
    settings = {"learning_rate": [0.1, 0.2], "epochs": 2, "per_batch": "weights", "probe": X}
    first = train_grid(dense, (X, y), **settings)
    (file,) = (cache_folder() / "training").iterdir()
    written = file.stat().st_mtime_ns
    second = train_grid(dense, (X, y), **settings)
    assert file.stat().st_mtime_ns > written  # used, and not written again: the same file
    assert second.axes == first.axes
    np.testing.assert_array_equal(first.predictions, second.predictions)
    for name in ("loss", "weights"):
        np.testing.assert_equal(first.batch_curves[name], second.batch_curves[name])


def deeper_when_wide(width):
    hidden = [layers.Dense(4) for _ in range(width)]
    return keras.Sequential([keras.Input((3,)), *hidden, layers.Dense(1)])


def shared_out(width):
    """A narrow model's outputs are no part of a wide one's: softmax is taken over all units."""
    return keras.Sequential(
        [keras.Input((3,)), layers.Dense(width, activation="softmax"), layers.Dense(1)]
    )


@pytest.mark.parametrize(
    ("build", "found"),
    [
        (deeper_when_wide, "weights of other shapes at width 2"),
        (shared_out, "other outputs at width 2"),
    ],
)
def test_a_width_that_is_no_mask_is_refused(build, found):
    with pytest.raises(CourseError, match=found):
        training(build, width=[2, 4]).train(progress=False)


def test_a_stop_leaves_nothing_behind(monkeypatch, tmp_path):
    """As when a learner interrupts the kernel in the middle of a long training."""
    monkeypatch.setenv("COURSE_HOME", str(tmp_path))
    stop = threading.Timer(6.0, _thread.interrupt_main)
    stop.start()
    with pytest.raises(KeyboardInterrupt):
        train_grid(dense, rows(16), epochs=5_000_000)
    stop.cancel()
    assert list(tmp_path.rglob("*.*")) == []
