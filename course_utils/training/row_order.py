"""The order in which `fit` reads the rows."""

from functools import lru_cache

import keras
import numpy as np
import tensorflow as tf

from course_utils.training.runs import Runs


@lru_cache(maxsize=256)
def row_order(seed: int, n: int) -> np.ndarray:
    """Return the order in which `fit` reads n rows after ``set_random_seed(seed)``.

    The order depends on the seed and on the number of rows alone, not on the model nor on what
    was drawn before, and `fit` reads in the same order in every epoch: Keras shuffles inside a
    tf.data pipeline, whose random numbers begin again with each reading. The shuffle is the first
    draw of that pipeline, so its own seed is 0. (Keras 3.15 with TensorFlow 2.21; a test compares
    with a real `fit`.)

    Parameters
    ----------
    seed
        The seed given to ``keras.utils.set_random_seed``, which is called here.
    n
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


def row_orders(runs: Runs) -> dict[tuple[int, int], np.ndarray]:
    """Return the orders that some runs read in, by seed and number of rows.

    Not for threads: each order goes through Keras' random state, which is one for all of them.
    """
    pairs = zip(runs.seed.tolist(), runs.n_examples.tolist(), strict=True)
    return {pair: row_order(*pair) for pair in dict.fromkeys(pairs)}
