"""The process in which submitted files are read: `python -m` this, with the files on its input.

Whoever reads a file must reckon with one that takes for ever, all memory, or the process itself:
a cell of megabytes, brackets without end, what no author of a parser has thought of. So nobody
else reads one, and this process is one that may die. It runs nothing of what it reads.
"""

import pickle
import sys
from typing import BinaryIO

from course_utils.errors import GradingError
from course_utils.grading.intake.notebook import notebook_cells, parse_notebook
from course_utils.grading.intake.notebook_reading import LENGTH, NotebookReading
from course_utils.grading.intake.recognise import recognise
from course_utils.grading.intake.shares import shares
from course_utils.grading.sandbox.seal.syscalls import die_with_parent


def read_here(data: bytes) -> NotebookReading:
    """Read a notebook in this process, with all that is later asked of its cells.

    Returns
    -------
    NotebookReading
        With a problem where it is none; whatever else may happen, happens.
    """
    try:
        notebook = parse_notebook(data)
    except GradingError as error:
        return NotebookReading(problem=str(error))
    recognition, cells = recognise(notebook), notebook_cells(notebook)
    for cell in cells:
        _ = cell.ask, cell.begins
    exercise, problem = recognition.exercise, recognition.problem
    return NotebookReading(exercise, problem, cells, {} if problem else shares(cells, exercise))


def main(files: BinaryIO, answers: BinaryIO, memory: int) -> None:
    """Read one file after the other, until there are no more.

    Parameters
    ----------
    memory : int
        How many bytes this process may take, where the system has such a limit.
    """
    _limit(memory)
    while length := files.read(LENGTH):
        reading = read_here(files.read(int.from_bytes(length)))
        content = pickle.dumps(reading)
        answers.write(len(content).to_bytes(LENGTH) + content)
        answers.flush()


def _limit(memory):
    """End with the grader, and take no more memory than this."""
    if sys.platform == "linux":
        die_with_parent()
    try:
        import resource  # not to be had on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer, int(sys.argv[1]))
