"""Experiments that confirm or withdraw a suspicion: the run again, with one thing changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from course_utils.diagnosis import inside
from course_utils.diagnosis.edits import edited
from course_utils.diagnosis.given import floats_of
from course_utils.diagnosis.judged import unexplained
from course_utils.diagnosis.trials import MOST_STEPS, Change, Machine, Outcome, order_of_rows

if TYPE_CHECKING:
    from course_utils.diagnosis.patient import Patient

# The longest that one trial may take; less than a second left is too little for one.
SECONDS_A_TRIAL = 2.0
LEAST_SECONDS = 1.0
FEWEST_ROWS = 10
CLEARLY, HARDLY = 0.05, 0.9  # more than chance does on some hundred rows; hardly anything known
JUDGED = 1_000  # rows
_WORST = 1e6  # for a run that diverged


@dataclass(frozen=True)
class Comparison:
    """A changed run beside what there is without the change.

    Attributes
    ----------
    change : Change
    before : float
        The share of a constant's loss that is left on validation rows, by the model as it is or by
        its run made again from the start, whichever leaves less.
    changed : Outcome
        Of the changed run, which is no longer than the other.
    control : Outcome
        Of the run made again with nothing changed.
    """

    change: Change
    before: float
    changed: Outcome
    control: Outcome

    @property
    def gain(self) -> float:
        """How much the change helps: 0 is no help, 1 is all.

        The share of what is left that it takes away. Where little can be known at all, that is a
        small number, so there it is the share of what the changed run explains that is not
        explained without it.
        """
        before, after = min(self.before, _WORST), min(self.changed.valid, _WORST)
        gain = (before - after) / max(before, 1e-9)
        if after > HARDLY or min(before, 1.0) - after < CLEARLY:
            return gain
        return max(gain, (min(before, 1.0) - after) / (1 - after))

    def told(self, what: str) -> str:
        """Say what was tried, and what it showed."""
        return (
            f"{what}, a short run leaves {_share(self.changed.valid)} of the loss of a constant "
            f"prediction; as it is, {_share(self.before)}."
        )


def _share(left):
    return f"{left:.2f}" if left < 1_000 else "more than a thousand times"


class Experiments:
    """Short runs of one patient; the same change is tried once.

    Parameters
    ----------
    patient
        The training that is examined.
    wanted
        Whether experiments may be made at all.
    """

    def __init__(self, patient: Patient, wanted: bool):
        self.patient = patient
        self.wanted = wanted
        self._outcomes: dict[Change, Outcome | None] = {}
        self._machines: dict[str, Machine | None] = {}

    @cached_property
    def possible(self) -> bool:
        """Whether there is what a run needs: rows, targets, a compiled model with one loss."""
        patient = self.patient
        return bool(
            self.wanted
            and patient.record.built
            and patient.start
            and patient.train.n >= FEWEST_ROWS
            and len(patient.y) == patient.train.n
            and getattr(patient.model, "optimizer", None) is not None
            and all(floats_of(part) is not None for part in patient.train.inputs)
        )

    @cached_property
    def steps(self) -> int:
        """Updates of the learner's own run, as far as an experiment repeats them."""
        return int(
            np.clip(self.patient.steps_an_epoch * (self.patient.epochs or 20), 1, MOST_STEPS)
        )

    @property
    def _repeated(self):
        """As many updates as the control came to: a large network gets to fewer in the time."""
        control = self._outcomes.get(Change())
        return control.steps if control else self.steps

    def outcome(self, change: Change) -> Outcome | None:
        """Train again with one thing changed.

        Returns
        -------
        Outcome or None
            None where it cannot be done, or the time is up.
        """
        if change not in self._outcomes:
            try:
                self._outcomes[change] = self._run(change)
            except Exception:
                # A model that cannot be trained this way is examined without experiments.
                self._outcomes[change] = None
        return self._outcomes[change]

    def compare(self, change: Change) -> Comparison | None:
        """Try a change beside the run as it was; None where either cannot be done."""
        control = self.outcome(Change())
        changed = self.outcome(change) if control else None
        if control is None or changed is None:
            return None
        patient = self.patient
        now = patient.left_valid if patient.valid.n else patient.left_train
        before = control.valid if now is None else min(now, control.valid)
        return Comparison(change, before, changed, control)

    def best(self, changes: Iterable[Change]) -> Comparison | None:
        """Try some changes, and return the one that leaves least; None where none can be tried."""
        found = [c for change in changes if (c := self.compare(change)) is not None]
        return min(found, key=lambda comparison: comparison.changed.valid, default=None)

    def told(self, change: Change, what: str, least: float = 0.05) -> str:
        """Say what a change showed; empty where it gained less than `least`, or was not tried."""
        found = self.compare(change)
        return found.told(what) if found and found.gain >= least else ""

    def _run(self, change):
        if not self.possible or self.patient.seconds_left < LEAST_SECONDS:
            return None
        machine = self._machine(change.edit)
        if machine is None:
            return None
        import tensorflow as tf

        machine.reset(change.rate)
        inputs, y, scale = self._training_rows(change)
        size = change.batch_size or self.patient.batch_size
        indices = order_of_rows(len(y), size, max(int(self._repeated * change.length), 1))
        seconds = min(SECONDS_A_TRIAL * np.clip(change.length, 1, 2), self.patient.seconds_left)
        done = machine.run(indices, [tf.constant(x) for x in inputs], tf.constant(y), seconds)
        return self._judged(machine, change, scale, done)

    def _machine(self, edit):
        if edit not in self._machines:
            self._machines[edit] = self._made(edit)
        return self._machines[edit]

    def _made(self, edit):
        model, start = self.patient.model, self.patient.start
        if edit:
            name, *wanted = edit.split(":")
            model = edited(model, name, **dict(part.split("=") for part in wanted))
            if model is None:
                return None
            start = [np.asarray(v) for v in model.trainable_variables]
        function = inside.loss_function(self.patient.model)
        return Machine(model, function, self._fresh_optimizer(), start) if function else None

    def _fresh_optimizer(self):
        given = self.patient.model.optimizer
        given = getattr(given, "inner_optimizer", given)
        config = given.get_config()
        if not isinstance(config["learning_rate"], float | int):
            # A schedule is taken at its start.
            config["learning_rate"] = float(np.asarray(given._learning_rate(0)))
        return type(given).from_config(config)

    @cached_property
    def _scales(self):
        """Mean and deviation of each column; of all numbers where the input is no table."""
        found = []
        for part in self.patient.train.inputs:
            values = floats_of(part)[: self.patient.n_train]
            axes = 0 if values.ndim <= 2 else None
            deviation = np.nanstd(values, axis=axes)
            found.append((np.nanmean(values, axis=axes), np.where(deviation > 0, deviation, 1)))
        return found

    def _inputs(self, rows, places, change):
        inputs = [part[places] for part in rows.inputs]
        if not change.scaled_inputs:
            return [self.patient.light(part) for part in inputs]
        pairs = zip(inputs, self._scales, strict=True)
        scaled = [(floats_of(part) - mean) / deviation for part, (mean, deviation) in pairs]
        return [part.astype("float32") for part in scaled]

    def _training_rows(self, change):
        places = np.arange(self.patient.n_train)
        y = self.patient.y[places]
        scale = (float(y.mean()), float(y.std()) or 1.0) if change.scaled_target else (0.0, 1.0)
        y = ((y - scale[0]) / scale[1]).astype("float32")
        return self._inputs(self.patient.train, places, change), y, scale

    def _judged(self, machine, change, scale, done):
        patient = self.patient
        p = machine.predict(self._inputs(patient.train, patient.seen, change))
        y = patient.y[patient.seen]
        train = valid = self._left(p, y, change, scale)
        loss = float(np.asarray(machine.loss(((y - scale[0]) / scale[1]).astype("float32"), p)))
        rows, places = self._aside()
        if len(places):
            y = patient.y_valid if rows is patient.valid else patient.y
            p = machine.predict(self._inputs(rows, places, change))
            valid = self._left(p, y[places], change, scale)
        return Outcome(train, valid, loss, done, machine.moved())

    def _aside(self):
        """The rows to judge by, and which of them: none where all rows were learnt from."""
        patient = self.patient
        if patient.valid.n and len(patient.y_valid) == patient.valid.n:
            return patient.valid, np.arange(min(patient.valid.n, JUDGED))
        last = patient.n_train if patient.used_validation_split else patient.train.n
        return patient.train, np.arange(last, patient.train.n)[:JUDGED]

    def _left(self, p, y, change, scale):
        p = p * scale[1] + scale[0]
        if change.edit.startswith("output"):
            left = unexplained(p, y, self.patient.task)
        else:
            left = self.patient.left(p, y)
        return float("inf") if left is None or not np.isfinite(left) else left
