"""One submission from its cells to its result: the grader leads, the child follows."""

import contextlib
import math
import time
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from course_utils.errors import GradingError
from course_utils.exercises.questions import find_question
from course_utils.exercises.verdicts import Status
from course_utils.grading.assembly import Exercise, Step, assemble, load_exercise
from course_utils.grading.given import given_arrays
from course_utils.grading.judging import Judge, not_reached
from course_utils.grading.keys import submission_key
from course_utils.grading.result import COMPLETE, STOPPED, UNREADABLE, QuestionResult, Result
from course_utils.grading.sandbox.channel import Channel, ClosedError, LateError
from course_utils.grading.sandbox.host import ColdHost, HostError, WarmHost
from course_utils.grading.sandbox.seal import Limits
from course_utils.grading.submission import Submission
from course_utils.grading.wire import WireError
from course_utils.source.questions import find_ask
from course_utils.texts import storable

_GRACE = 5.0  # seconds, in which a child interrupts a cell by itself
_START_SECONDS = 300.0
_MOST_TEXT = 200_000  # characters kept of one question: of its code, and of its output
_MOST_REMARKS, _MOST_REMARK = 20, 300
_MOST_CALLS = 100  # of checks, that one cell is asked about


class StoppedError(Exception):
    """The notebook cannot go on; the text says why, for student and instructor."""


class _EndedError(StoppedError):
    """Its process has ended."""


def grade_submission(submission: Submission, host: WarmHost | ColdHost, limits: Limits) -> Result:
    """Run a submission and judge its answers.

    Returns
    -------
    Result
        Whatever the notebook does.

    Raises
    ------
    HostError
        The process that starts children is gone, or the child ended before a cell of the
        student's; the submission may be tried again.
    """
    start = time.perf_counter()
    if submission.problem:
        note = submission.problem
        return _result(submission, host, limits, start, ended=UNREADABLE, note=note)
    exercise = load_exercise(submission.exercise)
    steps = assemble(exercise, submission.cells)
    run = _Run(exercise, limits, _given(exercise.stem, host))
    with host.child(limits) as child:
        run.follow(child.channel, steps)
    return _result(
        submission,
        host,
        limits,
        start,
        questions=run.questions(),
        ended=STOPPED if run.stopped else COMPLETE,
        note=run.note(),
        cpu_seconds=child.cpu_seconds,
        memory_mb=run.memory_mb,
        unsealed=run.unsealed,
    )


def _given(stem, host):
    limits = Limits()  # the course's own run is no submission, and is kept for all of them

    def run(steps):
        blank = _OwnRun(load_exercise(stem), limits, {})
        with host.child(limits) as child:
            blank.follow(child.channel, steps)
        if blank.stopped:
            raise GradingError(f"The course's own exercise {stem} does not run: {blank.stopped}")
        return blank.sent

    return given_arrays(stem, run)


def _result(submission, host, limits, start, **outcome):
    return Result(
        submission.student,
        submission.exercise,
        submission.origin,
        submission_key(submission, limits),
        seconds=time.perf_counter() - start,
        mode=host.mode,
        why_cold=host.why,
        handed_in=submission.handed_in,
        graded_at=datetime.now(UTC),
        **outcome,
    )


@dataclass
class _Run:
    """What is known of a notebook while it runs; `begun`: whether a cell of the student's has."""

    exercise: Exercise
    limits: Limits
    given: dict
    remarks: list = field(default_factory=list)
    verdicts: dict = field(default_factory=dict)
    code: dict = field(default_factory=dict)
    output: dict = field(default_factory=dict)
    seconds: dict = field(default_factory=dict)
    stopped: str = ""
    failed: dict = field(default_factory=dict)
    memory_mb: float = 0.0
    unsealed: tuple = ()
    begun: bool = False

    def follow(self, channel: Channel, steps: Iterable[Step]) -> None:
        """Go through the steps; stop where the child cannot go on."""
        self._ready(channel)
        try:
            self.until = time.monotonic() + self.limits.notebook_seconds
            for number, step in enumerate(steps, start=1):
                self._step(channel, step, number)
        except StoppedError as error:
            if isinstance(error, _EndedError) and not self.begun:  # not the student's doing
                raise HostError(f"before a cell of the student's: {error}") from None
            self.stopped = str(error)
            return
        # All is judged: whether the child says goodbye makes no difference.
        with contextlib.suppress(StoppedError):
            self._done(_request(channel, {"do": "end"}, _GRACE))

    def questions(self) -> tuple[QuestionResult, ...]:
        """What came of each question, in the course's order."""
        return tuple(
            QuestionResult(
                self._verdict(id),
                title,
                self.code.get(id, "").rstrip("\n"),
                self.output.get(id, ""),
                self.seconds.get(id, 0.0),
            )
            for id, title in self.exercise.titles.items()
        )

    def note(self) -> str:
        """What student and instructor are told of the run, in sentences."""
        return " ".join(filter(None, (self.stopped, *self.remarks)))

    def _verdict(self, question):
        """What came of a question, and why a cell of it did not run to its end."""
        why = self.stopped or "The notebook never came to this question."
        verdict = self.verdicts.get(question) or not_reached(question, why)
        if verdict.correct or question not in self.failed:
            return verdict
        said = f"A cell of this question stopped before its end: {self.failed[question]}."
        return replace(verdict, message=f"{said} {verdict.message}".strip())

    def _ready(self, channel):
        """Wait for the child. Nothing of the student's has run: whatever fails is the host's."""
        try:
            missing = _request(channel, None, _START_SECONDS).get("ready", ())
        except StoppedError as error:
            raise HostError(f"before a cell of the student's: {error}") from None
        self.unsealed = tuple(str(what) for what in missing)

    def _done(self, reply):
        used = reply.get("memory_mb")
        known = isinstance(used, int | float) and math.isfinite(used) and used >= 0
        self.memory_mb = float(used) if known else 0.0

    def _seconds(self):
        """How long the child may take for one thing."""
        left = self.until - time.monotonic()
        if left <= 0:
            most = f"{self.limits.notebook_seconds:g} s"
            raise StoppedError(f"The notebook ran for more than {most}, and was stopped.")
        return min(left, self.limits.cell_seconds) + _GRACE

    def _step(self, channel, step, number):
        self._seconds()  # a deadline that is over by now is not this step's
        try:
            if step.ask:
                names = {"do": "answers", "names": list(step.ask.names)}
                self._asked(channel, step.ask.question, names)
            else:
                self._ran(channel, step)
        except StoppedError as error:
            raise type(error)(f"{error} That was at {_where(step, number)}.") from None

    def _ran(self, channel, step):
        start = time.perf_counter()
        self.begun |= step.own
        reply = _request(channel, {"do": "cell", "source": step.source}, self._seconds())
        took = time.perf_counter() - start
        self.seconds[step.question] = self.seconds.get(step.question, 0.0) + took
        self._notice(step, reply)
        self._asked_inside(channel, _texts(reply, "asked", _MOST_CALLS))
        if step.own:
            # A little more than was asked for: the child says where it cut.
            output = str(reply.get("output", ""))[: self.limits.output_characters + 200]
            self._keep(self.code, step.question, f"{step.source}\n\n")
            self._keep(self.output, step.question, storable(output))

    def _keep(self, texts, question, text):
        """Add a cell's text to its question's; there may be more cells than anybody reads."""
        kept = texts.get(question, "")
        texts[question] = kept + text[: _MOST_TEXT - len(kept)]

    def _notice(self, step, reply):
        """Keep what page and instructor are told of a cell."""
        said = _texts(reply, "refused")
        stopped = storable(str(reply.get("stopped", ""))[:_MOST_REMARK])
        if stopped and step.own and step.question:
            self.failed.setdefault(step.question, stopped)
        elif stopped and (step.own or not find_ask("code", step.source)):  # above its answer
            whose = "A cell outside the questions" if step.own else "A cell of the course's own"
            where = f", in question {step.question}," if step.question else ""
            said.append(f"{whose}{where} stopped before its end: {stopped}.")
        self._remark(said)

    def _remark(self, sentences):
        """Keep each sentence once, and of many the first."""
        self.remarks = list(dict.fromkeys([*self.remarks, *sentences]))[:_MOST_REMARKS]

    def _asked_inside(self, channel, asked):
        """Judge each call of a check inside a cell, the last one first: a loop may have many."""
        for question in self.exercise.titles:
            calls = [number for number, name in enumerate(asked) if name == question]
            earned = []
            for number in reversed(calls):
                self._asked(channel, question, {"do": "asked", "number": number})
                earned.append(self._credit(question))
            if earned and earned[-1] > earned[0]:
                many = f"One cell has {len(calls)} calls of `check` for question {question}"
                self._remark([f"{many}: an earlier one is better than the last, and counts."])

    def _credit(self, question):
        return self.verdicts[question].credit if question in self.verdicts else 0.0

    def _asked(self, channel, question, message):
        """Judge what a check is called with; the best call of a question counts."""
        if question in self.verdicts and self.verdicts[question].correct:
            return
        answers = _request(channel, message, self._seconds()).get("answers")
        wanted = len(find_question(question).answers)
        if not isinstance(answers, list) or len(answers) != wanted:
            answers = [None] * wanted
        judge = Judge(lambda *request: _request(channel, *request), self.given)
        verdict = judge.verdict(question, answers)
        self.verdicts[question] = max(verdict, self.verdicts.get(question, verdict), key=_worth)
        self._remark(judge.remarks)


@dataclass
class _OwnRun(_Run):
    """The course's own run, of which the answers are kept and nothing is judged."""

    sent: dict = field(default_factory=dict)

    def _asked(self, channel, question, message):
        self.sent[question] = _request(channel, message, self._seconds()).get("answers", ())


def _request(channel, message, seconds):
    """Send a message, wait for the reply; whatever goes wrong stops the notebook."""
    try:
        if message is not None:
            channel.send(message, seconds)
        return channel.receive(seconds)
    except ClosedError:
        raise _EndedError(
            "The notebook's process ended by itself: it was killed, or ran out of memory."
        ) from None
    except LateError:
        raise StoppedError(f"The notebook gave no answer for {seconds:g} s.") from None
    except WireError as error:
        raise StoppedError(f"The notebook's process sent no message: {error}.") from None


def _texts(reply, name, most=_MOST_REMARKS):
    """A few short texts of a reply; it may hold anything."""
    texts = reply.get(name)
    few = texts[:most] if isinstance(texts, list) else []
    return [storable(text[:_MOST_REMARK]) for text in few if isinstance(text, str)]


def _worth(verdict):
    """What a verdict earns; among the same, one that says what is wrong."""
    return verdict.credit, verdict.status is Status.INCORRECT


def _where(step, number):
    return f"question {step.question}" if step.question else f"step {number}"
