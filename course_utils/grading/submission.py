"""What a student handed in: the cells of a notebook, and whose they are."""

from dataclasses import dataclass
from datetime import datetime

from course_utils.grading.notebook_cell import NotebookCell


@dataclass(frozen=True)
class Submission:
    """One notebook of one student, as it was read.

    Attributes
    ----------
    student : str
        The student's id: from the roster, or the name that the file goes by.
    origin : str
        Where the instructor finds it: "ada/01_single_neuron.ipynb", "class.zip: ada.ipynb".
    cells : tuple of NotebookCell
        Whatever the student wrote; none where the file cannot be read.
    exercise : str
        The stem of the exercise it answers: "01_single_neuron"; empty where nobody knows.
    handed_in : datetime or None
        In UTC; None where the collection does not say.
    problem : str
        Why it cannot be graded, in a sentence; empty where it can be tried.
    """

    student: str
    origin: str
    cells: tuple[NotebookCell, ...] = ()
    exercise: str = ""
    handed_in: datetime | None = None
    problem: str = ""
