"""Solution marks: answers never reach the exercise edition, slips never pass."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_utils.errors import AuthoringError
from course_utils.source.solution_marks import blanked, find_blocks, solved

BLOCK = "before = 1\n# BEGIN SOLUTION: model = ...\nmodel = 2\n# END SOLUTION\nafter = 3"


def test_blank_is_the_text_after_the_colon():
    assert blanked(BLOCK, "a.py") == "before = 1\nmodel = ...  # your answer\nafter = 3"


def test_blank_without_a_text_is_an_ellipsis():
    assert blanked("# BEGIN SOLUTION\nx = 1\n# END SOLUTION", "a.py") == "...  # your answer"


def test_blank_is_indented_like_its_mark():
    text = "def f():\n    # BEGIN SOLUTION: return ...\n    return 1\n    # END SOLUTION"
    assert blanked(text, "a.py") == "def f():\n    return ...  # your answer"


def test_solved_takes_out_the_marks_alone():
    assert solved(BLOCK, "a.py") == "before = 1\nmodel = 2\nafter = 3"


def test_several_blocks():
    assert len(find_blocks(f"{BLOCK}\n{BLOCK}", "a.py")) == 2
    assert blanked(f"{BLOCK}\n{BLOCK}", "a.py").count("# your answer") == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x = 1\n# BEGIN SOLUTION\ny = 2", "a.py:11: # BEGIN SOLUTION without an # END SOLUTION"),
        ("x = 1\n# END SOLUTION", "a.py:11: # END SOLUTION without a # BEGIN SOLUTION"),
        (
            "# BEGIN SOLUTION\n# BEGIN SOLUTION\n# END SOLUTION\n# END SOLUTION",
            "a.py:11: # BEGIN SOLUTION inside the solution that began at line 10",
        ),
        ("# BEGIN SOLUTION\nx = 1\n# %%\n# END SOLUTION", "a.py:10: .* in the same cell"),
    ],
)
def test_unbalanced_marks(text, message):
    with pytest.raises(AuthoringError, match=message):
        blanked(text, "a.py", first_line=10)


@pytest.mark.parametrize(
    "line",
    [
        "# BEGIN SOLUTON",
        "# Begin solution",
        "#BEGIN SOLUTION",
        "## BEGIN SOLUTION",
        "# BEGIN_SOLUTION",
        "# BEGIN SOLUTION:",
        "# BEGIN SOLUTION model = ...",
        "# END SOLUTIONS",
        "# END SOLUTION: model",
        "    # end solution",
        "# SOLUTION",
        "# START SOLUTION",
        "x = 1  # BEGIN SOLUTION",
    ],
)
def test_misspelt_marks_are_errors(line):
    with pytest.raises(AuthoringError, match="a.py:1: .*looks like a solution mark but is none"):
        solved(line, "a.py")


@pytest.mark.parametrize(
    "line",
    ['# solution("1.2")', "# Begin with a small network", "# In the end so few rows are left"],
)
def test_ordinary_comments_are_no_marks(line):
    assert blanked(line, "a.py") == solved(line, "a.py") == line


CODE = st.integers(0, 999)


@given(st.lists(st.tuples(st.booleans(), st.lists(CODE, min_size=1, max_size=3)), max_size=6))
def test_blank_never_holds_an_answer(parts):
    lines = []
    for is_answer, numbers in parts:
        word = "answer" if is_answer else "given"
        code = [f"{word}_{n} = {n}" for n in numbers]
        lines += ["# BEGIN SOLUTION", *code, "# END SOLUTION"] if is_answer else code
    text = "\n".join(lines)
    code = [line for line in lines if not line.startswith("#")]
    given_code = [line for line in code if line.startswith("given")]

    blank = blanked(text, "a.py").split("\n")
    assert [line for line in blank if line.startswith("given")] == given_code
    assert not [line for line in blank if line.startswith("answer") or "SOLUTION" in line]
    assert [line for line in solved(text, "a.py").split("\n") if line] == code
