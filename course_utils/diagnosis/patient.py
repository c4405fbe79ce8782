"""All that can be known of a training, computed when it is first asked for."""

from __future__ import annotations

import time
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from course_utils.diagnosis import inside
from course_utils.diagnosis.experiments import Experiments
from course_utils.diagnosis.given import GivenRows, floats_of, read_rows
from course_utils.diagnosis.judged import task_of, unexplained
from course_utils.exercises.capture import capture
from course_utils.exercises.records import HistoryRecord, ModelRecord, Operation
from course_utils.networks.activations import ACTIVATIONS

if TYPE_CHECKING:
    pass

# GivenRows that are put through the network; more would say the same.
LOOKED_AT = 1_000
# Seconds that are kept to write the report.
RESERVE = 0.5
# Steps that bend nothing: what is between two of them is one linear step.
LINEAR = {
    *("dropout", "flatten", "reshape", "batch_normalization", "layer_normalization"),
    *("spatial_dropout1_d", "spatial_dropout2_d", "gaussian_dropout", "alpha_dropout"),
    *("normalization", "rescaling", "linear", "permute"),
}
SQUASHED = {"sigmoid", "softmax"}


class Patient:
    """A model, its history, its rows; each of them may be missing.

    Parameters
    ----------
    model, history, X, y, validation_data
        As the learner gave them.
    experiments
        Whether short trainings may be made.
    seconds
        When the report is wanted, from now.
    """

    def __init__(
        self,
        model: Any = None,
        history: Any = None,
        X: Any = None,
        y: Any = None,
        validation_data: Any = None,
        *,
        experiments: bool = True,
        seconds: float = 20.0,
    ):
        self.model: Any = model
        self.given_history = history
        self._rows = (X, y)
        self._validation = validation_data
        self.ends = time.monotonic() + seconds
        self.experiments = Experiments(self, experiments)

    @property
    def seconds_left(self) -> float:
        """How long the examination may still take."""
        return self.ends - time.monotonic() - RESERVE

    # What was given

    @cached_property
    def train(self) -> GivenRows:
        """The rows that were learnt from."""
        return read_rows(*self._rows)

    @cached_property
    def valid(self) -> GivenRows:
        """The rows of `validation_data`; empty where there are none."""
        given = self._validation
        if given is None:
            return GivenRows()
        if isinstance(given, tuple | list) and 2 <= len(given) <= 3:
            return read_rows(given[0], given[1])
        return read_rows(given)

    @cached_property
    def X(self) -> np.ndarray | None:  # noqa: N802 - the field's name for inputs
        """The first input's numbers; None where there are no rows, or they are no numbers."""
        return self.train.X if self.train.n else None

    @cached_property
    def y(self) -> np.ndarray:
        """The targets as numbers, of shape (n,) where they are one column; empty where none are."""
        return _column(self.train.y)

    @cached_property
    def y_valid(self) -> np.ndarray:
        """The validation rows' targets, likewise."""
        return _column(self.valid.y)

    @cached_property
    def table(self) -> np.ndarray | None:
        """The inputs where they are a table of numbers, of shape (n, columns)."""
        one = len(self.train.inputs) == 1
        return self.X if one and self.X is not None and self.X.ndim == 2 else None

    # How it was built and compiled

    @cached_property
    def record(self) -> ModelRecord:
        """The model as a list of operations; an empty one where there is none."""
        record = capture(self.model) if self.model is not None else None
        return record if isinstance(record, ModelRecord) else ModelRecord((), built=False)

    @cached_property
    def operations(self) -> tuple[Operation, ...]:
        """Its operations, in the order they run."""
        return self.record.operations

    @cached_property
    def is_seen_into(self) -> bool:
        """Whether all operations are known ones."""
        return bool(self.operations) and all(op.kind != "opaque" for op in self.operations)

    @cached_property
    def loss(self) -> str:
        """The loss's name; empty where it is not known."""
        compiled = self.record.compiled
        return compiled.loss.name if compiled and compiled.loss else ""

    @cached_property
    def from_logits(self) -> bool:
        """Whether the loss itself squashes what the model gives."""
        compiled = self.record.compiled
        return bool(compiled and compiled.loss and compiled.loss.settings.get("from_logits"))

    @cached_property
    def metrics(self) -> tuple[str, ...]:
        """The metrics' names."""
        compiled = self.record.compiled
        return tuple(metric.name for metric in compiled.metrics) if compiled else ()

    @cached_property
    def output(self) -> Operation | None:
        """The operation that gives the model's first output."""
        if not self.operations or not self.record.outputs:
            return None
        place = self.record.outputs[0]
        return self.operations[place] if place >= 0 else None

    @cached_property
    def output_activation(self) -> str:
        """Its activation: "linear", "sigmoid", ...; "opaque" where it cannot be seen."""
        if self.output is None:
            return "opaque"
        kind = self.output.kind.removeprefix("ops.")
        if kind in ACTIVATIONS or kind in {"prelu", "opaque"}:
            return kind
        return "linear"

    @cached_property
    def output_shape(self) -> tuple[int | None, ...] | None:
        """The shape of the output for one row."""
        shape = self.output.output_shape if self.output else None
        if shape is None and self.model is not None:
            given = getattr(self.model, "output_shape", None)
            shape = tuple(given[1:]) if isinstance(given, tuple) else None
        return shape

    @cached_property
    def units(self) -> int | None:
        """How many numbers the model gives for a row."""
        return self.output_shape[-1] if self.output_shape else None

    @cached_property
    def task(self) -> str:
        """What is to be predicted, from the targets; empty without targets."""
        if not len(self.y):
            return ""
        return task_of(self.y, self.loss, self.units, self.output_activation in SQUASHED)

    @cached_property
    def rate(self) -> float | None:
        """The learning rate; None for a schedule."""
        try:
            return float(np.asarray(self.model.optimizer.learning_rate))
        except Exception:
            return None

    @cached_property
    def usual_rate(self) -> float:
        """The rate that Keras takes where nobody chooses one."""
        name = type(getattr(self.model, "optimizer", None)).__name__
        return {"SGD": 0.01, "Lion": 1e-4, "AdamW": 0.001}.get(name, 0.001)

    # How it went

    @cached_property
    def history(self) -> HistoryRecord:
        """The curves of the run, from what `fit` returned or from its dictionary."""
        given = self.given_history
        if isinstance(given, dict):
            return HistoryRecord({str(k): np.asarray(v, float).ravel() for k, v in given.items()})
        record = capture(given) if given is not None else None
        return record if isinstance(record, HistoryRecord) else HistoryRecord({})

    def curve(self, name: str) -> np.ndarray | None:
        """Return a curve of the history; None where it has none of this name."""
        values = self.history.metrics.get(name)
        return values if values is not None and len(values) else None

    @property
    def judged_curve(self) -> np.ndarray | None:
        """The validation loss, or the training loss where there is none."""
        val = self.curve("val_loss")
        return self.curve("loss") if val is None else val

    @cached_property
    def epochs(self) -> int:
        """Epochs that were run; 0 without a history."""
        return self.history.epochs

    @cached_property
    def epochs_asked(self) -> int | None:
        """Epochs that `fit` was asked for."""
        return self.history.params.get("epochs")

    @cached_property
    def n_train(self) -> int:
        """GivenRows that were trained on: without those that `validation_split` set aside."""
        split = self.used_validation_split
        return int(self.train.n * (1 - split)) if split else self.train.n

    @cached_property
    def used_validation_split(self) -> float:
        """The share that `validation_split` set aside, as far as it can be told; 0 for none."""
        has_curve = self.curve("val_loss") is not None
        return 0.2 if has_curve and not self.valid.n and self.train.n else 0.0

    @cached_property
    def steps_an_epoch(self) -> int:
        """Updates in an epoch."""
        steps = self.history.params.get("steps")
        if not steps and self.epochs and self.updates_made % self.epochs == 0:
            steps = self.updates_made // self.epochs
        return int(steps) if steps else max(1, -(-self.n_train // 32))

    @cached_property
    def batch_size(self) -> int:
        """GivenRows in an update, from the number of updates in an epoch."""
        if not self.n_train:
            return 32
        rough = -(-self.n_train // self.steps_an_epoch)
        usual = [size for size in (1, 8, 16, 32, 64, 128, 256, 512, 1024) if size >= rough]
        near = usual and -(-self.n_train // usual[0]) == self.steps_an_epoch
        return usual[0] if near else max(rough, 1)

    @cached_property
    def updates_made(self) -> int:
        """Updates that the optimizer has counted since `compile`."""
        try:
            return int(np.asarray(self.model.optimizer.iterations))
        except Exception:
            return 0

    # What it does now

    @cached_property
    def seen(self) -> np.ndarray:
        """Which training rows are put through the network."""
        n = self.n_train
        return np.sort(np.random.default_rng(0).permutation(n)[:LOOKED_AT])

    def predicted(self, rows: GivenRows, places: np.ndarray | None = None) -> np.ndarray | None:
        """Return what the model gives for some rows; None where it cannot be asked."""
        if not rows.inputs or not self.record.built:
            return None
        inputs = [part if places is None else part[places] for part in rows.inputs]
        inputs = [part[:LOOKED_AT] for part in inputs]
        try:
            return inside.ask(self.model, inputs)
        except Exception:
            # It does not take these rows: the cause that looks at shapes says so.
            return None

    @cached_property
    def predictions(self) -> np.ndarray | None:
        """What it gives for the training rows in `seen`."""
        return self.predicted(self.train, self.seen) if self.train.n else None

    @cached_property
    def predictions_valid(self) -> np.ndarray | None:
        """What it gives for the validation rows."""
        return self.predicted(self.valid) if self.valid.n else None

    @cached_property
    def left_train(self) -> float | None:
        """The share of the constant's loss that is left on training rows."""
        if self.predictions is None or not len(self.y):
            return None
        return self.left(self.predictions, self.y[self.seen])

    @cached_property
    def left_valid(self) -> float | None:
        """Likewise on validation rows."""
        if self.predictions_valid is None or not len(self.y_valid):
            return None
        return self.left(self.predictions_valid, self.y_valid[:LOOKED_AT])

    def left(self, predictions: np.ndarray, y: np.ndarray) -> float | None:
        """Return the share of the constant's loss that is left; None where shapes do not fit."""
        logits = self.from_logits and self.output_activation not in SQUASHED
        return unexplained(predictions, y, self.task, logits)

    @property
    def is_poor(self) -> bool:
        """Whether the model leaves more than half of what a constant leaves."""
        left = self.left_valid if self.left_valid is not None else self.left_train
        return left is not None and left > 0.5

    @cached_property
    def loss_on_valid(self) -> float | None:
        """The loss, as Keras computes it, of the model as it is, on the validation rows."""
        rows, y, p = self.valid, self.y_valid, self.predictions_valid
        if not rows.n and self.used_validation_split and len(self.y):
            places = np.arange(self.n_train, self.train.n)[:LOOKED_AT]
            y, p = self.y[places], self.predicted(self.train, places)
        function = inside.loss_function(self.model) if self.operations else None
        if not len(y) or p is None or function is None:
            return None
        try:
            return float(np.asarray(function(y[: len(p)].astype("float32"), p)))
        except Exception:
            return None

    @cached_property
    def layer_outputs(self) -> list[tuple[Any, np.ndarray]]:
        """What each layer gives for up to 300 training rows."""
        if self.predictions is None:
            return []
        inputs = [part[self.seen[:300]] for part in self.train.inputs]
        try:
            return inside.layer_outputs(self.model, inputs)
        except Exception:
            return []

    def light(self, values: np.ndarray) -> np.ndarray:
        """Return numbers as Keras takes them: float32, but the numbers of words as they are."""
        whole = values.dtype.kind in "biu" and any(op.kind == "embedding" for op in self.operations)
        return np.asarray(values, dtype="int32" if whole else "float32")

    def rows_of(self, places: np.ndarray) -> tuple[list[np.ndarray], np.ndarray]:
        """Return some training rows as the network takes them, with their targets."""
        inputs = [self.light(part[places]) for part in self.train.inputs]
        return inputs, self.y[places].astype("float32")

    @cached_property
    def start(self) -> list[np.ndarray]:
        """The trainable weights before training; empty where they cannot be told."""
        try:
            return inside.initial_weights(self.model) if self.record.built else []
        except Exception:
            return []

    @cached_property
    def weights(self) -> list[np.ndarray]:
        """The trainable weights as they are."""
        if not self.record.built:
            return []
        return [np.asarray(v) for v in self.model.trainable_variables]

    @cached_property
    def has_broken_weights(self) -> bool:
        """Whether a weight is no finite number."""
        return any(not np.all(np.isfinite(values)) for values in self.weights)


def _column(y):
    values = floats_of(y) if y is not None else None
    if values is None:
        return np.empty(0)
    return values[:, 0] if values.ndim == 2 and values.shape[1] == 1 else values
