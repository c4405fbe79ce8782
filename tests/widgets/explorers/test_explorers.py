"""Explorers are found by their name."""

import pytest

from course_utils.widgets import explorers


def test_an_explorer_is_found_in_the_module_of_its_name():
    opened = explorers.explore_neuron(show="w", state="neuron w=4 b=100 epoch=40")
    assert opened.token() == "neuron w=4 b=100 epoch=40"
    assert opened.data["show"] == ["w"]
    assert explorers.explore_neuron is explorers.explore_neuron
    assert explorers.explore_neuron.__doc__.startswith("Lesson 1: one neuron")


@pytest.mark.parametrize("name", ["explore_nothing", "neurons", "explore_"])
def test_anything_else_is_an_ordinary_missing_name(name):
    with pytest.raises(AttributeError, match=f"has no '{name}'"):
        getattr(explorers, name)
