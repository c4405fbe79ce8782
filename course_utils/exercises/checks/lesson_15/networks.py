"""Expectations of recurrent models: two stacked layers, and one that forecasts demand."""

from collections.abc import Iterator
from functools import cache

import numpy as np

from course_utils.exercises.checks.lesson_15.series import WEEK, demand
from course_utils.exercises.expect import (
    CONDITION,
    Instead,
    curve_of,
    expect,
    expect_number,
    need,
)
from course_utils.exercises.forward import CannotPredictError, predict
from course_utils.exercises.records import (
    CallResult,
    FunctionRecord,
    HistoryRecord,
    ModelRecord,
    NumberRecord,
)
from course_utils.exercises.verdicts import Finding, Looks

RECURRENT = ("simple_rnn", "lstm", "gru")
STEPS = 24
LENGTH, FEATURES = 12, 2
BAR, ENOUGH = 514, 400  # MW in the test weeks: "as a week ago", and what is asked

_STOPPED = [
    Instead(
        "expected ndim=3, found ndim=2",
        "no-return-sequences",
        "The second LSTM wants a sequence, and gets one state: write `return_sequences=True` in "
        "the first one.",
    ),
    Instead(
        "positional argument",
        "other-parameters",
        "Keep the first line: `build_stack` gets the number of units, and nothing else.",
    ),
]


def expect_stack(build: FunctionRecord) -> Looks:
    """Expect a function that builds two stacked LSTM layers and one output, for some units."""
    made = build.call(5)
    runs = _expect_model(made)
    if not runs.ok:
        yield need(runs)
    yield runs
    model = made.value
    assert isinstance(model, ModelRecord)
    yield need(_expect_windows(model))
    yield from _expect_two(model, 5)
    other = build.call(3).value
    units = _units(other) if isinstance(other, ModelRecord) else []
    yield expect(
        bool(units) and set(units) == {3},
        where="what it returns for 3 units",
        expected="3 units in each LSTM",
        found=" and ".join(map(str, units)) or "no such layers",
        next_step="Hand `units` on to both layers: `LSTM(units)`.",
        mistake="units-ignored",
    )


def _expect_model(made: CallResult) -> Finding:
    hit = next((known for known in _STOPPED if known.value in made.error), None)
    step, mistake = (hit.says, hit.mistake) if hit else ("Read the error: which line is it?", "")
    if made.timed_out:
        found = "still running at its deadline"
    elif made.error:
        found = "`{}`".format(made.error.replace("`", "'")[:200])
    else:
        found = made.value.describe() if made.value else "nothing"
        step = "Write `return` before the model: `return keras.Sequential([...])`."
    return expect(
        isinstance(made.value, ModelRecord),
        where="what the function returns for 5 units",
        expected="a Keras model",
        found=found,
        next_step=step,
        mistake=mistake,
        weight=CONDITION,
    )


def _expect_windows(model: ModelRecord) -> Finding:
    shape = model.input_shapes[0] if model.input_shapes else None
    step = "A window has 24 steps of one feature: `keras.Input((24, 1))`."
    if shape == (1, STEPS):
        step = "That is one step with 24 features. The steps come first: `keras.Input((24, 1))`."
    elif shape == (STEPS,):
        step = "The axis of the features is missing: each step has one, so `keras.Input((24, 1))`."
    return expect(
        model.built and shape in {(STEPS, 1), (None, 1)},
        where="the input shape",
        expected="(24, 1)",
        found=f"{shape}" if shape is not None else "none",
        next_step=step,
        mistake="steps-and-features-swapped" if shape == (1, STEPS) else "",
        weight=CONDITION,
    )


def _units(model):
    return [step.settings.get("units") for step in model.operations if step.kind == "lstm"]


def _expect_two(model: ModelRecord, units: int) -> Iterator[Finding]:
    kinds = [step.kind for step in model.operations]
    stacked = [step for step in model.operations if step.kind == "lstm"]
    others = [kind for kind in kinds if kind in RECURRENT and kind != "lstm"]
    yield expect(
        len(stacked) == 2 and not others,
        where="the recurrent layers",
        expected=f"two `LSTM({units})`",
        found=" and ".join(step.describe() for step in model.operations if step.kind in RECURRENT)
        or "none",
        next_step="Put one LSTM on top of another one.",
        mistake="other-layers",
    )
    between = kinds[kinds.index("lstm") + 1 :][:1] if stacked else []
    hands_on = bool(stacked) and bool(stacked[0].settings.get("return_sequences"))
    yield expect(
        len(stacked) == 2 and hands_on and between == ["lstm"],
        where="what the second LSTM reads",
        expected="the 24 states of the first one",
        found=_read(stacked, kinds),
        next_step="The second one shall read what the first one wrote at each step: give the first "
        "one `return_sequences=True`, with nothing between the two.",
        mistake="one-state-repeated" if stacked and not hands_on else "",
    )
    last = model.operations[model.outputs[0]]
    shape = last.output_shape or ()
    step, mistake = "End with `Dense(1)`.", ""
    if shape == (STEPS, 1):
        step = (
            "That is an answer for every step: the second LSTM has `return_sequences=True`, too. "
            "For one answer a window it hands on its last state alone."
        )
        mistake = "return-sequences-on-both"
    elif kinds[-1:] == ["lstm"]:
        step, mistake = "The state of the LSTM comes out. Put `Dense(1)` behind it.", "no-dense"
    yield expect(
        shape == (1,) and last.kind == "dense",
        where="what comes out for one window",
        expected="one number, from a linear unit",
        found=f"shape {shape}, from {last.describe()}",
        next_step=step,
        mistake=mistake,
    )


def _read(stacked, kinds):
    if len(stacked) < 2:
        return "there is no second one"
    if stacked[0].settings.get("return_sequences"):
        return f"something between them: {kinds[kinds.index('lstm') + 1]}"
    return "the last state alone, brought into another shape"


@cache
def last_weeks() -> tuple[np.ndarray, np.ndarray, float]:
    """Return windows of the last two weeks, (672, 12, 2), their targets, and MW per unit."""
    return _rows(2 * WEEK, 0)


@cache
def weeks_before() -> tuple[np.ndarray, np.ndarray, float]:
    """Return the same of the two weeks before."""
    return _rows(4 * WEEK, 2 * WEEK)


def _rows(first, last):
    mw = demand()
    mean, spread = mw[: 8 * WEEK].mean(), mw[: 8 * WEEK].std()
    scaled = (mw - mean) / spread
    pair = np.stack([scaled[WEEK - 1 :], scaled[: 1 - WEEK]], axis=1)
    views = np.lib.stride_tricks.sliding_window_view(pair[:-1], LENGTH, axis=0)
    rows = slice(-first, -last or None)
    return views.transpose(0, 2, 1)[rows], pair[LENGTH:, 0][rows], float(spread)


def expect_recurrent(model: ModelRecord) -> Finding:
    """Expect a recurrent layer somewhere, and one number for each window."""
    kinds = [step.kind for step in model.operations]
    last = model.operations[model.outputs[0]] if model.operations else None
    shape = (last.output_shape if last else None) or ()
    has = any(kind in RECURRENT or kind in {"bidirectional", "rnn"} for kind in kinds)
    step, mistake = "`keras.layers.GRU(12)`, and behind it `Dense(1)`.", ""
    if not has:
        step, mistake = f"No layer of it reads step by step. {step}", "no-recurrent-layer"
    elif shape == (LENGTH, 1):
        step = "It answers at every step: leave `return_sequences=True` out of the last one."
        mistake = "answer-for-every-step"
    elif kinds[-1] in {"relu", "sigmoid", "tanh", "softmax"}:
        step = "Its last activation keeps forecasts out of a part of the line. Leave it out."
        mistake = "activation-on-the-output"
    linear = last is not None and last.kind not in {"relu", "sigmoid", "tanh", "softmax"}
    return expect(
        has and shape == (1,) and linear,
        where="`model`",
        expected="a recurrent layer, and one linear output for each window",
        found=f"{model.describe()}, output of shape {shape}",
        next_step=step,
        mistake=mistake,
    )


def expect_validated(history: HistoryRecord) -> Finding:
    """Expect validation losses that fell, or were low from the first epoch on."""
    losses = curve_of(history, "val_loss")
    fine = len(losses) > 1 and bool(np.isfinite(losses).all()) and bool((losses > 0).all())
    return expect(
        fine,
        where="`history`",
        expected="a `val_loss` for each of at least two epochs",
        found=f"{history.describe()} {'with another' if len(losses) else 'without'} `val_loss`",
        next_step="Hand the validation rows to `fit`: `validation_data=(X_valid, y_valid)`, and "
        "keep what it returns.",
        mistake="no-validation",
    )


def forecast_errors(model: ModelRecord, rows: tuple) -> np.ndarray | None:
    """Return the error of each window in MW; None where the model gives no such numbers."""
    X, y, spread = rows
    try:
        said = predict(model, X)
    except CannotPredictError:
        return None
    if said.shape != (len(y), 1) or not np.isfinite(said).all():
        return None
    return (said[:, 0] - y) * spread


def expect_beats(model: ModelRecord) -> Finding:
    """Expect a mean absolute error that is clearly below the bar."""
    errors = forecast_errors(model, last_weeks())
    found = float(np.mean(np.abs(errors))) if errors is not None else np.inf
    return expect(
        found < ENOUGH,
        where="its mean absolute error in the test weeks",
        expected=f"below {ENOUGH} MW; “as a week ago” has {BAR}",
        found=f"{found:,.0f} MW" if np.isfinite(found) else "no forecasts",
        next_step="Train it: 10 epochs with batches of 32, and Adam with a learning rate of 0.01.",
        mistake="bar-not-passed",
        weight=2,
    )


def expect_test_error(model: ModelRecord, record: NumberRecord) -> Finding:
    """Expect the mean absolute error of the learner's own model on the test rows, in MW."""
    errors = forecast_errors(model, last_weeks())
    before = forecast_errors(model, weeks_before())
    assert errors is not None and before is not None
    _, y, spread = last_weeks()
    wanted = float(np.mean(np.abs(errors)))
    table = errors[:, np.newaxis] / spread + y[:, np.newaxis] - y
    instead = [
        Instead(wanted / spread, "not-in-megawatts", "That is in units of the spread. Multiply it "
                "by `spread` to have MW."),
        Instead(float(np.mean(np.abs(before))), "validation-error", "That is the error on the "
                "*validation* rows. You have chosen by them. Take `X_test` and `y_test`."),
        Instead(float(np.mean(np.abs(before))) / spread, "validation-error", "That is the "
                "validation error, in units of the spread. Take the test rows, and `spread`."),
        Instead(float(np.mean(np.abs(table))) * spread, "column-against-row", "`predict` gives a "
                "column, (n, 1), and `y_test` is (n,): you compared each forecast with each "
                "target. Take the column with `[:, 0]`."),
        Instead(float(np.mean(np.abs(table))), "column-against-row", "Each forecast was compared "
                "with each target: take the column of `predict` with `[:, 0]`. And `spread` is "
                "missing."),
        Instead(float(np.sqrt(np.mean(errors**2))), "root-mean-square", "That is the root of the "
                "mean square. Asked is the mean of the absolute errors."),
        Instead(float(np.mean(errors)), "sign-kept", "Errors above and below cancel each other: "
                "take `np.abs` first."),
        Instead(wanted / BAR, "ratio", "That is a share of the bar. Asked is the error in MW."),
    ]  # fmt: skip
    step = "`np.mean(np.abs(model.predict(X_test)[:, 0] - y_test)) * spread`, with this very model."
    said = "the mean absolute error of your model on the test rows, in MW"
    return expect_number(record, wanted, "`test_error`", step, instead, 5e-3, expected=said)
