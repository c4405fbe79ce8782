"""The exercises as a course of nbgrader: its source and its release notebooks.

nbgrader documentation, "Creating and grading assignments" and "Cell metadata" (schema
version 3). A question's check cell ends in the marks, which nbgrader reads as partial
credit. nbgrader runs its tests inside the student's own kernel, so what it grades is as
honest as the student; `course grade` does not have this weakness.
"""

import json
from collections.abc import Collection
from pathlib import Path

from course_utils.errors import AuthoringError, CourseError
from course_utils.grading.exports.nbgrader_cells import own_notebook, released, source_cells
from course_utils.places import root
from course_utils.source.cells import lesson_number, source_files
from course_utils.storage import write_whole

CONFIG = '''"""nbgrader's configuration for this course."""

c = get_config()  # noqa: F821 - nbgrader provides it

c.CourseDirectory.course_id = "deep_learning"

# The blank is above each answer already: put nothing in the answer's place.
c.ClearSolutions.code_stub = {"python": ""}

# Seconds a cell may take; some train a network.
c.Execute.timeout = 300
'''


def make_nbgrader_course(folder: str | Path, lessons: Collection[int] | None = None) -> list[str]:
    """Write an nbgrader course: nbgrader_config.py, source/ and release/.

    `nbgrader generate_assignment 01_single_neuron` makes the same release notebook again and
    enters the exercise in nbgrader's own database, which `nbgrader autograde` needs.

    Parameters
    ----------
    folder : str or Path
        The exercises in it are written again; nothing else is touched.
    lessons : collection of int, optional
        The numbers of the lessons whose exercises to write; by default all.

    Returns
    -------
    list of str
        The names of the assignments.

    Raises
    ------
    CourseError
        The folder has an nbgrader configuration of its own, or a lesson has no exercise.
    """
    folder = Path(folder)
    paths = _exercises(lessons)
    config = folder / "nbgrader_config.py"
    if config.exists() and config.read_text(encoding="utf-8") != CONFIG:
        raise CourseError(
            f"Expected a folder without an nbgrader_config.py, found another course's: {config}. "
            "Choose a new folder, and copy the exercises from there."
        )
    write_whole(config, CONFIG.encode())
    for path in paths:
        cells = source_cells(path)
        for edition, kept in (("source", cells), ("release", [released(cell) for cell in cells])):
            target = folder / edition / path.stem / f"{path.stem}.ipynb"
            write_whole(target, _notebook(path, kept))
    return [path.stem for path in paths]


def _exercises(lessons):
    paths = source_files(root(), "exercises")
    by_lesson = {lesson_number(path): path for path in paths}
    wanted = sorted(by_lesson) if lessons is None else sorted(set(lessons))
    if missing := [number for number in wanted if number not in by_lesson]:
        raise AuthoringError(
            f"Expected lessons with an exercise ({', '.join(map(str, by_lesson))}), found "
            f"{', '.join(map(str, missing))}."
        )
    return [by_lesson[number] for number in wanted]


def _notebook(path, cells):
    """Return the bytes of the course's own notebook with these cells, laid out as nbformat does."""
    cells = [cell | {"source": cell["source"].splitlines(keepends=True)} for cell in cells]
    notebook = own_notebook(path) | {"cells": cells}
    text = json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True)
    return f"{text}\n".encode()
