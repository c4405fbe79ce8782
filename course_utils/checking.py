"""`check` as a notebook calls it: the verdict, and a line where a training went badly."""

import sys
from dataclasses import replace
from typing import Any

from course_utils import exercises
from course_utils.exercises.verdicts import Status, Verdict

# A finding that is less sure is not worth a line beside the verdict.
SURE = 0.6


def check(question: str, *answers: Any) -> Verdict:
    """Judge an answer; where a training in it went badly, say so in one line.

    Parameters
    ----------
    question
        The question's id, such as "1.2".
    *answers
        What you made: a model, a number, a function, ... `...` means "not attempted yet".

    Returns
    -------
    Verdict
        As `course_utils.exercises.check` gives it. An incorrect one has what `diagnose` finds in
        the answers alone, in the time of a few milliseconds: it makes no experiments here.

    Raises
    ------
    QuestionError
        Only where the environment variable COURSE_STRICT is 1: anything but correct.
    """
    verdict = exercises.check(question, *answers)
    remark = _diagnosed(answers) if verdict.status is Status.INCORRECT else ""
    return replace(verdict, message=f"{verdict.message} {remark}".strip()) if remark else verdict


def _diagnosed(answers):
    keras = sys.modules.get("keras")
    if keras is None or not hasattr(keras, "Model"):
        return ""
    histories = [answer for answer in answers if isinstance(answer, keras.callbacks.History)]
    models = [answer for answer in answers if isinstance(answer, keras.Model)]
    if not histories:
        return ""  # nothing was trained
    from course_utils.diagnosis import diagnose

    model = models[-1] if models else histories[-1].model
    found = diagnose(model, histories[-1], experiments=False).findings
    if not found or found[0].sure < SURE:
        return ""
    return f"`diagnose` would say: {found[0].title[0].lower()}{found[0].title[1:]}."
