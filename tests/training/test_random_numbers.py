"""The numbers drawn for many seeds are those that TensorFlow draws for each."""

import numpy as np
import pytest
import tensorflow as tf

from course_utils.training.random_numbers import uniform

SEEDS = np.array([[1, 0], [1, 1], [12345678, 99], [-5, 7], [2**31 - 2, 2**31 - 1]], "int32")


@pytest.mark.parametrize("n", [1, 3, 4, 130])
def test_equal_to_tensorflow(n):
    ours = tf.function(lambda seeds: uniform(seeds, n), jit_compile=True)(tf.constant(SEEDS))
    theirs = [tf.random.stateless_uniform((n,), seed) for seed in SEEDS]
    np.testing.assert_array_equal(ours, theirs)


def test_the_first_numbers_do_not_depend_on_how_many_are_drawn():
    """So a smaller last batch drops the same units as Keras does."""
    seeds = tf.constant(SEEDS)
    np.testing.assert_array_equal(uniform(seeds, 5), uniform(seeds, 50)[:, :5])
