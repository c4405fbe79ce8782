"""How a mark came about, in sentences: the rule, the checks, what was set by hand, being late."""

_RULES = {
    "latest": "What was handed in last counts",
    "best": "What earned most counts, after the deduction for being late",
}


def explain(mark):
    """Yield sentences in plain text, in the order in which the mark was made.

    Parameters
    ----------
    mark : Mark
    """
    if mark.result is None:
        yield "Nothing was handed in."
    else:
        yield f"{_RULES[mark.rule]}: {_chosen(mark)}."
        yield f"The checks gave {number(mark.earned)} of {number(mark.points)}."
    for question in mark.questions:
        if question.override:
            yield _set_by_hand(f"Question {question.question}", question.override)
    if mark.override:
        yield _set_by_hand("The whole exercise", mark.override)
        yield "Being late does not change that."
    elif mark.lateness:
        yield mark.lateness.words
        if mark.lateness.late:
            yield f"The rule: {mark.deadline.policy.words()}"


def number(value):
    """Return marks with at most two decimals: 3, 2.5, 0.33."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _chosen(mark):
    which = "the only one" if mark.hand_ins == 1 else f"one of {mark.hand_ins}"
    when = mark.result.handed_in
    return f"{which}{f', handed in {_time(when)}' if when else ''}, graded in run {mark.run}"


def _set_by_hand(what, override):
    said = f"{what} was set to {number(override.marks)} by {override.by} on {_time(override.at)}."
    return f"{said} The reason: {override.reason.rstrip('.')}." if override.reason else said


def _time(when):
    return f"{when:%Y-%m-%d %H:%M} UTC"
