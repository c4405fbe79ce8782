"""Short trainings with one thing changed: the experiments that confirm or refute a suspicion.

All trials of one structure share one compiled program, one start and one order of the rows, so what
differs between two of them is what was changed. Nothing of the learner's is touched: the program
trains copies of the weights (`keras.Model.stateless_call`).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from course_utils.diagnosis.inside import packed
from course_utils.exercises.capture.values import to_numpy

if TYPE_CHECKING:
    import keras

# Updates of the first stretch, after which the rest of the time is planned.
FIRST_STRETCH = 20
MOST_STEPS = 4_000


@dataclass(frozen=True)
class Change:
    """What is changed against the learner's own run; by itself, nothing.

    Attributes
    ----------
    rate : float
        The learning rate times this.
    length : float
        The number of updates times this.
    scaled_inputs, scaled_target : bool
        Whether each column has mean 0 and deviation 1 by the training rows.
    go_on : bool
        Whether it starts from the weights as they are, not from those before training.
    first : int
        Train on the first so many rows, and on all of them in each update; 0 for all rows.
    batch_size : int
        0 for the learner's own.
    edit : str
        A structural edit of `edits.EDITS`.
    loss : str
        Another loss; empty for the learner's own.
    """

    rate: float = 1.0
    length: float = 1.0
    scaled_inputs: bool = False
    scaled_target: bool = False
    go_on: bool = False
    first: int = 0
    batch_size: int = 0
    edit: str = ""
    loss: str = ""


@dataclass(frozen=True)
class Outcome:
    """What a trial came to.

    Attributes
    ----------
    train, valid : float
        The share of the best constant's loss that is left on training and on validation rows;
        inf where it diverged. Without validation rows `valid` is `train`.
    steps : int
        Updates that were made.
    moved : float
        The length of the way that the weights went, in lengths of the start.
    """

    train: float
    valid: float
    steps: int
    moved: float


class Machine:
    """One structure with one loss, ready to be trained again and again from the same start."""

    def __init__(
        self,
        model: keras.Model,
        loss: Callable,
        optimizer: keras.Optimizer,
        start: Sequence[np.ndarray],
    ):
        import keras

        self.model = model
        self.loss = loss
        self.start = list(start)
        self.others = [to_numpy(v) for v in model.non_trainable_variables]
        self.weights = [keras.Variable(values) for values in self.start]
        self.states = [
            keras.Variable(values, dtype=v.dtype, trainable=False)
            for values, v in zip(self.others, model.non_trainable_variables, strict=True)
        ]
        self.optimizer = optimizer
        self.optimizer.build(self.weights)
        self.rate = float(to_numpy(self.optimizer.learning_rate))
        self.memory = [to_numpy(v) for v in self.optimizer.variables]
        self._train = self._program()

    def _program(self):
        import keras
        import tensorflow as tf

        def train(indices, inputs, y):
            for rows in indices:
                batch = packed(self.model, [tf.gather(part, rows) for part in inputs])
                values = [variable.value for variable in self.weights]
                with tf.GradientTape() as tape:
                    tape.watch(values)
                    outputs, states, losses = self.model.stateless_call(
                        values,
                        [variable.value for variable in self.states],
                        batch,
                        training=True,
                        return_losses=True,
                    )
                    loss = self.loss(tf.gather(y, rows), outputs)
                    loss += sum(keras.ops.sum(extra) for extra in losses)
                slopes = tape.gradient(loss, values)
                # A weight that the loss does not depend on has no slope.
                slopes = [
                    keras.ops.zeros(v.shape) if slope is None else tf.convert_to_tensor(slope)
                    for slope, v in zip(slopes, self.weights, strict=True)
                ]
                self.optimizer.apply(slopes, self.weights)
                for variable, state in zip(self.states, states, strict=True):
                    variable.assign(state)

        return tf.function(train, reduce_retracing=True, autograph=True)

    def reset(self, weights: Sequence[np.ndarray], rate: float) -> None:
        """Begin from these weights, with an optimizer that remembers nothing."""
        for variable, values in zip(self.weights, weights, strict=True):
            variable.assign(values)
        for variable, values in zip(self.states, self.others, strict=True):
            variable.assign(_fresh(variable, values))
        for variable, values in zip(self.optimizer.variables, self.memory, strict=True):
            variable.assign(values)
        self.optimizer.learning_rate.assign(self.rate * rate)

    def run(self, indices: np.ndarray, inputs: Sequence[Any], y: Any, seconds: float) -> int:
        """Train on the rows named, an update for each line of `indices`.

        Returns
        -------
        int
            Updates made before the time was up.
        """
        import tensorflow as tf

        stretch, done = FIRST_STRETCH, 1
        self._train(tf.constant(indices[:1]), inputs, y)  # compiles
        # Of this process alone: a busy machine must not change what an experiment shows.
        started = time.process_time()
        while done < len(indices):
            began = time.process_time()
            self._train(tf.constant(indices[done : done + stretch]), inputs, y)
            done = min(done + stretch, len(indices))
            now = time.process_time()
            left = seconds - (now - started)
            if left <= 0:
                break
            # The next stretch ends in time, whatever the size of this network.
            pace = (now - began) / stretch
            stretch = max(1, min(int(left / pace / 2), 500))
        return done

    def predict(self, inputs: Sequence[np.ndarray]) -> np.ndarray:
        """Ask for the first output with the weights as they are now."""
        import keras

        outputs, _ = self.model.stateless_call(
            [variable.value for variable in self.weights],
            [variable.value for variable in self.states],
            packed(self.model, list(inputs)),
            training=False,
        )
        return to_numpy(keras.tree.flatten(outputs)[0])

    def moved(self) -> float:
        """How far the weights are from the start, in lengths of the start."""
        now = np.concatenate([to_numpy(v).ravel() for v in self.weights])
        start = np.concatenate([values.ravel() for values in self.start])
        return float(np.linalg.norm(now - start) / (np.linalg.norm(start) + 1e-12))


def _fresh(variable, values):
    """Running statistics of batch normalization begin again; seeds and the like stay."""
    name = variable.name
    return values * 0 + (1 if "variance" in name else 0) if "moving" in name else values


def order_of_rows(n_rows: int, batch_size: int, steps: int) -> np.ndarray:
    """Return which rows are in each update: each row once an epoch, in a new order.

    Returns
    -------
    numpy.ndarray of int32, shape (steps, batch_size)
        The smaller batch at an epoch's end is left out, so that one program fits all.
    """
    rng = np.random.default_rng(1)
    batch_size = min(batch_size, n_rows)
    in_epoch = max(n_rows // batch_size, 1)
    epochs = -(-steps // in_epoch)
    orders = [rng.permutation(n_rows)[: in_epoch * batch_size] for _ in range(epochs)]
    indices = np.concatenate(orders).reshape(-1, batch_size)
    return indices[:steps].astype(np.int32)
