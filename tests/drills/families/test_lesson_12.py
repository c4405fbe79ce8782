"""Columns prepared by scikit-learn and Keras; odds by counting rows."""

import keras
import numpy as np
import pytest
from sklearn.impute import SimpleImputer
from sklearn.preprocessing import MinMaxScaler, OneHotEncoder

from tests.drills.draws import names_of, prove


def imputed(shown):
    column = np.array([*shown, np.nan])[:, np.newaxis]
    return SimpleImputer(strategy="median").fit_transform(column)[-1, 0]


def normalized(low, high, value):
    return MinMaxScaler().fit([[low], [high]]).transform([[value]])[0, 0]


def one_hot(numbers, levels, more):
    words = [[i % levels, i % more] for i in range(levels * more)]
    return numbers + OneHotEncoder().fit_transform(words).shape[1]


def embedded(levels, size):
    layer = keras.layers.Embedding(levels + 1, size)
    layer.build()
    return layer.count_params()


def weight(rows, kept):
    return len(np.arange(rows)) / len(np.arange(rows)[:: rows // kept])


def among_all(factor, p):
    """Count: of 100 kept rows with this probability so many are positive."""
    positives, negatives = 100 * p, 100 * (1 - p) * factor
    return 100 * positives / (positives + negatives)


TRUTHS = {
    "imputed_value": imputed,
    "normalized_value": normalized,
    "columns_of_one_hot": one_hot,
    "parameters_of_embedding": embedded,
    "weight_after_downsampling": weight,
    "true_probability": among_all,
}


@pytest.mark.parametrize("name", TRUTHS)
def test_the_right_answer_is_right_by_the_library(name):
    prove(12, name, TRUTHS[name], count=10)


def test_every_family_is_proved():
    assert names_of(12) == {*TRUTHS}
