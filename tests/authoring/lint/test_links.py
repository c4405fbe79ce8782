"""Rule on links."""

import pytest

RULE = "local_links"


@pytest.mark.parametrize(
    ("link", "fragment"),
    [
        (
            "../exercises/02_layers.ipynb",
            "seen from notebooks/lessons/lesson_01_single_neuron.ipynb",
        ),
        ("01_single_neuron.py", "Expected a file at '01_single_neuron.py'"),
        ("#A-curve", "a heading for '#A-curve' in lesson_01_single_neuron.ipynb"),
        ("../00_start_here.ipynb#Nowhere", "a heading for '#Nowhere' in 00_start_here.ipynb"),
    ],
)
def test_fires(breaks, link, fragment):
    breaks("local_links", "lessons", "# The unit", f"# [see]({link})\n# The unit", fragment)


@pytest.mark.parametrize(
    "link",
    [
        "https://keras.io/api/#models",
        "../source/lessons/01_single_neuron.py",
        "../exercises/01_single_neuron.ipynb#Question-1.1:-Describe-one-row",
        "../solutions/solution_01_single_neuron.ipynb",
        "#A-line",
    ],
)
def test_silent(allows, link):
    allows(RULE, "lessons", "# The unit", f"# [see]({link})\n# The unit")


def test_a_link_in_code_marks_is_none(allows):
    allows(RULE, "lessons", "# The unit", "# `[see](nowhere.md)`\n# The unit")


def test_an_image_is_a_link_too(breaks):
    image = '<img src="lost.png" alt="A line that rises to the right">'
    breaks(RULE, "lessons", "# The unit", f"# {image}\n# The unit", "lost.png")


def test_a_notebook_without_source_is_not_there(course, messages):
    course.notebook("lessons").parent.mkdir(parents=True)
    course.notebook("lessons", "09_left_over").write_text("{}")
    course.edit("lessons", "# The unit", "# [see](lesson_09_left_over.ipynb)")
    assert len(messages(RULE)) == 1


def test_a_link_of_an_exercise_is_named_once(breaks):
    new = "# [see](lost.md)"
    breaks(RULE, "exercises", "# Write the unit.", new, "notebooks/exercises/01_single_neuron")
