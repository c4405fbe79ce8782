"""The settings of every run, and which runs are trained together."""

from dataclasses import dataclass, fields

import numpy as np

from course_utils.errors import CourseError
from course_utils.training.axes import Axes

# What a group of its own costs, and what it saves, on a common laptop; only their ratio counts.
_COMPILATION = 1.0  # seconds
_ROW = 2e-8  # seconds for a row of a batch, whatever the model
_WEIGHT = 3e-9  # seconds for a row and a weight


@dataclass(frozen=True)
class Runs:
    """One entry a run, in the order of the flattened grid.

    Attributes
    ----------
    learning_rate, l2, dropout : numpy.ndarray
        float32; a dropout of NaN leaves every layer its own rate.
    batch_size, n_examples : numpy.ndarray
        int32; no batch is larger than there are examples.
    steps : numpy.ndarray
        int32: updates in an epoch.
    first_target : numpy.ndarray
        int32: where the targets of each run begin in `Rows.y`.
    seed, width : numpy.ndarray
        Whole numbers; the width may be None.
    """

    learning_rate: np.ndarray
    batch_size: np.ndarray
    width: np.ndarray
    l2: np.ndarray
    dropout: np.ndarray
    seed: np.ndarray
    n_examples: np.ndarray
    steps: np.ndarray
    first_target: np.ndarray

    def __len__(self):
        return len(self.seed)

    @property
    def batches(self) -> np.ndarray:
        """Batches of each run's rows, the last and smaller one included."""
        return -(-self.n_examples // self.batch_size)

    def at(self, places: np.ndarray) -> "Runs":
        """Return the runs at these places only."""
        return Runs(*(getattr(self, field.name)[places] for field in fields(self)))


def find_runs(axes: Axes, own_rate: float, n_rows: int, steps_per_epoch: int | None = None) -> Runs:
    """Return the runs of a grid.

    Parameters
    ----------
    own_rate
        The learning rate where none was given.
    n_rows
        The number of rows there are: the number of examples where none was given.
    steps_per_epoch
        Updates in an epoch, where it does not end with the rows.

    Raises
    ------
    CourseError
        A run is to train on more rows than there are.
    """

    def column(name, kind, default):
        return np.array([default if v is None else v for v in axes.runs(name)], dtype=kind)

    n_examples = column("n_examples", "int32", n_rows)
    if n_examples.max() > n_rows:
        raise CourseError(
            f"Expected n_examples of at most {n_rows}, the rows of X_train; found "
            f"{n_examples.max()}. Take fewer, or give more rows."
        )
    batch_size = np.minimum(column("batch_size", "int32", 32), n_examples)
    batches = -(-n_examples // batch_size)
    begins = {key: place * n_rows for place, key in enumerate(axes.values["targets"])}
    return Runs(
        learning_rate=column("learning_rate", "float32", own_rate),
        batch_size=batch_size,
        width=np.array(axes.runs("width")),
        l2=column("l2", "float32", 0.0),
        dropout=column("dropout", "float32", np.nan),
        seed=column("seed", "int64", 1),
        n_examples=n_examples,
        steps=batches if steps_per_epoch is None else np.full_like(batches, steps_per_epoch),
        first_target=np.array([begins[key] for key in axes.runs("targets")], "int32"),
    )


def find_groups(runs: Runs, epochs: int, n_weights: int) -> list[np.ndarray]:
    """Return the places of the runs that are trained together, a list of arrays.

    Runs of one group share a compiled program, in which each update takes the rows of the
    largest batch and each epoch the updates of the longest. So very different batch sizes are
    trained apart, where this saves more than another compilation costs.

    Parameters
    ----------
    epochs, n_weights
        They say how much work there is.
    """

    def seconds(places):
        visits = len(places) * int(runs.steps[places].max()) * int(runs.batch_size[places].max())
        return _COMPILATION + epochs * visits * (_ROW + _WEIGHT * n_weights)

    def split(places):
        edges = np.flatnonzero(np.diff(runs.batch_size[places])) + 1
        halves = [(places[:edge], places[edge:]) for edge in edges]
        best = min(halves, key=lambda pair: seconds(pair[0]) + seconds(pair[1]), default=None)
        if best is None or seconds(best[0]) + seconds(best[1]) >= seconds(places):
            return [places]
        return [*split(best[0]), *split(best[1])]

    by_size = np.lexsort((runs.steps, runs.batch_size))
    return [np.sort(group) for group in split(by_size)]
