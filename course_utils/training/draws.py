"""The random numbers that Keras' Dropout layers would draw, handed to those of the small engine."""

import math

import numpy as np

from course_utils.networks.layers import Dropout
from course_utils.training.random_numbers import uniform
from course_utils.training.runs import Runs
from course_utils.training.starts import Start

_AT_ONCE = 2**20  # numbers: to draw for one update after the other takes much longer


class Draws:
    """Dropout layers of a network whose runs are trained side by side.

    Parameters
    ----------
    dropouts
        In order; given their rate here, and their numbers by `give`.
    starts, runs
        One start a run.
    """

    def __init__(self, dropouts: list[Dropout], starts: list[Start], runs: Runs) -> None:
        self._dropouts, self._blocks = dropouts, [(0, None)] * len(dropouts)
        self._shapes = starts[0].row_shapes
        self._batch_rows = int(runs.batch_size[0])
        self._seeds, self._places = [], []
        for i, layer in enumerate(dropouts):
            own = np.array([start.rates[i] for start in starts], "float32")
            layer.rate = np.where(np.isnan(runs.dropout), own, runs.dropout)
            seeds, places = np.unique([start.seeds[i] for start in starts], return_inverse=True)
            self._seeds.append(seeds)
            self._places.append(places if len(seeds) > 1 else 0)

    def give(self, update: int, n_rows: int) -> None:
        """Give each layer its numbers for an update, counted from 0, of so many rows."""
        for i, layer in enumerate(self._dropouts):
            first, numbers = self._blocks[i]
            if numbers is None or update >= first + numbers.shape[1]:
                first, numbers = self._blocks[i] = update, self._draw(i, update)
            row_shape = self._shapes[i]
            own = numbers[:, update - first, : n_rows * math.prod(row_shape)]
            layer.drawn = own.reshape(len(own), n_rows, *row_shape)[self._places[i]]

    def _draw(self, i, first):
        """The numbers of some updates ahead, (n_seeds, n_updates, n_numbers)."""
        seeds, n = self._seeds[i], self._batch_rows * math.prod(self._shapes[i])
        updates = np.arange(first, first + max(1, _AT_ONCE // (n * len(seeds))))
        pairs = np.stack(np.broadcast_arrays(seeds[:, np.newaxis], updates), axis=-1)
        numbers = uniform(pairs.reshape(-1, 2).astype("int32"), n).numpy()
        return numbers.reshape(len(seeds), len(updates), n)
