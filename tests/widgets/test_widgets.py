"""Explorers are found by their name."""

import pytest

from course_utils import widgets
from course_utils.widgets import neuron


def test_an_explorer_is_found_in_the_module_of_its_name():
    assert widgets.explore_neuron is neuron.explore_neuron


@pytest.mark.parametrize("name", ["explore_nothing", "neurons", "explore_"])
def test_anything_else_is_an_ordinary_missing_name(name):
    with pytest.raises(AttributeError, match=f"has no '{name}'"):
        getattr(widgets, name)
