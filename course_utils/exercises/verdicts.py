"""What a check says of an answer: a status, and every finding at once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
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
    where
        "layer 3", "the input shape", "`w`".
    expected, found
        Completing "expected ..." and "found ...".
    next_step
        A sentence: what to try.
    mistake
        A short name for a known misconception, empty for none; classes are counted by it.
    weight
        Its share of the question's points, relative to the other findings. Below 0 it earns
        nothing where it holds, and is missed where it fails (see `CONDITION`).
    slip
        Beside the point of the question: where nothing else fails, it costs its weight alone
        and not half of the question.
    """

    ok: bool
    where: str
    expected: str
    found: str = ""
    next_step: str = ""
    mistake: str = ""
    weight: float = 1.0
    slip: bool = False


# The weight of what an answer needs but is not the answer: that a function leaves its inputs
# alone, that a table is the one of this section.
CONDITION = -0.5


@dataclass(frozen=True)
class Need:
    """Findings that must all hold before a check can look at the rest."""

    findings: tuple[Finding, ...]

    @property
    def met(self) -> bool:
        """Whether the check goes on."""
        return all(finding.ok for finding in self.findings)


def need(*findings: Finding) -> Need:
    """Say what must hold before the rest can be looked at: `yield need(finding)`.

    Where one of them fails, all of them are reported and the check ends. What it would have
    looked at next earns nothing, because the question knows its own weight.

    Parameters
    ----------
    *findings
        Those that are to be reported together.
    """
    return Need(findings)


# What a check gives: one thing after another that it looked at.
Looks = Iterable[Finding | Need]


@dataclass(frozen=True)
class Verdict:
    """The answer to `check("1.2", model)`; a notebook shows it as a card.

    Attributes
    ----------
    findings
        The failed ones and the passed ones, in the order they were looked at.
    points
        What the question is worth.
    message
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
        earned = sum(max(finding.weight, 0) for finding in self.findings if finding.ok)
        missed = sum(abs(finding.weight) for finding in self.failed)
        return earned / (earned + missed) if earned else 0.0

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


def verdict_of(
    question: str,
    looks: Looks,
    points: float = 1.0,
    weight: float = 0.0,
) -> Verdict:
    """Sum up what a check looked at: correct when all of it is ok.

    Parameters
    ----------
    looks
        Read up to the first need that is not met. At least one finding, or nothing was checked
        and the verdict says so.
    weight
        What the findings of a right answer weigh together.

    Returns
    -------
    Verdict
        Where a check ends before it has looked at so much as `weight`, the last finding that
        failed weighs as much as all that is lacking. A wrong answer earns at most half, so that
        finding weighs no less than all that is right, unless only slips failed.
    """
    findings = tuple(_looked_at(looks))
    if not findings:
        return Verdict(question, Status.CANNOT_CHECK, (), points, "This question checks nothing.")
    if all(finding.ok for finding in findings):
        return Verdict(question, Status.CORRECT, findings, points)
    return Verdict(question, Status.INCORRECT, _weighed(findings, weight), points)


def _looked_at(looks: Looks) -> Iterator[Finding]:
    for look in looks:
        if not isinstance(look, Need):
            yield look
            continue
        yield from look.findings
        if not look.met:
            return


def _weighed(findings: Sequence[Finding], weight: float) -> tuple[Finding, ...]:
    """Let the last finding that failed weigh what the check never came to, or half of it all."""
    failed = [place for place, finding in enumerate(findings) if not finding.ok]
    earned = sum(max(finding.weight, 0) for finding in findings if finding.ok)
    missed = sum(abs(findings[place].weight) for place in failed)
    lacking = weight - sum(max(finding.weight, 0) for finding in findings)
    if not all(findings[place].slip for place in failed):
        lacking = max(lacking, earned - missed)
    if lacking <= 0:
        return tuple(findings)
    last = failed[-1]
    heavy = replace(findings[last], weight=abs(findings[last].weight) + lacking)
    return (*findings[:last], heavy, *findings[last + 1 :])
