"""The compiled engine: any Keras model of the course's layers, in one XLA program."""

import math
import time
from functools import cached_property

import numpy as np
import tensorflow as tf

from course_utils.training.layers import for_grid
from course_utils.training.losses import find_loss, find_metric
from course_utils.training.one_run import OneRun
from course_utils.training.program import Program, find_program
from course_utils.training.progress_line import ProgressLine
from course_utils.training.runs import find_groups
from course_utils.training.starts import no_mask, pad
from course_utils.training.state import make_constants, make_state, read_records
from course_utils.training.task import Task

_CHUNK = 0.5  # seconds of training between two looks at the progress


class CompiledEngine:
    """One grid; a second training of the same engine needs no compilation."""

    def __init__(self, task: Task) -> None:
        self._task = task

    def train(self, progress: bool) -> dict[str, np.ndarray]:
        """Train all runs and return their records, as from `read_records`.

        Parameters
        ----------
        progress
            Whether to show a line of progress.
        """
        groups = self._groups
        with ProgressLine(len(groups) * self._task.recipe.epochs, shown=progress) as line:
            parts = [self._train_group(places, program, line) for places, program in groups]
        order = np.argsort(np.concatenate([places for places, _ in groups]))
        return {name: np.concatenate([part[name] for part in parts])[order] for name in parts[0]}

    @cached_property
    def _groups(self) -> list[tuple[np.ndarray, Program]]:
        """Places of the runs trained together, and their program."""
        task = self._task
        model = for_grid(task.widest)
        metrics = {name: find_metric(name, *task.columns) for name in task.recipe.metrics}
        one_run = OneRun(model, find_loss(task.recipe.loss), metrics)
        self._check_padding(one_run)
        n_weights = sum(math.prod(v.shape) for v in model.trainable_variables)
        return [
            (places, find_program(one_run, task.rule, task.runs.at(places)))
            for places in find_groups(task.runs, task.recipe.epochs, n_weights)
        ]

    def _train_group(self, places, program, line):
        task, recipe, runs = self._task, self._task.recipe, self._task.runs.at(places)
        starts = task.starts_of(runs)
        constants = make_constants(program, task.rows, runs, starts, recipe)
        state = make_state(program, task.rows, starts, recipe)
        state = _advance(program.compiled, state, constants, recipe.epochs, line)
        return read_records(state, recipe.epochs, runs.steps, int(task.runs.steps.max()))

    def _check_padding(self, one_run):
        """Before anything is trained, a narrow model and the same one padded must agree."""
        task, x = self._task, tf.constant(self._task.rows.x[:8])
        for width, narrow in task.models.items():
            if narrow is task.widest:
                continue
            start = task.starts[int(task.runs.seed[0]), width]
            narrow.set_weights(start.weights)  # those it has, unless others were given
            pairs = zip(start.weights, one_run.shapes, strict=True)
            weights = [tf.constant(pad(weight, shape)) for weight, shape in pairs]
            _, outputs = one_run.evaluate({"weights": weights, "l2": 0.0}, x, None)
            if not np.allclose(outputs, narrow(x, training=False), rtol=1e-3, atol=1e-5):
                raise no_mask(width, "other outputs")


def _advance(compiled, state, constants, epochs, line):
    """Train in a few calls, each of about half a second, so that it can be watched and stopped."""
    first, last = 0, 1  # epoch 0 trains nothing: this call compiles
    while first <= epochs:
        began = time.perf_counter()
        state = compiled(state, constants, tf.constant(first), tf.constant(last))
        state["learning"]["updates"].numpy()  # wait for it
        an_epoch = (time.perf_counter() - began) / (last - first)
        line.advance(last - max(first, 1))
        ahead = 1 if first == 0 else max(1, int(_CHUNK / an_epoch))
        first, last = last, min(last + ahead, epochs + 1)
    return state
