"""From what a child sent to a verdict: the notebook's own checks, in a process of the grader's."""

import contextlib
import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache

import numpy as np
import psutil

import course_utils
from course_utils.exercises.asking import judge
from course_utils.exercises.capture import capture
from course_utils.exercises.deadline import SECONDS, DeadlineError, call_with_deadline
from course_utils.exercises.questions import find_question
from course_utils.exercises.records import (
    ArrayRecord,
    CallResult,
    HistoryRecord,
    Record,
    UnknownRecord,
)
from course_utils.exercises.verdicts import Finding, Status, Verdict
from course_utils.grading.given import could_be_another_split, rows_keys
from course_utils.grading.histories import compare_with_model, with_findings, without_unmade
from course_utils.grading.wire import WireError, decode, encode
from course_utils.texts import storable

_JUDGE_SECONDS = 60.0
_PATIENCE = 10.0  # beyond a call's own deadline, which the child itself keeps
_JUDGE_BYTES = 1_500_000_000
_MOST_TEXT, _MOST_FINDINGS = 1000, 200


class Judge:
    """Judges the answers of one submission.

    Parameters
    ----------
    request : callable
        (message, seconds) -> reply of the child; what it raises passes through.
    given : mapping of (str, int) to numpy.ndarray
        By question and place: what the course itself hands to a check beside the answers.

    Attributes
    ----------
    remarks : list of str
        Sentences for the instructor that cost nobody a mark.
    """

    def __init__(
        self,
        request: Callable[[dict, float], dict],
        given: Mapping[tuple[str, int], np.ndarray],
    ):
        self.request, self.given = request, given
        self.remarks: list[str] = []
        self.lost = None
        self.until = math.inf

    def verdict(self, question: str, answers: Sequence[object]) -> Verdict:
        """Judge one question.

        Parameters
        ----------
        answers : sequence
            One a parameter of the check, as the child sent them.

        Returns
        -------
        Verdict
            The same as the notebook would show for the same answers, but for a history that no
            `fit` made, or that is not of the model beside it.
        """
        asked = find_question(question)
        try:
            sent = [self._record(answer) for answer in answers]
        except _MissingError as missing:
            return missing.verdict(asked)
        except WireError as error:
            return _unreadable(asked, str(error))
        given = [self._given(question, place, record) for place, record in enumerate(sent)]
        verdict = self._counted(asked, answers, given)
        if verdict.correct or not _has_other_rows(sent, given):
            return verdict
        own = self._counted(asked, answers, sent)
        return _by_own_rows(verdict, own, _could_be_drawn(sent, given))

    def _counted(self, asked, answers, records):
        records, unmade = without_unmade(asked, answers, records)
        # No call may begin or last behind the deadline: its reply would be taken for another's.
        self.until = time.monotonic() + _JUDGE_SECONDS
        try:
            with _limited_memory():
                verdict = call_with_deadline(self._judged, asked, records, seconds=_JUDGE_SECONDS)
        except DeadlineError:
            verdict = _unreadable(asked, f"no verdict after {_JUDGE_SECONDS:g} s")
        if self.lost:
            raise self.lost
        return _shortened(with_findings(verdict, unmade), asked)

    def _judged(self, asked, records):
        rows = [self.given[key] for key in rows_keys(asked) if key in self.given]
        findings, remark = compare_with_model(records, rows)
        if remark:
            self.remarks.append(f"Question {asked.id}: {remark}")
        if findings:  # it is of another model, and earns nothing here
            records = [HistoryRecord({}) if isinstance(r, HistoryRecord) else r for r in records]
        return with_findings(judge(asked, records), findings)

    def _record(self, answer):
        if not isinstance(answer, dict):
            raise WireError(f"expected an answer, found {type(answer).__name__}")
        if "missing" in answer:
            raise _MissingError(storable(str(answer["missing"])[:200]))
        if "explorer" in answer:
            return explorer_record(str(answer["explorer"]))
        record = decode(answer.get("record"), {"call": self._caller, "ask": self._asker})
        if not isinstance(record, Record) or isinstance(record, CallResult):
            raise WireError(f"expected a record, found {type(record).__name__}")
        return record

    def _given(self, question, place, record):
        """The course's own array in place of what the notebook made of it."""
        values = self.given.get((question, place))
        if values is None:
            return record
        known = isinstance(record, ArrayRecord)
        return replace(record, values=values) if known else ArrayRecord(values)

    def _caller(self, number):
        def call(*arguments, seconds=SECONDS, **named):
            options = {"seconds": seconds, **named}
            result = self._ask_child(number, arguments, options, seconds)
            return result if isinstance(result, CallResult) else CallResult(error="no result")

        return call

    def _asker(self, number):
        return lambda *inputs: self._ask_child(number, inputs, {}, SECONDS * 5)

    def _ask_child(self, number, arguments, options, seconds):
        request = {
            "do": "call",
            "number": number,
            "args": encode(tuple(arguments)),
            "options": encode(options),
        }
        if self.lost:
            return CallResult(error="the notebook's process had ended")
        left = self.until - time.monotonic()
        if left <= 0:
            return CallResult(timed_out=True)
        try:
            reply = self.request(request, min(seconds + _PATIENCE, left))
        except Exception as error:
            self.lost = error
            return CallResult(error="the notebook's process ended")
        if "error" in reply:
            raise ValueError(storable(str(reply["error"])[:500]))
        return decode(reply.get("result"), {"call": self._caller, "ask": self._asker})


def _other_rows(sent, records):
    """Pairs of what the notebook sent and what the course gives in its place."""
    return [(own, given) for own, given in zip(sent, records, strict=True) if own is not given]


def _has_other_rows(sent, records):
    pairs = _other_rows(sent, records)
    return any(
        not np.array_equal(getattr(own, "values", None), given.values) for own, given in pairs
    )


def _could_be_drawn(sent, records):
    """Whether a notebook's own rows count: they may be another split of the course's table.

    A model that is scored on rows and their labels is scored on the course's: rows could be
    picked to suit it.
    """
    pairs = _other_rows(sent, records)
    known = all(isinstance(own, ArrayRecord) for own, _ in pairs)
    return len(pairs) == 1 and known and could_be_another_split(*(r.values for r in pairs[0]))


def _by_own_rows(verdict, own, counts):
    """The verdict that counts, where a notebook's own rows give it more than the course's."""
    if own.credit <= verdict.credit:
        return verdict
    if counts:
        said = "Judged by the rows of this notebook, which are another split than the course's."
        return replace(own, message=f"{own.message} {said}".strip())
    said = (
        "The notebook may show another verdict. It has changed the table that this question is "
        "judged by, and the grader takes the course's own."
    )
    return replace(verdict, message=f"{said} {verdict.message}".strip())


class _MissingError(Exception):
    """A name that a check needs does not exist, or its value cannot be had."""

    def verdict(self, asked):
        finding = Finding(
            False,
            "the answer",
            f"a value for each name in `{asked.call}`",
            f"`{self}`".replace("``", "`"),
            "Run the notebook from top to bottom, with Restart and Run All, before you hand it in.",
            "does-not-run-from-top-to-bottom",
        )
        return Verdict(asked.id, Status.CANNOT_CHECK, (finding,), asked.points)


@contextlib.contextmanager
def _limited_memory():
    """Let NumPy raise MemoryError where an answer asks for more than there is, not end the grader.

    A model of a few numbers can want a table of any size: 30 layers that double their input.
    """
    try:
        import resource  # not to be had on Windows
    except ImportError:
        yield
        return
    kind = resource.RLIMIT_AS
    before, hard = resource.getrlimit(kind)
    most = psutil.Process().memory_info().vms + _JUDGE_BYTES
    others = [limit for limit in (before, hard) if limit != resource.RLIM_INFINITY]
    with contextlib.suppress(OSError, ValueError):  # macOS refuses
        resource.setrlimit(kind, (min([most, *others]), hard))
    try:
        yield
    finally:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(kind, (before, hard))


def _shortened(verdict, asked):
    """Cut texts that an answer made endless."""
    if len(verdict.findings) > _MOST_FINDINGS:
        return _unreadable(asked, f"an answer of {len(verdict.findings):,} parts")
    texts = ("where", "expected", "found", "next_step")
    findings = tuple(
        replace(finding, **{name: storable(getattr(finding, name)[:_MOST_TEXT]) for name in texts})
        for finding in verdict.findings
    )
    return replace(verdict, findings=findings)


def _unreadable(asked, what):
    finding = Finding(
        False,
        "the answer",
        f"what `{asked.call}` asks for",
        what,
        "Hand over plain Keras models, numbers, arrays or functions.",
    )
    return Verdict(asked.id, Status.CANNOT_CHECK, (finding,), asked.points)


@cache
def explorer_record(name: str) -> Record:
    """The record of an explorer of the course, made here: a child's own numbers do not count.

    Parameters
    ----------
    name : str
        "learning_rate", or any text a child may have sent.

    Returns
    -------
    Record
        An `UnknownRecord` where the course has no such explorer.
    """
    if f"explore_{name}" not in course_utils.__all__:
        return UnknownRecord("an explorer that the course does not have")
    return capture(getattr(course_utils, f"explore_{name}")())


def not_reached(question: str, why: str) -> Verdict:
    """A verdict for a question that the notebook never came to."""
    asked = find_question(question)
    return Verdict(asked.id, Status.NOT_ATTEMPTED, (), asked.points, why)
