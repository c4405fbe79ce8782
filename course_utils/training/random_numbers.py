"""The random numbers of Keras' Dropout, for many runs at once.

TensorFlow's stateless generator is Philox 4x32-10. It is written out here because TensorFlow
draws for one seed at a time, and a grid of runs has a seed for each.
"""

import numpy as np
import tensorflow as tf

_MULTIPLIERS = (0xD2511F53, 0xCD9E8D57)
_GROWTH = (0x9E3779B9, 0xBB67AE85)  # what the key grows by each round
_SCRAMBLE = (0x3EC8F720, 0x02461E29)  # the key with which TensorFlow mixes a seed
_ROUNDS = 10


def uniform(seeds: tf.Tensor | np.ndarray, n: int) -> tf.Tensor:
    """Numbers between 0 and 1, equal to ``tf.random.stateless_uniform((n,), seed)``.

    Parameters
    ----------
    seeds
        Shape (n_runs, 2), int32: one seed a run.
    n
        How many numbers a run gets.

    Returns
    -------
    tf.Tensor
        Shape (n_runs, n), float32, 0 included and 1 not.

    Notes
    -----
    The generator is that of Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", 2011.
    As in TensorFlow, the seed itself goes through one turn of it first. The numbers are those of
    TensorFlow's kernel, with which `fit` runs on a processor; inside XLA, TensorFlow's own
    operation takes other digits of the same bits, and so gives other numbers.
    """
    words = tf.cast(seeds, tf.uint64)[:, tf.newaxis]  # a negative seed wraps around
    first, second = words[..., 0], words[..., 1]
    key = [tf.fill(first.shape, _word(word)) for word in _SCRAMBLE]
    mixed = _philox([_low(first), _high(first), _low(second), _high(second)], key)

    blocks = tf.cast(tf.range(-(-n // 4)), tf.uint64) + tf.zeros_like(first)
    zeros = tf.zeros_like(blocks)
    bits = _philox([blocks, zeros, mixed[2] + zeros, mixed[3] + zeros], mixed[:2])
    return _between_0_and_1(tf.reshape(tf.stack(bits, axis=-1), (seeds.shape[0], -1))[:, :n])


def _philox(counter, key):
    """Ten rounds over four 32-bit words, kept in 64-bit integers."""

    def turn(number, c0, c1, c2, c3, k0, k1):
        even, odd = c0 * _word(_MULTIPLIERS[0]), c2 * _word(_MULTIPLIERS[1])
        words = _xor(_high(odd), c1, k0), _low(odd), _xor(_high(even), c3, k1), _low(even)
        return number + 1, *words, _low(k0 + _word(_GROWTH[0])), _low(k1 + _word(_GROWTH[1]))

    # A loop and not ten copies: compiled in half the time.
    return tf.while_loop(lambda number, *_: number < _ROUNDS, turn, (0, *counter, *key))[1:5]


def _word(value):
    return tf.constant(value, tf.uint64)


def _xor(a, b, c):
    return tf.bitwise.bitwise_xor(tf.bitwise.bitwise_xor(a, b), c)


def _high(words):
    return tf.bitwise.right_shift(words, _word(32))


def _low(words):
    return tf.bitwise.bitwise_and(words, _word(0xFFFFFFFF))


def _between_0_and_1(bits):
    """The lowest 23 bits become the digits of a number from 1 to 2; then 1 is taken off."""
    digits = tf.bitwise.bitwise_and(bits, _word(0x7FFFFF))
    return tf.bitcast(tf.cast(digits + _word(0x3F800000), tf.uint32), tf.float32) - 1.0
