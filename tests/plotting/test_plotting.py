"""The package as a whole: its contents page, its examples, how it is loaded."""

import doctest
import subprocess
import sys
from importlib import import_module

import pytest

import course_utils
from course_utils import plotting

MODULES = [
    "activation",
    "curves",
    "descent",
    "describe",
    "figure",
    "fitted",
    "history",
    "losses",
    "network",
    "network_layout",
    "predictions",
    "relu_sum",
    "steps",
]


def test_the_course_exports_what_the_contents_page_lists():
    exported = [n for n in course_utils.__all__ if n.startswith("plot_")] + ["show_figure"]
    assert set(exported) <= set(plotting.__all__)
    for name in exported:
        assert getattr(course_utils, name) is getattr(plotting, name)


@pytest.mark.parametrize("module", MODULES)
def test_the_examples_in_the_docstrings_hold(module):
    result = doctest.testmod(import_module(f"course_utils.plotting.{module}"))
    assert result.attempted > 0
    assert result.failed == 0


def test_loading_it_loads_neither_pyplot_nor_tensorflow():
    code = "import sys, course_utils.plotting as p; p.plot_network([3, 1]); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert "course_utils.plotting.network" in loaded.stdout.split()
    assert not {"matplotlib.pyplot", "tensorflow", "keras"} & set(loaded.stdout.split())
