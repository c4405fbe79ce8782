"""How a mark came about, in sentences: the rule, the checks, what was set by hand, being late."""

from course_utils.grading.gradebook.counting import Attempt, Mark
from course_utils.grading.moments import in_words
from course_utils.texts import number

_RULES = {
    "latest": "What was handed in last counts",
    "best": "What earned most counts, after the deduction for being late",
}


def explain(mark: Mark) -> tuple[str, ...]:
    """Return sentences in plain text, in the order in which the mark was made."""
    return tuple(_sentences(mark))


def _sentences(mark):
    if mark.result is None:
        yield "Nothing was handed in."
    else:
        yield f"{_RULES[mark.rule]}: {_chosen(mark)}."
        yield f"The checks gave {number(mark.earned)} of {number(mark.points)}."
    for one in mark.passed_over:
        yield f"Passed over is `{one.origin}`, which came later: {passed_over_because(one)}."
    for question in mark.questions:
        if question.override:
            yield _set_by_hand(f"Question {question.question}", question.override)
    if mark.override:
        yield _set_by_hand("The whole exercise", mark.override)
        yield "Being late does not change that."
    elif mark.lateness and mark.deadline:
        yield mark.lateness.words
        if mark.lateness.late:
            yield f"The rule: {mark.deadline.policy.words()}"


def passed_over_because(attempt: Attempt) -> str:
    """Return why an attempt does not count, as the end of a sentence."""
    return "nothing in it was answered" if attempt.is_readable else "it could not be read"


def _chosen(mark):
    which = "the only one" if mark.hand_ins == 1 else f"one of {mark.hand_ins}"
    when = mark.result.handed_in
    return f"{which}{f', handed in {in_words(when)}' if when else ''}, graded in run {mark.run}"


def _set_by_hand(what, override):
    marks, when = number(override.marks), in_words(override.at)
    said = f"{what} was set to {marks} by {override.by} on {when}."
    return f"{said} The reason: {override.reason.rstrip('.')}." if override.reason else said
