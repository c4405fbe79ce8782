"""A canvas on which one draws a digit, and a network says which it is.

The page (`static/canvas.js`) has the network's weights and computes by itself: it needs no kernel,
so it works in a saved page as well.
"""

from os import PathLike
from pathlib import Path
from uuid import uuid4

import keras
import numpy as np
import traitlets

from course_utils.errors import CourseError
from course_utils.widgets.dense_steps import read_dense_steps
from course_utils.widgets.export import page_html, write_page
from course_utils.widgets.saved import SavedWidget, saved_html
from course_utils.widgets.scripts import CANVAS, CANVAS_STYLES, script, style

PIXELS = 64
DIGITS = 10
_TITLE = "Draw a digit"
_STILL = (
    "Paper to draw a digit on, and ten bars that show how likely the network finds each digit. "
    "Run this cell to draw."
)


class DigitCanvas(SavedWidget):
    """Paper to draw on, and what a network says of the drawing, as from `draw_digit`."""

    _esm = script(CANVAS)
    _css = style(CANVAS_STYLES)
    data = traitlets.Dict().tag(sync=True)
    numbers = traitlets.Bytes(help="all weights as float32").tag(sync=True)

    def __init__(self, model: keras.Model) -> None:
        read = read_dense_steps(model, "draw_digit")
        _refuse(model)
        data = {"title": _TITLE, "steps": list(read.steps), "digits": DIGITS, "key": uuid4().hex}
        super().__init__(data=data, numbers=read.numbers.tobytes())

    def to_html(self, path: str | PathLike[str]) -> Path:
        """Write the canvas as one page that works by opening the file, without a network.

        Parameters
        ----------
        path
            Its folder must exist; a file that is there is replaced.

        Raises
        ------
        CourseError
            When it cannot be written there.
        """
        return write_page(path, self._page())

    def _page(self):
        return page_html(_TITLE, self.data, self.numbers, scripts=CANVAS, styles=CANVAS_STYLES)

    def _saved(self):
        return saved_html(self.data["key"], f"<p>{_STILL}</p>", _TITLE, self._page())

    def _said(self):
        return f"[{_TITLE}. {_STILL}]"


def draw_digit(model: keras.Model) -> DigitCanvas:
    """Show paper to draw a digit on, and how likely a network finds each of the ten.

    The drawing becomes 8 × 8 pixels in the way of ``load_dataset("digits")``: cut out, centred,
    drawn on 32 × 32 points, and counted in blocks of 4 × 4. The network gets them from 0, paper,
    to 1, ink, row by row.

    Parameters
    ----------
    model : keras.Model
        Of `Dense` layers: 64 pixels in, ten probabilities out. It is shown as it is now; when it
        has learnt more, call this again.

    Returns
    -------
    DigitCanvas
        Its `to_html` writes a page for a browser without a kernel.

    Raises
    ------
    CourseError
        When the model is none that the page can compute; it says what to change.

    Examples
    --------
    >>> layers = [keras.Input((64,)), keras.layers.Dense(10, activation="softmax")]
    >>> canvas = draw_digit(keras.Sequential(layers))
    """
    return DigitCanvas(model)


def _refuse(model):
    """Raise where a model of dense layers is none for digits."""
    inputs, outputs = model.input_shape[1:], model.output_shape[1:]
    if np.prod(inputs) != PIXELS:
        raise CourseError(
            f"draw_digit: expected a network for {PIXELS} pixels, found one whose input has the "
            f"shape {inputs}. Begin it with `keras.Input((64,))`."
        )
    if outputs != (DIGITS,):
        raise CourseError(
            f"draw_digit: expected {DIGITS} outputs, one for each digit, found the shape "
            f"{outputs}. End the network with `keras.layers.Dense(10, activation="
            '"softmax")`.'
        )
    shares = np.array(model(np.random.default_rng(0).random((8, *inputs))))
    if shares.min() < 0 or not np.allclose(shares.sum(axis=1), 1, atol=1e-3):
        raise CourseError(
            "draw_digit: expected probabilities, which add up to 1, found outputs from "
            f"{shares.min():.3g} to {shares.max():.3g}. End the network with "
            '`keras.layers.Dense(10, activation="softmax")`.'
        )
