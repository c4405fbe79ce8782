"""From the bytes of a notebook to its cells, or to a sentence that says what they are."""

import codecs
import json

from course_utils.errors import GradingError
from course_utils.grading.notebook_cell import NotebookCell
from course_utils.texts import storable

# A notebook of 64 MB may hold a few large pictures; millions of tiny lists would fill the memory.
MAX_PIECES = 5_000_000

_RUN_OR_READ = ("code", "markdown")
_AGAIN = "Save the notebook again, check that it opens, and hand it in again."
_CUT = "it breaks off in the middle"
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)


def parse_notebook(data: bytes) -> dict:
    """Read a notebook in format 4.

    Parameters
    ----------
    data : bytes
        Anything whatever.

    Returns
    -------
    dict
        With a list of cells in which every cell is a dict with a text as `cell_type` and
        a text or a list of texts as `source`. Nothing else is promised.

    Raises
    ------
    GradingError
        It is no such notebook; the message is a sentence for student and instructor.
    """
    notebook = _parse(_decode(data))
    if not isinstance(notebook, dict) or "nbformat" not in notebook:
        raise GradingError(f"Expected a notebook, found a JSON file of another kind. {_AGAIN}")
    if notebook["nbformat"] != 4:
        version = str(notebook["nbformat"])[:20] if isinstance(notebook["nbformat"], int) else "?"
        raise GradingError(
            f"Expected a notebook in format 4, found format {version}. Open it in JupyterLab, "
            "save it, and hand it in again."
        )
    cells = notebook.get("cells")
    if not isinstance(cells, list):
        raise GradingError(f"Expected a list of cells, found none. {_AGAIN}")
    for number, cell in enumerate(cells, start=1):
        if not _is_cell(cell):
            raise GradingError(f"Expected cell {number} to hold text, found none. {_AGAIN}")
    return notebook


def source_of(cell: dict) -> str:
    """Return the text of a cell."""
    return "".join(cell["source"])


def notebook_cells(notebook: dict) -> tuple[NotebookCell, ...]:
    """Return the code and the prose of a notebook, whatever else is in it.

    Parameters
    ----------
    notebook : dict
        From `parse_notebook`.
    """
    return tuple(_cell(cell) for cell in notebook["cells"] if cell["cell_type"] in _RUN_OR_READ)


def _cell(cell):
    # A text that is no Unicode, or has NUL in it, cannot be compiled, stored or shown.
    return NotebookCell(str(cell.get("id", ""))[:64], cell["cell_type"], storable(source_of(cell)))


def _decode(data):
    if not data.strip():
        raise GradingError(f"Expected a notebook, found an empty file. {_AGAIN}")
    wide = data.startswith(_WIDE)
    try:
        return data.decode("ascii" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            raise _broken(_CUT) from None
        raise GradingError(
            f"Expected a notebook, which is text in UTF-8, found other bytes. {_AGAIN}"
        ) from None


def _parse(text):
    if sum(map(text.count, "[{,")) > MAX_PIECES:
        raise GradingError(
            f"Expected a notebook, found a file of more than {MAX_PIECES:,} pieces. Clear its "
            "outputs, save it, and hand it in again."
        )
    try:
        return json.loads(text)
    except RecursionError:
        raise GradingError(
            f"Expected a notebook, found lists inside of lists without end. {_AGAIN}"
        ) from None
    except json.JSONDecodeError as error:
        cut = error.pos >= len(text.rstrip()) or "Unterminated" in error.msg
        raise _broken(_CUT if cut else f"an error in line {error.lineno}") from None
    except ValueError:  # a number of thousands of digits
        raise GradingError(
            f"Expected a notebook, found a number that is too long to be read. {_AGAIN}"
        ) from None


def _broken(how):
    return GradingError(f"Expected a notebook, found broken JSON: {how}. {_AGAIN}")


def _is_cell(cell):
    if not isinstance(cell, dict) or not isinstance(cell.get("cell_type"), str):
        return False
    source = cell.get("source")
    lines = source if isinstance(source, list) else [source]
    return all(isinstance(line, str) for line in lines)
