"""The formula that question 5.4 compares with is the one of Keras; each mistake differs from it."""

import keras
import numpy as np
import pytest

from course_utils.exercises.checks.lesson_05.batch_norm import NOT_BATCH_NORM, batch_norm_of


@pytest.fixture
def layer():
    rng = np.random.default_rng(1)
    gamma, beta, mean = rng.uniform(2, 3, 3), rng.uniform(1, 2, 3), rng.uniform(0, 1, 3)
    return rng.normal(2, 0.1, (6, 3)), gamma, beta, mean, rng.uniform(0.02, 0.1, 3)


@pytest.mark.parametrize("training", [True, False])
def test_it_is_what_keras_does(layer, training):
    x, *weights = layer
    by_keras = keras.layers.BatchNormalization()
    by_keras.build(x.shape)
    by_keras.set_weights(weights)
    found = by_keras(x, training=training).numpy()
    np.testing.assert_allclose(batch_norm_of(*layer, training), found, rtol=1e-4)


@pytest.mark.parametrize("mistake", NOT_BATCH_NORM, ids=lambda mistake: mistake.mistake)
def test_each_mistake_gives_other_numbers_somewhere(layer, mistake):
    same = [
        np.allclose(mistake.value(*layer, training), batch_norm_of(*layer, training), rtol=1e-3)
        for training in (True, False)
    ]
    assert not all(same)
