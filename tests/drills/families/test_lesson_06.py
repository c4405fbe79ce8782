"""Probabilities, prices and counts, by Keras and scikit-learn."""

import keras
import numpy as np
import pytest
from sklearn import metrics
from sklearn.dummy import DummyClassifier

from tests.drills.draws import names_of, prove


def lazy(total, positives):
    y = np.arange(total) < positives
    X = np.zeros((total, 1))
    return 100 * DummyClassifier(strategy="most_frequent").fit(X, y).score(X, y)


def sigmoid(z):
    return float(keras.ops.sigmoid(float(z)))


def price(label, p):
    return float(keras.losses.binary_crossentropy([float(label)], [float(p)]))


def answers(counts):
    """Labels and answers that have these counts."""
    found, missed, alarms, quiet = counts.values()
    y = [1] * (found + missed) + [0] * (alarms + quiet)
    called = [1] * found + [0] * missed + [1] * alarms + [0] * quiet
    return y, called


def moved(start, end):
    probabilities = np.linspace(0.01, 0.99, 99)
    before, after = (np.sum(probabilities > line) for line in (start, end))
    return (
        "More are called positive, and recall rises or stays"
        if after > before
        else "Fewer are called positive, and recall falls or stays"
    )


def ahead(positives, negatives):
    y = [1] * len(positives) + [0] * len(negatives)
    return 6 * metrics.roc_auc_score(y, positives + negatives)


TRUTHS = {
    "base_rate": lazy,
    "logit_of_probability": lambda p: np.log(p) - np.log1p(-p),
    "price_of_two_samples": lambda p, q: metrics.log_loss(
        [1, 1], [[1 - p, p], [1 - q, q]], labels=[0, 1]
    ),
    "recall_from_counts": lambda counts: 100 * metrics.recall_score(*answers(counts)),
    "precision_from_counts": lambda counts: 100 * metrics.precision_score(*answers(counts)),
    "accuracy_from_counts": lambda counts: 100 * metrics.accuracy_score(*answers(counts)),
    "positives_at_threshold": lambda probabilities, line: np.sum(np.array(probabilities) > line),
    "threshold_moved": moved,
    "comparisons_by_mistake": lambda samples: (np.ones(samples) == np.ones((samples, 1))).size,
    "pairs_in_order": ahead,
}
SLOW = {
    "sigmoid_of_logit": sigmoid,
    "price_of_prediction": price,
    "sigmoid_twice": lambda p: sigmoid(p),
}


@pytest.mark.parametrize("name", TRUTHS)
def test_the_right_answer_is_right(name):
    prove(6, name, TRUTHS[name], count=20)


@pytest.mark.parametrize("name", SLOW)
def test_the_right_answer_is_right_in_keras(name):
    prove(6, name, SLOW[name], count=5)


def test_every_family_is_proved():
    assert names_of(6) == {*TRUTHS, *SLOW}
