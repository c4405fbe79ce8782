"""A whole class: what is known is not run again, and what is done is stored at once."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import asdict, dataclass, replace

from course_utils.grading.gradebook import Gradebook
from course_utils.grading.intake import IgnoredFile
from course_utils.grading.keys import course_version, submission_key
from course_utils.grading.result import FAILED, Result
from course_utils.grading.sandbox.seal import Limits
from course_utils.grading.submission import Submission
from course_utils.grading.workers import grade_all


@dataclass(frozen=True)
class GradedSubmission:
    """A result as it comes in, and whether it was known from an earlier run."""

    result: Result
    known: bool


def grade_class(
    submissions: Sequence[Submission],
    gradebook: Gradebook,
    make_executor: Callable[[], Executor],
    limits: Limits,
    cold: bool = False,
    again: bool = False,
    ignored: Iterable[IgnoredFile] = (),
    options: dict | None = None,
) -> Iterator[GradedSubmission]:
    """Grade a class into a gradebook.

    A grader that was killed is simply started again: each result was stored when it was there.

    Parameters
    ----------
    make_executor : callable
        As from `local_workers` or `cluster_workers`.
    cold : bool
        Whether to do without warm processes.
    again : bool
        Whether to run what is known as well.
    ignored : iterable of IgnoredFile
        What was handed in and does not count, for the class's pages.
    options : dict, optional
        What else is noted of this run.

    Yields
    ------
    GradedSubmission
        One a submission: first those that are known, then each that is done.
    """
    chosen = asdict(limits) | {"cold": cold, "again": again} | (options or {})
    run = gradebook.start_run(course_version(), chosen)
    gradebook.leave_aside(run, ignored)
    keys: set[str] = set() if again else gradebook.known_keys()
    left = []
    for submission in submissions:
        key = submission_key(submission, limits)
        known = gradebook.find(key) if key in keys else None
        if known is None:
            left.append(submission)
            continue
        result = replace(known, origin=submission.origin, handed_in=submission.handed_in)
        gradebook.store(result, run)
        yield GradedSubmission(result, True)
    for result in grade_all(left, make_executor, limits, cold):
        if result.ended != FAILED:
            gradebook.store(result, run)
        yield GradedSubmission(result, False)
