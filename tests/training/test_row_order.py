"""The order of the rows is the one in which `fit` reads them."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from course_utils.training.row_order import row_order


class Witness(keras.Model):
    """Learns nothing, and remembers the rows that `fit` gives it."""

    def __init__(self):
        super().__init__()
        self.read = []
        self.noise = keras.layers.Dropout(0.5)  # draws from Keras' random numbers

    def train_step(self, data):
        self.noise(tf.ones(3), training=True)
        self.read.append(data[0].numpy().ravel())
        return {"loss": tf.constant(0.0)}

    def call(self, inputs):
        return inputs


@pytest.mark.parametrize(
    ("seed", "n", "batch_size"),
    [(1, 20, 20), (2, 20, 6), (1, 33, 32), (0, 20, 20), (2**31 + 5, 9, 9)],
)
def test_equal_to_fit_in_every_epoch(seed, n, batch_size):
    keras.utils.set_random_seed(seed)
    keras.random.normal((3,))  # what is drawn before does not matter
    witness = Witness()
    witness.compile(run_eagerly=True)
    witness.fit(np.arange(n), np.zeros(n), batch_size=batch_size, epochs=3, verbose=0)
    read = np.concatenate(witness.read).reshape(3, n)
    np.testing.assert_array_equal(read, [row_order(seed, n)] * 3)


def test_another_seed_is_another_order():
    assert sorted(row_order(1, 20)) == sorted(row_order(2, 20)) == list(range(20))
    assert row_order(1, 20).tolist() != row_order(2, 20).tolist()


def test_asked_again_it_is_the_same_order():
    again = [row_order.__wrapped__(3, 20).tolist() for _ in range(3)]
    assert again == [row_order(3, 20).tolist()] * 3
