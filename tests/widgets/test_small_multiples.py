"""The still picture: three settings side by side."""

from dataclasses import replace

import numpy as np
import pytest

from course_utils.widgets.small_multiples import draw_small_multiples
from tests.widgets.descent import spec

AT = {"rate": 1, "noise": 0, "step": 30}


def test_rows_are_panels_and_columns_are_settings():
    figure = draw_small_multiples(spec(), AT)
    titles = [ax.get_title() for ax in figure.axes]
    assert titles == [
        "Learning rate: 0.01",
        "Learning rate: 0.5",
        "Learning rate: 30.0",
        "",
        "",
        "",
    ]


def test_lines_are_the_measures_and_break_where_they_diverge():
    figure = draw_small_multiples(spec(), AT)
    middle, last = figure.axes[1].lines[0], figure.axes[2].lines[0]
    np.testing.assert_allclose(middle.get_ydata(), spec().measures["loss"].values[2, 0])
    assert np.isnan(last.get_ydata()[-1])
    assert not np.isinf(last.get_ydata()).any()
    assert figure.axes[1].get_ylim() == (1e-3, 1e3)


@pytest.mark.parametrize("kept", [(0,), (1,), (5,), (5, 0)])
def test_any_panels_will_do(kept):
    some = replace(spec(), panels=tuple(spec().panels[i] for i in kept))
    assert len(draw_small_multiples(some, AT).axes) == 3 * len(kept)


def test_a_matrix_is_drawn_where_there_is_nothing_else():
    matrix = next(panel for panel in spec().panels if panel.kind == "matrix")
    ax = draw_small_multiples(replace(spec(), panels=(matrix,)), AT).axes[0]
    assert [tick.get_text() for tick in ax.get_yticklabels()] == list(matrix.row_labels)
    assert [tick.get_text() for tick in ax.get_xticklabels()] == list(matrix.column_labels)


def test_a_spec_with_the_time_alone_has_one_column():
    step = spec().settings[2]
    measures = {
        name: replace(m, axes=("step",), values=m.values[1, 0])
        for name, m in spec().measures.items()
        if m.axes == ("rate", "noise", "step")
    }
    lone = replace(
        spec(),
        settings=(step,),
        measures=measures,
        panels=(replace(spec().panels[0], floor=""),),
        readouts=(),
        sentence=(),
        code="pass",
    )
    assert len(draw_small_multiples(lone, {"step": 3}).axes) == 1


def test_another_setting_along_x_is_named_by_its_values():
    panel = replace(spec().panels[0], x="rate", floor="")
    ax = draw_small_multiples(replace(spec(), panels=(panel,)), AT).axes[0]
    assert [tick.get_text() for tick in ax.get_xticklabels()] == ["0.01", "0.5", "30.0"]
