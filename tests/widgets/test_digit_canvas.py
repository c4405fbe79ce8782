"""The canvas before any browser sees it: which networks it takes, what is left when saved."""

import keras
import numpy as np
import pytest

from course_utils import draw_digit
from course_utils.errors import CourseError


def network(*sizes, inputs=(64,), last="softmax"):
    layers = [keras.layers.Dense(units, activation="relu") for units in sizes[:-1]]
    output = keras.layers.Dense(sizes[-1], activation=last)
    flat = [keras.layers.Flatten()] if len(inputs) > 1 else []
    return keras.Sequential([keras.Input(inputs), *flat, *layers, output])


@pytest.mark.parametrize("inputs", [(64,), (8, 8), (8, 8, 1)])
def test_it_takes_a_network_for_64_pixels(inputs):
    canvas = draw_digit(network(5, 10, inputs=inputs))
    assert canvas.data["steps"] == [
        {"dense": [64, 5]},
        {"activation": "relu"},
        {"dense": [5, 10]},
        {"activation": "softmax"},
    ]
    assert len(canvas.numbers) == 4 * (64 * 5 + 5 + 5 * 10 + 10)


@pytest.mark.parametrize(
    ("model", "message"),
    [
        (network(10, inputs=(4,)), "expected a network for 64 pixels, found one whose input has"),
        (network(3), "expected 10 outputs, one for each digit, found the shape (3,)"),
        (network(10, last="linear"), "expected probabilities, which add up to 1, found outputs"),
        (network(10, last="sigmoid"), 'keras.layers.Dense(10, activation="softmax")'),
        (None, "expected a Keras model, found `None`"),
    ],
)
def test_another_is_refused(model, message):
    with pytest.raises(CourseError) as caught:
        draw_digit(model)
    assert message in str(caught.value)


def test_it_shows_the_model_as_it_was():
    model = network(10)
    canvas = draw_digit(model)
    model.set_weights([np.zeros((64, 10)), np.zeros(10)])
    assert np.any(np.frombuffer(canvas.numbers, "float32"))


def test_a_saved_notebook_keeps_the_page_and_says_what_it_was():
    bundle, _ = draw_digit(network(10))._repr_mimebundle_()
    assert "<iframe hidden sandbox" in bundle["text/html"]
    assert "ten bars that show how likely" in bundle["text/html"]
    assert bundle["text/plain"].startswith("[Draw a digit. Paper to draw a digit on")


def test_the_page_stands_alone(tmp_path):
    text = draw_digit(network(10)).to_html(tmp_path / "digit.html").read_text(encoding="utf-8")
    assert "<title>Draw a digit</title>" in text
    assert "default-src 'none'" in text
    with pytest.raises(CourseError, match="Could not write"):
        draw_digit(network(10)).to_html(tmp_path / "missing" / "digit.html")
