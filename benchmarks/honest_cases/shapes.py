"""Notebooks of another shape: cells moved, joined, without ids or headings."""

from benchmarks.honest_cases.case import HonestCase
from benchmarks.honest_cases.changes import (
    all_of,
    cases,
    each_cell,
    one_cell,
    only_code,
    question_first,
    top,
)

CASES = (
    HonestCase("another order of questions", question_first("1.4")),
    HonestCase("no ids", each_cell(lambda cell, _: cell.pop("id", None))),
    HonestCase("all ids the same", each_cell(lambda cell, _: cell.update(id="same"))),
    HonestCase("no headings", only_code),
    HonestCase(
        "no ids and no headings", all_of(only_code, each_cell(lambda cell, _: cell.pop("id", None)))
    ),
    HonestCase("everything in one cell", one_cell),
    HonestCase(
        "Windows line ends",
        each_cell(lambda cell, text: cell.update(source=text.replace("\n", "\r\n"))),
    ),
    HonestCase(
        "metadata of Colab",
        each_cell(lambda cell, _: cell["metadata"].update(colab={"base_uri": "x"})),
    ),
    *cases(
        top,
        """
### empty and commented cells
# %%

# %%
# only a comment
### names of built-ins
list = len = str = sum = type = eval = 3
### %reset
a = 1
# %%
%reset -f
### %%html, %%javascript
%%html
<b>x</b>
# %%
%%javascript
alert(1)
""",
    ),
)
