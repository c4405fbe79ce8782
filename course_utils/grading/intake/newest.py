"""One notebook for each student and exercise: the newest that can be read and was worked on."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from course_utils.grading.submission import Submission

_LONG_AGO = datetime.min.replace(tzinfo=UTC)

_ADVANTAGES = (
    "it can be read",
    "nothing was written in this one",
    "it was handed in later",
    "its number is higher",
    "more was written in it",
    "its name comes last, and nothing else tells which is newer",
)


@dataclass(frozen=True)
class IgnoredFile:
    """Something that was handed in and does not count.

    Attributes
    ----------
    origin : str
        Where it is, as in `Submission`.
    reason : str
        Why it does not count, in a sentence.
    student, exercise : str
        Whose it is and which exercise it answers; empty where nobody knows.
    """

    origin: str
    reason: str
    student: str = ""
    exercise: str = ""


@dataclass(frozen=True)
class Candidate:
    """A submission before the newest of each student is chosen.

    Attributes
    ----------
    submission : Submission
    attempt : int
        The number of the resubmission that its name bears.
    written : int
        How many cells the learner wrote or changed.
    """

    submission: Submission
    attempt: int = 0
    written: int = 0

    @property
    def rank(self) -> tuple[bool, bool, datetime, int, int, str]:
        """What is compared, in the order of `_ADVANTAGES`; the highest counts."""
        submission = self.submission
        return (
            not submission.problem,
            self.written > 0,
            submission.handed_in or _LONG_AGO,
            self.attempt,
            self.written,
            submission.origin,
        )


@dataclass
class Selection:
    """What counts and what does not, both in order."""

    submissions: list[Submission] = field(default_factory=list)
    ignored: list[IgnoredFile] = field(default_factory=list)


def choose_newest(candidates: Iterable[Candidate]) -> Selection:
    """Choose one submission for each student and exercise.

    A file that answers no exercise is left aside where the same student has one that does.

    Returns
    -------
    Selection
        Submissions by student, then exercise.
    """
    groups: dict[tuple[str, str], list[Candidate]] = {}
    for candidate in candidates:
        submission = candidate.submission
        groups.setdefault((submission.student, submission.exercise), []).append(candidate)
    answering = {student for student, exercise in groups if exercise}
    selection = Selection()
    for (student, exercise), group in sorted(groups.items()):
        group.sort(key=lambda item: item.rank)
        if exercise or student not in answering:
            newest = group.pop()
            selection.submissions.append(newest.submission)
            reasons = [_reason(one, newest) for one in group]
        else:
            reasons = [one.submission.problem for one in group]
        selection.ignored += [
            IgnoredFile(one.submission.origin, reason, student, exercise)
            for one, reason in zip(group, reasons, strict=True)
        ]
    return selection


def _reason(one, newest):
    """Why another one counts: the first thing in which it is ahead."""
    ahead = (ours < theirs for ours, theirs in zip(one.rank, newest.rank, strict=True))
    found = (words for words, is_ahead in zip(_ADVANTAGES, ahead, strict=True) if is_ahead)
    why = next(found, _ADVANTAGES[-1])
    counted = newest.submission
    counts = f"`{counted.student}` handed in more than one; `{counted.origin}` counts: {why}."
    return f"{one.submission.problem} {counts}".strip()
