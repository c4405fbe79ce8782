"""A function answer can be called, and whatever it does is written down."""

import functools
import math
import sys
import time

import keras
import numpy as np
import pandas as pd
import pytest

from course_utils.exercises.capture import capture
from course_utils.exercises.records import (
    ArrayRecord,
    FunctionRecord,
    NoneRecord,
    NumberRecord,
    UnansweredRecord,
    UnknownRecord,
)

X = np.array([1.0, 2.0])


def call(function, *arguments, **options):
    record = capture(function)
    assert isinstance(record, FunctionRecord)
    return record.call(*arguments, **options)


class Adder:
    def __call__(self, x):
        return x + 1


def recursive(x):
    return recursive(x)


def loop(x):
    while True:
        pass


def swallow(x):
    while True:
        try:
            time.sleep(0)
        except BaseException:  # noqa: B036 - an answer may swallow what should stop it
            time.sleep(0)


def loud(x):
    while True:
        print("x" * 10_000)


def raiser(error):
    def raises(x):
        raise error

    return raises


@pytest.mark.parametrize(
    "function",
    [
        lambda x: x + 1,
        functools.partial(np.add, 1),
        Adder(),
        Adder().__call__,
        np.vectorize(lambda v: v + 1),
        lambda x, y=1: x + y,
        lambda *a: a[0] + 1,
        lambda x: keras.ops.convert_to_tensor(x) + 1,
    ],
)
def test_all_kinds_of_callables(function):
    value = call(function, X).value
    assert isinstance(value, ArrayRecord)
    assert value.values.tolist() == [2, 3]


@pytest.mark.parametrize("function", [np.tanh, keras.activations.tanh, np.vectorize(math.tanh)])
def test_library_functions(function):
    np.testing.assert_allclose(call(function, X).value.values, np.tanh(X), atol=1e-6)


def test_name_and_parameters():
    def neuron(X, w, b=0):
        return X @ w + b

    record = capture(neuron)
    assert record.describe() == "the function `neuron(X, w, b)`"
    assert capture(Adder()).name == "Adder"
    assert capture(min).parameters == ()


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (ValueError("boom\nand more"), "ValueError: boom"),
        (SystemExit(3), "SystemExit: 3"),
        (KeyboardInterrupt(), "KeyboardInterrupt"),
        (MemoryError(), "MemoryError"),
    ],
)
def test_what_is_raised_becomes_a_sentence(error, sentence):
    assert call(raiser(error), X).error == sentence


def test_more_that_goes_wrong():
    assert call(recursive, X).error.startswith("RecursionError")
    assert call(lambda: 1, X).error.startswith("TypeError")
    assert call(sys.exit, 2).error == "SystemExit: 2"
    assert call(len, 3).error == "TypeError: object of type 'int' has no len()"


@pytest.mark.parametrize("function", [loop, swallow, loud, time.sleep])
def test_what_does_not_come_back(function, capfd):
    result = call(function, 600 if function is time.sleep else X, seconds=0.2)
    assert result.timed_out
    assert result.value is None
    assert capfd.readouterr().out == ""


def generator(x):
    yield x


def itself(x):
    return itself


@pytest.mark.parametrize(
    ("function", "kind"),
    [
        (lambda x: ..., UnansweredRecord),
        (lambda x: None, NoneRecord),
        (lambda x: 2, NumberRecord),
        (generator, UnknownRecord),
        (itself, FunctionRecord),
    ],
)
def test_what_is_returned(function, kind):
    assert isinstance(call(function, X).value, kind)


@pytest.mark.filterwarnings("ignore:coroutine")
def test_an_async_function():
    async def later(x):
        return x

    result = call(later, X)
    assert result.value.describe() == "a `coroutine` object"


@pytest.mark.parametrize("argument", [np.zeros(3), np.array([1, np.nan]), pd.Series([1.0])])
def test_notices_a_changed_input(argument):
    def in_place(x, y):
        y += 1

    before = argument.copy()
    assert call(in_place, 1, argument).changed == (1,)
    np.testing.assert_array_equal(argument, before)
    assert call(lambda x, y: y + 1, 1, argument).changed == ()


def test_lists_are_inputs_too():
    argument = [3, 1, 2]
    assert call(lambda x: x.sort(), argument).changed == (0,)
    assert argument == [3, 1, 2]
    assert call(sorted, argument).changed == ()


def test_what_cannot_be_compared_is_not_looked_at():
    assert call(lambda x: 1, [[1], [2, 3]]).changed == ()
    assert call(lambda f: f(1), lambda x: x).changed == ()
