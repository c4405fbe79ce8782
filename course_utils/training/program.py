"""The compiled program: all runs of a group, one update after the other, in one XLA loop.

`tf.vectorized_map` lays what one run does over all runs, `tf.while_loop` repeats it. The first
axis of an array is the run, unless it says otherwise.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import tensorflow as tf

from course_utils.networks.update_rules import UpdateRule
from course_utils.training.one_run import OneRun
from course_utils.training.random_numbers import uniform
from course_utils.training.runs import Runs


def find_program(one_run: OneRun, rule: UpdateRule, runs: Runs) -> "Program":
    """Return the program for some runs."""
    batches = set(zip(runs.batch_size, runs.n_examples, strict=True))
    return Program(
        one_run=one_run,
        rule=rule,
        batch_rows=int(runs.batch_size.max()),
        n_steps=int(runs.steps.max()),
        full=len(batches) == 1 and runs.n_examples[0] % runs.batch_size[0] == 0,
        alike=len(batches) == len(set(runs.seed)) == len(set(runs.first_target)) == 1,
    )


@dataclass(frozen=True)
class Program:
    """What is known before the compilation.

    Attributes
    ----------
    batch_rows
        Rows of the largest batch.
    n_steps
        Most updates in an epoch.
    full
        Whether every batch of every run has `batch_rows` rows, and all make as many updates.
    alike
        Whether all runs see the same rows at the same time.
    """

    one_run: OneRun
    rule: UpdateRule
    batch_rows: int
    n_steps: int
    full: bool
    alike: bool

    @cached_property
    def compiled(self) -> Callable[..., dict]:
        """A function of (state, constants, first, last) that trains these epochs.

        `last` is not included. Epoch 0 is the time before training: nothing is updated, but all
        is recorded. State and constants are those of `state.py`; the result is the new state.
        """
        return tf.function(self._advance, jit_compile=True, autograph=False)

    def _advance(self, state, constants, first, last):
        def epoch(number, state):
            return number + 1, self._epoch(number, state, constants)

        return tf.while_loop(lambda number, _: number < last, epoch, (first, state))[1]

    # Epochs ----------------------------------------------------------------------------------

    def _epoch(self, number, state, constants):
        """Train one epoch, then write down what is to be recorded."""
        learning, batches, measured = self._train(number, state, constants)
        seen = {"weights": learning["weights"]}
        if "x_seen" in constants:
            valid, outputs = self._evaluate(learning, constants)
            measured |= valid
            n_valid = constants["y_valid"].shape[0] if "y_valid" in constants else 0
            seen["predictions"] = outputs[:, n_valid:]
        place = constants["snapshot_at"][number]
        return {
            "learning": learning,
            "batches": batches,
            "curves": _written(state["curves"], number, measured),
            "snapshots": _written(state["snapshots"], place, seen),
        }

    def _train(self, number, state, constants):
        """Make an epoch's updates; return what was learned and recorded, and the epoch's means."""
        names = ["loss", *self.one_run.metrics, "rows"]
        sums = {name: tf.zeros_like(constants["learning_rate"]) for name in names}
        n_steps = tf.where(number > 0, self.n_steps, 0)

        def step(k, learning, batches, sums):
            turn = self._turn(number, k, constants)
            learning, measured = self._update(turn, learning, constants)
            sums = {name: sums[name] + measured[name] for name in names}
            seen = {"weights": learning["weights"], "loss": measured["loss"] / measured["rows"]}
            place = (number - 1) * self.n_steps + k
            return k + 1, learning, _written(batches, place, seen), sums

        start = (0, state["learning"], state["batches"], sums)
        _, learning, batches, sums = tf.while_loop(lambda k, *_: k < n_steps, step, start)
        means = {name: sums[name] / sums["rows"] for name in names}
        return learning, batches, means

    def _evaluate(self, learning, constants):
        """Loss and metrics on the validation rows, and the outputs for these and the probe."""
        each = {"weights": learning["weights"], "l2": constants["l2"]}
        x, y = constants["x_seen"], constants.get("y_valid")
        return tf.vectorized_map(lambda run: self.one_run.evaluate(run, x, y), each)

    # One update ------------------------------------------------------------------------------

    def _turn(self, number, k, constants):
        """Which of its batches each run takes at the k-th step of an epoch: one too high, none."""
        steps, batches = constants["steps"], constants["batches"]
        return tf.where(k < steps, ((number - 1) * steps + k) % batches, batches)

    def _update(self, turn, learning, constants):
        """Update every run that has a batch; return loss and metrics summed over its rows."""
        batch, mask = self._batch(turn[:, tf.newaxis], constants)
        rows = tf.reduce_sum(tf.cast(mask, tf.float32), axis=1)
        each = {name: constants[name] for name in ("l2", "rates")}
        each |= {"weights": learning["weights"], "drawn": self._draw(learning, constants)}
        if not self.full:
            each |= {"mask": mask, "rows": tf.maximum(rows, 1.0)}
        shared = batch if self.alike else {}
        each |= {} if self.alike else batch
        lesson = tf.vectorized_map(lambda run: self.one_run.learn(run | shared), each)

        active = rows > 0
        sums = {n: tf.where(active, v * rows, 0.0) for n, v in lesson["measured"].items()}
        return self._learned(learning, lesson, active, constants), sums | {"rows": rows}

    def _batch(self, turn, constants):
        """The rows of every run's batch of this turn, and which of them are its own."""
        size, n = constants["batch_size"][:, tf.newaxis], constants["n_examples"][:, tf.newaxis]
        first = tf.where(turn * size < n, turn * size, 0)
        ahead = tf.range(self.batch_rows)[tf.newaxis]
        mask = (ahead < size) & (turn * size + ahead < n)
        # A place left over repeats the batch's first row, and counts for nothing.
        place = constants["order_at"][:, tf.newaxis] + first + tf.where(mask, ahead, 0)
        rows = tf.gather(constants["orders"], place[0] if self.alike else place)
        at = constants["first_target"]
        targets = rows + (at[0] if self.alike else at[:, tf.newaxis])
        return {"x": tf.gather(constants["x"], rows), "y": tf.gather(constants["y"], targets)}, mask

    def _draw(self, learning, constants):
        """The random numbers of each Dropout layer: those that Keras draws at this update."""
        drawn = []
        for i, layer in enumerate(self.one_run.dropouts):
            seeds = tf.stack([constants["seeds"][:, i], learning["updates"]], axis=1)
            shape = (self.batch_rows, *layer.row_shape)
            numbers = uniform(seeds, math.prod(shape))
            if "drawn_at" in constants:
                numbers = tf.gather(numbers, constants["drawn_at"][i], batch_dims=1)
            drawn.append(tf.reshape(numbers, (-1, *shape)))
        return drawn

    def _learned(self, learning, lesson, active, constants):
        """What was learned after one update of the active runs."""

        def kept(new, old):
            return new if self.full else tf.where(_against(active, new), new, old)

        updates = learning["updates"] + tf.cast(active, tf.int32)
        step = tf.cast(tf.maximum(updates, 1), tf.float32)
        weights, slots = list(learning["weights"]), []
        trained = zip(self.one_run.trained, lesson["gradients"], learning["slots"], strict=True)
        for place, gradient, old in trained:
            if "masks" in constants:
                gradient = tf.where(constants["masks"][place], gradient, 0.0)
            rate = _against(constants["learning_rate"], gradient)
            change, new = self.rule.change(gradient, old, rate, _against(step, gradient))
            weights[place] = kept(weights[place] + change, weights[place])
            slots.append({name: kept(new[name], old[name]) for name in old})
        for place, new in zip(self.one_run.counted, lesson["counted"], strict=True):
            weights[place] = kept(new, weights[place])
        return {"weights": weights, "slots": slots, "updates": updates}


def _against(per_run, array):
    """One number a run, shaped to be combined with an array of the runs."""
    return tf.reshape(per_run, [-1] + [1] * (len(array.shape) - 1))


def _written(records, place, values):
    """The records, each with its value at a place of the first axis."""

    def write(record, value):
        return tf.tensor_scatter_nd_update(record, [[place]], value[tf.newaxis])

    return {name: tf.nest.map_structure(write, records[name], values[name]) for name in records}
