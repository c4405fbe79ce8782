"""The picture of a network: inputs, units, weights and biases."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, FancyBboxPatch
from matplotlib.textpath import TextPath
from numpy.typing import ArrayLike

from course_utils.plotting.functions import ACTIVATIONS
from course_utils.plotting.network_inputs import (
    checked_activations,
    checked_names,
    checked_numbers,
    checked_units,
    checked_weights,
)
from course_utils.plotting.network_layout import arrange
from course_utils.plotting.style import BLUE, CARD, INK, MUTED, VERMILION, WIDTH, styled

RADIUS = 0.23
LINE = 0.21  # height of a line of caption
LEGEND = 0.35  # height of the legend below the captions
MOST_NUMBERS = 12  # with more edges than this their numbers would cover each other
EDGE = "#8C8C8C"
# outline and fill of each kind of node
INPUT, HIDDEN, OUTPUT = (MUTED, CARD), (BLUE, "#DCEBF7"), (VERMILION, "#FBE6D8")


@styled
def plot_network(
    units: Sequence[int],
    *,
    activation: str | Sequence[str] | None = None,
    bias: bool = True,
    weights: Sequence[ArrayLike] | None = None,
    input_labels: Sequence[str] | None = None,
    output_labels: Sequence[str] | None = None,
    values: Sequence[ArrayLike] | None = None,
    blames: Sequence[ArrayLike] | None = None,
    dropped: Sequence[ArrayLike] | None = None,
) -> Axes:
    """Draw a network of dense layers, from inputs on the left to outputs on the right.

    A circle is a unit: Σ stands for the plain sum of its weighted inputs, a small
    curve for an activation function after it. A square with a 1 is the constant
    input whose weights are the biases. A layer of more than eight units is drawn
    as its first and last few, with dots between. A network of one neuron gets
    the names of its weights and of its bias.

    Parameters
    ----------
    units
        Number of inputs, then units of each layer: ``[3, 1]`` is one neuron with
        three inputs.
    activation : str or list of str, optional
        The hidden layers' activation, with a linear output; or one name for each
        layer after the inputs.
    bias
        Whether the layers have biases.
    weights : list of arrays, optional
        What ``model.get_weights()`` gives: kernel of shape (n_in, n_out) and bias
        of shape (n_out,) of each layer (kernels alone with ``bias=False``).
        Thicker edges are larger weights; positive ones are solid, negative ones
        dashed. A small network gets the numbers too.
    input_labels, output_labels
        Names, one for each input or output.
    values : list of arrays, optional
        What each unit puts out in a forward pass, one array of shape (n_units,) for each
        entry of `units`, the inputs first. It is written into the units.
    blames : list of arrays, optional
        What backpropagation hands back to each unit: the slope of the loss for it. One
        array for each layer after the inputs, written below the units.
    dropped : list of arrays, optional
        Which units are dropped, one array of shape (n_units,) for each entry of `units`, not 0
        where one is. A dropped unit is crossed out and has no edges.

    Returns
    -------
    matplotlib Axes
        Its unit of length is an inch; it has no axes lines.

    Raises
    ------
    CourseError
        When sizes, names, activation, weights, values, blames or what is dropped do not fit the
        network.

    Examples
    --------
    >>> ax = plot_network([3, 1], input_labels=["sugars", "fibre", "protein"])
    >>> "sugars" in [text.get_text() for text in ax.texts]
    True
    """
    units = checked_units(units)
    activations = checked_activations(activation, len(units) - 1)
    inputs = checked_names(input_labels, units[0], "input_labels")
    outputs = checked_names(output_labels, units[-1], "output_labels")
    matrices = checked_weights(weights, units, bias)
    forward = checked_numbers(values, units, "values")
    backward = checked_numbers(blames, units[1:], "blames")
    missing = checked_numbers(dropped, units, "dropped")
    bottom = 0.3 + LINE * (3 if activations else 2) + (LEGEND if matrices or backward else 0)
    columns, size = arrange(
        units,
        bias=bias,
        left=_text_width(inputs or []),
        right=0.45 + _text_width(outputs or ["y"]),
        bottom=bottom,
        width=WIDTH,
    )
    ax = _blank_page(*size)
    _draw_edges(ax, columns, matrices, missing)
    _draw_edge_labels(ax, columns, matrices)
    for i, column in enumerate(columns):
        name = None if i == 0 or activations is None else activations[i - 1]
        numbers = None if forward is None else forward[i]
        _draw_column(ax, column, _kind(i, len(units)), name, numbers)
        if missing is not None:
            _cross_out(ax, column, missing[i])
        if backward is not None and i > 0:
            _draw_blames(ax, column, backward[i - 1])
        _draw_caption(ax, column, i, len(units), name, bottom)
    _draw_input_names(ax, columns[0], inputs)
    _draw_outputs(ax, columns[-1], outputs)
    if matrices or backward:
        _draw_legend(ax, matrices is not None, backward is not None)
    return ax


def _text_width(names):
    """Width in inches of the longest name, as drawn."""
    widths = [TextPath((0, 0), name, size=11).get_extents().width / 72 for name in names if name]
    return max(widths, default=0.0)


def _blank_page(width, height):
    """Return Axes that cover a figure, an inch for an inch."""
    figure = Figure(figsize=(width, height))
    ax = figure.add_axes((0, 0, 1, 1))
    ax.set(xlim=(0, width), ylim=(0, height), aspect="equal")
    ax.set_axis_off()
    return ax


def _kind(i, layers):
    """Colours of a layer's nodes."""
    return INPUT if i == 0 else OUTPUT if i == layers - 1 else HIDDEN


def _sources(column):
    """Heights at which edges leave a column, the bias last."""
    return column.y if column.bias_y is None else np.append(column.y, column.bias_y)


def _edges(left, right):
    """Segments between two columns: row by row of the weight matrix."""
    return [((left.x, y0), (right.x, y1)) for y0 in _sources(left) for y1 in right.y]


def _draw_edges(ax, columns, matrices, dropped):
    """A line for each weight; with `matrices` its width is the size, its dash the sign."""
    largest = max((np.abs(matrix).max() for matrix in matrices or []), default=0) or 1
    for i, (left, right) in enumerate(zip(columns[:-1], columns[1:], strict=True)):
        segments = _edges(left, right)
        look = {"color": EDGE, "linewidth": 1.2 if len(segments) <= 12 else 0.6}
        if matrices:
            w = matrices[i].ravel()
            look = {
                "color": np.where(w < 0, VERMILION, BLUE),
                "linestyle": ["--" if negative else "-" for negative in w < 0],
                "linewidth": 1.0 + 2.6 * np.abs(w) / largest,
            }
        lines = LineCollection(segments, zorder=1, **look)
        if dropped is not None:
            alpha = _are_kept(left, right, dropped[i : i + 2]).astype(float)
            lines.set_alpha(alpha.ravel())
        ax.add_collection(lines, autolim=False)


def _are_kept(left, right, dropped):
    """Which edges between two columns have no dropped unit at an end, the bias being none."""
    kept = [
        np.array([not off[number - 1] for number in column.shown])
        for column, off in zip((left, right), dropped, strict=True)
    ]
    starts = kept[0] if left.bias_y is None else np.append(kept[0], True)
    return np.outer(starts, kept[1])


def _draw_edge_labels(ax, columns, matrices):
    """Numbers on the edges of a small network, or w and b on those of a single neuron."""
    pairs = list(zip(columns[:-1], columns[1:], strict=True))
    edges = sum(len(_edges(*pair)) for pair in pairs)
    narrow = max(c.units for c in columns[1:]) <= 2
    if matrices and narrow and edges <= MOST_NUMBERS:
        labels = [[_short(w) for w in matrix.ravel()] for matrix in matrices]
    elif not matrices and [c.units for c in columns[1:]] == [1]:
        labels = [_weight_names(columns[0])]
    else:
        return
    for pair, names in zip(pairs, labels, strict=True):
        # Nearer the start, and at two distances, edges lie apart from each other.
        places = [0.42] if pair[1].units == 1 else [0.23, 0.41] * len(_sources(pair[0]))
        places = places * (len(names) // len(places))
        for (start, end), place, name in zip(_edges(*pair), places, names, strict=True):
            x, y = np.array(start) + place * np.subtract(end, start)
            _write(ax, x, y, name, fontsize=14 if "$" in name else 10, bbox=_PATCH, zorder=2)


def _short(number):
    """A number with three digits at most, and a minus sign that is one."""
    return f"{number:.3g}".replace("-", "−")


_PATCH = {"boxstyle": "round,pad=0.15", "facecolor": CARD, "edgecolor": "none"}


def _weight_names(column):
    """w1, w2 ... and b; a single input has a plain w."""
    names = [_indexed("w", n, column.units) for n in column.shown]
    return names if column.bias_y is None else [*names, "$b$"]


def _indexed(letter, number, units):
    """A letter in italics, with an index if there are several."""
    return f"${letter}$" if units == 1 else f"${letter}_{{{number}}}$"


def _write(ax, x, y, text, **options):
    """Text centred on a point."""
    ax.text(x, y, text, **{"ha": "center", "va": "center", "math_fontfamily": "stix", **options})


def _draw_column(ax, column, kind, activation, values):
    """The nodes of one layer, with what they do or put out inside."""
    outline, fill = kind
    for y, number in zip(column.y, column.shown, strict=True):
        ax.add_patch(Circle((column.x, y), RADIUS, fc=fill, ec=outline, lw=1.8, zorder=3))
        if values is not None:
            _write(ax, column.x, y - 0.01, _short(values[number - 1]), fontsize=12, zorder=4)
        elif kind is INPUT:
            _write(ax, column.x, y, _indexed("x", number, column.units), fontsize=14, zorder=4)
        elif activation in (None, "linear"):
            _write(ax, column.x, y - 0.01, "Σ", fontsize=14, zorder=4)
        else:
            _draw_curve(ax, column.x, y, activation)
    if column.gap_y is not None:
        _write(ax, column.x, column.gap_y, "⋮", fontsize=20, color=MUTED)
    if column.bias_y is not None:
        _draw_bias(ax, column.x, column.bias_y)


def _cross_out(ax, column, dropped):
    """A cross over each dropped unit."""
    for y, number in zip(column.y, column.shown, strict=True):
        if dropped[number - 1]:
            look = {"marker": "x", "ms": 2.2 * RADIUS * 72, "mew": 2.4, "color": VERMILION}
            ax.plot([column.x], [y], zorder=5, **look)


def _draw_blames(ax, column, blames):
    """What is handed back to each unit of a layer, below it."""
    for y, number in zip(column.y, column.shown, strict=True):
        look = {"color": VERMILION, "fontsize": 11, "fontweight": "bold", "bbox": _PATCH}
        _write(ax, column.x, y - RADIUS - 0.14, f"← {_short(blames[number - 1])}", **look)


def _draw_bias(ax, x, y):
    """A square with the constant 1 in it."""
    side = 1.5 * RADIUS
    corner = (x - side / 2, y - side / 2)
    look = {"fc": "#F0F0F0", "ec": MUTED, "lw": 1.4, "zorder": 3}
    ax.add_patch(
        FancyBboxPatch(corner, side, side, boxstyle="round,pad=0,rounding_size=.05", **look)
    )
    _write(ax, x, y - 0.01, "1", fontsize=11, zorder=4)


def _draw_curve(ax, x, y, activation):
    """A small graph of the activation function inside a node."""
    z = np.linspace(-3, 3, 61)
    value = ACTIVATIONS[activation][0](z)
    low, high = np.nanmin(value), np.nanmax(value)
    across, up = 0.62 * RADIUS * z / 3, RADIUS * ((value - low) / (high - low) - 0.5)
    ax.plot(x + across, y + up, color=INK, linewidth=1.8, zorder=4, solid_capstyle="round")


def _draw_caption(ax, column, i, layers, activation, top):
    """What the layer is, how many units, and their activation, below it."""
    hidden = "hidden" if layers == 3 else f"hidden {i}"
    role = "output" if i == layers - 1 else hidden
    unit = "input" if i == 0 else "unit"
    count = f"{column.units:,} {unit}{'s' if column.units > 1 else ''}"
    lines = [count] if i == 0 else [role, count, *([activation] if activation else [])]
    for row, line in enumerate(lines):
        weight = "bold" if row == 0 else "normal"
        _write(
            ax, column.x, top - 0.05 - LINE * row, line, va="top", fontsize=10, fontweight=weight
        )


def _draw_input_names(ax, column, names):
    """Names to the left of the inputs that are drawn."""
    for y, number in zip(column.y, column.shown, strict=True):
        if names:
            _write(ax, column.x - RADIUS - 0.12, y, names[number - 1], ha="right")


def _draw_outputs(ax, column, names):
    """An arrow out of each output that is drawn, with its name."""
    for y, number in zip(column.y, column.shown, strict=True):
        start = column.x + RADIUS
        arrow = {"arrowstyle": "-|>", "color": INK, "lw": 1.4, "shrinkA": 2, "shrinkB": 0}
        ax.annotate("", (start + 0.48, y), (start, y), arrowprops=arrow)
        name = names[number - 1] if names else _indexed("y", number, column.units)
        size = 11 if names else 14
        _write(ax, start + 0.56, y, name, ha="left", fontsize=size)


def _draw_legend(ax, has_weights, has_blames):
    """What solid and dashed edges are, and the number below a unit."""
    lines = [Line2D([], [], color=BLUE, lw=2), Line2D([], [], color=VERMILION, lw=2, ls="--")]
    marks = dict(zip(["positive weight", "negative weight"], lines, strict=True))
    marks = marks if has_weights else {}
    if has_blames:
        marks["blame, handed back"] = Line2D([], [], ls="", color=VERMILION, marker=r"$\leftarrow$")
    ax.legend(marks.values(), marks.keys(), loc="lower center", ncols=len(marks))
