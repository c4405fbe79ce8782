"""One notebook for each student and exercise: the newest that can be read."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from course_utils.grading.submission import Submission

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Ignored:
    """Something that was handed in and does not count.

    Attributes
    ----------
    origin : str
        Where it is, as in `Submission`.
    reason : str
        Why it does not count, in a sentence.
    """

    origin: str
    reason: str


@dataclass(frozen=True)
class Candidate:
    """A submission before the newest of each student is chosen.

    Attributes
    ----------
    submission : Submission
    attempt : int
        The number of the resubmission that its name bears.
    """

    submission: Submission
    attempt: int = 0

    @property
    def age(self):
        """What is compared: readable ones first, then time, number of resubmission and name."""
        submission = self.submission
        return (
            not submission.problem,
            submission.handed_in or _LONG_AGO,
            self.attempt,
            submission.origin,
        )


@dataclass
class Chosen:
    """What counts and what does not, both in order."""

    submissions: list[Submission] = field(default_factory=list)
    ignored: list[Ignored] = field(default_factory=list)


def choose_newest(candidates):
    """Choose one submission for each student and exercise.

    A file that answers no exercise is left aside where the same student has one that does.

    Parameters
    ----------
    candidates : iterable of Candidate

    Returns
    -------
    Chosen
        Submissions by student, then exercise.
    """
    groups = {}
    for candidate in candidates:
        submission = candidate.submission
        groups.setdefault((submission.student, submission.exercise), []).append(candidate)
    placed = {student for student, exercise in groups if exercise}
    chosen = Chosen()
    for (student, exercise), group in sorted(groups.items()):
        *older, newest = (item.submission for item in sorted(group, key=lambda item: item.age))
        if not exercise and student in placed:
            chosen.ignored += [Ignored(one.origin, one.problem) for one in (*older, newest)]
            continue
        chosen.submissions.append(newest)
        chosen.ignored += [Ignored(one.origin, _reason(one, newest)) for one in older]
    return chosen


def _reason(one, newest):
    counts = f"`{newest.student}` handed in more than one; `{newest.origin}` counts."
    return f"{one.problem} {counts}".strip()
