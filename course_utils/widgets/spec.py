"""What an explorer is made of, as plain data: settings, measures, panels, texts.

A *setting* is a control with a few values. A *measure* is an array over some settings, computed
before the learner touches anything. A *panel* (`panels.py`) draws measures at the chosen settings.
Nothing here trains, draws or checks: `explorer.py` has a spec checked and sends it to the page,
`static/` draws it there, `still.py` draws it where there is no page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np


@dataclass(frozen=True)
class Setting:
    """One control of an explorer.

    Attributes
    ----------
    name
        As in code, such as "learning_rate": the key in tokens, templates and measures.
    label
        What the control is called on the page, with its unit: "Epoch", "Price in dollars".
    values
        Numbers or texts, in the order of the slider.
    start
        Place of the value shown first.
    texts
        How each value is said, on the page and to a screen reader; `str(value)` if empty.
    code
        How each value is written in the Keras code; `repr(value)` if empty.
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
    axes
        Names of settings, one for each of the first axes of `values`.
    values
        Shape (one axis for each of `axes`, then the measure's own): none for a single number,
        (n_points,) for a line or a list of points, (n_rows, n_columns) for a matrix.
    """

    axes: tuple[str, ...]
    values: np.ndarray


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
    """A curve that the learner drags, in the panel of the prediction, before it is revealed.

    `at` are places of the panel's `x` setting: one handle each, a labelled slider between the
    ends of the panel's scale. What is revealed is the run that the question is about.
    """

    measure: str
    at: tuple[int, ...]
    label: str


@dataclass(frozen=True)
class Claim:
    """What a choice says of one number, to be drawn beside what the number is.

    Attributes
    ----------
    measure
        In `Curves`, one number. In `Fit`, a series: its line at `at` is the guess. In `Plane`, the
        height of a path.
    at
        Values of the settings that differ from those of the question.
    low, high
        Where the choice says that the number is; left out, there is no such end.
    label
        Drawn beside it, where a choice makes several claims.
    """

    measure: str
    at: Mapping[str, object] = field(default_factory=dict)
    low: float | None = None
    high: float | None = None
    label: str = ""


@dataclass(frozen=True)
class Prediction:
    """What the learner commits to before anything is shown: one of some choices, or a drawing.

    Attributes
    ----------
    choices
        Possible outcomes.
    outcome
        Place of what really happens: computed from the measures, never typed in.
    because
        Told with the reveal: why, and where to look.
    panel
        Title of the one plot that is shown with the question, and then with the reveal.
    at
        Values of the settings that the question is about, those that differ from the start. The
        reveal shows that run.
    claims
        For each choice, what it says of numbers in that plot.
    """

    question: str
    choices: tuple[str, ...] = ()
    outcome: int = 0
    because: str = ""
    drawing: Drawing | None = None
    panel: str = ""
    at: Mapping[str, object] = field(default_factory=dict)
    claims: tuple[tuple[Claim, ...], ...] = ()


@dataclass(frozen=True)
class Goal:
    """What the learner is to find.

    `met` names a measure of one number, 1 where the goal is reached and 0 elsewhere. `yes` and
    `no` are whole sentences, said when the learner asks ("Yes: ...", "Not yet: ..."); both may
    hold `$name` as a `Phrase` does. `hints` are sentences that follow `no`, each only where its
    `when` is not 0: nobody is told to do what is done.
    """

    text: str
    met: str
    yes: str
    no: str
    hints: tuple[Phrase, ...] = ()


@dataclass(frozen=True)
class Spec:
    """A whole explorer.

    Attributes
    ----------
    name
        "learning_rate": the first word of its tokens.
    panels : tuple of Curves, Fit, Heatmap, Matrix, Histogram, Boundary, Diagram, Plane or Images
    code
        Keras code that reproduces the run on screen, with `$name` for each setting that
        counts (`string.Template`; `$$` is a dollar sign). A plain script: it imports what it
        needs and leaves `history`, or the arrays shown, behind.
    alt
        What the still figure shows, for where there is no page to play on.
    spread_over
        What the bands of the series cover, such as "20 seeds"; needed where there is a band.
    spread_edges
        What the edges of the bands are.
    trained
        How the runs came about, in a sentence: data, optimizer, how many runs.
    not_finite
        What the page says of a line that is infinite or NaN from some point on.
    code_name
        What the page calls the code: "Show the ...".
    history
        Measures over the time that are what the code's `history.history` holds, by the names
        there: {"loss": "loss"}. With them, "Run this for real" writes a live training that draws
        these curves beside its own; the code has `history = model.fit(..., verbose=0)`.
    train_own
        Trains on points that a learner puts into the `Boundary` panel, where there is a kernel:
        from their places among its cells, their classes and the values of the settings to what
        the panel draws, uint8 of shape (n_times, n_cells). It should take far less than 2 s.
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
    spread_over: str = ""
    spread_edges: str = "10th to 90th percentile"
    trained: str = ""
    not_finite: str = "diverged"
    code_name: str = "Keras code"
    history: Mapping[str, str] = field(default_factory=dict)
    train_own: Callable[[np.ndarray, np.ndarray, Mapping[str, object]], np.ndarray] | None = None

    @property
    def start(self) -> dict[str, int]:
        """Place of each setting's first value."""
        return {setting.name: setting.start for setting in self.settings}

    def places(self, values: Mapping[str, object]) -> dict[str, int]:
        """Return the places of some settings' values, all of which must be there."""
        settings = {setting.name: setting for setting in self.settings}
        return {name: list(settings[name].values).index(v) for name, v in values.items()}

    @property
    def asked(self) -> dict[str, int]:
        """Place of each setting in the run that the prediction is about."""
        return self.start | self.places(self.prediction.at)
