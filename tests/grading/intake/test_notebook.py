"""Anything may be called a notebook; what is none gets a sentence."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_utils.errors import GradingError
from course_utils.grading.intake import parse_notebook
from course_utils.grading.intake.notebook import MAX_PIECES, notebook_cells, source_of
from course_utils.grading.notebook_cell import NotebookCell
from tests.grading.intake.handed_in import published


def notebook(**fields):
    return json.dumps({"nbformat": 4, "cells": [], "metadata": {}} | fields).encode()


def test_a_notebook_is_read_with_and_without_a_byte_order_mark():
    cells = parse_notebook(published())["cells"]
    assert source_of(cells[0]).startswith("# Exercise 1")
    assert parse_notebook(b"\xef\xbb\xbf" + published())["cells"] == cells


def test_half_characters_are_replaced_and_raw_cells_and_outputs_left_out():
    cell = {"cell_type": "code", "source": ["x = ", "'\ud800'"], "id": "a"}
    raw = {"cell_type": "raw", "source": "<script>"}
    (read,) = notebook_cells({"cells": [raw, cell | {"outputs": ["much"]}]})
    assert read == NotebookCell("a", "code", "x = '\ufffd'")


CELL = {"cell_type": "code", "source": "x"}
REFUSED = {
    "empty": (b"", "empty file"),
    "blank": (b" \n\n", "empty file"),
    "cut": (published()[:5000], "breaks off"),
    "cut in a letter": ('{"a": "é'.encode()[:-1], "breaks off"),
    "broken": (b'{"nbformat": 4,\n "cells": [}', "an error in line 2"),
    "deep": (b"[" * 10**6, "without end"),
    "deep and closed": (b'{"a":' * 10**5 + b"1" + b"}" * 10**5, "without end"),
    "many pieces": (b"[" + b"[]," * (MAX_PIECES // 2 + 1) + b"1]", "5,000,000 pieces"),
    "a huge number": (b"9" * 10_000, "number that is too long"),
    "utf-16": (published().decode().encode("utf-16"), "UTF-8"),
    "latin-1": ('{"a": "Zoë"}'.encode("latin-1"), "UTF-8"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "UTF-8"),
    "html": (b"<!DOCTYPE html><p>Log in", "broken JSON"),
    "a list": (b"[]", "another kind"),
    "other json": (b'{"cells": []}', "another kind"),
    "format 3": (notebook(nbformat=3), "found format 3"),
    "a format of lists": (notebook(nbformat=[[4]]), "found format ?"),
    "no cells": (notebook(cells=None), "list of cells"),
    "cells of numbers": (notebook(cells=[1]), "cell 1"),
    "no type": (notebook(cells=[CELL, {"source": "x"}]), "cell 2"),
    "no source": (notebook(cells=[{"cell_type": "code"}]), "cell 1"),
    "source of numbers": (notebook(cells=[CELL | {"source": ["a", 1]}]), "cell 1"),
    "source of dicts": (notebook(cells=[CELL | {"source": {"a": "b"}}]), "cell 1"),
}


@pytest.mark.parametrize(("data", "fragment"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_notebook_is_told(data, fragment):
    with pytest.raises(GradingError, match="Expected") as caught:
        parse_notebook(data)
    assert fragment in str(caught.value)


@given(st.binary(max_size=200))
def test_any_bytes_end_in_a_sentence(data):
    with pytest.raises(GradingError, match="^Expected"):
        parse_notebook(data)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(
    st.fixed_dictionaries(
        {
            "nbformat": st.just(4) | JSON,
            "cells": JSON
            | st.lists(st.fixed_dictionaries({"cell_type": JSON, "source": JSON}), max_size=3),
        }
    )
)
def test_any_json_is_a_notebook_or_ends_in_a_sentence(value):
    try:
        cells = parse_notebook(json.dumps(value).encode())["cells"]
    except GradingError as error:
        assert str(error).startswith("Expected")
    else:
        assert all(isinstance(source_of(cell), str) for cell in cells)
