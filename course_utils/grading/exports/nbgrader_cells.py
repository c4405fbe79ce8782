"""The cells of an exercise, with what nbgrader wants to know of each."""

import copy
import hashlib
import json
import re
from pathlib import Path

from course_utils.errors import AuthoringError
from course_utils.exercises.questions import find_question
from course_utils.places import root
from course_utils.source.cells import read_cells
from course_utils.source.hints import HELP
from course_utils.source.questions import find_ask, question_cells
from course_utils.source.solution_marks import blanked, find_blocks, solved

_BEGIN, _END = "### BEGIN SOLUTION", "### END SOLUTION"
_OWN_CHECK = "from course_utils.grading.exports.nbgrader_check import check"
# The release goes alone: a link to a lesson's notebook would lead nowhere.
_LINK = re.compile(r"\[([^\]]*)\]\(\.\.?/[^)]*\)")


def own_notebook(path: Path) -> dict:
    """Read the notebook that the course itself made from an exercise's source."""
    notebook = root() / "notebooks" / "exercises" / f"{path.stem}.ipynb"
    return json.loads(notebook.read_bytes())


def source_cells(path: Path) -> list[dict]:
    """Return the cells of an exercise for nbgrader's `source` folder, answers left in.

    Parameters
    ----------
    path : Path
        The exercise's source.

    Returns
    -------
    list of dict
        Cells of a notebook in format 4.5.

    Raises
    ------
    AuthoringError
        The source cannot be read, or the course's own notebook is older than it.
    """
    cells = [cell for cell in read_cells(path) if HELP not in cell.tags]
    ids = _ids(path, cells)
    questions = {cell.line: question.id for question, own in question_cells(cells) for cell in own}
    return [
        {"id": ids[cell.line], **_cell(number, cell, questions.get(cell.line, ""), path)}
        for number, cell in enumerate(cells, start=1)
    ]


def released(cell: dict) -> dict:
    """Return a cell as nbgrader releases it: without its answer, and sealed with a checksum."""
    cell = copy.deepcopy(cell)
    if not (about := cell["metadata"].get("nbgrader")):
        return cell
    cell["source"] = re.sub(f"{_BEGIN}.*?{_END}", "", cell["source"], flags=re.DOTALL)
    cell["metadata"]["deletable"] = False
    if about["locked"]:
        cell["metadata"]["editable"] = False
    about |= {"cell_type": cell["cell_type"], "checksum": checksum(cell)}
    return cell


def checksum(cell: dict) -> str:
    """Return the MD5 by which nbgrader sees that a cell was changed (`compute_checksum`)."""
    about = cell["metadata"]["nbgrader"]
    parts = [cell["source"], cell["cell_type"]]
    parts += [str(about["grade"]), str(about["solution"]), str(about["locked"])]
    parts += [about["grade_id"]]
    parts += [str(float(about["points"]))] if about["grade"] else []
    return hashlib.md5("".join(parts).encode(), usedforsecurity=False).hexdigest()


def _ids(path, cells):
    """Return {line: id}: the course's own ids, by which `course grade` knows the cells."""
    ids = {cell.line: f"solution-{cell.line}" for cell in cells}
    handed_out = [cell.line for cell in cells if "solution" not in cell.tags]
    own_ids = [cell["id"] for cell in own_notebook(path)["cells"]]
    if len(own_ids) != len(handed_out):
        raise AuthoringError(
            f"Expected {path.stem}.ipynb with the {len(handed_out)} cells of its source, found "
            f"{len(own_ids)}. Run `make notebooks`."
        )
    return ids | dict(zip(handed_out, own_ids, strict=True))


def _cell(number, cell, question, path):
    written = {
        "cell_type": cell.kind,
        "metadata": {},
        "source": _LINK.sub(r"\1", cell.source) if cell.kind == "markdown" else cell.source,
    }
    if cell.kind == "markdown":
        return written
    written |= {"execution_count": None, "outputs": []}
    source, about = _source(number, cell, question, path)
    return written | {"source": source, "metadata": {"nbgrader": about} if about else {}}


def _source(number, cell, question, path):
    """Return the source of a code cell and what nbgrader is told of it."""
    suffix = f"{question.replace('.', '-') or 'start'}-{number}"
    if "solution" in cell.tags or find_blocks(cell.source, path, cell.line):
        return _answer(cell, path), _about(f"answer-{suffix}", solution=True)
    if ask := find_ask(cell.kind, cell.source):
        points = find_question(ask.question).points
        about = _about(f"check-{ask.question.replace('.', '-')}", grade=True, locked=True)
        return f"{_OWN_CHECK}\n\n{cell.source}", about | {"points": points}
    if all(line.startswith("#") for line in cell.source.splitlines()):
        return cell.source, None  # hints, which the student may switch on
    return cell.source, _about(f"given-{suffix}", locked=True)


def _answer(cell, path):
    """Return the cell with its blank first and then, to be taken out, the same cell solved.

    nbgrader has one text for all blanks; this way each keeps its own, and the source runs.
    """
    solution = solved(cell.source, path, cell.line)
    blank = "" if "solution" in cell.tags else blanked(cell.source, path, cell.line)
    return f"{blank}\n{_BEGIN}\n{solution}\n{_END}"


def _about(grade_id, grade=False, solution=False, locked=False):
    return {
        "schema_version": 3,
        "grade_id": grade_id,
        "grade": grade,
        "solution": solution,
        "locked": locked,
        "task": False,
    }
