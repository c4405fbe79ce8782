"""Which runs are trained together."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_utils.errors import CourseError
from course_utils.training.axes import find_axes
from course_utils.training.runs import find_groups, find_runs


def find(n_rows=100, **settings):
    rest = {"width": None, "l2": 0.0, "dropout": None, "seed": 1, "n_examples": None}
    given = {"learning_rate": None, "batch_size": 32, **rest, **settings}
    return find_runs(find_axes(**{"targets": None} | given), own_rate=0.25, n_rows=n_rows)


def test_what_is_not_given_has_its_default():
    runs = find()
    assert runs.learning_rate.tolist() == [0.25]
    assert runs.n_examples.tolist() == [100]
    assert np.isnan(runs.dropout).all()
    assert runs.width.tolist() == [None]
    assert runs.steps.tolist() == [4]


def test_no_batch_is_larger_than_there_are_examples():
    runs = find(batch_size=[8, 512], n_examples=[20, 100])
    assert runs.batch_size.tolist() == [8, 8, 20, 100]
    assert runs.steps.tolist() == [3, 13, 1, 1]


def test_more_examples_than_rows():
    with pytest.raises(CourseError, match="n_examples of at most 100, the rows of X_train; found"):
        find(n_examples=[50, 101])


def test_little_work_is_done_in_one_program():
    assert len(find_groups(find(batch_size=[1, 100]), epochs=10, n_weights=50)) == 1


def test_very_different_batches_are_trained_apart():
    runs = find(n_rows=4096, batch_size=[2, 4096], seed=[1, 2])
    groups = find_groups(runs, epochs=100, n_weights=1000)
    assert [group.tolist() for group in groups] == [[0, 1], [2, 3]]


def test_equal_batches_stay_together_whatever_the_work():
    assert len(find_groups(find(seed=range(50)), epochs=10**6, n_weights=10**6)) == 1


@given(
    sizes=st.lists(st.integers(1, 5000), min_size=1, max_size=4),
    n_examples=st.lists(st.integers(1, 5000), min_size=1, max_size=3),
    epochs=st.integers(1, 1000),
    n_weights=st.integers(1, 10**6),
)
def test_every_run_is_in_one_group(sizes, n_examples, epochs, n_weights):
    runs = find(5000, batch_size=sizes, n_examples=n_examples)
    groups = find_groups(runs, epochs, n_weights)
    assert sorted(np.concatenate(groups)) == list(range(len(runs)))
    for group in groups:  # apart, never mixed: no size stands in two groups
        inside = set(runs.batch_size[group])
        outside = set(np.delete(runs.batch_size, group))
        assert not inside & outside
