"""Runs side by side learn what each learns by itself."""

import numpy as np

from course_utils.training.row_order import row_orders
from course_utils.training.side_by_side import SideBySide
from course_utils.training.small_model import read_small_model
from tests.training.fits import dense, fit, rows
from tests.training.tasks import make_task


def make_group(**settings):
    task = make_task(**settings)
    small = read_small_model(task.widest, task.recipe.loss)
    return SideBySide(small, task, np.arange(len(task.runs)), row_orders(task.runs))


def test_an_epoch_equals_one_of_fit_for_every_run():
    group = make_group(seed=[1, 2], n=20)
    for _ in range(3):  # batches of 8, 8 and 4 rows
        group.learn()
    curves = group.end_epoch() | group.evaluate()
    for run, seed in enumerate([1, 2]):
        history, _ = fit(dense, rows(20), learning_rate=0.1, seed=seed, batch_size=8, epochs=1)
        for name, (value,) in history.items():
            np.testing.assert_allclose(curves[name][run], value, rtol=1e-4)


def test_an_epoch_begins_without_the_sums_of_the_last():
    group = make_group(learning_rate=[1e-12])  # nothing changes, but what is measured
    for _ in range(3):
        group.learn()
    first = group.end_epoch()["loss"]
    for _ in range(3):
        group.learn()
    np.testing.assert_allclose(group.end_epoch()["loss"], first, rtol=1e-5)
