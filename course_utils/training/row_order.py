"""The order in which `fit` reads the rows."""

from functools import lru_cache

import keras
import tensorflow as tf


@lru_cache(maxsize=256)
def row_order(seed, n):
    """Return the order in which `fit` reads n rows after ``set_random_seed(seed)``.

    The order depends on the seed and on the number of rows alone, not on the model nor on what
    was drawn before, and `fit` reads in the same order in every epoch: Keras shuffles inside a
    tf.data pipeline, whose random numbers begin anew with each reading. The shuffle is the first
    draw of that pipeline, so its own seed is 0. (Keras 3.15 with TensorFlow 2.21; a test compares
    with a real `fit`.)

    Parameters
    ----------
    seed : int
        The seed given to ``keras.utils.set_random_seed``, which is called here.
    n : int
        Number of rows.

    Returns
    -------
    numpy.ndarray
        Shape (n,), int64: numbers of rows.
    """
    keras.utils.set_random_seed(seed)
    both = tf.compat.v1.get_seed(0)
    # Not a pipeline again: to build one for each seed takes fifty times as long.
    rows = tf.range(n, dtype="int64")
    return tf.raw_ops.RandomShuffle(value=rows, seed=both[0], seed2=both[1]).numpy()
