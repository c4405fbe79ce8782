"""The reference: every name that a notebook may import, described by its docstring."""

import course_utils

# In the order of the page: a heading, and how the names below it begin.
_GROUPS = (
    ("Answers and questions", ("check", "hint", "solution", "guess", "recall", "practice")),
    ("Looking up", ("glossary", "show_progress")),
    ("Data", ("load_", "fetch_", "list_", "make_", "seal_")),
    ("Figures", ("show_figure", "plot_")),
    ("Training", ("train_", "LiveTraining", "diagnose")),
    ("Explorers", ("explore_", "draw_")),
)
_TOP = """# What a notebook may import

Everything here comes from `course_utils` itself: `from course_utils import load_dataset`.
"""


def reference_text() -> str:
    """Return the page as MyST Markdown; Sphinx fills in the docstrings.

    Raises
    ------
    KeyError
        A name belongs to no group of this page.
    """
    left = list(course_utils.__all__)
    lines = [_TOP]
    for heading, beginnings in _GROUPS:
        names = [name for name in left if name.startswith(beginnings)]
        left = [name for name in left if name not in names]
        lines += [f"## {heading}", "", *map(_described, names)]
    if left:
        raise KeyError(f"Expected a group of the reference for each name, found none for {left}.")
    return "\n".join(lines)


def _described(name):
    kind = "autoclass" if name[0].isupper() else "autofunction"
    members = "   :members:\n" if name[0].isupper() else ""
    return f"```{{eval-rst}}\n.. {kind}:: course_utils.{name}\n{members}```\n"
