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

from course_utils.diagnosis.inside import in_mode, packed
from course_utils.exercises.capture.values import to_numpy

if TYPE_CHECKING:
    import keras

# Updates of the first stretch, after which the rest of the time is planned.
FIRST_STRETCH = 20
LONGEST_STRETCH = 500
MOST_STEPS = 10_000


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
    batch_size : int
        0 for the learner's own.
    edit : str
        A structural edit of `edits.EDITS`.
    """

    rate: float = 1.0
    length: float = 1.0
    scaled_inputs: bool = False
    scaled_target: bool = False
    batch_size: int = 0
    edit: str = ""


@dataclass(frozen=True)
class Outcome:
    """What a trial came to.

    Attributes
    ----------
    train, valid : float
        The share of the best constant's loss that is left on training and on validation rows;
        inf where it diverged. Without validation rows `valid` is `train`.
    loss : float
        The model's own loss on training rows.
    steps : int
        Updates that were made.
    moved : float
        The length of the way that the weights went, in lengths of the start.
    """

    train: float
    valid: float
    loss: float
    steps: int
    moved: float


class Machine:
    """One structure with one loss, ready to be trained again and again from the same start.

    All weights are one long variable, so that the optimizer is compiled once and not once a
    weight. It treats each number by itself; `clipnorm` clips all of them together here.

    Parameters
    ----------
    model
        Built. Its own weights are not used.
    loss
        (y, outputs) -> one number.
    optimizer
        A new one, not built.
    start
        The trainable weights to begin with.
    """

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
        self.shapes = [values.shape for values in start]
        self.start = _joined(start)
        self.weights = keras.Variable(self.start)
        self.others = [to_numpy(v) for v in model.non_trainable_variables]
        self.states = [
            keras.Variable(values, dtype=v.dtype, trainable=False)
            for values, v in zip(self.others, model.non_trainable_variables, strict=True)
        ]
        self.optimizer = optimizer
        self.optimizer.build([self.weights])
        self.rate = float(to_numpy(self.optimizer.learning_rate))
        self.memory = [to_numpy(v) for v in self.optimizer.variables]
        self._train: Any = None

    def _program(self, inputs, y):
        """Compile a loop over updates for rows of this form, in batches of any size."""
        import keras
        import tensorflow as tf

        def train(indices, inputs, y):
            for rows in indices:
                batch = packed(self.model, [tf.gather(part, rows) for part in inputs])
                with tf.GradientTape() as tape:
                    outputs, states, losses = self.model.stateless_call(
                        self._parts(self.weights.value),
                        [variable.value for variable in self.states],
                        batch,
                        **in_mode(self.model, True),
                        return_losses=True,
                    )
                    loss = self.loss(tf.gather(y, rows), outputs)
                    loss += sum(keras.ops.sum(extra) for extra in losses)
                self.optimizer.apply([tape.gradient(loss, self.weights.value)], [self.weights])
                for variable, state in zip(self.states, states, strict=True):
                    variable.assign(state)

        form = [tf.TensorSpec([None, *x.shape[1:]], x.dtype) for x in (*inputs, y)]
        signature = [tf.TensorSpec([None, None], tf.int32), form[:-1], form[-1]]
        return tf.function(train, input_signature=signature, autograph=True)

    def _parts(self, joined):
        """Cut one long vector into the weights."""
        import tensorflow as tf

        sizes = [int(np.prod(shape)) for shape in self.shapes]
        cut = tf.split(joined, sizes)
        return [tf.reshape(part, shape) for part, shape in zip(cut, self.shapes, strict=True)]

    def reset(self, rate: float) -> None:
        """Begin again at the start, with an optimizer that remembers nothing."""
        self.weights.assign(self.start)
        for variable, values in zip(self.states, self.others, strict=True):
            variable.assign(_fresh(variable, values))
        for variable, values in zip(self.optimizer.variables, self.memory, strict=True):
            variable.assign(values)
        self.optimizer.learning_rate.assign(self.rate * rate)

    def run(self, indices: np.ndarray, inputs: Sequence[Any], y: Any, seconds: float) -> int:
        """Train on the rows named, an update for each line of `indices`.

        Parameters
        ----------
        indices
            Places of rows, of shape (n_updates, batch_size).
        inputs, y
            Tensors.
        seconds
            Of work, not of waiting: a busy machine must not change what an experiment shows.

        Returns
        -------
        int
            Updates made before the time was up.
        """
        import tensorflow as tf

        if self._train is None:
            self._train = self._program(inputs, y)
            self._train.get_concrete_function()
        stretch, done, began = FIRST_STRETCH, 0, time.process_time()
        while done < len(indices):
            self._train(tf.constant(indices[done : done + stretch]), inputs, y)
            done = min(done + stretch, len(indices))
            spent = time.process_time() - began
            if spent >= seconds:
                break
            # The next stretch ends in time, whatever the size of this network.
            stretch = int(np.clip((seconds - spent) / (spent / done) / 2, 1, LONGEST_STRETCH))
        # Some optimizers train one set of weights, and hand over another: a running mean.
        self.optimizer.finalize_variable_values([self.weights])
        return done

    def predict(self, inputs: Sequence[np.ndarray]) -> np.ndarray:
        """Ask for the first output with the weights as they are now."""
        import keras

        outputs, _ = self.model.stateless_call(
            self._parts(self.weights.value),
            [variable.value for variable in self.states],
            packed(self.model, list(inputs)),
            **in_mode(self.model, False),
        )
        return to_numpy(keras.tree.flatten(outputs)[0])

    def moved(self) -> float:
        """How far the weights are from the start, in lengths of the start."""
        way = to_numpy(self.weights) - self.start
        return float(np.linalg.norm(way) / (np.linalg.norm(self.start) + 1e-12))


def _joined(weights):
    return np.concatenate([np.ravel(values) for values in weights]).astype("float32")


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
