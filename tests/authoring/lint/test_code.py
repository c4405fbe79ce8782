"""Rules on code cells."""

import pytest

from course_utils.authoring import lint_course

CELL = "weight = 2.0\n"
LONG = "\n".join(f"x_{n} = {n}" for n in range(25))


@pytest.mark.parametrize(
    ("rule", "code", "fragment"),
    [
        ("python", "weight = (", "found '(' was never closed"),
        ("magics", "%matplotlib inline", "found a magic: '%matplotlib inline'"),
        ("magics", "%%time", "found a magic: '%%time'"),
        ("magics", "# %load_ext tensorboard", "found a magic"),
        ("magics", "!ls", "found a magic: '!ls'"),
        ("magics", 'get_ipython().run_line_magic("time", "")', "found a magic"),
        ("cell_length", LONG + "\nx = 1", "found 27"),
        ("hanging_widgets", "from ipywidgets import interact", "no interact"),
        ("hanging_widgets", "import ipywidgets\nipywidgets.Output()", "no Output"),
        ("hanging_widgets", "interactive(unit, x=3)", "no interactive"),
        ("marks", "# BEGIN SOLUTION\nx = 1\n# END SOLUTION", "in exercises only"),
    ],
)
def test_fires(breaks, rule, code, fragment):
    breaks(rule, "lessons", CELL, f"{code}\n", fragment)


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("python", "# nothing but a comment"),
        ("magics", "x = 7 % 4\ny = '100 %'\n# 5 % of the rows\n# ! careful"),
        ("cell_length", LONG.rpartition("\n")[0]),
        ("hanging_widgets", "model.output\nprint('Output')"),
    ],
)
def test_silent(allows, rule, code):
    allows(rule, "lessons", CELL, f"{code}\n")


def test_a_blank_that_is_no_python(breaks):
    breaks("python", "exercises", "N: input_shape = ...", "N: input_shape =", "invalid syntax")


def test_an_answer_counts_among_the_lines(breaks):
    breaks("cell_length", "exercises", "secret_columns = 3", LONG, "found 26")


def test_unbalanced_marks(breaks):
    breaks("marks", "exercises", "# END SOLUTION\n\n# %%\ncheck", "\n# %%\ncheck", "without an # E")


def test_a_wrong_mark_is_named_with_its_line(course):
    course.edit("exercises", "    # END SOLUTION", "    # END SOLUTON")
    line = course.source("exercises").read_text().split("\n").index("    # END SOLUTON") + 1
    found = [problem for problem in lint_course(course.root) if problem.rule == "marks"]
    assert [problem.line for problem in found] == [line]
    assert found[0].message.startswith("'# END SOLUTON' looks like a solution mark")


def test_unknown_tag(breaks):
    breaks("tags", "exercises", 'tags=["solution"]', 'tags=["solved"]', "found 'solved'")


def test_known_tag(allows):
    allows("tags", "lessons", f"# %%\n{CELL}", f'# %% tags=["raises-exception"]\n{CELL}')
