"""Windows of a series, what SimpleRNN makes of one, and the bar of the electricity demand."""

from functools import cache

import numpy as np

from course_utils.exercises.expect import Instead, expect, expect_number
from course_utils.exercises.records import NumberRecord
from course_utils.exercises.verdicts import Finding

DAY, WEEK = 48, 336
LEARN, LATER = 6 * WEEK, WEEK  # half hours to learn from, and for each of the other two


def windows_of(series: np.ndarray, length: int, ahead: int) -> np.ndarray:
    """Return a row for each window: its numbers, and the target as the last column."""
    starts = range(len(series) - length - ahead + 1)
    return np.array([_row(series, start, length, start + length + ahead - 1) for start in starts])


def _row(series, start, length, target):
    return np.append(series[start : start + length], series[target])


def _one_row_less(series, length, ahead):
    return windows_of(series, length, ahead)[:-1]


def _one_too_early(series, length, ahead):
    starts = range(len(series) - length - ahead + 1)
    return np.array([_row(series, s, length, s + length + ahead - 2) for s in starts])


def _one_too_early_all(series, length, ahead):
    starts = range(len(series) - length - ahead + 2)
    return np.array([_row(series, s, length, s + length + ahead - 2) for s in starts])


def _one_too_late(series, length, ahead):
    starts = range(len(series) - length - ahead)
    return np.array([_row(series, s, length, s + length + ahead) for s in starts])


def _side_by_side(series, length, ahead):
    return windows_of(series, length, ahead)[::length]


def _inputs_alone(series, length, ahead):
    return windows_of(series, length, ahead)[:, :-1]


def _targets_alone(series, length, ahead):
    return windows_of(series, length, ahead)[:, -1]


def _next_number(series, length, ahead):
    return windows_of(series, length, 1)


def _next_number_cut(series, length, ahead):
    return windows_of(series, length, 1)[: len(series) - length - ahead + 1]


def _wrapped(series, length, ahead):
    n, starts = len(series), range(len(series) - length + 1)
    return np.array([_row(series, s, length, (s + length + ahead - 1) % n) for s in starts])


_EARLY = (
    "Your target comes a step too early. With `ahead = 1` it is then the window's own last number: "
    "the network is asked for what it is shown. It is at `start + length + ahead - 1`."
)
_IGNORED = (
    "Your target is the very next number, whatever `ahead` is. It is `ahead` steps behind the "
    "window's last number."
)
NOT_WINDOWS = [
    Instead(_next_number, "ahead-ignored", _IGNORED),
    Instead(_next_number_cut, "ahead-ignored", _IGNORED),
    Instead(_one_too_early, "target-inside", _EARLY),
    Instead(_one_too_early_all, "target-inside", _EARLY),
    Instead(
        _one_too_late,
        "target-too-late",
        "Your target comes a step too late. The window ends at `start + length - 1`, and `ahead` "
        "counts from there.",
    ),
    Instead(
        _one_row_less,
        "one-window-too-few",
        "The last window is missing. Its target is the last number of the series: there are "
        "n − length − ahead + 1 windows.",
    ),
    Instead(
        _side_by_side,
        "windows-side-by-side",
        "Your windows lie side by side. Each begins a single step after the one before, and they "
        "overlap.",
    ),
    Instead(
        _inputs_alone,
        "target-missing",
        "These are the windows without their targets. Put the target of each into a last column.",
    ),
    Instead(
        _targets_alone,
        "inputs-missing",
        "These are the targets. Each row begins with the numbers of its window.",
    ),
    Instead(
        _wrapped,
        "wrapped-around",
        "Your last targets are from the beginning of the series. A window whose target would be "
        "behind the end does not count.",
    ),
]


def last_state(
    x: np.ndarray, kernel: np.ndarray, recurrent_kernel: np.ndarray, bias: np.ndarray
) -> np.ndarray:
    """Return what SimpleRNN gives for one window."""
    return _run(x, kernel, recurrent_kernel, bias)[-1]


def _run(x, kernel, recurrent_kernel, bias, squash=np.tanh):
    states = [np.zeros(len(bias))]
    for step in x:
        states.append(squash(step @ kernel + states[-1] @ recurrent_kernel + bias))
    return np.array(states[1:])


def _as_it_is(x):
    return x


def _bias_twice(x, kernel, recurrent_kernel, bias):
    return last_state(x, kernel, recurrent_kernel, 2 * bias)


def _not_carried(x, kernel, recurrent_kernel, bias):
    return last_state(x, kernel, 0 * recurrent_kernel, bias)


def _no_tanh(x, kernel, recurrent_kernel, bias):
    return _run(x, kernel, recurrent_kernel, bias, _as_it_is)[-1]


def _tanh_at_the_end(x, kernel, recurrent_kernel, bias):
    return np.tanh(_no_tanh(x, kernel, recurrent_kernel, bias))


def _no_bias(x, kernel, recurrent_kernel, bias):
    return last_state(x, kernel, recurrent_kernel, 0 * bias)


def _backwards(x, kernel, recurrent_kernel, bias):
    return last_state(x[::-1], kernel, recurrent_kernel, bias)


def _first_step_only(x, kernel, recurrent_kernel, bias):
    return last_state(x[:1], kernel, recurrent_kernel, bias)


def _transposed(x, kernel, recurrent_kernel, bias):
    return last_state(x, kernel, recurrent_kernel.T, bias)


def _added_up(x, kernel, recurrent_kernel, bias):
    state = np.zeros(len(bias))
    for step in x:
        state = state + np.tanh(step @ kernel + state @ recurrent_kernel + bias)
    return state


NOT_THE_STATE = [
    Instead(
        _bias_twice,
        "bias-twice",
        "The bias is in there twice: once for the input, once for the state. SimpleRNN has one, "
        "and adds it once in each step.",
    ),
    Instead(
        _not_carried,
        "state-not-carried",
        "Your state forgets what was: each step begins at 0 again. Give the new state the old "
        "name, inside the loop: `state = np.tanh(...)`.",
    ),
    Instead(
        _no_tanh,
        "no-tanh",
        "The tanh is missing. Without it the whole is a sum of products, and may grow without end.",
    ),
    Instead(
        _tanh_at_the_end,
        "tanh-at-the-end",
        "You take the tanh once, at the end. It belongs to each step, inside the loop.",
    ),
    Instead(_no_bias, "bias-forgotten", "The bias is missing: it is added in each step."),
    Instead(
        _backwards,
        "backwards",
        "You begin with the last step. The first row of `x` comes first.",
    ),
    Instead(
        _first_step_only,
        "returned-too-early",
        "That is the state after the first step. `return` belongs behind the loop, not into it.",
    ),
    Instead(
        _transposed,
        "recurrent-kernel-turned",
        "The recurrent kernel is turned: the old state is on the left, `state @ recurrent_kernel`.",
    ),
    Instead(
        _added_up,
        "old-state-added",
        "You add the new state to the old one. It takes its place: `state = np.tanh(...)`.",
    ),
    Instead(
        _run,
        "every-state",
        "These are the states of all steps, as with `return_sequences=True`. Return the last one.",
    ),
]


@cache
def demand() -> np.ndarray:
    """Return the demand in MW, shape (4032,)."""
    from course_utils.data import load_dataset  # pandas takes a while

    return load_dataset("demand")["demand"].to_numpy(dtype=float)


def expect_split(first_valid: NumberRecord, first_test: NumberRecord) -> Finding:
    """Expect two indices that leave enough weeks before, between and behind them."""
    v, t, n = first_valid.value, first_test.value, len(demand())
    finite = np.isfinite([v, t]).all()
    whole = finite and v == int(v) and t == int(t)
    ok = whole and v >= LEARN and t - v >= LATER and n - t >= LATER
    step, mistake = f"A week has {WEEK} half hours. For example `8 * WEEK` and `10 * WEEK`.", ""
    if finite and v > 0 and 0 < t <= 12:
        step = f"These look like weeks, or shares. An index counts half hours: `8 * WEEK`. {step}"
        mistake = "not-an-index"
    elif finite and t <= v:
        step = "The test rows come last in time: `first_test` is behind `first_valid`."
        mistake = "test-before-validation"
    elif whole and n - t < LATER:
        step = "Too little is left behind `first_test`: at least a week. " + step
        mistake = "no-test-rows"
    elif whole and v < LEARN:
        step = "Too little is left to learn from: at least six weeks. " + step
        mistake = "too-few-to-learn-from"
    return expect(
        bool(ok),
        where="`first_valid` and `first_test`",
        expected="two indices, with six weeks before them, a week between them, and a week behind",
        found=f"{v:g} and {t:g}",
        next_step=step,
        mistake=mistake,
    )


def expect_naive(naive: NumberRecord, first_valid: int, first_test: int) -> Finding:
    """Expect the error of "as a week ago" over the learner's own validation rows."""
    mw = demand()
    wanted = _off(first_valid, first_test, WEEK)
    change = mw[first_valid:first_test] - mw[first_valid - WEEK : first_test - WEEK]
    instead = [
        Instead(_off(first_test, len(mw), WEEK), "test-rows", "That is over the *test* rows. They "
                "are for the very end."),
        Instead(_off(WEEK, len(mw), WEEK), "all-rows", "That is over all twelve weeks. Take the "
                "validation rows alone."),
        Instead(_off(WEEK, first_valid, WEEK), "training-rows", "That is over the training rows. "
                "Take the validation rows."),
        Instead(_off(first_valid, first_test, DAY), "yesterday", "That is *as yesterday*, 48 half "
                "hours before. A week has 336."),
        Instead(_off(first_valid, first_test, 1), "half-hour", "That is *as half an hour ago*. A "
                "week has 336 half hours."),
        Instead(_off(first_valid, first_test, 7), "seven-rows", "That is seven *half hours* ago. A "
                "week has 336 of them."),
        Instead(float(np.mean(change)), "sign-kept", "Errors above and below cancel each other: "
                "take `np.abs` before the mean."),
        Instead(abs(float(np.mean(change))), "absolute-of-the-mean", "Errors above and below "
                "cancelled each other. Take `np.abs` first, then the mean."),
        Instead(float(np.sqrt(np.mean(change**2))), "root-mean-square", "That is the root of the "
                "mean square. Asked is the mean of the absolute errors."),
        Instead(float(np.mean(change**2)), "squared", "These are squares, in MW². Take `np.abs`."),
        Instead(float(np.sum(np.abs(change))), "sum-for-mean", "That is the sum. Take the mean."),
    ]  # fmt: skip
    step = "`rows = np.arange(first_valid, first_test)`, then compare `mw[rows]` with "
    step += "`mw[rows - WEEK]`."
    said = "the mean absolute error of “as a week ago” over your validation rows, in MW"
    return expect_number(naive, wanted, "`naive`", step, instead, 2e-3, expected=said)


def _off(first, last, back):
    mw = demand()
    return float(np.mean(np.abs(mw[first:last] - mw[first - back : last - back])))
