"""Dropout layers get the numbers that Keras would draw."""

import numpy as np
import tensorflow as tf

from course_utils.networks.layers import Dropout
from course_utils.training.draws import Draws
from tests.training.fits import normalized
from tests.training.tasks import make_task


def test_each_update_and_seed_has_the_numbers_of_tensorflow():
    task = make_task(normalized, seed=[1, 2])
    starts, dropouts = task.starts_of(task.runs), [Dropout(), Dropout()]
    draws = Draws(dropouts, starts, task.runs)
    for update, n_rows in [(0, 8), (3, 8), (4, 5)]:
        draws.give(update, n_rows)
        for i, (layer, units) in enumerate(zip(dropouts, (8, 16), strict=True)):
            for run, start in enumerate(starts):
                drawn = tf.random.stateless_uniform((n_rows, units), (start.seeds[i], update))
                np.testing.assert_array_equal(layer.drawn[run], drawn)


def test_a_rate_is_the_layers_own_where_none_is_given():
    task, dropouts = make_task(normalized), [Dropout(), Dropout()]
    Draws(dropouts, task.starts_of(task.runs), task.runs)
    np.testing.assert_allclose([layer.rate[0] for layer in dropouts], [0.3, 0.2])
    task = make_task(normalized, dropout=[0.1, 0.6])
    Draws(dropouts, task.starts_of(task.runs), task.runs)
    np.testing.assert_allclose(dropouts[1].rate, [0.1, 0.6])
