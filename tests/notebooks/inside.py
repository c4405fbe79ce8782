"""What a test does inside a notebook's kernel, between the notebook's own cells."""

import json
import os

from course_utils.progress import read_progress

_left = []


def note(names):
    """Note how the names are bound behind one more cell."""
    _left.append(dict(names))


def go_back(number, names):
    """Bind the names as they were behind a cell."""
    names.update(_left[number])


def end_of_blank():
    """Print what the record holds for each question; from here on only a right answer passes."""
    print(json.dumps({id: answer.status for id, answer in read_progress().items()}))
    os.environ["COURSE_STRICT"] = "1"
