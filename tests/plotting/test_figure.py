"""A figure becomes one image with alt text and size, and is closed."""

import struct
from base64 import b64decode
from html.parser import HTMLParser
from io import BytesIO

import matplotlib.pyplot as plt
import numpy as np
import pytest
from IPython.core.formatters import DisplayFormatter

from course_utils.errors import CourseError
from course_utils.plotting import plot_activation, show_figure

ALT = 'ReLU & co.: flat below 0, then a line that <rises> "steadily".'


class Tags(HTMLParser):
    """All tags of a piece of HTML, with their attributes."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        """Keep the tag."""
        self.found.append((tag, dict(attrs)))


def image(shown):
    """The attributes of the only image."""
    [(style, _), (tag, attributes)] = Tags(shown._repr_html_()).found
    assert (style, tag) == ("style", "img")
    return attributes


def test_one_image_with_alt_and_the_size_on_the_page():
    attributes = image(show_figure(plot_activation("relu"), alt=ALT))
    assert attributes["alt"] == f"{ALT} Drawn: relu, from 0 at −4 to 4 at 4."
    kind, data = attributes["src"].split(",")
    assert kind == "data:image/png;base64"
    pixels = struct.unpack(">II", b64decode(data)[16:24])
    width, height = int(attributes["width"]), int(attributes["height"])
    assert (width, height) == (pixels[0] // 2, pixels[1] // 2)
    assert 600 <= width <= 660
    assert "max-width: 100%" in attributes["style"]


def test_jupyter_and_a_terminal_get_the_right_form():
    formats, _ = DisplayFormatter().format(show_figure(plot_activation("relu"), alt=ALT))
    assert formats["text/plain"].startswith(f"[Figure: {ALT} ")
    assert "<img " in formats["text/html"]
    assert set(formats) == {"text/plain", "text/html"}


def test_a_pyplot_figure_is_closed_so_that_it_is_not_drawn_twice():
    figure, axes = plt.subplots(2)
    assert plt.get_fignums() == [figure.number]
    show_figure(axes, alt=ALT)
    assert plt.get_fignums() == []


def test_our_figures_open_no_window():
    plot_activation("relu")
    assert plt.get_fignums() == []


def test_axes_their_array_and_the_figure_give_the_same_picture():
    axes = plot_activation(["relu", "tanh"], slope=True)
    pictures = {show_figure(f, alt=ALT).png for f in (axes, axes[0], axes[1], axes[0].figure)}
    assert len(pictures) == 1


def test_the_card_is_light_and_opaque():
    shown = show_figure(plot_activation("relu"), alt=ALT)
    corner = plt.imread(BytesIO(shown.png))[0, 0]
    assert np.all(corner == 1)


@pytest.mark.parametrize("alt", ["", "   ", "a plot", None, 3])
def test_alt_text_must_say_something(alt):
    with pytest.raises(CourseError) as error:
        show_figure(plot_activation("relu"), alt=alt)
    text = str(error.value)
    assert "a screen reader says in place of the picture" in text
    assert f"Expected at least 20 characters, found {alt!r}" in text
    assert 'for example: show_figure(ax, alt="' in text


@pytest.mark.parametrize("thing", [None, "a figure", np.array([]), [1, 2], np.array([1])])
def test_something_else_is_no_figure(thing):
    with pytest.raises(CourseError, match="expected the Axes that a plot function returns"):
        show_figure(thing, alt=ALT)
