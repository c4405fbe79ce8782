"""A whole class: what is known is not run again, and what is done is stored at once."""

from dataclasses import asdict, dataclass, replace

from course_utils.grading.keys import content_key, course_version
from course_utils.grading.result import FAILED, Result
from course_utils.grading.workers import grade_all


@dataclass(frozen=True)
class Graded:
    """A result as it comes in, and whether it was known from an earlier run."""

    result: Result
    known: bool


def grade_class(submissions, gradebook, make_executor, limits, cold=False, again=False):
    """Grade a class into a gradebook.

    A grader that was killed is simply started again: each result was stored when it was there.

    Parameters
    ----------
    submissions : sequence of Submission
    gradebook : Gradebook
    make_executor : callable
        As from `local_workers` or `cluster_workers`.
    limits : Limits
    cold : bool
        Whether to do without warm processes.
    again : bool
        Whether to run what is known as well.

    Yields
    ------
    Graded
        One a submission: first those that are known, then each that is done.
    """
    run = gradebook.start_run(course_version(), asdict(limits) | {"cold": cold, "again": again})
    keys = set() if again else gradebook.known_keys()
    left = []
    for submission in submissions:
        key = content_key(submission, limits)
        if key not in keys:
            left.append(submission)
            continue
        known = gradebook.find(key)
        result = replace(known, origin=submission.origin, handed_in=submission.handed_in)
        gradebook.store(result, run)
        yield Graded(result, True)
    for result in grade_all(left, make_executor, limits, cold):
        if result.ended != FAILED:
            gradebook.store(result, run)
        yield Graded(result, False)
