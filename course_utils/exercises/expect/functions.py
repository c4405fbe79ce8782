"""Expectations of a function: call it with fresh numbers and compare."""

import numpy as np

from course_utils.exercises.acceptance import as_array
from course_utils.exercises.expect.values import CLOSE, brief, condition, expect, same_array


def expect_function(function, reference, cases, next_step, instead=(), within=CLOSE, same=None):
    """Expect a function to do what a reference does.

    Parameters
    ----------
    function : FunctionRecord
    reference : callable
        The right answer, in NumPy.
    cases : sequence of tuple
        The arguments of each call; the smallest first, because the first failure is shown.
    next_step : str
    instead : sequence of Instead
        Each value is a function that makes one known mistake; a match is named.
    within : float
    same : callable, optional
        (found, wanted) -> found, to make harmless differences of shape equal.

    Yields
    ------
    Finding
        That it runs, what it returns, and that it leaves its inputs alone: always three.
        To run and to leave the inputs alone earns nothing by itself; not to do so costs.
    """
    name = f"`{function.name}`"
    results = _call_until_broken(function, cases)
    wanted = [reference(*arguments) for arguments in cases[: len(results)]]
    yield _runs(name, results[-1])
    found = [_array(result, want, same) for result, want in zip(results, wanted, strict=True)]
    yield _returns(name, found, wanted, cases, next_step, instead, within, results, same)
    places = sorted({place for result in results for place in result.changed})
    names = [_argument(function, place) for place in places]
    changed = expect(
        not places,
        f"the inputs of {name}",
        "left as they were",
        f"{' and '.join(names)} changed by the call",
        "Make a new array instead of writing into the one you got: `x = x + 1`, not `x += 1`.",
        "changes-its-input",
    )
    yield condition(changed)


def _call_until_broken(function, cases):
    """The results of all calls, or of those up to the first that raised or hung."""
    results = []
    for arguments in cases:
        results.append(function.call(*arguments))
        if results[-1].error or results[-1].timed_out:
            break
    return results


def _argument(function, place):
    known = place < len(function.parameters)
    return f"`{function.parameters[place]}`" if known else f"argument {place + 1}"


def _runs(name, last):
    step, found = "Read the error: it names the line and the reason.", f"`{_quoted(last.error)}`"
    if last.timed_out:
        step, found = "Look for a loop that never ends.", "still running at its deadline"
    ok = not (last.error or last.timed_out)
    return condition(expect(ok, name, "it runs to its end", found, step))


def _quoted(text):
    """A learner's text may hold backticks of its own."""
    return text.replace("`", "'")


def _array(result, wanted, same):
    record = as_array(result.value) if result.value is not None else None
    if record is None or record.values.dtype.kind not in "biuf":
        return None
    return same(record.values, np.asarray(wanted)) if same else record.values


def _returns(name, found, wanted, cases, next_step, instead, within, results, same):
    where = f"what {name} returns"
    for number, (got, want) in enumerate(zip(found, wanted, strict=True)):
        if got is not None and same_array(got, want, within):
            continue
        expected = f"{brief(want)} for {_call(cases[number])}"
        if got is None:
            return expect(False, where, expected, _no_array(results[number]), next_step, weight=2)
        hit = next((i for i in instead if _matches(i, found, cases, within, same)), None)
        step, mistake = (hit.says, hit.mistake) if hit else (next_step, "")
        shape = "" if np.shape(got) == np.shape(want) else f"shape {np.shape(got)}: "
        return expect(False, where, expected, shape + brief(got), step, mistake, weight=2)
    return expect(True, where, "the right numbers", "", "", weight=2)


def _no_array(result):
    if result.error or result.timed_out:
        return "nothing: it did not come to its end"
    return result.value.describe()


def _call(arguments):
    shown = [brief(a) if np.size(a) <= 4 else f"shape {np.shape(a)}" for a in arguments]
    return ", ".join(shown)


def _matches(instead, found, cases, within, same):
    """Whether every call gave what the known mistake gives."""
    for got, arguments in zip(found, cases, strict=True):
        try:
            made = np.asarray(instead.value(*arguments))
            made = same(made, got) if same and got is not None else made
            if got is None or not same_array(got, made, within):
                return False
        except Exception:
            return False
    return True
