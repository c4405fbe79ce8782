"""Rules on the text."""

import pytest


@pytest.mark.parametrize(
    ("text", "fragment"),
    [
        (":::{note}", "':::' directive"),
        ("```{note}\n# hi\n# ```", "'```{' directive"),
        ("> [!NOTE]", "GitHub alert"),
        ("see {ref}`there`", "MyST role"),
        ("so it is[^1]", "footnote"),
        (r"\begin{align}", r"\begin outside of math"),
        (r"\(x\)", "write $math$"),
        ("<style>p {}</style>", "HTML that notebooks remove"),
    ],
)
def test_fires(breaks, text, fragment):
    breaks("common_mark", "lessons", "# The unit", f"# {text}\n# The unit", fragment)


@pytest.mark.parametrize(
    "text",
    [
        "$$\n# \\begin{aligned} x \\end{aligned}\n# $$",
        r"inline $\begin{pmatrix} 1 \end{pmatrix}$ math",
        "`:::` and `\\begin{align}` in code marks",
        "```\n# :::\n# ```",
        "<details><summary>Answer</summary>Yes.</details>",
        "> a quote, [a link](https://example.org) and ![an image](a.png)",
    ],
)
def test_silent(allows, text):
    allows("common_mark", "lessons", "# The unit", f"# {text}\n# The unit")


def test_an_empty_cell_is_no_error(allows):
    allows("common_mark", "lessons", "# %%\nweight", "# %% [markdown]\n#\n\n# %%\nweight")
