"""What a check says of an answer: a status, and every finding at once."""

from dataclasses import dataclass
from enum import StrEnum

from course_utils.exercises import rendering


class Status(StrEnum):
    """The four outcomes; there is no fifth, and none of them is an exception."""

    CORRECT = "correct"
    INCORRECT = "incorrect"
    NOT_ATTEMPTED = "not attempted"
    CANNOT_CHECK = "cannot check"


@dataclass(frozen=True)
class Finding:
    """One thing a check looked at. Texts may hold `code` between backticks.

    Attributes
    ----------
    ok : bool
    where : str
        "layer 3", "the input shape", "`w`".
    expected, found : str
        Completing "expected ..." and "found ...".
    next_step : str
        A sentence: what to try.
    mistake : str
        A short name for a known misconception, empty for none; classes are counted by it.
    weight : float
        Its share of the question's points, relative to the other findings.
    """

    ok: bool
    where: str
    expected: str
    found: str = ""
    next_step: str = ""
    mistake: str = ""
    weight: float = 1.0


@dataclass(frozen=True)
class Verdict:
    """The answer to `check("1.2", model)`; a notebook shows it as a card.

    Attributes
    ----------
    question : str
    status : Status
    findings : tuple of Finding
        The failed ones and the passed ones, in the order they were looked at.
    points : float
        What the question is worth.
    message : str
        A sentence for the learner besides the findings.
    """

    question: str
    status: Status
    findings: tuple[Finding, ...] = ()
    points: float = 1.0
    message: str = ""

    @property
    def correct(self) -> bool:
        """Whether everything was right."""
        return self.status is Status.CORRECT

    @property
    def credit(self) -> float:
        """The share of the points that is earned, from 0 to 1."""
        if self.status is not Status.INCORRECT:
            return float(self.correct)
        total = sum(finding.weight for finding in self.findings)
        earned = sum(finding.weight for finding in self.findings if finding.ok)
        return earned / total if total else 0.0

    @property
    def failed(self) -> tuple[Finding, ...]:
        """The findings that keep the answer from being correct."""
        return tuple(finding for finding in self.findings if not finding.ok)

    def __str__(self):
        return rendering.to_text(self)

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {
            "text/html": rendering.to_html(self),
            "text/markdown": rendering.to_markdown(self),
            "text/plain": rendering.to_text(self),
        }


def verdict_of(question, findings, points=1.0, message=""):
    """Sum findings up: correct when all of them are ok.

    Parameters
    ----------
    question : str
    findings : iterable of Finding
        At least one, or nothing was checked and the verdict says so.
    points : float
    message : str
        Shown with a correct answer.

    Returns
    -------
    Verdict
    """
    findings = tuple(findings)
    if not findings:
        return Verdict(question, Status.CANNOT_CHECK, (), points, "This question checks nothing.")
    if all(finding.ok for finding in findings):
        return Verdict(question, Status.CORRECT, findings, points, message)
    return Verdict(question, Status.INCORRECT, findings, points)
