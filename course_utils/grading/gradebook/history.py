"""What happened to a gradebook, in sentences: its runs, and what was changed by hand."""

from course_utils.grading.gradebook.book import Gradebook
from course_utils.grading.moments import in_words
from course_utils.texts import number


def tell_history(gradebook: Gradebook) -> list[str]:
    """Return a sentence for each run, override and removal, oldest first."""
    events = [
        (run.started, f"Run {run.id} began. Results: {run.results}.") for run in gradebook.runs()
    ]
    events += [(one.at, _override(one)) for one in gradebook.overrides()]
    events += [(one.at, _removal(one)) for one in gradebook.removals()]
    return [
        f"{in_words(when)}  {said}" for when, said in sorted(events, key=lambda event: event[0])
    ]


def _override(one):
    what = f"question {one.question}" if one.question else "the whole"
    did = "took back the marks of" if one.marks is None else f"set to {number(one.marks)}:"
    return _with_reason(f"{one.by} {did} {what} of {one.exercise} of {one.student}", one.reason)


def _removal(one):
    what = one.student if one.run is None else f"run {one.run}"
    did = f"put {what} back" if one.is_back else f"took {what} out of the marks"
    return _with_reason(f"{one.by} {did}", one.reason)


def _with_reason(said, reason):
    return f"{said}. The reason: {reason.rstrip('.')}." if reason else f"{said}."
