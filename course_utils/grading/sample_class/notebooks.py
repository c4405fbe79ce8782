"""A student's notebook: the course's own, with answers written into it and cells moved about."""

import json
import re

from course_utils.course_map import root

_HEADING = re.compile(r"## Question (\d+\.\d+):")


def blank_notebook(stem):
    """Read an exercise as it is handed out.

    Parameters
    ----------
    stem : str
        "01_single_neuron".

    Returns
    -------
    dict
    """
    path = root() / "notebooks" / "exercises" / f"{stem}.ipynb"
    return json.loads(path.read_bytes())


def fill(notebook, answers):
    """Write answers into the cells that wait for them.

    Parameters
    ----------
    notebook : dict
    answers : mapping of str to str
        Code by question; a question without one stays blank.
    """
    for question, code in answers.items():
        cells = _region(notebook, question)
        blank = next(cell for cell in cells if "# your answer" in _text(cell))
        blank["source"] = code.splitlines(keepends=True)


def drop_check(notebook, question):
    """Delete the cell that checks a question."""
    notebook["cells"].remove(_check(notebook, question))


def copy_check(notebook, question):
    """Check a question a second time at the end of the notebook, as an impatient student does."""
    notebook["cells"].append(_check(notebook, question) | {"id": "copied-check"})


def move_first(notebook, question):
    """Move a question, with all its cells, in front of the first one."""
    region = _region(notebook, question)
    rest = [cell for cell in notebook["cells"] if not any(cell is own for own in region)]
    place = next(n for n, cell in enumerate(rest) if _HEADING.match(_text(cell)))
    notebook["cells"] = rest[:place] + region + rest[place:]


def add_scratch(notebook, question):
    """Add a note and a cell of the student's own in front of a question's check."""
    place = notebook["cells"].index(_check(notebook, question))
    note = {"id": "my-note", "cell_type": "markdown", "metadata": {}}
    note["source"] = ["My notes: 392 cars, *6* columns. Does the order matter?"]
    look = {"id": "my-look", "cell_type": "code", "metadata": {}, "source": ["X.describe()"]}
    notebook["cells"][place:place] = [note, look | {"execution_count": None, "outputs": []}]


def to_bytes(notebook):
    """Return a notebook as Jupyter writes it."""
    text = json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True)
    return f"{text}\n".encode()


def _region(notebook, question):
    """The cells from a question's heading to the next one."""
    found, current = [], None
    for cell in notebook["cells"]:
        if _text(cell).startswith("## ") and cell["cell_type"] == "markdown":
            heading = _HEADING.match(_text(cell))
            current = heading and heading[1]
        if current == question:
            found.append(cell)
    return found


def _check(notebook, question):
    wanted = f'check("{question}"'
    return next(cell for cell in notebook["cells"] if _text(cell).startswith(wanted))


def _text(cell):
    return "".join(cell["source"])
