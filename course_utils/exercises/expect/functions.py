"""Expectations of a function: call it with fresh numbers and compare."""

from collections.abc import Callable, Sequence

import numpy as np

from course_utils.exercises.acceptance import as_array
from course_utils.exercises.expect.likeness import array_likeness
from course_utils.exercises.expect.values import CLOSE, Instead, brief, expect, same_array
from course_utils.exercises.records import FunctionRecord, NoneRecord, SequenceRecord, TextRecord
from course_utils.exercises.verdicts import CONDITION, Finding, Looks, need


def expect_function(
    function: FunctionRecord,
    reference: Callable,
    cases: Sequence[tuple],
    next_step: str,
    instead: Sequence[Instead] = (),
    within: float = CLOSE,
    same: Callable[[np.ndarray, np.ndarray], np.ndarray] | None = None,
    raises: Sequence[Instead] = (),
) -> Looks:
    """Expect a function to do what a reference does.

    Parameters
    ----------
    reference
        The right answer, in NumPy.
    cases
        The arguments of each call; the smallest first, because the first failure is shown.
    instead
        Each value is a function that makes one known mistake; a match is named.
    same
        (found, wanted) -> found, to make harmless differences of shape equal.
    raises
        Errors that are recognised, each by a part of its text as `value`.

    Yields
    ------
    Finding or Need
        That it runs, what it returns, and that it leaves its inputs alone, which weigh 2. To run
        and to leave the inputs alone are conditions, the latter a slip. One that does not come to
        its end ends the check; what an earlier call returned is said as well where it is wrong.
    """
    name = f"`{function.name}`"
    results = _call_until_broken(function, cases)
    runs = _runs(name, results[-1], raises)
    ended = results if runs.ok else results[:-1]
    wanted = [reference(*arguments) for arguments in cases[: len(ended)]]
    found = [_array(result, want, same) for result, want in zip(ended, wanted, strict=True)]
    begun = cases[: len(ended)]
    returns = _returns(name, found, wanted, begun, next_step, instead, within, ended, same)
    if not runs.ok:
        yield need(runs) if returns.ok else need(runs, returns)
    yield runs
    yield returns
    indices = sorted({index for result in results for index in result.changed})
    names = [_argument(function, index) for index in indices]
    yield expect(
        not indices,
        where=f"the inputs of {name}",
        expected="left as they were",
        found=f"{' and '.join(names)} changed by the call",
        next_step="Make a new array instead of writing into the one you got: `x = x + 1`, not "
        "`x += 1`.",
        mistake="changes-its-input",
        weight=CONDITION,
        slip=True,
    )


def one_number(found: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Take a result of shape (1,) for one number, as `same` of `expect_function`."""
    return np.reshape(found, ()) if np.size(found) == 1 else found


def _call_until_broken(function, cases):
    """The results of all calls, or of those up to the first that raised or hung."""
    results = []
    for arguments in cases:
        results.append(function.call(*arguments))
        if results[-1].error or results[-1].timed_out:
            break
    return results


def _argument(function, index):
    known = index < len(function.parameters)
    return f"`{function.parameters[index]}`" if known else f"argument {index + 1}"


_RAISES = [
    Instead(
        "positional argument",
        "other-parameters",
        "Keep the first line as the question gives it: its names are what the function is given.",
    ),
    Instead(
        "NameError",
        "unknown-name",
        "Inside the function a name is unknown: is it spelled right, is it made or imported there?",
    ),
    *(
        Instead(
            said,
            "shapes-of-a-product",
            "In `A @ B`, `A` must have as many columns as `B` has rows. Print the `shape` of both.",
        )
        for said in ("not aligned", "matmul")
    ),
    Instead(
        "could not be broadcast",
        "shapes-do-not-fit",
        "Arrays of these two shapes do not fit number by number. Print the `shape` of both.",
    ),
    Instead(
        "object is not callable",
        "called-what-is-no-function",
        "What stands before the parentheses is no function. For a product write `*`.",
    ),
]


def _runs(name, last, raises):
    hit = next((known for known in (*raises, *_RAISES) if known.value in last.error), None)
    step = "Read the error: it says what Python could not do. Call the function yourself to see "
    step, mistake = (hit.says, hit.mistake) if hit else (f"{step}the line.", "")
    found = f"`{_quoted(last.error)}`"
    if last.timed_out:
        step, found = "Look for a loop that never ends.", "still running at its deadline"
    return expect(
        not (last.error or last.timed_out),
        where=name,
        expected="it runs to its end",
        found=found,
        next_step=step,
        mistake=mistake,
        weight=CONDITION,
    )


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
            return expect(
                False,
                where=where,
                expected=expected,
                found=results[number].value.describe(),
                next_step=_about_kind(results[number].value, next_step),
                weight=2,
            )
        hit = next((i for i in instead if _matches(i, found, cases, within, same)), None)
        step, mistake = (hit.says, hit.mistake) if hit else _told(found, wanted, number, next_step)
        shape = "" if np.shape(got) == np.shape(want) else f"shape {np.shape(got)}: "
        return expect(
            False,
            where=where,
            expected=expected,
            found=shape + brief(got) + results[number].warning(),
            next_step=step,
            mistake=mistake,
            weight=2,
        )
    return Finding(True, where, "the right numbers", weight=2)


def _told(found, wanted, number, next_step):
    """What the shape gives away, or what the numbers have in common with the right ones."""
    got, want = found[number], wanted[number]
    table = _by_shape(got, want)
    if table:
        return table
    all_known = all(one is not None for one in found)
    likeness = array_likeness(found, wanted) if all_known else array_likeness([got], [want])
    return (f"{likeness[0]} {next_step}", likeness[1]) if likeness else (next_step, "")


def _about_kind(value, next_step):
    """What to say of a result that is no array of numbers."""
    if isinstance(value, NoneRecord):
        return _RETURN
    if isinstance(value, TextRecord):
        return f"Numbers are wanted: leave out the quotation marks. {next_step}"
    if isinstance(value, SequenceRecord):
        return f"One array of numbers is wanted: print what comes back. {next_step}"
    return next_step


def _by_shape(got, want):
    """What the shape alone gives away: a column and a row that became a table."""
    n = len(want) if np.ndim(want) else 0
    if n > 1 and np.size(want) == n and np.shape(got) == (n, n):
        says = (
            f"A column of shape ({n}, 1) and a row of shape ({n},) make a table of {n} × {n}. "
            "Print the `shape` of each part, and give them the same one."
        )
        return says, "column-against-row"
    return None


_RETURN = "Without `return` a function gives back `None`. Write `return` before its result."


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
