"""What a figure shows, read from what is drawn: still true when a learner changes a number."""

from collections.abc import Iterator

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.container import BarContainer
from matplotlib.figure import Figure
from matplotlib.image import AxesImage
from matplotlib.lines import Line2D

MOST_POINTS = 8  # so many are named one by one


def describe(figure: Figure) -> str:
    """Say in numbers what stands in the legend: lines, points, bars and matrices.

    Parameters
    ----------
    figure
        A line is told by its ends and by its lowest and highest place, points by their number
        and their mean height from left to right, bars by their sum and the tallest one, a
        confusion matrix by its diagonal and the largest count beside it.

    Returns
    -------
    str
        A sentence, or an empty text where nothing has a name, as in the picture of a network.

    Examples
    --------
    >>> from course_utils.plotting import plot_lines
    >>> ax = plot_lines([0, 1, 2], {"loss": [3, 1, 2]}, x_label="weight", y_label="loss")
    >>> describe(ax.figure)
    'Drawn: loss, from 3 at 0 to 2 at 2, lowest 1 at 1.'
    """
    panels = [ax for ax in figure.axes if ax.name != "3d"]
    parts = [
        f"{name} ({ax.get_title() or ax.get_ylabel()}), {said}"
        if len(panels) > 1
        else f"{name}, {said}"
        for ax in panels
        for name, said in _named(ax)
    ]
    return f"Drawn: {'; '.join(parts)}." if parts else ""


def _named(ax: Axes) -> Iterator[tuple[str, str]]:
    """Yield the name of each thing in the legend, and what it looks like."""
    for points in ax.collections:
        if isinstance(points, PathCollection) and (name := _name(points)):
            yield name, _points(points)
    for line in ax.get_lines():
        if np.size(line.get_xdata()) and (name := _name(line)):
            yield name, _line(line, ax)
    for bars in ax.containers:
        if isinstance(bars, BarContainer) and bars.patches and (name := _name(bars)):
            yield name, _bars(bars)
    for image in ax.get_images():
        if name := _name(image):
            yield name, _square(image, ax)


def _name(artist: Artist | BarContainer) -> str:
    label = str(artist.get_label())
    return "" if label.startswith("_") else label


def _line(line: Line2D, ax: Axes) -> str:
    x, y = np.asarray(line.get_data(orig=False), dtype=float)  # words and dates as numbers
    if line.get_transform() != ax.transData:  # from edge to edge: axvline, axhline
        return f"at {_number(x[0] if x[0] == x[-1] else y[0])}"
    x, y = x[np.isfinite(y)], y[np.isfinite(y)]
    if not len(x):
        return "out of sight"
    said = f"from {_number(y[0])} at {_number(x[0])} to {_number(y[-1])} at {_number(x[-1])}"
    for word, place in (("lowest", y.argmin()), ("highest", y.argmax())):
        if y[place] not in (y[0], y[-1]):
            said += f", {word} {_number(y[place])} at {_number(x[place])}"
    return said


def _points(points: PathCollection) -> str:
    places = np.asarray(points.get_offsets(), dtype=float)
    places = places[np.isfinite(places).all(axis=1)]
    if len(places) <= MOST_POINTS:
        named = ", ".join(f"{_number(y)} at {_number(x)}" for x, y in places)
        return named or "none in sight"
    heights = np.array_split(places[places[:, 0].argsort(kind="stable"), 1], 3)
    left, middle, right = (_number(third.mean()) for third in heights)
    return (
        f"{len(places):,} points, on average {left} at the left, {middle} in the middle and "
        f"{right} at the right"
    )


def _bars(bars: BarContainer) -> str:
    heights = np.array([abs(bar.get_height()) for bar in bars])
    tallest = bars[int(heights.argmax())]
    ends = tallest.get_x(), tallest.get_x() + tallest.get_width()
    return f"{_number(heights.sum())} in all, most from {_number(ends[0])} to {_number(ends[1])}"


def _square(image: AxesImage, ax: Axes) -> str:
    """Tell a confusion matrix by its diagonal, and by the largest count beside it."""
    counts = np.asarray(image.get_array(), dtype=float)
    beside = np.where(np.eye(len(counts), dtype=bool), 0, counts)
    row, column = np.unravel_index(beside.argmax(), beside.shape)
    sides = (
        (ax.get_yticklabels(), row, ax.get_ylabel()),
        (ax.get_xticklabels(), column, ax.get_xlabel()),
    )
    where = ", ".join(f"{label} {texts[place].get_text()}" for texts, place, label in sides)
    on = f"{_number(np.trace(counts))} of {_number(counts.sum())} on the diagonal"
    return f"{on}, most beside it {_number(beside.max())} at {where}"


def _number(value: float) -> str:
    value += 0.0  # no "minus zero"
    text = f"{value:,.3g}" if abs(value) < 1000 else f"{value:,.0f}"
    return text.replace("-", "−")  # as labels have it
