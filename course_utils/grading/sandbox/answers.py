"""The child's side of a check: answers written down as records, functions called on request."""

import sys
from collections import deque
from collections.abc import Callable, Sequence

from course_utils.exercises.acceptance import accept
from course_utils.exercises.capture import capture
from course_utils.exercises.records import ExplorerRecord, HistoryRecord, UnknownRecord
from course_utils.grading.sandbox.fits import is_of_fits
from course_utils.grading.wire import WireError, decode, encode

_MOST_KEPT, _MOST_ASKED = 10_000, 100


class Answers:
    """Evaluates the arguments of a check in the notebook's variables.

    Parameters
    ----------
    variables
        The notebook's.
    """

    def __init__(self, variables: dict) -> None:
        self.variables = variables
        self.kept: list[Callable] = []
        self._calls: deque[tuple[str, list[dict]]] = deque(maxlen=_MOST_ASKED)
        self._told: list[tuple[str, list[dict]]] = []

    def records(self, expressions: Sequence[str]) -> list[dict]:
        """Write answers down.

        Parameters
        ----------
        expressions
            Usually a name each: "model".

        Returns
        -------
        list
            Of encoded records, and of histories whether `fit` made them ("by_fit"); an explorer
            crosses as its name alone.
        """
        return [self._record(expression) for expression in expressions]

    def listen(self) -> None:
        """Put `check`, `hint` and `solution` of its own in place of the course's.

        A child neither judges nor has the solutions. A call of `check` is kept, for the grader:
        its answers as they are then, which a loop may change. Of very many, the last are kept.
        """
        own = {"check": self._check, "hint": Silent, "solution": Silent}
        modules = ("course_utils.exercises", "course_utils.exercises.asking")
        for module in filter(None, map(sys.modules.get, modules)):
            vars(module).update(own)

    def asked(self) -> list[str]:
        """Return the question of each call of `check` since this was asked last, in order."""
        self._told = list(self._calls)
        self._calls.clear()
        return [question for question, _ in self._told]

    def of(self, number: int) -> list[dict]:
        """Return the answers of one of these calls, written down."""
        return self._told[number][1]

    def _check(self, question=None, *answers):
        self._calls.append((str(question)[:20], list(map(self._written, answers))))
        return SilentVerdict(question)

    def call(self, number: int, arguments: object, options: object) -> object:
        """Call what a record kept, with plain values; return its encoded result."""
        function = self.kept[number]
        result = function(*decode(arguments), **decode(options))
        return encode(result, self._keep)

    def _record(self, expression):
        try:
            value = eval(expression, self.variables)
        except Exception as error:
            return {"missing": f"{type(error).__name__}: {error}"[:200]}
        return self._written(value)

    def _written(self, value):
        record = capture(value)
        if isinstance(record, ExplorerRecord):
            return {"explorer": record.name}
        try:
            return {"record": encode(record, self._keep)} | _origin(record)
        except (WireError, RecursionError) as error:
            unread = UnknownRecord(f"an object that could not be read ({type(error).__name__})")
            return {"record": encode(unread)}

    def _keep(self, function):
        if len(self.kept) >= _MOST_KEPT:
            raise WireError("too many functions in one notebook")
        self.kept.append(function)
        return len(self.kept) - 1


def _origin(record):
    """Whether `fit` made it, where it is a history or can be read as one."""
    history = accept("", record, (HistoryRecord,))
    return {"by_fit": is_of_fits(history)} if isinstance(history, HistoryRecord) else {}


class Silent:
    """What `hint` and `solution` give while a grader runs the notebook."""

    def __init__(self, question=None, *answers):
        self.question = question

    def __repr__(self):
        return "Judged by the grader, from outside this notebook."


class SilentVerdict(Silent):
    """What `check` gives: nobody knows yet, so whatever goes on where it is right goes on."""

    correct, credit, points, status = True, 1.0, 1.0, "correct"
    findings = failed = ()
    message = ""
