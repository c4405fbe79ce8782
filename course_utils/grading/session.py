"""One submission from its bytes to its result: the grader leads, the child follows."""

import contextlib
import math
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime

from course_utils.errors import CourseError, GradingError
from course_utils.exercises.questions import find_question
from course_utils.grading.assembly import Exercise, assemble, load_exercise, read_cells
from course_utils.grading.given import given_arrays
from course_utils.grading.judging import Judge, not_reached
from course_utils.grading.keys import content_key
from course_utils.grading.result import COMPLETE, STOPPED, UNREADABLE, QuestionResult, Result
from course_utils.grading.sandbox.channel import ClosedError, LateError
from course_utils.grading.sandbox.host import HostError
from course_utils.grading.sandbox.seal import Limits
from course_utils.grading.wire import WireError, clean

_GRACE = 5.0  # seconds, in which a child interrupts a cell by itself
_START_SECONDS = 300.0
_MOST_OUTPUT = 200_000  # characters of one question, on its page


class StoppedError(Exception):
    """The notebook cannot go on; the text says why, for student and instructor."""


def grade(submission, host, limits):
    """Run a submission and judge its answers.

    Parameters
    ----------
    submission : Submission
    host : WarmHost or ColdHost
    limits : Limits

    Returns
    -------
    Result
        Whatever the notebook does.

    Raises
    ------
    HostError
        The process that starts children is gone, or the child ended before its first cell; the
        submission may be tried again.
    """
    start = time.perf_counter()
    try:
        if submission.problem:
            raise CourseError(submission.problem)
        exercise = load_exercise(submission.exercise)
        steps = assemble(exercise, read_cells(submission.data))
    except CourseError as error:
        return _result(submission, host, limits, start, ended=UNREADABLE, note=str(error))
    run = _Run(exercise, limits, _given(exercise.stem, host, limits))
    with host.child(limits) as child:
        run.follow(child.channel, steps)
    return _result(
        submission,
        host,
        limits,
        start,
        questions=run.questions(),
        ended=STOPPED if run.note else COMPLETE,
        note=run.note,
        cpu_seconds=child.cpu_seconds,
        memory_mb=run.memory_mb,
        unsealed=run.unsealed,
    )


def _given(stem, host, limits):
    def run(steps):
        blank = _Run(load_exercise(stem), limits, {})
        with host.child(limits) as child:
            blank.follow(child.channel, steps)
        if blank.note:
            raise GradingError(f"The course's own exercise {stem} does not run: {blank.note}")
        return blank.sent

    return given_arrays(stem, run)


def _result(submission, host, limits, start, **found):
    return Result(
        submission.student,
        submission.exercise,
        submission.origin,
        content_key(submission, limits),
        seconds=time.perf_counter() - start,
        mode=host.mode,
        handed_in=submission.handed_in,
        graded_at=datetime.now(UTC),
        **found,
    )


@dataclass
class _Run:
    """What is known of a notebook while it runs."""

    exercise: Exercise
    limits: Limits
    given: dict
    sent: dict = field(default_factory=dict)
    verdicts: dict = field(default_factory=dict)
    code: dict = field(default_factory=dict)
    output: dict = field(default_factory=dict)
    seconds: dict = field(default_factory=dict)
    note: str = ""
    memory_mb: float = 0.0
    unsealed: tuple = ()

    def follow(self, channel, steps):
        """Go through the steps; stop where the child cannot go on."""
        self._ready(channel)
        try:
            self.until = time.monotonic() + self.limits.notebook_seconds
            for number, step in enumerate(steps, start=1):
                self._step(channel, step, number)
        except StoppedError as error:
            self.note = str(error)
            return
        # All is judged: whether the child says goodbye makes no difference.
        with contextlib.suppress(StoppedError):
            self._done(_request(channel, {"do": "end"}, _GRACE))

    def questions(self):
        """What came of each question, in the course's order."""
        why = self.note or "The notebook never came to this question."
        return tuple(
            QuestionResult(
                self.verdicts.get(id) or not_reached(id, why),
                title,
                "\n\n".join(self.code.get(id, ())),
                "".join(self.output.get(id, ()))[:_MOST_OUTPUT],
                self.seconds.get(id, 0.0),
            )
            for id, title in self.exercise.titles.items()
        )

    def _ready(self, channel):
        """Wait for the child. Nothing of the student's has run: what fails is not the student's."""
        try:
            missing = _request(channel, None, _START_SECONDS).get("ready", ())
        except StoppedError as error:
            raise HostError(f"before the first cell: {error}") from None
        self.unsealed = tuple(str(what) for what in missing)

    def _done(self, reply):
        used = reply.get("memory_mb")
        known = isinstance(used, int | float) and math.isfinite(used) and used >= 0
        self.memory_mb = float(used) if known else 0.0

    def _step(self, channel, step, number):
        left = self.until - time.monotonic()
        if left <= 0:
            most = f"{self.limits.notebook_seconds:g} s"
            raise StoppedError(f"The notebook ran for more than {most}, and was stopped.")
        seconds = min(left, self.limits.cell_seconds) + _GRACE
        try:
            if step.ask:
                self._asked(channel, step, seconds)
            else:
                self._ran(channel, step, seconds)
        except StoppedError as error:
            raise StoppedError(f"{error} That was at {_where(step, number)}.") from None

    def _ran(self, channel, step, seconds):
        start = time.perf_counter()
        reply = _request(channel, {"do": "cell", "source": step.source}, seconds)
        took = time.perf_counter() - start
        self.seconds[step.question] = self.seconds.get(step.question, 0.0) + took
        if step.own:
            # A little more than was asked for: the child says where it cut.
            output = str(reply.get("output", ""))[: self.limits.output_characters + 200]
            self.code.setdefault(step.question, []).append(step.source)
            self.output.setdefault(step.question, []).append(clean(output))

    def _asked(self, channel, step, seconds):
        names = list(step.ask.names)
        answers = _request(channel, {"do": "answers", "names": names}, seconds).get("answers")
        wanted = len(find_question(step.ask.question).answers)
        if not isinstance(answers, list) or len(answers) != wanted:
            answers = [None] * wanted
        self.sent[step.ask.question] = answers
        judge = Judge(lambda *request: _request(channel, *request), self.given)
        self.verdicts[step.ask.question] = judge.verdict(step.ask.question, answers)


def _request(channel, message, seconds):
    """Send a message, wait for the reply; whatever goes wrong stops the notebook."""
    try:
        if message is not None:
            channel.send(message, seconds)
        return channel.receive(seconds)
    except ClosedError:
        raise StoppedError(
            "The notebook's process ended by itself: it was killed, or ran out of memory."
        ) from None
    except LateError:
        raise StoppedError(f"The notebook gave no answer for {seconds:g} s.") from None
    except WireError as error:
        raise StoppedError(f"The notebook's process sent no message: {error}.") from None


def _where(step, number):
    return f"question {step.question}" if step.question else f"step {number}"
