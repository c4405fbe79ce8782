"""The child's side of a check: answers written down as records, functions called on request."""

import contextlib
import sys

from course_utils.exercises.capture import capture
from course_utils.exercises.records import ExplorerRecord, UnknownRecord
from course_utils.grading.wire import WireError, decode, encode

_MOST_KEPT = 10_000


class Answers:
    """Evaluates the arguments of a check in the notebook's variables.

    Parameters
    ----------
    variables : dict
        The notebook's.
    """

    def __init__(self, variables):
        self.variables, self.kept = variables, []

    def records(self, expressions):
        """Write answers down.

        Parameters
        ----------
        expressions : sequence of str
            Usually a name each: "model".

        Returns
        -------
        list
            Of encoded records; an explorer crosses as its name alone.
        """
        return [self._record(expression) for expression in expressions]

    def call(self, number, arguments, options):
        """Call what a record kept, with plain values; return its encoded result."""
        function = self.kept[number]
        result = function(*decode(arguments), **decode(options))
        return encode(result, self._keep)

    def _record(self, expression):
        try:
            value = eval(expression, self.variables)
        except Exception as error:
            return {"missing": f"{type(error).__name__}: {error}"[:200]}
        record = capture(value)
        if isinstance(record, ExplorerRecord):
            return {"explorer": record.name}
        try:
            return {"record": encode(record, self._keep)}
        except (WireError, RecursionError) as error:
            unread = UnknownRecord(f"an object that could not be read ({type(error).__name__})")
            return {"record": encode(unread)}

    def _keep(self, function):
        if len(self.kept) >= _MOST_KEPT:
            raise WireError("too many functions in one notebook")
        self.kept.append(function)
        return len(self.kept) - 1


class Silent:
    """What `check`, `hint` and `solution` give while a grader runs the notebook."""

    def __init__(self, question=None, *answers):
        self.question = question

    def __repr__(self):
        return "Judged by the grader, from outside this notebook."


def silence():
    """Put these in place of the course's own: a child neither judges nor has the solutions."""
    modules = ("course_utils.exercises", "course_utils.exercises.asking")
    for module in filter(None, map(sys.modules.get, modules)):
        for name in ("check", "hint", "solution"):
            with contextlib.suppress(AttributeError):
                setattr(module, name, Silent)
