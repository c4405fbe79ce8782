"""The three verbs of a notebook: `check`, `hint` and `solution`."""

import os
import warnings
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from course_utils import progress
from course_utils.errors import CourseError, QuestionError
from course_utils.exercises.acceptance import accept
from course_utils.exercises.answer_cells import remark_on, watch_cells
from course_utils.exercises.capture import capture
from course_utils.exercises.forward import CannotPredictError
from course_utils.exercises.questions import Question, find_question
from course_utils.exercises.records import FunctionRecord, Record, UnansweredRecord
from course_utils.exercises.rendering import to_text
from course_utils.exercises.sentences import sentence_of
from course_utils.exercises.verdicts import Finding, Status, Verdict, verdict_of
from course_utils.source.course_map import question_help, question_source

_hints_given: dict[str, int] = {}
watch_cells()


class Note:
    """A few lines of Markdown for the learner: a hint, or a solution."""

    def __init__(self, markdown: str):
        self.markdown = markdown

    def __str__(self):
        return self.markdown

    def __repr__(self):
        return self.markdown

    def _repr_markdown_(self):
        return self.markdown


def check(question: str, *answers: Any) -> Verdict:
    """Judge an answer, show every finding, and note it in your progress.

    Parameters
    ----------
    question
        The question's id, such as "1.2".
    *answers
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
    return _strict(_with_remark(verdict, remark_on(asked.answers)))


def _with_remark(verdict, remark):
    return replace(verdict, message=f"{remark} {verdict.message}".strip()) if remark else verdict


def judge(question: Question, records: Sequence[Record]) -> Verdict:
    """Judge answers that are already written down: the same in a notebook and a grader.

    Parameters
    ----------
    records
        One an answer.
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
        # What an answer warns of names a line of no file that the learner has.
        with warnings.catch_warnings(action="ignore"):
            findings = question.check(*watched)
            verdict = verdict_of(question.id, findings, question.points, weight=question.weight)
    except Exception as error:
        verdict = _cannot(question, [_broken(error)])
    if calls.unanswered:
        return _not_attempted(question, calls.unanswered)
    return replace(verdict, message=_insight(question.id)) if verdict.correct else verdict


def _insight(id):
    """What a right answer shows; empty in a copy of the course that is without its sources."""
    try:
        return question_help(id).insight
    except Exception:  # a source that an author is about to write: no reason to withhold a verdict
        return ""


class _Calls:
    """Notices a function that still returns its `...`, and calls none again that never ended."""

    def __init__(self):
        self.unanswered = []
        self.endless = {}

    def watch(self, name, record):
        if not isinstance(record, FunctionRecord):
            return record

        def call(*arguments, **options):
            result = self.endless.get(name) or record.call(*arguments, **options)
            if result.timed_out:
                self.endless[name] = result
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


def hint(question: str) -> Note:
    """Give the next hint: each call goes one step further, the last one stays.

    Parameters
    ----------
    question
        The question's id, such as "1.2".

    Returns
    -------
    Note
        Shown as text; an unknown id gets a note with the nearest ones, and a copy of the
        course without its sources a note that says so.
    """
    try:
        id = find_question(question).id
        hints = question_help(id).hints
    except CourseError as error:
        return Note(_sentence(error))
    if not hints:
        return Note(f"This copy of the course has no hints for question {id}.")
    number = min(_hints_given.get(id, 0) + 1, len(hints))
    _hints_given[id] = number
    last = number == len(hints)
    after = f'That was the last one. `solution("{id}")` shows an answer.' if last else ""
    heading = f"**Hint {number} of {len(hints)} for question {id}.**"
    return Note(f"{heading} {hints[number - 1]}\n\n{after}".strip())


def solution(question: str) -> Note:
    """Show one right answer, as the course's own source has it.

    Parameters
    ----------
    question
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
