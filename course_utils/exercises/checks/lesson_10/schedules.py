"""A learning rate that falls, and where it ends in the steps of the learner's own training."""

from typing import Any

import numpy as np

from course_utils.exercises.expect import expect
from course_utils.exercises.records import HistoryRecord, ModelRecord, NamedRecord
from course_utils.exercises.verdicts import Finding

EPOCHS, STEPS, ROWS, RATE = 10, 33, 1030, 0.01
IN_ALL = EPOCHS * STEPS
_MAKE = (
    "Make `plan = keras.optimizers.schedules.CosineDecay(0.01, decay_steps=...)`, and give it to "
    "the optimizer in place of the number: `keras.optimizers.SGD(plan, momentum=0.9)`."
)


def schedule_of(model: ModelRecord) -> Any:
    """Return what the optimizer has as its learning rate: a schedule, a number or None."""
    optimizer = model.compiled.optimizer if model.compiled else None
    return optimizer.settings.get("learning_rate") if optimizer else None


def expect_cosine(model: ModelRecord, history: HistoryRecord) -> Finding:
    """Expect a cosine from 0.01 to 0 in the optimizer itself."""
    plan = schedule_of(model)
    known = isinstance(plan, NamedRecord)
    right = known and plan.name == "cosine_decay" and _starts_and_ends(plan.settings)
    step, mistake = _MAKE, ""
    if not known:
        step, mistake = f"{_WHERE} {_MAKE}", "no-schedule"
    elif plan.name != "cosine_decay":
        step, mistake = f"That is another plan. {_MAKE}", "another-schedule"
    elif not right:
        step = (
            "Begin at 0.01 and end at 0: leave `alpha` and the warm-up out. "
            "`CosineDecay(0.01, decay_steps=...)`"
        )
        mistake = "another-cosine"
    return expect(
        right,
        where="the learning rate of the optimizer",
        expected="a cosine from 0.01 to 0",
        found=_said(plan, history),
        next_step=step,
        mistake=mistake,
        weight=2,
    )


_WHERE = (
    "`fit` takes no schedule, and `ReduceLROnPlateau` is a callback: it waits until a curve is "
    "flat, and knows of no end."
)


def _starts_and_ends(settings):
    return (
        bool(np.isclose(settings.get("initial_learning_rate", np.nan), RATE, rtol=1e-4))
        and not settings.get("alpha")
        and not settings.get("warmup_steps")
    )


def _said(plan, history):
    if isinstance(plan, NamedRecord):
        start = plan.settings.get("initial_learning_rate")
        return f"{plan.describe()}" + (f" from {start:g}" if isinstance(start, float) else "")
    if isinstance(plan, int | float):
        return f"the number {plan:.4g}, the same in each of your {_steps(history):,} steps"
    return "no learning rate"


def expect_end(model: ModelRecord, history: HistoryRecord) -> Finding:
    """Expect a plan that is as long as the learner's own training, to a step."""
    plan = schedule_of(model)
    given = plan.settings.get("decay_steps") if isinstance(plan, NamedRecord) else None
    in_all = _steps(history)
    length = float(given) if isinstance(given, int | float) else np.nan
    known = {
        EPOCHS: ("epochs-for-steps", "You counted epochs. A schedule counts steps."),
        STEPS: ("one-epoch", "That is one epoch. The training has 10."),
        EPOCHS * (STEPS - 1): ("last-batch-forgotten", "1,030 rows make 32 full batches and one "
                               "of the 6 rows that are left: 33 steps an epoch."),
        EPOCHS * ROWS: ("rows-for-steps", "You counted rows. A step sees a whole batch of them."),
        ROWS: ("rows-for-steps", "You counted rows. A step sees a whole batch of them."),
    }  # fmt: skip
    counted = int(length) if np.isfinite(length) else 0
    mistake, says = known.get(counted, ("another-end", ""))
    return expect(
        abs(length - in_all) <= 1,
        where="the end of the plan",
        expected="a rate that reaches 0 with the last step of the training",
        found=_where_it_ends(length, in_all),
        next_step=f"{says} Write `decay_steps=` and the steps of all epochs.".strip(),
        mistake=mistake,
        weight=2,
    )


def _where_it_ends(length, in_all):
    """What the plan did to the learner's own run."""
    if not np.isfinite(length):
        return "no plan with an end"
    if length < in_all:
        idle = in_all - length
        return (
            f"0 after {length:,.0f} of {in_all:,} steps: the other {idle:,.0f}, "
            f"{100 * idle / in_all:.0f} % of the training, have a rate of 0"
        )
    left = RATE / 2 * (1 + np.cos(np.pi * in_all / length))
    return f"{left:.2g} after all {in_all:,} steps: the plan has {length:,.0f}"


def _steps(history):
    return int(history.epochs * (history.params.get("steps") or 0))
