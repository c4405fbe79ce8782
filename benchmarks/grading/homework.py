"""The same homework for every grader: ten notebooks of exercise 1, and what each should get."""

import json
import math
import tempfile
from dataclasses import dataclass, replace

from course_utils.exercises.verdicts import Status
from course_utils.grading.sample_class import make_sample_class
from course_utils.grading.sample_class.notebooks import blank_notebook, to_bytes

STEM = "01_single_neuron"
_MIX = ("right", "wrong", "right", "half done", "wrong")


@dataclass(frozen=True)
class Homework:
    """One student's notebook of exercise 1.

    Attributes
    ----------
    student : str
    kind : str
        "right", "wrong" (at least one mistake) or "half done".
    notebook : dict
        As Jupyter writes it; its cells are those that were handed out, in that order.
    marks : mapping of str to float
        What each question should get, by the notebook's own checks.
    points : mapping of str to float
        The same without partial credit: all of a question's marks, or none.
    """

    student: str
    kind: str
    notebook: dict
    marks: dict[str, float]
    points: dict[str, float]

    def as_bytes(self):
        """The notebook as a file."""
        return to_bytes(self.notebook)

    def sources(self):
        """Return {id of a cell: its source}, for the cells of another edition."""
        return {cell["id"]: "".join(cell["source"]) for cell in self.notebook["cells"]}


def homework(number=10, until=None):
    """Choose notebooks from the sample class: right ones, wrong ones, half done ones.

    Ten of them; beyond that, they come again from students of other names.

    Those whose cells were moved, copied or deleted are left out: to grade them right is not
    what is compared here, and the others could not.

    Parameters
    ----------
    number : int
    until : str, optional
        The last question: the notebooks end behind it.

    Returns
    -------
    list of Homework
    """
    by_kind = {}
    for one in _class(until):
        by_kind.setdefault(one.kind, []).append(one)
    ten = [by_kind[kind].pop(0) for kind in 2 * _MIX]
    turns = range(math.ceil(number / len(ten)))
    again = [replace(one, student=f"{one.student}{turn or ''}") for turn in turns for one in ten]
    return again[:number]


def cut(notebook, until):
    """Return a notebook of exercise 1 in any edition, without what stands behind a question.

    Parameters
    ----------
    notebook : dict
    until : str or None
        The question; nothing is cut off without one.

    Returns
    -------
    dict
    """
    cells = notebook["cells"]
    asked = f'check("{until}"'
    ends = [n for n, cell in enumerate(cells) if until and asked in "".join(cell["source"])]
    return notebook | {"cells": cells[: ends[0] + 1 if ends else None]}


def _class(until):
    """All students of the sample class whose cells are those that were handed out."""
    ids = [cell["id"] for cell in blank_notebook(STEM)["cells"]]
    found = []
    with tempfile.TemporaryDirectory() as folder:
        made = make_sample_class(folder)
        for (student, exercise), expected in made.expected.items():
            if exercise != STEM or not (kind := _kind(expected)):
                continue
            path = made.submissions / student / f"{exercise}.ipynb"
            notebook = json.loads(path.read_bytes())
            if [cell["id"] for cell in notebook["cells"]] == ids:
                worth = _worth({q: e for q, e in expected.items() if until is None or q <= until})
                found.append(Homework(student, kind, cut(notebook, until), *worth))
    return found


def _kind(expected):
    statuses = {one.status for one in expected.values()}
    if Status.CANNOT_CHECK in statuses or not statuses - {Status.NOT_ATTEMPTED}:
        return None
    if Status.NOT_ATTEMPTED in statuses:
        return "half done"
    return "wrong" if Status.INCORRECT in statuses else "right"


def _worth(expected):
    marks = {question: one.marks for question, one in expected.items()}
    right = {q: m if expected[q].status is Status.CORRECT else 0.0 for q, m in marks.items()}
    return marks, right
