"""A student's notebook: the course's own, with answers written into it and cells moved about."""

import json
from collections.abc import Mapping

from course_utils.places import root
from course_utils.source.questions import find_ask, question_of


def blank_notebook(stem: str) -> dict:
    """Read an exercise as it is handed out.

    Parameters
    ----------
    stem : str
        "01_single_neuron".
    """
    path = root() / "notebooks" / "exercises" / f"{stem}.ipynb"
    return json.loads(path.read_bytes())


def write_answers(notebook: dict, answers: Mapping[str, str]) -> None:
    """Write answers into the cells that wait for them, of several the last: it runs above `check`.

    Parameters
    ----------
    answers : mapping of str to str
        Code by question; a question without one stays blank.
    """
    for question, code in answers.items():
        cells = _region(notebook, question)
        *_, blank = (cell for cell in cells if "# your answer" in _text(cell))
        blank["source"] = code.splitlines(keepends=True)


def drop_check(notebook: dict, question: str) -> None:
    """Delete the cell that checks a question."""
    notebook["cells"].remove(_check(notebook, question))


def copy_check(notebook: dict, question: str) -> None:
    """Check a question a second time at the end of the notebook, as an impatient student does."""
    notebook["cells"].append(_check(notebook, question) | {"id": "copied-check"})


def move_first(notebook: dict, question: str) -> None:
    """Move a question, with all its cells, in front of the first one."""
    region = _region(notebook, question)
    rest = [cell for cell in notebook["cells"] if not any(cell is own for own in region)]
    place = next(n for n, cell in enumerate(rest) if question_of(cell["cell_type"], _text(cell)))
    notebook["cells"] = rest[:place] + region + rest[place:]


def add_scratch(notebook: dict, question: str) -> None:
    """Add a note and a cell of the student's own in front of a question's check."""
    place = notebook["cells"].index(_check(notebook, question))
    note = {"id": "my-note", "cell_type": "markdown", "metadata": {}}
    note["source"] = ["My notes: 392 cars, *6* columns. Does the order matter?"]
    look = {"id": "my-look", "cell_type": "code", "metadata": {}, "source": ["X.describe()"]}
    notebook["cells"][place:place] = [note, look | {"execution_count": None, "outputs": []}]


def to_bytes(notebook: dict) -> bytes:
    """Return a notebook as Jupyter writes it."""
    text = json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True)
    return f"{text}\n".encode()


def _region(notebook, question):
    """The cells from a question's heading to the next one."""
    region, current = [], ""
    for cell in notebook["cells"]:
        current = question_of(cell["cell_type"], _text(cell), current)
        if current == question:
            region.append(cell)
    return region


def _check(notebook, question):
    asks = {n: find_ask(cell["cell_type"], _text(cell)) for n, cell in enumerate(notebook["cells"])}
    place = next(n for n, ask in asks.items() if ask and ask.question == question)
    return notebook["cells"][place]


def _text(cell):
    return "".join(cell["source"])
