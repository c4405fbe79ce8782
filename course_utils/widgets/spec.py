"""What an explorer is made of, as plain data: settings, measures, panels, texts.

A *setting* is a control with a few values. A *measure* is an array over some settings, computed
before the learner touches anything. A *panel* draws measures at the chosen settings. Nothing here
trains or draws: `explorer.py` sends a spec to the page, `static/` draws it there, `still.py`
draws it where there is no page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from course_utils.widgets.validation import validate


@dataclass(frozen=True)
class Setting:
    """One control of an explorer.

    Attributes
    ----------
    name : str
        As in code, such as "learning_rate": the key in tokens, templates and measures.
    label : str
        What the control is called on the page, with its unit: "Epoch", "Price in dollars".
    values : tuple
        Numbers or texts, in the order of the slider.
    start : int
        Place of the value shown first.
    texts : tuple of str
        How each value is said, on the page and to a screen reader; `str(value)` if empty.
    code : tuple of str
        What stands in the Keras code for each value; `repr(value)` if empty.
    kind : {"range", "choice", "time"}
        A slider; radio buttons, for a few values without an order; or the slider along which a
        training runs, which can be played. At most one setting is "time".
    """

    name: str
    label: str
    values: tuple
    start: int = 0
    texts: tuple[str, ...] = ()
    code: tuple[str, ...] = ()
    kind: str = "range"


@dataclass(frozen=True)
class Measure:
    """Numbers for every combination of some settings; inf and NaN are kept and shown as such.

    Attributes
    ----------
    axes : tuple of str
        Names of settings, one for each of the first axes of `values`.
    values : numpy.ndarray
        Shape (one axis for each of `axes`, then the measure's own): none for a single number,
        (n_points,) for a line or a list of points, (n_rows, n_columns) for a matrix.
    """

    axes: tuple[str, ...]
    values: np.ndarray


@dataclass(frozen=True)
class Series:
    """One line in a panel.

    Attributes
    ----------
    measure : str
        In `Curves`: a single number at each place of the panel's `x` setting.
        In `Fit`: own shape (n_points,), over the panel's `line_x`.
    label : str
        In the legend, the table and the sentence.
    style : int
        Place in the palette, colour and dash together: 0 blue solid, 1 vermilion dashed,
        2 green dash-dotted, 3 purple dotted, 4 ink.
    band : tuple of str
        Measures of the lower and upper edge of the spread over seeds; empty for none.
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
    jump while a slider moves, so give it unless all settings share a natural range.
    """

    title: str
    x: str
    series: tuple[Series, ...]
    y_label: str
    log: bool = False
    y_range: tuple[float, float] | None = None
    floor: str = ""
    floor_label: str = ""
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
    `parts` names measures of own shape (n_parts, n_line): thin lines, such as single units.
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
    kind: str = field(default="fit", init=False)


@dataclass(frozen=True)
class Heatmap:
    """One number for each pair of two settings; a click, or Enter on a cell, goes there.

    `measure` has both settings among its axes; its other settings are taken where they stand
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
    else as a full one; "values" prints numbers with `digits` significant digits.
    """

    title: str
    measure: str
    row_labels: tuple[str, ...]
    column_labels: tuple[str, ...]
    look: str = "counts"
    digits: int = 3
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
class Readout:
    """A number under the controls: `measure` is one number, shown with significant digits."""

    label: str
    measure: str
    unit: str = ""
    digits: int = 3


@dataclass(frozen=True)
class Phrase:
    """A piece of the sentence a screen reader hears after each step.

    `text` may hold `$name` for a setting (its text) or for a measure of one number. With `when`,
    the piece is said only where that measure is not 0: "rising for $rising epochs".
    """

    text: str
    when: str = ""


@dataclass(frozen=True)
class Drawing:
    """A curve that the learner drags before it is revealed.

    `at` are places of the panel's `x` setting: one handle each, a labelled slider between the
    ends of the panel's scale. What is revealed is the run at the settings' starts.
    """

    panel: str
    measure: str
    at: tuple[int, ...]
    label: str


@dataclass(frozen=True)
class Prediction:
    """What the learner commits to before anything is shown.

    Attributes
    ----------
    question : str
    choices : tuple of str
        Possible outcomes; with `drawing`, they may be left out.
    outcome : int
        Place of what really happens: computed from the measures, never typed in.
    because : str
        Told with the reveal: why, and where to look.
    drawing : Drawing or None
    """

    question: str
    choices: tuple[str, ...] = ()
    outcome: int = 0
    because: str = ""
    drawing: Drawing | None = None


@dataclass(frozen=True)
class Goal:
    """What the learner is to find.

    `met` names a measure of one number, 1 where the goal is reached and 0 elsewhere. `yes` and
    `no` are whole sentences, said when the learner asks ("Yes: ...", "Not yet: ..."); both may
    hold `$name` as a `Phrase` does.
    """

    text: str
    met: str
    yes: str
    no: str


@dataclass(frozen=True)
class Spec:
    """A whole explorer.

    Attributes
    ----------
    name : str
        "learning_rate": the first word of its tokens.
    title : str
    settings : tuple of Setting
    measures : mapping of str to Measure
    panels : tuple of Curves, Fit, Heatmap, Matrix or Histogram
    sentence : tuple of Phrase
    prediction : Prediction
    goal : Goal
    code : str
        Keras code that reproduces the run on screen, with `$name` for each setting that
        counts (`string.Template`; `$$` is a dollar sign). A plain script: it imports what it
        needs and leaves `history`, or the arrays shown, behind.
    readouts : tuple of Readout
    alt : str
        What the still figure shows, for where there is no page to play on.
    """

    name: str
    title: str
    settings: tuple[Setting, ...]
    measures: Mapping[str, Measure]
    panels: tuple
    sentence: tuple[Phrase, ...]
    prediction: Prediction
    goal: Goal
    code: str
    readouts: tuple[Readout, ...] = ()
    alt: str = ""

    def __post_init__(self):
        """Refuse what does not fit together: the page could only fail without saying why."""
        validate(self)
