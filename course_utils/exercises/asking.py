"""The three verbs of a notebook: `check`, `hint` and `solution`."""

import os

from course_utils import progress
from course_utils.course_map import question_source
from course_utils.errors import CourseError, QuestionError
from course_utils.exercises.acceptance import accept
from course_utils.exercises.capture import capture
from course_utils.exercises.forward import CannotPredictError
from course_utils.exercises.questions import find_question
from course_utils.exercises.records import FunctionRecord, UnansweredRecord
from course_utils.exercises.rendering import to_text
from course_utils.exercises.sentences import sentence_of
from course_utils.exercises.verdicts import Finding, Status, Verdict, verdict_of

_hints_given: dict[str, int] = {}


class Note:
    """A few lines of Markdown for the learner: a hint, or a solution."""

    def __init__(self, markdown):
        self.markdown = markdown

    def __str__(self):
        return self.markdown

    def __repr__(self):
        return self.markdown

    def _repr_markdown_(self):
        return self.markdown


def check(question, *answers):
    """Judge an answer, show every finding, and note it in your progress.

    Parameters
    ----------
    question : str
        The question's id, such as "1.2".
    *answers : object
        What you made: a model, a number, a function, ... `...` means "not attempted yet".

    Returns
    -------
    Verdict
        Correct, incorrect, not attempted or cannot check. Whatever the answer is, nothing is
        raised, nothing hangs and your objects stay as they are.

    Raises
    ------
    QuestionError
        Only where the environment variable COURSE_STRICT is 1: anything but correct.
        The course's own tests prove every published solution with it.

    Examples
    --------
    >>> check("1.1", ...).status
    <Status.NOT_ATTEMPTED: 'not attempted'>
    """
    try:
        asked = find_question(question)
    except CourseError as error:
        named = str(question)[:20] if isinstance(question, str | int | float) else "?"
        return _strict(Verdict(named, Status.CANNOT_CHECK, message=_sentence(error)))
    verdict = judge(asked, [capture(answer) for answer in answers])
    progress.record_verdict(asked.id, str(verdict.status), verdict.credit, verdict.points)
    return _strict(verdict)


def judge(question, records):
    """Judge answers that are already written down: the same in a notebook and a grader.

    Parameters
    ----------
    question : Question
    records : sequence of Record
        One an answer.

    Returns
    -------
    Verdict
    """
    if len(records) != len(question.answers):
        return _cannot(question, [_wrong_count(question, records)])
    if any(isinstance(record, UnansweredRecord) for record in records):
        return _not_attempted(question, _open(question, records))
    accepted = [
        accept(name, record, kinds)
        for (name, kinds), record in zip(question.answers.items(), records, strict=True)
    ]
    problems = [result for result in accepted if isinstance(result, Finding)]
    if problems:
        return _cannot(question, problems)
    return _run(question, accepted)


def _run(question, records):
    calls = _Calls()
    watched = map(calls.watch, question.answers, records)
    try:
        findings = question.check(*watched)
        verdict = verdict_of(question.id, findings, question.points, question.insight)
    except Exception as error:
        verdict = _cannot(question, [_broken(error)])
    return _not_attempted(question, calls.unanswered) if calls.unanswered else verdict


class _Calls:
    """Notices a function that still returns its `...`: nobody has answered it yet."""

    def __init__(self):
        self.unanswered = []

    def watch(self, name, record):
        if not isinstance(record, FunctionRecord):
            return record

        def call(*arguments, **options):
            result = record.call(*arguments, **options)
            if isinstance(result.value, UnansweredRecord) and name not in self.unanswered:
                self.unanswered.append(name)
            return result

        return FunctionRecord(record.name, record.parameters, call)


def _broken(error):
    """What to say where a check could not come to its end."""
    if isinstance(error, CannotPredictError):
        wanted, step = "numbers for some rows", "Try it yourself: call your model on a few rows."
        return Finding(False, "the model's predictions", wanted, str(error), step)
    found = sentence_of(error)
    step = "Look for a value out of the ordinary; if there is none, the course is at fault."
    return Finding(False, "the check itself", "an answer it can follow", found, step)


def _wrong_count(question, records):
    return Finding(
        False,
        "the call of `check`",
        f"`{question.call}`",
        f"{len(records)} answers instead of {len(question.answers)}",
        "Copy the call from the exercise and run it again.",
    )


def _open(question, records):
    """The names of the answers that nobody has given yet."""
    pairs = zip(question.answers, records, strict=True)
    return [name for name, record in pairs if isinstance(record, UnansweredRecord)]


def _not_attempted(question, names):
    names = " and ".join(f"`{name}`" for name in names)
    message = f"Replace the `...` of {names} with your answer, run that cell, then this one."
    return Verdict(question.id, Status.NOT_ATTEMPTED, (), question.points, message)


def _cannot(question, findings):
    return Verdict(question.id, Status.CANNOT_CHECK, tuple(findings), question.points)


def _strict(verdict):
    if os.environ.get("COURSE_STRICT") == "1" and not verdict.correct:
        raise QuestionError(to_text(verdict))
    return verdict


def hint(question):
    """Give the next hint: each call goes one step further, the last one stays.

    Parameters
    ----------
    question : str
        The question's id, such as "1.2".

    Returns
    -------
    Note
        Shown as text; an unknown id gets a note with the nearest ones.
    """
    try:
        asked = find_question(question)
    except CourseError as error:
        return Note(_sentence(error))
    number = min(_hints_given.get(asked.id, 0) + 1, len(asked.hints))
    _hints_given[asked.id] = number
    last = number == len(asked.hints)
    after = f'That was the last one. `solution("{asked.id}")` shows an answer.' if last else ""
    heading = f"**Hint {number} of {len(asked.hints)} for question {asked.id}.**"
    return Note(f"{heading} {asked.hints[number - 1]}\n\n{after}".strip())


def solution(question):
    """Show one right answer, as it stands in the course's own source.

    Parameters
    ----------
    question : str
        The question's id, such as "1.2".

    Returns
    -------
    Note
        Shown as code; an unknown id gets a note with the nearest ones.
    """
    try:
        code = question_source(str(question))
    except CourseError as error:
        return Note(_sentence(error))
    return Note(f"**One answer to question {question}:**\n\n```python\n{code.strip()}\n```")


def _sentence(error):
    text = str(error)
    return text[:1].upper() + text[1:]
