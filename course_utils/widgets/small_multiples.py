"""An explorer's first panels, each at three places of the first setting: small multiples."""

import numpy as np

from course_utils.plotting.style import DASHES, INK, MUTED, PALETTE, dress, new_figure, styled
from course_utils.widgets.words import number_at, setting_texts

_MOST_ROWS = 2
_ROW_HEIGHT = 2.2  # inches


@styled
def draw_small_multiples(spec, at):
    """Draw small multiples of a spec.

    Parameters
    ----------
    spec : Spec
    at : mapping of str to int
        Where the settings stand that are not varied.

    Returns
    -------
    matplotlib.figure.Figure
        A row for each of the first panels, a column for three values of the first setting.
    """
    panels = [panel for panel in spec.panels if panel.kind in _DRAW][:_MOST_ROWS]
    varied = next((setting for setting in spec.settings if setting.kind != "time"), None)
    places = _three_places(varied)
    figure = new_figure(0.4 + _ROW_HEIGHT * len(panels))
    grid = figure.subplots(len(panels), len(places), squeeze=False, sharey="row")
    for row, panel in zip(grid, panels, strict=True):
        for ax, place in zip(row, places, strict=True):
            here = at | ({varied.name: place} if varied else {})
            _DRAW[panel.kind](dress(ax), panel, spec, here)
        row[0].set_ylabel(getattr(panel, "y_label", ""), fontsize=9)
    for ax, place in zip(grid[0], places, strict=True):
        ax.set_title(_name(varied, place), fontsize=9)
    return figure


def _three_places(setting):
    if setting is None:
        return [0]
    last = len(setting.values) - 1
    return sorted({0, last // 2, last})


def _name(setting, place):
    return f"{setting.label}: {setting_texts(setting)[place]}" if setting else ""


def _finite(values):
    return np.where(np.isfinite(values), values, np.nan)


def _draw_curves(ax, panel, spec, at):
    setting = next(setting for setting in spec.settings if setting.name == panel.x)
    timed = setting.kind == "time" and all(isinstance(v, int | float) for v in setting.values)
    x = setting.values if timed else range(len(setting.values))
    for line in panel.series:
        y = [number_at(spec.measures[line.measure], at | {panel.x: i}) for i in range(len(x))]
        _draw_line(ax, x, y, line)
    if panel.floor:
        ax.axhline(number_at(spec.measures[panel.floor], at), color=MUTED, ls="--", lw=1)
    if panel.log:
        ax.set_yscale("log", nonpositive="mask")
    ax.set(ylim=panel.y_range, xlabel=setting.label)


def _draw_line(ax, x, y, line):
    look = {"color": PALETTE[line.style], "ls": DASHES[line.style], "lw": 1.6}
    ax.plot(x, _finite(y), label=line.label, **look)


def _draw_fit(ax, panel, spec, at):
    x, y = (number_at(spec.measures[name], at) for name in panel.points)
    ax.plot(x, y, ".", color=MUTED, ms=3)
    line_x = number_at(spec.measures[panel.line_x], at)
    for line in panel.series:
        _draw_line(ax, line_x, number_at(spec.measures[line.measure], at), line)
    ax.set(xlim=panel.x_range, ylim=panel.y_range, xlabel=panel.x_label)


def _draw_histogram(ax, panel, spec, at):
    for line in panel.series:
        counts = number_at(spec.measures[line.measure], at)
        ax.stairs(counts, panel.edges, color=PALETTE[line.style], ls=DASHES[line.style], lw=1.6)
    marked = next((s for s in spec.settings if s.name == panel.marker), None)
    if marked:
        ax.axvline(marked.values[at[marked.name]], color=INK, lw=1)
    ax.set_xlabel(panel.x_label)


_DRAW = {"curves": _draw_curves, "fit": _draw_fit, "histogram": _draw_histogram}
