"""What came of grading one submission: a verdict for each question, and how the run went."""

import re
from dataclasses import dataclass
from datetime import datetime

from course_utils.exercises.verdicts import Verdict

COMPLETE = "complete"
STOPPED = "stopped"
UNREADABLE = "unreadable"
FAILED = "failed"


def question_sort_key(question: str) -> tuple[list[int], str]:
    """Return a key that sorts question ids as they are asked: "1.2" before "1.10"."""
    return [int(digits) for digits in re.findall(r"\d{1,9}", question)], question


@dataclass(frozen=True)
class QuestionResult:
    """One question of one submission.

    Attributes
    ----------
    verdict : Verdict
        With its id, status, findings and points; the same as the notebook shows.
    title : str
        The question's heading, without its number.
    code : str
        The learner's own cells for it, joined by empty lines. Any text whatever.
    output : str
        What those cells printed, errors included, cut where it is long. Any text whatever.
    seconds : float
        What its cells took.
    """

    verdict: Verdict
    title: str
    code: str = ""
    output: str = ""
    seconds: float = 0.0

    @property
    def marks(self) -> float:
        """What is earned, from 0 to `verdict.points`."""
        return self.verdict.credit * self.verdict.points


@dataclass(frozen=True)
class Result:
    """One graded submission.

    Attributes
    ----------
    student, exercise, origin : str
        As in `Submission`.
    key : str
        What the marks depend on (answers, course version, environment), as 64 hexadecimal
        digits. A submission with the same key need not be run again.
    questions : tuple of QuestionResult
        Every question of the exercise, in order; empty where the notebook was unreadable.
    ended : str
        "complete": every cell was reached. "stopped": a deadline, a limit or a dead process
        ended it; what was answered before counts. "unreadable": no notebook of the course.
        "failed": the grader itself could not run it, and is to try again.
    note : str
        Sentences for student and instructor: why it did not end complete, which cells outside
        the questions or of the course's own failed, which programs were not started, and what is
        odd and cost no mark. Else empty.
    seconds, cpu_seconds : float
        From start to verdict, and the processor's time of the child.
    memory_mb : float
        The child's largest unshared memory, in MB.
    mode : str
        "warm": forked from a process with everything imported; "cold": a process of its own.
    why_cold : str
        Why it is "cold" although that was not asked for, else empty. It is about the machine of
        the run in which it was graded.
    unsealed : tuple of str
        Protections that this machine could not apply, a few words each.
    handed_in, graded_at : datetime or None
        In UTC.
    """

    student: str
    exercise: str
    origin: str
    key: str
    questions: tuple[QuestionResult, ...] = ()
    ended: str = COMPLETE
    note: str = ""
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    memory_mb: float = 0.0
    mode: str = "warm"
    why_cold: str = ""
    unsealed: tuple[str, ...] = ()
    handed_in: datetime | None = None
    graded_at: datetime | None = None

    @property
    def marks(self) -> float:
        """What is earned in all."""
        return sum(question.marks for question in self.questions)

    @property
    def points(self) -> float:
        """What could be earned."""
        return sum(question.verdict.points for question in self.questions)
