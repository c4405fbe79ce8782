"""One sentence from an exception."""

import keras
import numpy as np
import pytest

from course_utils.exercises.sentences import sentence_of


class HostileError(Exception):
    def __str__(self):
        raise RuntimeError("no text for you")


@pytest.mark.parametrize(
    ("error", "wanted"),
    [
        (ValueError("no such column\nand more"), "ValueError: no such column"),
        (ValueError("\n\n  later"), "ValueError: later"),
        (SystemExit(), "SystemExit"),
        (HostileError(), "HostileError"),
        (KeyError("weight"), "KeyError: 'weight'"),
    ],
)
def test_kind_and_first_line(error, wanted):
    assert sentence_of(error) == wanted


def test_what_keras_raises_comes_without_its_heading_and_colours():
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1)])
    with pytest.raises(ValueError) as caught:
        model(np.zeros((2, 5)))
    sentence = sentence_of(caught.value)
    assert sentence.startswith("ValueError: Input 0")
    assert "\x1b" not in sentence


def test_nothing_in_it_acts_on_a_page_or_a_terminal():
    assert sentence_of(ValueError("a\x1b[2J\u202eb\x07")) == "ValueError: a[U+202E]b␇"


def test_a_long_text_is_cut():
    assert len(sentence_of(ValueError("x" * 1000))) < 250
