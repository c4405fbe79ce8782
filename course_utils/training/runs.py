"""The settings of every run, and which runs are trained together."""

from dataclasses import dataclass, fields

import numpy as np

from course_utils.errors import CourseError

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

    def __len__(self):
        return len(self.seed)

    @property
    def steps(self):
        """Updates in an epoch of each run: batches, the last and smaller one included."""
        return -(-self.n_examples // self.batch_size)

    def at(self, places):
        """Return the runs at these places only."""
        return Runs(*(getattr(self, field.name)[places] for field in fields(self)))


def find_runs(axes, own_rate, n_rows):
    """Return the runs of a grid.

    Parameters
    ----------
    axes : Axes
    own_rate : float
        The learning rate where none was given.
    n_rows : int
        The number of rows there are: the number of examples where none was given.

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
    return Runs(
        learning_rate=column("learning_rate", "float32", own_rate),
        batch_size=np.minimum(column("batch_size", "int32", 32), n_examples),
        width=np.array(axes.runs("width")),
        l2=column("l2", "float32", 0.0),
        dropout=column("dropout", "float32", np.nan),
        seed=column("seed", "int64", 1),
        n_examples=n_examples,
    )


def find_groups(runs, epochs, n_weights):
    """Return the places of the runs that are trained together, a list of arrays.

    Runs of one group share a compiled program, in which each update takes the rows of the
    largest batch and each epoch the updates of the longest. So very different batch sizes are
    trained apart, where this saves more than another compilation costs.

    Parameters
    ----------
    runs : Runs
    epochs, n_weights : int
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
