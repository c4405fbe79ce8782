"""The cells of an exercise, with what nbgrader wants to know of each."""

import copy
import hashlib
import json
import re

from course_utils.course_map import question_cells, root
from course_utils.errors import AuthoringError
from course_utils.exercises.questions import find_question
from course_utils.marks import blanked, find_blocks, solved
from course_utils.sources import read_cells

_CHECK = re.compile(r'check\("(\d+\.\d+)"')
_BEGIN, _END = "### BEGIN SOLUTION", "### END SOLUTION"
_OWN_CHECK = "from course_utils.grading.exports.nbgrader_check import check"
# The release stands alone: a link to a lesson's notebook would lead nowhere.
_LINK = re.compile(r"\[([^\]]*)\]\(\.\.?/[^)]*\)")


def source_cells(path):
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
    cells = read_cells(path)
    ids = _ids(path, cells)
    questions = {cell.line: question.id for question, own in question_cells(cells) for cell in own}
    return [
        {"id": ids[cell.line], **_cell(number, cell, questions.get(cell.line, ""), path)}
        for number, cell in enumerate(cells, start=1)
    ]


def released(cell):
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


def checksum(cell):
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
    notebook = root() / "notebooks" / "exercises" / f"{path.stem}.ipynb"
    found = [cell["id"] for cell in json.loads(notebook.read_bytes())["cells"]]
    if len(found) != len(handed_out):
        raise AuthoringError(
            f"Expected {notebook.name} with the {len(handed_out)} cells of its source, found "
            f"{len(found)}. Run `make notebooks`."
        )
    return ids | dict(zip(handed_out, found, strict=True))


def _cell(number, cell, question, path):
    found = {
        "cell_type": cell.kind,
        "metadata": {},
        "source": _LINK.sub(r"\1", cell.source) if cell.kind == "markdown" else cell.source,
    }
    if cell.kind == "markdown":
        return found
    found |= {"execution_count": None, "outputs": []}
    source, about = _source(number, cell, question, path)
    return found | {"source": source, "metadata": {"nbgrader": about} if about else {}}


def _source(number, cell, question, path):
    """Return the source of a code cell and what nbgrader is told of it."""
    suffix = f"{question.replace('.', '-') or 'start'}-{number}"
    if "solution" in cell.tags or find_blocks(cell.source, path, cell.line):
        return _answer(cell, path), _about(f"answer-{suffix}", solution=True)
    if match := _CHECK.match(cell.source):
        points = find_question(match[1]).points
        about = _about(f"check-{match[1].replace('.', '-')}", grade=True, locked=True)
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
