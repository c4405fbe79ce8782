"""The light reader of sources: cells with their lines, and errors that name the line."""

import jupytext
import pytest

from course_utils.errors import AuthoringError, SetupError
from course_utils.source.cells import (
    Cell,
    Heading,
    headings,
    lesson_number,
    prose_lines,
    read_cells,
    source_files,
)
from course_utils.source.course_map import root

TEXT = """\
# %% [markdown]
# # Title
#
#     code
# ```
# # no heading
# ```
# ## Part

# %%
import keras

# %time is a comment here

# %% tags=["solution", "raises-exception"]
def f():
    return 1


# %%
"""


@pytest.fixture
def write(tmp_path):
    """Return a function that writes a source and returns its path."""

    def write(text):
        path = tmp_path / "01_a.py"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def as_jupytext(path):
    options = {"extension": ".py", "format_name": "percent", "comment_magics": False}
    cells = jupytext.reads(path.read_text(encoding="utf-8"), fmt=options).cells
    return [(c.cell_type, c.source, tuple(c.metadata.get("tags", ()))) for c in cells]


def test_cells_with_tags_and_lines(write):
    first, second, third, last = read_cells(write(TEXT))
    assert first.source.startswith("# Title\n\n    code\n```")
    assert second == Cell("code", "import keras\n\n# %time is a comment here", (), 11)
    assert third.tags == ("solution", "raises-exception")
    assert last == Cell("code", "", (), 21)


def test_header_of_jupytext_is_skipped(write):
    header = "# ---\n# jupyter:\n#   kernelspec: x\n# ---\n\n"
    assert read_cells(write(header + "# %%\nx = 1")) == [Cell("code", "x = 1", (), 7)]


def test_reads_what_jupytext_reads(write):
    path = write(TEXT)
    assert [(c.kind, c.source, c.tags) for c in read_cells(path)] == as_jupytext(path)


def test_reads_the_course_as_jupytext_does():
    paths = [*source_files(root(), "lessons"), *source_files(root(), "exercises")]
    assert paths
    for path in paths:
        assert [(c.kind, c.source, c.tags) for c in read_cells(path)] == as_jupytext(path)


def test_headings_leave_code_fences_out(write):
    cell = read_cells(write(TEXT))[0]
    assert headings(cell) == [Heading(1, "Title", 2), Heading(2, "Part", 8)]
    assert "# no heading" not in dict(prose_lines(cell)).values()


def test_a_comment_in_code_is_no_heading():
    assert headings(Cell("code", "# Title")) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x = 1\n# %%\n", r"01_a\.py:1: expected a cell to begin.*found 'x = 1'"),
        ("# %%\n# %% [raw]\n", r"01_a\.py:2: expected '# %%' or .*found '# %% \[raw\]'"),
        ("# %% [markdown]\n# a\nb\n", r"01_a\.py:3: a line of a markdown cell.*found 'b'"),
    ],
)
def test_errors_name_the_line(write, text, message):
    with pytest.raises(AuthoringError, match=message):
        read_cells(write(text))


def test_missing_sources_are_an_error(tmp_path):
    with pytest.raises(SetupError, match="found no such folder. Install the"):
        source_files(tmp_path, "lessons")


def test_badly_named_source_is_an_error(tmp_path):
    folder = tmp_path / "notebooks" / "source" / "lessons"
    folder.mkdir(parents=True)
    (folder / "Neuron.py").touch()
    with pytest.raises(AuthoringError, match="expected a name like 01_single_neuron.py"):
        source_files(tmp_path, "lessons")


def test_lesson_number():
    assert lesson_number("notebooks/source/lessons/12_convolution.py") == 12
