"""What is said to one student: everything harmless and in words, in no format yet."""

from collections import Counter
from dataclasses import dataclass

from course_utils.exercises import rendering
from course_utils.exercises.verdicts import Status, Verdict
from course_utils.grading.moments import in_words
from course_utils.grading.pages.excerpts import MOST_IN_A_LINE, Excerpt, excerpt, tidy
from course_utils.grading.pages.words import duration, exercise_title, out_of
from course_utils.grading.result import COMPLETE, STOPPED, Result
from course_utils.texts import number, one_line

MOST_CODE = 20_000
MOST_OUTPUT = 6_000, 2_000  # of the beginning, and of the end, where an error is
MOST_COMMENT = 5_000

_ENDED = {
    COMPLETE: "Every cell of the notebook was run.",
    STOPPED: "The run was stopped before its end. What was answered before counts.",
}
_UNREADABLE = "The notebook could not be graded."


@dataclass(frozen=True)
class QuestionFeedback:
    """One question. `verdict` is tidy; `code` and `output` are cut where they are long."""

    verdict: Verdict
    title: str
    marks: str
    code: Excerpt
    output: Excerpt

    @property
    def look(self) -> tuple[str, str]:
        """The status as a sign and in words."""
        return rendering.sign_and_words(self.verdict.status)

    @property
    def kind(self) -> str:
        """The status as the name of a style: "not-attempted"."""
        return self.verdict.status.replace(" ", "-")

    @property
    def already_right(self) -> str:
        """What is right beside something that is not."""
        return rendering.already_right(self.verdict)

    @property
    def notes(self) -> list[str]:
        """Sentences besides the findings."""
        return rendering.notes(self.verdict)

    @property
    def findings(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """What is not right: where, and what is said about it by label."""
        return [
            (finding.where[:1].upper() + finding.where[1:], rendering.texts(finding))
            for finding in self.verdict.failed
        ]


@dataclass(frozen=True)
class Feedback:
    """One submission.

    Attributes
    ----------
    title, student : str
    facts : list of tuple of str
        Label and text: when it was handed in, ...
    mark : str
        "7.5 of 11 points".
    share : float
        The same from 0 to 1.
    why : str
        A sentence where not the marks of the checks count; else empty.
    ended, note : str
        How the run went, in sentences.
    complete : bool
    tally : list of tuple
        Sign, words and number of questions, for each status there is.
    comment : Excerpt
    questions : list of QuestionFeedback
    """

    title: str
    student: str
    facts: list[tuple[str, str]]
    mark: str
    share: float
    why: str
    ended: str
    note: str
    complete: bool
    tally: list[tuple[str, str, int]]
    comment: Excerpt
    questions: list[QuestionFeedback]


def feedback(result: Result, mark: float | None = None, comment: str = "") -> Feedback:
    """Gather what is said to the student of a result.

    Parameters
    ----------
    mark : float, optional
        The mark that counts, where it is not the one of the checks.
    comment : str
        The instructor's.
    """
    counting = result.marks if mark is None else mark
    share = counting / result.points if result.points else 0.0
    return Feedback(
        title=exercise_title(result.exercise),
        student=one_line(result.student, 120),
        facts=_facts(result),
        mark=out_of(counting, result.points) if result.points or counting else "No marks",
        share=min(max(share, 0.0), 1.0),
        why=_why(result, counting),
        ended=_ENDED.get(result.ended, _UNREADABLE),
        note=one_line(result.note, MOST_IN_A_LINE),
        complete=result.ended == COMPLETE,
        tally=_tally(result),
        comment=excerpt(comment, MOST_COMMENT),
        questions=list(map(_question, result.questions)),
    )


def _facts(result):
    facts = [
        ("Handed in", in_words(result.handed_in)),
        ("Graded", in_words(result.graded_at)),
        ("File", one_line(result.origin, 160)),
        ("Run", duration(result.seconds) if result.questions else ""),
    ]
    return [(label, text) for label, text in facts if text]


def _why(result, counting):
    if number(counting) == number(result.marks):
        return ""
    return (
        f"The checks gave {number(result.marks)}. After the rules of the course and your "
        f"instructor's decisions, the mark is {number(counting)}."
    )


def _tally(result):
    counts = Counter(question.verdict.status for question in result.questions)
    shown = [status for status in Status if counts[status]]
    return [(*rendering.sign_and_words(status), counts[status]) for status in shown]


def _question(question):
    return QuestionFeedback(
        verdict=tidy(question.verdict),
        title=one_line(question.title, 160),
        marks=out_of(question.marks, question.verdict.points),
        code=excerpt(question.code, MOST_CODE),
        output=excerpt(question.output, *MOST_OUTPUT),
    )
