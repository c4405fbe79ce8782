"""Splits by scikit-learn, columns by pandas."""

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import mean_absolute_error
from sklearn.model_selection import KFold, ParameterGrid, StratifiedKFold, TimeSeriesSplit

from tests.drills.draws import names_of, prove


def learnt(rows, folds):
    train, _ = next(KFold(folds).split(np.zeros(rows)))
    return len(train)


def trainings(rates, sizes, folds):
    grid = ParameterGrid({"rate": range(rates), "size": range(sizes)})
    return sum(KFold(folds).get_n_splits() for _ in grid)


def stratified(rows, positives, folds):
    y = (np.arange(rows) < positives).astype(int)
    [count] = {int(y[fold].sum()) for _, fold in StratifiedKFold(folds).split(y, y)}
    return count


def after_gap(last, ahead):
    days = np.arange(1, last + ahead + 3)
    split = TimeSeriesSplit(2, gap=ahead, test_size=1).split(days)
    [first] = [days[valid[0]] for train, valid in split if days[train[-1]] == last]
    return first


def lagged(values, lag, day):
    return pd.Series(values, index=range(1, 9)).shift(lag)[day]


def code(learnt, other):
    names = ["A"] * len(learnt) + ["B"]
    return pd.Series([*learnt, other]).groupby(names).mean()["A"]


def day_before(values):
    return mean_absolute_error(values[1:], values[:-1])


TRUTHS = {
    "rows_learnt_with_folds": learnt,
    "trainings_of_cross_validation": trainings,
    "positives_in_stratified_fold": stratified,
    "first_day_after_gap": after_gap,
    "value_of_lag": lagged,
    "code_of_target": code,
    "forecasts_of_baseline": day_before,
}


@pytest.mark.parametrize("name", TRUTHS)
def test_the_right_answer_is_right_by_the_library(name):
    prove(11, name, TRUTHS[name])


def test_every_family_is_proved():
    assert names_of(11) == {*TRUTHS}
