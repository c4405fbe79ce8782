"""Rules on figures and images."""

import pytest

CELL = "weight = 2.0\n"
ALT = 'alt="A line that rises from left to right."'


@pytest.mark.parametrize(
    ("rule", "code", "fragment"),
    [
        ("figure_alt", "show_figure(ax)", "found alt=''"),
        ("figure_alt", 'show_figure(ax, alt="A line.")', "found alt='A line.'"),
        ("figure_alt", "show_figure(ax, alt=text)", "found alt=''"),
        ("figure_alt", 'show_figure(ax, alt=f"{name} {other}")', "found alt=''"),
        ("figure_shown", "plot_history(history)", "the figure of plot_history()"),
        ("figure_shown", "ax = plot_history(history)", "plot_history() to be shown"),
        ("figure_shown", f"a = plot_a(x)\nb = plot_b(x)\nshow_figure(a, {ALT})", "plot_b()"),
        ("figure_shown", "frame.plot()", "plot() to be shown"),
        ("figure_shown", "fig, ax = plt.subplots()", "subplots() to be shown"),
        ("figure_shown", "plt.show()", "the figure of show()"),
        ("figure_shown", "for x in xs:\n    plot_history(x)", "plot_history() to be shown"),
    ],
)
def test_fires_on_code(breaks, rule, code, fragment):
    breaks(rule, "lessons", CELL, f"{code}\n", fragment)


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("figure_alt", f"show_figure(ax, {ALT})"),
        ("figure_alt", 'show_figure(ax, alt=f"The loss falls from {a} to {b}.")'),
        ("figure_alt", 'show_figure(ax, alt="The loss falls "\n    "and falls.")'),
        ("figure_shown", f"show_figure(plot_history(history), {ALT})"),
        ("figure_shown", f"ax = plot_history(history)\nax.set_title('A')\nshow_figure(ax, {ALT})"),
        ("figure_shown", f"fig, ax = plt.subplots()\nax.plot(x)\nshow_figure(ax, {ALT})"),
        ("figure_shown", f"ax = plot_a(x)\nplot_b(x, ax=ax)\nshow_figure(ax, {ALT})"),
        ("figure_shown", "def plot_mine(x):\n    fig, ax = plt.subplots()\n    return ax"),
    ],
)
def test_silent_on_code(allows, rule, code):
    allows(rule, "lessons", CELL, f"{code}\n")


@pytest.mark.parametrize(
    "image", ["![](a.png)", "![a](a.png)", '<img src="a.png">', '<img src="a.png" alt="short">']
)
def test_fires_on_images(breaks, image):
    breaks("image_alt", "lessons", "# The unit", f"# {image}\n# The unit", "Say what it shows")


@pytest.mark.parametrize(
    "image",
    [
        "![A line that rises to the right](a.png)",
        '<img src="a.png" alt="A line that rises to the right">',
        "`![](a.png)` shows an image",
    ],
)
def test_silent_on_images(allows, image):
    allows("image_alt", "lessons", "# The unit", f"# {image}\n# The unit")
