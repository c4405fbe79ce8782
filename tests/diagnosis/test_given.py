"""What a learner has, read as arrays."""

import keras
import numpy as np
import pandas as pd
import pytest
import tensorflow as tf

from course_utils.diagnosis.given import MOST_ROWS, floats_of, read_rows

X = np.arange(36.0).reshape(12, 3)
Y = np.arange(12)


class Batches(keras.utils.PyDataset):
    def __len__(self):
        return 3

    def __getitem__(self, place):
        rows = slice(4 * place, 4 * place + 4)
        return X[rows], Y[rows]


def rows():
    return tf.data.Dataset.from_tensor_slices((X, Y))


FORMS = {
    "arrays": lambda: (X, Y),
    "float32": lambda: (X.astype("float32"), Y.astype("float32")),
    "lists": lambda: (X.tolist(), Y.tolist()),
    "tuples": lambda: (tuple(map(tuple, X)), tuple(Y)),
    "tensors": lambda: (tf.constant(X), tf.constant(Y)),
    "variables": lambda: (tf.Variable(X), keras.Variable(Y)),
    "tables": lambda: (pd.DataFrame(X), pd.Series(Y)),
    "tables that may have gaps": lambda: (
        pd.DataFrame(X).astype("Float64"),
        pd.Series(Y, dtype="Int64"),
    ),
    "objects": lambda: (X.astype(object), Y.astype(object)),
    "batches": lambda: (rows().batch(5), None),
    "batches of one size": lambda: (rows().batch(4, drop_remainder=True), None),
    "single rows": lambda: (rows(), None),
    "a PyDataset": lambda: (Batches(), None),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_the_same_rows(form):
    read = read_rows(*FORMS[form]())
    assert read.n == 12 and len(read.inputs) == 1
    assert np.array_equal(read.X, X)
    assert np.array_equal(floats_of(read.y), Y)


INPUTS = {
    "a list": lambda: ([X, Y], None),
    "a tuple": lambda: ((X, Y), None),
    "a dictionary": lambda: ({"a": X, "b": Y}, None),
    "a list of tables": lambda: ([pd.DataFrame(X), pd.Series(Y)], None),
    "batches of a tuple": lambda: (tf.data.Dataset.from_tensor_slices(((X, Y), Y)).batch(5), None),
    "batches of a dictionary": lambda: (
        tf.data.Dataset.from_tensor_slices(({"a": X, "b": Y}, Y)).batch(5),
        None,
    ),
    "single rows of a dictionary": lambda: (
        tf.data.Dataset.from_tensor_slices(({"a": X, "b": Y}, Y)),
        None,
    ),
}


@pytest.mark.parametrize("form", INPUTS)
def test_several_inputs_are_kept_apart(form):
    read = read_rows(*INPUTS[form]())
    assert read.n == 12 and len(read.inputs) == 2
    assert np.array_equal(read.inputs[0], X) and np.array_equal(read.inputs[1].ravel(), Y)
    assert read.names == (("a", "b") if "dictionary" in form else ())


def test_nothing_is_read_from_nothing():
    read = read_rows(None)
    assert read.n == 0 and read.inputs == () and read.y is None and read.X is None


def test_targets_alone_are_counted():
    assert read_rows(None, Y).n == 12


def test_names_and_index_of_a_table_are_kept():
    days = pd.date_range("2024-01-01", periods=12)
    read = read_rows(pd.DataFrame(X, columns=["a", "b", 3], index=days), Y)
    assert read.columns == ("a", "b", "3")
    assert np.array_equal(read.index, days.to_numpy())
    assert read.column(1) == "`b`" and read_rows(X).column(1) == "column 1"


def test_a_missing_number_is_nan():
    table = pd.DataFrame({"a": [1, None, 3]}, dtype="Int64")
    assert np.array_equal(read_rows(table).X, [[1], [np.nan], [3]], equal_nan=True)
    assert np.isnan(floats_of(np.array([1.0, None], dtype=object))[1])


def test_texts_are_no_numbers():
    assert floats_of(np.array(["a", "b"])) is None
    assert read_rows(pd.DataFrame({"a": ["x", "y"]})).X is None


def test_of_an_endless_pipeline_enough_is_read():
    read = read_rows(rows().repeat().batch(500))
    assert MOST_ROWS <= read.n < MOST_ROWS + 500 and len(read.y) == read.n


def test_a_pipeline_of_inputs_alone_has_no_targets():
    read = read_rows(tf.data.Dataset.from_tensor_slices(X).batch(4))
    assert read.n == 12 and read.y is None


def test_weights_of_rows_are_left_out():
    read = read_rows(tf.data.Dataset.from_tensor_slices((X, Y, np.ones(12))).batch(4))
    assert np.array_equal(read.y, Y)


def test_an_empty_pipeline_is_empty():
    assert read_rows(rows().take(0).batch(4)).n == 0
