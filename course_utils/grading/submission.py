"""What a student handed in: the bytes of a notebook, and whose they are."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Submission:
    """One notebook of one student, as it came.

    Attributes
    ----------
    student : str
        The student's id: from the roster, or the name that the file goes by.
    origin : str
        Where the instructor finds it: "ada/01_single_neuron.ipynb", "class.zip: ada.ipynb".
    data : bytes
        The file's content; nobody has looked at it yet, and it may be anything.
    exercise : str
        The stem of the exercise it answers: "01_single_neuron"; empty where nobody knows.
    handed_in : datetime or None
        In UTC; None where the collection does not say.
    problem : str
        Why it cannot be graded, in a sentence; empty where it can be tried.
    """

    student: str
    origin: str
    data: bytes
    exercise: str = ""
    handed_in: datetime | None = None
    problem: str = ""
