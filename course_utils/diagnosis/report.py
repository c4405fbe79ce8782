"""What `diagnose` says: the troubles it found, and what is healthy."""

from __future__ import annotations

from dataclasses import dataclass

from course_utils.diagnosis import rendering


@dataclass(frozen=True)
class Trouble:
    """One thing that is wrong. Texts may hold `code` between backticks.

    Attributes
    ----------
    cause
        A short stable name: "rate_too_high".
    title
        What it means, in a sentence.
    evidence
        What the learner's own run shows, in numbers.
    next_step
        What to try.
    sure
        From 0 to 1: how sure it is that this is the cause.
    experiment
        What was tried and what it showed; empty where nothing was.
    lesson
        The number of the lesson that explains it.
    """

    cause: str
    title: str
    evidence: str
    next_step: str
    sure: float
    experiment: str = ""
    lesson: int | None = None


@dataclass(frozen=True)
class Diagnosis:
    """The answer to `diagnose(model, history, X, y)`; a notebook shows it as a card.

    Attributes
    ----------
    findings
        The troubles, the surest first; empty where nothing was found.
    healthy
        Sentences: what was looked at and found to be in order.
    not_seen
        Sentences: what could not be looked at, and what would have to be given.
    """

    findings: tuple[Trouble, ...] = ()
    healthy: tuple[str, ...] = ()
    not_seen: tuple[str, ...] = ()

    @property
    def causes(self) -> tuple[str, ...]:
        """The short names of what was found, the surest first."""
        return tuple(trouble.cause for trouble in self.findings)

    def __str__(self):
        return rendering.as_text(self)

    def __repr__(self):
        return rendering.as_text(self)

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {
            "text/html": rendering.as_html(self),
            "text/markdown": rendering.as_markdown(self),
            "text/plain": rendering.as_text(self),
        }
