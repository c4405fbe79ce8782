"""Windows, by Keras' own layers."""

import keras
import numpy as np
import pytest

from tests.drills.draws import names_of, prove


def convolved_size(image, window, stride):
    layer = keras.layers.Conv2D(1, window, strides=stride)
    return layer.compute_output_shape((None, image, image, 1))[1]


def parameters(filters, window, channels):
    layer = keras.layers.Conv2D(filters, window)
    layer.build((None, 8, 8, channels))
    return layer.count_params()


def convolved(patch, kernel):
    image = np.array(patch, "float32").reshape(1, 2, 2, 1)
    window = np.array(kernel, "float32").reshape(2, 2, 1, 1)
    return float(keras.ops.conv(image, window, padding="valid")[0, 0, 0, 0])


def pooled(values, how):
    image = np.array(values, "float32").reshape(1, 2, 2, 1)
    kinds = {"max": keras.ops.max_pool, "average": keras.ops.average_pool}
    return float(kinds[how](image, 2)[0, 0, 0, 0])


SLOW = {
    "output_size": convolved_size,
    "parameters_of_convolution": parameters,
    "number_of_convolution": convolved,
    "pooled_window": pooled,
}


@pytest.mark.parametrize("name", SLOW)
def test_the_right_answer_is_right_in_keras(name):
    prove(14, name, SLOW[name], count=4)


def test_every_family_is_proved():
    assert names_of(14) == {*SLOW}
