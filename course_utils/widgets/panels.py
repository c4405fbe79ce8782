"""The panels that an explorer draws: lines, points, tables, networks, pictures, as plain data.

A panel names measures of its `spec.Spec`, and draws them at the chosen settings.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Series:
    """One line in a panel.

    Attributes
    ----------
    measure
        In `Curves`: a single number at each place of the panel's `x` setting.
        In `Fit`: own shape (n_points,), over the panel's `line_x`.
    label
        In the legend, the table and the sentence.
    style
        Place in the palette, colour and dash together: 0 blue solid, 1 vermilion dashed,
        2 green dash-dotted, 3 purple dotted, 4 ink, 5 brown long-dashed.
    band
        Measures of the lower and upper edge of the spread, such as that over seeds; empty for none.
    """

    measure: str
    label: str
    style: int = 0
    band: tuple[str, ...] = ()


@dataclass(frozen=True)
class Curves:
    """Lines against one setting, with a marker at its current value; the time, as a rule.

    `floor` names a measure (one number) drawn as a level line, such as the noise no model can
    go below. `log` draws y on a logarithmic scale. `y_range` fixes the limits: scales must not
    jump while a slider moves, so give it unless all settings share a natural range. `may_end`:
    a line may end before `x` does, by NaN, as where a network has no more layers.
    """

    title: str
    x: str
    series: tuple[Series, ...]
    y_label: str
    log: bool = False
    y_range: tuple[float, float] | None = None
    floor: str = ""
    floor_label: str = ""
    may_end: bool = False
    kind: str = field(default="curves", init=False)


@dataclass(frozen=True)
class Fit:
    """Points of data, and lines through them.

    `points` names two measures, each of own shape (n_points,): x and y; NaN hides a point. Points
    that depend on the time are results: they are hidden until the prediction is made.
    `classes`, if given, names a measure of 0s and 1s that splits the points into two marks;
    `class_labels` is what the legend calls them. Without classes its one entry names the points,
    which are "data" else.
    `line_x` names the measure with the lines' x, own shape (n_line,).
    `parts` names a measure of own shape (n_parts, n_line): thin lines, such as the units a network
    adds up; `parts_label` is what the legend calls them.
    `drag` names the settings that dragging the first line moves: the first setting on its left
    half, the last on its right half.
    """

    title: str
    points: tuple[str, str]
    line_x: str
    series: tuple[Series, ...]
    x_label: str
    y_label: str
    x_range: tuple[float, float]
    y_range: tuple[float, float]
    classes: str = ""
    class_labels: tuple[str, ...] = ()
    parts: str = ""
    parts_label: str = ""
    drag: tuple[str, ...] = ()
    kind: str = field(default="fit", init=False)


@dataclass(frozen=True)
class Heatmap:
    """One number for each pair of two settings; a click, or Enter on a cell, goes there.

    `measure` has both settings among its axes; its other settings are taken where they are
    (the time at its last value). `log` colours by the logarithm. inf and NaN get a mark.
    """

    title: str
    rows: str
    columns: str
    measure: str
    label: str
    log: bool = False
    kind: str = field(default="heatmap", init=False)


@dataclass(frozen=True)
class Matrix:
    """A small table of numbers, own shape (n_rows, n_columns).

    `look` "counts" prints each number on a shade; "mask" draws 0 as an empty circle and anything
    else as a full one; "values" prints numbers with `digits` significant digits. `mask_labels` is
    what a screen reader hears for the empty and for the full circle.
    """

    title: str
    measure: str
    row_labels: tuple[str, ...]
    column_labels: tuple[str, ...]
    look: str = "counts"
    digits: int = 3
    mask_labels: tuple[str, ...] = ()
    kind: str = field(default="matrix", init=False)


@dataclass(frozen=True)
class Histogram:
    """Bars for one or two groups over the same bins, with a level marker at a setting's value.

    Each series' measure has own shape (n_bins,); `edges` are the n_bins + 1 edges.
    `marker` names the setting drawn as a vertical line, or is empty.
    """

    title: str
    series: tuple[Series, ...]
    edges: tuple[float, ...]
    x_label: str
    y_label: str
    marker: str = ""
    kind: str = field(default="histogram", init=False)


@dataclass(frozen=True)
class Boundary:
    """Points of two classes in a plane, what is predicted for every place, and where it turns.

    Attributes
    ----------
    points
        Two measures, each of own shape (n_points,): x and y.
    classes
        A measure of own shape (n_points,), 0 or 1.
    class_labels
        What the two classes are called.
    probability
        That of class 1, in whole percent: own shape (n_rows, n_columns), for the middles of equal
        cells that fill the plot, the lowest row first.
    n_columns
        How many cells a row of `probability` has.
    """

    title: str
    points: tuple[str, str]
    classes: str
    class_labels: tuple[str, str]
    probability: str
    n_columns: int
    x_label: str
    y_label: str
    x_range: tuple[float, float]
    y_range: tuple[float, float]
    kind: str = field(default="boundary", init=False)


@dataclass(frozen=True)
class Nodes:
    """One column of a `Diagram`, such as the units of a layer.

    Attributes
    ----------
    label
        Below it, and in its nodes' names: "layer 1" gives "unit 3 of layer 1".
    fullness
        A measure of own shape (n_nodes,), in percent: how full each is, as by how much it passes
        on. Left out for inputs and outputs, which are not silenced.
    count
        A measure of one number: how many nodes there are, the first ones. Left out, all are.
    without
        A measure of own shape (n_nodes,): what the number told is without each of them.
    n_nodes
        Where there is no `fullness`.
    """

    label: str
    fullness: str = ""
    count: str = ""
    without: str = ""
    n_nodes: int = 1


@dataclass(frozen=True)
class Links:
    """Lines from one column of a `Diagram` to another, which are named by their places.

    Attributes
    ----------
    numbers
        Own shape (n_end * n_each,): those of the lines into the first node at the end, then into
        the next. The wider a line, the larger; dashed is below zero. A line is left out where a
        node is not there, and where a column in between has nodes: link the columns around one
        that may be empty, too.
    sources
        Of the same shape: the place of the node that each comes from. Left out, one comes from
        each node of the start, in their order.
    """

    start: int
    end: int
    numbers: str
    sources: str = ""


@dataclass(frozen=True)
class Diagram:
    """A network in columns of nodes; a click, or Enter on a node, silences it.

    It says what that costs. With `fit`, several can be silent: the nodes are the parts of that
    `Fit`, in the same order, a silent one's part is taken off its first line, and what is told is
    the mean absolute distance between line and points. Without it one node is silent at a time,
    and the number is that of its column's `without`.

    Attributes
    ----------
    nodes
        From inputs to outputs; a column without nodes takes no room.
    fit
        Title of a `Fit` with parts, or nothing.
    told
        A measure of one number: what is told with all nodes, where there is no `fit`.
    told_label
        What the number is called: "mean error".
    node_label
        What a node is called: "unit" gives "unit 1", "unit 2".
    fullness_label, numbers_label
        What fullness and the numbers of the lines are called, in the table.
    """

    title: str
    nodes: tuple[Nodes, ...]
    links: tuple[Links, ...]
    told_label: str
    fit: str = ""
    told: str = ""
    node_label: str = "unit"
    fullness_label: str = "activity"
    numbers_label: str = "weights into it"
    kind: str = field(default="diagram", init=False)


@dataclass(frozen=True)
class Path:
    """One path across a `Plane`.

    `x`, `y` and `height` name measures of one number at each place of the time: where it is, and
    how high that is. `style` is as in `Series`: colour, dash and marker together.
    """

    x: str
    y: str
    height: str
    label: str
    style: int = 0


@dataclass(frozen=True)
class Plane:
    """A landscape seen from above: lines of equal height, and paths across it up to now.

    `contours` names two measures of own shape (n_points,), x and y of all lines of equal height,
    one after the other; NaN parts them. `marks` names two measures of own shape (n_marks,): places
    such as the lowest ones, which `marks_label` names in the legend; NaN hides one.
    A claim of the prediction is about the height of one path: that path is marked.
    """

    title: str
    contours: tuple[str, str]
    marks: tuple[str, str]
    marks_label: str
    paths: tuple[Path, ...]
    x_label: str
    y_label: str
    x_range: tuple[float, float]
    y_range: tuple[float, float]
    height_label: str
    kind: str = field(default="plane", init=False)


@dataclass(frozen=True)
class Picture:
    """One image of an `Images` panel, a grid of cells.

    Attributes
    ----------
    measure
        Own shape (n_rows, n_columns); NaN leaves a cell out.
    label
        Above it, and in its table.
    n_columns
        How many cells a row has.
    frame
        A measure of own shape (4,): top, left, height and width of the cells that are framed,
        counted from 0. No height, no frame.
    look : {"ink", "signed"}
        "ink" is from 0, the paper, to 1. "signed" has a colour for each sign, and a minus in each
        cell below zero; the largest is full.
    moves
        The settings of the row and the column that a click in a cell goes to, or none.
    is_result
        It is hidden until the prediction is made.
    """

    measure: str
    label: str
    n_columns: int
    frame: str
    look: str = "ink"
    moves: tuple[str, ...] = ()
    is_result: bool = False


@dataclass(frozen=True)
class Images:
    """Images beside each other, all cells of one size; in a still picture, the last of them."""

    title: str
    pictures: tuple[Picture, ...]
    kind: str = field(default="images", init=False)
