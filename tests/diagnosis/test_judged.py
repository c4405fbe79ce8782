"""How good predictions are, against scikit-learn."""

import numpy as np
import pytest
from sklearn.metrics import log_loss, r2_score

from course_utils.diagnosis.judged import BINARY, CLASSES, LABELS, REGRESSION, task_of, unexplained

RNG = np.random.default_rng(0)
N = 200
NUMBERS = RNG.normal(size=N)
LABEL = RNG.integers(0, 2, N)
DIGIT = RNG.integers(0, 4, N)
ONE_HOT = np.eye(4)[DIGIT]
P = RNG.uniform(0.05, 0.95, N)
SHARES = RNG.dirichlet(np.ones(4), N)
COLUMN = {"column": lambda a: a[:, None], "row": lambda a: a}


@pytest.mark.parametrize("shape", COLUMN)
def test_a_number_is_judged_by_r2(shape):
    p = COLUMN[shape](NUMBERS + RNG.normal(size=N))
    assert unexplained(p, NUMBERS, REGRESSION) == pytest.approx(1 - r2_score(NUMBERS, p.ravel()))


def test_several_numbers_are_judged_together():
    y = RNG.normal(size=(N, 3))
    p = y + RNG.normal(size=(N, 3))
    expected = 1 - r2_score(y, p, multioutput="variance_weighted")
    assert unexplained(p, y, REGRESSION) == pytest.approx(expected)


@pytest.mark.parametrize("shape", COLUMN)
def test_a_label_is_judged_by_cross_entropy(shape):
    base = log_loss(LABEL, np.full(N, LABEL.mean()))
    expected = log_loss(LABEL, P) / base
    assert unexplained(COLUMN[shape](P), LABEL, BINARY) == pytest.approx(expected)
    logits = np.log(P / (1 - P))
    assert unexplained(COLUMN[shape](logits), LABEL, BINARY, True) == pytest.approx(expected)


@pytest.mark.parametrize("y", [DIGIT, ONE_HOT, DIGIT[:, None]])
def test_classes_are_judged_by_cross_entropy(y):
    base = log_loss(DIGIT, np.tile(ONE_HOT.mean(axis=0), (N, 1)))
    expected = log_loss(DIGIT, SHARES) / base
    assert unexplained(SHARES, y, CLASSES) == pytest.approx(expected)
    assert unexplained(np.log(SHARES) + 3, y, CLASSES, True) == pytest.approx(expected)


def test_labels_are_judged_one_by_one():
    y, p = RNG.integers(0, 2, (N, 3)), RNG.uniform(0.05, 0.95, (N, 3))
    left = np.mean([log_loss(y[:, k], p[:, k]) for k in range(3)])
    base = np.mean([log_loss(y[:, k], np.full(N, y[:, k].mean())) for k in range(3)])
    assert unexplained(p, y, LABELS) == pytest.approx(left / base)


@pytest.mark.parametrize(
    ("y", "p", "task"),
    [
        (NUMBERS, np.full(N, NUMBERS.mean()), REGRESSION),
        (LABEL, np.full(N, LABEL.mean()), BINARY),
        (DIGIT, np.tile(ONE_HOT.mean(axis=0), (N, 1)), CLASSES),
    ],
)
def test_the_best_constant_leaves_all_of_it(y, p, task):
    assert unexplained(p, y, task) == pytest.approx(1)


@pytest.mark.parametrize(
    ("y", "p", "task"),
    [(NUMBERS, NUMBERS, REGRESSION), (LABEL, LABEL, BINARY), (DIGIT, ONE_HOT, CLASSES)],
)
def test_what_is_right_leaves_nothing(y, p, task):
    assert unexplained(p, y, task) < 1e-6


def test_numbers_that_are_none_leave_everything():
    assert unexplained(P * np.nan, NUMBERS, REGRESSION) == np.inf


def test_other_labels_are_counted_from_the_smallest():
    assert unexplained(P, 2 * LABEL - 1, BINARY) == unexplained(P, LABEL, BINARY)
    assert unexplained(SHARES, DIGIT + 1, CLASSES) == unexplained(SHARES, DIGIT, CLASSES)


@pytest.mark.parametrize(
    ("y", "p", "task"),
    [
        (NUMBERS[:5], P, REGRESSION),
        (NUMBERS, SHARES, REGRESSION),
        (DIGIT, SHARES[:, :2], CLASSES),
        (DIGIT, P, CLASSES),
        (NUMBERS[:0], P[:0], REGRESSION),
        (NUMBERS * 0, P, REGRESSION),
    ],
)
def test_what_does_not_fit_is_not_judged(y, p, task):
    assert unexplained(p, y, task) is None


TASKS = {
    "numbers": (NUMBERS, "mean_squared_error", 1, False, REGRESSION),
    "whole numbers": (RNG.integers(0, 99, N), "mean_squared_error", 1, False, REGRESSION),
    "few whole numbers": (DIGIT, "mean_squared_error", 1, False, REGRESSION),
    "a label": (LABEL, "binary_crossentropy", 1, True, BINARY),
    "a label without a model": (LABEL, "", None, False, BINARY),
    "a label from -1": (2 * LABEL - 1, "", None, False, BINARY),
    "true and false": (LABEL > 0, "", None, False, BINARY),
    "classes": (DIGIT, "sparse_categorical_crossentropy", 4, True, CLASSES),
    "classes with another loss": (DIGIT, "mean_squared_error", 4, True, CLASSES),
    "classes in columns": (ONE_HOT, "categorical_crossentropy", 4, True, CLASSES),
    "labels": (RNG.integers(0, 2, (N, 3)), "binary_crossentropy", 3, True, LABELS),
    "numbers in columns": (RNG.normal(size=(N, 3)), "mean_squared_error", 3, False, REGRESSION),
    "shares": (P, "binary_crossentropy", 1, True, REGRESSION),
    "a label with a gap": (np.where(LABEL, 1.0, np.nan), "", None, False, BINARY),
}


@pytest.mark.parametrize("name", TASKS)
def test_the_task_is_seen(name):
    *given, task = TASKS[name]
    assert task_of(*given) == task
