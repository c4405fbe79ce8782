"""An explorer's first panels, each at three places of the first setting: small multiples."""

from collections.abc import Mapping

import numpy as np
from matplotlib.colors import LinearSegmentedColormap, to_rgba
from matplotlib.figure import Figure

from course_utils.plotting.style import DASHES, INK, MUTED, PALETTE, dress, new_figure, styled
from course_utils.widgets.spec import Spec
from course_utils.widgets.words import number_at, setting_texts

_MOST_ROWS = 2
_ROW_HEIGHT = 2.2  # inches


@styled
def draw_small_multiples(spec: Spec, at: Mapping[str, int]) -> Figure:
    """Draw small multiples of a spec.

    Parameters
    ----------
    at
        Places of the settings that are not varied.

    Returns
    -------
    matplotlib.figure.Figure
        A row for each of the first panels, a column for three values of the first setting. A
        matrix is drawn where there is nothing else to draw.
    """
    panels = [panel for panel in spec.panels if panel.kind in _DRAW][:_MOST_ROWS]
    panels = panels or [panel for panel in spec.panels if panel.kind == "matrix"][:1]
    varied = next((setting for setting in spec.settings if setting.kind != "time"), None)
    places = _three_places(varied)
    figure = new_figure(0.4 + _ROW_HEIGHT * len(panels))
    grid = figure.subplots(len(panels), len(places), squeeze=False, sharey="row")
    for row, panel in zip(grid, panels, strict=True):
        for ax, place in zip(row, places, strict=True):
            here = {**at, varied.name: place} if varied else at
            _DRAW.get(panel.kind, _draw_matrix)(dress(ax), panel, spec, here)
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
    if not timed:
        ticks = _three_places(setting)
        ax.set_xticks(ticks, [setting_texts(setting)[tick] for tick in ticks])


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


def _draw_boundary(ax, panel, spec, at):
    x, y, classes = (number_at(spec.measures[name], at) for name in (*panel.points, panel.classes))
    percent = number_at(spec.measures[panel.probability], at)
    extent = (*panel.x_range, *panel.y_range)
    levels = [0, 50, 100]
    colours = [to_rgba(PALETTE[group], 0.25) for group in (0, 1)]
    ax.contourf(percent, levels=levels, colors=colours, extent=extent)
    ax.contour(percent, levels=[50], colors=[INK], linewidths=1.4, extent=extent)
    for group, mark in enumerate("os"):
        ax.plot(x[classes == group], y[classes == group], mark, color=PALETTE[group], ms=2.5)
    ax.set(xlim=panel.x_range, ylim=panel.y_range, xlabel=panel.x_label)


def _draw_plane(ax, panel, spec, at):
    """The paths over all of the time: a still picture has no other."""
    time = next(setting for setting in spec.settings if setting.kind == "time")
    ax.plot(*(number_at(spec.measures[name], at) for name in panel.contours), color=MUTED, lw=0.5)
    ax.plot(*(number_at(spec.measures[name], at) for name in panel.marks), "+", color=INK, ms=8)
    for path in panel.paths:
        x, y = (
            [number_at(spec.measures[name], at | {time.name: i}) for i in range(len(time.values))]
            for name in (path.x, path.y)
        )
        _draw_line(ax, _finite(x), y, path)
    ax.set(xlim=panel.x_range, ylim=panel.y_range, xlabel=panel.x_label)


def _draw_images(ax, panel, spec, at):
    """The last of the images, which the others become, as far as it has cells."""
    picture = panel.pictures[-1]
    values = np.reshape(number_at(spec.measures[picture.measure], at), (-1, picture.n_columns))
    there = np.isfinite(values)
    values = values[there.any(axis=1)][:, there.any(axis=0)]
    signed = picture.look == "signed"
    largest = np.nanmax(np.abs(_finite(values)), initial=0.0) if signed else 1.0
    colours = _SIGNS if signed else "Greys"
    ax.imshow(_finite(values), cmap=colours, vmin=-largest if signed else 0, vmax=largest or 1)
    ax.set(xticks=[], yticks=[])
    ax.grid(False)


def _draw_matrix(ax, panel, spec, at):
    """Shades of a table; its numbers are too small to be read here."""
    values = np.reshape(number_at(spec.measures[panel.measure], at), (len(panel.row_labels), -1))
    ax.imshow(_finite(values), cmap="Greys", vmin=0)
    ax.set_xticks(range(len(panel.column_labels)), panel.column_labels, rotation=90)
    ax.set_yticks(range(len(panel.row_labels)), panel.row_labels)
    ax.grid(False)


_SIGNS = LinearSegmentedColormap.from_list("signs", [PALETTE[1], "white", PALETTE[0]])
_DRAW = {
    "curves": _draw_curves,
    "fit": _draw_fit,
    "histogram": _draw_histogram,
    "boundary": _draw_boundary,
    "plane": _draw_plane,
    "images": _draw_images,
}
