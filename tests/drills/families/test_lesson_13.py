"""Searches counted by scikit-learn, spreads by SciPy, prices by Keras."""

import keras
import numpy as np
import pytest
from scipy import stats
from sklearn.model_selection import ParameterGrid

from tests.drills.draws import names_of, prove


def error_of_mean(seeds, deviation):
    errors = np.tile([-1.0, 1.0], seeds)[:seeds]
    errors = deviation * (errors - errors.mean()) / errors.std(ddof=1)
    return stats.sem(errors)


def seeds_needed(seeds, times):
    return next(n for n in range(seeds, 10_000) if np.sqrt(n / seeds) >= times - 1e-12)


def grid(rates, sizes, seeds):
    values = {"rate": range(rates), "width": range(sizes), "dropout": [True, False]}
    return len(ParameterGrid({**values, "seed": range(seeds)}))


def below(low, high, border):
    return 100 * stats.loguniform(low, high).cdf(border)


def halving(settings, epochs):
    total = 0
    while settings:
        total += settings * epochs
        settings, epochs = settings // 2, 2 * epochs
    return total


def with_l2(rate, weights, loss):
    return loss + float(keras.regularizers.L2(rate)(np.array(weights, "float32")))


def verdict(mean, error):
    if abs(mean) > 2 * error:
        return "The first network is better by more than luck explains"
    return "This cannot be told from luck"


TRUTHS = {
    "standard_error": error_of_mean,
    "seeds_for_smaller_error": seeds_needed,
    "trainings_of_grid": grid,
    "share_of_log_uniform": below,
    "epochs_of_halving": halving,
    "price_of_weights": with_l2,
    "luck_or_not": verdict,
}


@pytest.mark.parametrize("name", TRUTHS)
def test_the_right_answer_is_right_by_the_library(name):
    prove(13, name, TRUTHS[name], count=20)


def test_every_family_is_proved():
    assert names_of(13) == {*TRUTHS}
