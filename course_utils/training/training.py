"""A grid from its settings to its records: build, plan, compile, train, collect."""

import json
import math
import re
import time
from functools import cached_property

import numpy as np
import tensorflow as tf

from course_utils.errors import CourseError
from course_utils.training.cache import code_version
from course_utils.training.layers import for_grid
from course_utils.training.losses import find_loss, find_metric, is_of_class_numbers
from course_utils.training.one_run import OneRun
from course_utils.training.optimizers import find_optimizer
from course_utils.training.program import find_program
from course_utils.training.progress_line import ProgressLine
from course_utils.training.reseeding import read_starts
from course_utils.training.rows import check_fits
from course_utils.training.runs import find_groups, find_runs
from course_utils.training.starts import build_model, pad, read_start
from course_utils.training.state import make_constants, make_state, read_records

_CHUNK = 0.5  # seconds of training between two looks at the progress


class Training:
    """One grid.

    Parameters
    ----------
    build : callable
        As in `train_grid`.
    rows : Rows
    axes : Axes
    recipe : Recipe

    Raises
    ------
    CourseError
        The model, loss, metric or optimizer is not supported, or does not fit the data.
    """

    def __init__(self, build, rows, axes, recipe):
        self._build, self._rows, self._axes, self._recipe = build, rows, axes, recipe
        self._rule, own_rate = find_optimizer(recipe.optimizer)
        self._runs = find_runs(axes, own_rate, len(rows.x))
        seed = int(self._runs.seed[0])
        self._models = {width: build_model(build, seed, width) for width in axes.values["width"]}
        self._widest = self._models[max(self._models, key=lambda width: width or 0)]
        self._starts = {(seed, w): read_start(model) for w, model in self._models.items()}
        self._loss = find_loss(recipe.loss)
        check_fits(rows, self._widest, is_of_class_numbers(recipe.loss))
        columns = self._widest.output_shape[-1], rows.y.shape[-1]
        self._metrics = {name: find_metric(name, *columns) for name in recipe.metrics}

    def key(self):
        """Return all that the records depend on, for the cache."""
        recipe = self._recipe
        return [
            code_version(),
            [_configuration(model) for model in self._models.values()],
            [vars(start) for start in self._starts.values()],
            vars(self._rows),
            [self._axes.values, self._axes.names],
            [_identity(recipe.loss), recipe.epochs, recipe.snapshots, recipe.per_batch],
            list(self._metrics),
            [self._rule.function.__name__, self._rule.slots, self._rule.settings],
            self._runs.learning_rate,
        ]

    def train(self, progress):
        """Train all runs and return their records; a second time without compiling anew.

        Parameters
        ----------
        progress : bool
            Whether to show a line of progress.

        Returns
        -------
        dict of str to numpy.ndarray
            As from `read_records`, first axis the run in the order of the flattened grid.
        """
        groups = self._groups
        with ProgressLine(len(groups) * self._recipe.epochs, shown=progress) as line:
            parts = [self._train_group(places, program, line) for places, program in groups]
        order = np.argsort(np.concatenate([places for places, _ in groups]))
        return {name: np.concatenate([part[name] for part in parts])[order] for name in parts[0]}

    @cached_property
    def _groups(self):
        """Places of the runs trained together, and their program."""
        self._read_starts()
        model = for_grid(self._widest)
        self._check_padding(model)
        n_weights = sum(math.prod(v.shape) for v in model.trainable_variables)
        one_run = OneRun(model, self._loss, self._metrics)
        return [
            (places, find_program(one_run, self._rule, self._runs.at(places)))
            for places in find_groups(self._runs, self._recipe.epochs, n_weights)
        ]

    def _read_starts(self):
        seeds = list(dict.fromkeys(self._runs.seed.tolist()))
        for width, model in self._models.items():
            starts = read_starts(self._build, model, seeds, width)
            self._starts |= {(seed, width): start for seed, start in starts.items()}

    def _pairs(self, runs):
        return list(zip(runs.seed.tolist(), runs.width.tolist(), strict=True))

    def _train_group(self, places, program, line):
        runs, recipe = self._runs.at(places), self._recipe
        starts = [self._starts[pair] for pair in self._pairs(runs)]
        constants = make_constants(program, self._rows, runs, starts, recipe)
        state = make_state(program, self._rows, starts, recipe)
        state = _advance(program.compiled, state, constants, recipe.epochs, line)
        return read_records(state, recipe.epochs, int(self._runs.steps.max()))

    def _check_padding(self, padded):
        """Before anything is trained, a narrow model and the same one padded must agree."""
        shapes = [tuple(variable.shape) for variable in padded.weights]
        x = tf.constant(self._rows.x[:8])
        one_run = OneRun(padded, self._loss, self._metrics)
        for width, narrow in self._models.items():
            start = self._starts[int(self._runs.seed[0]), width]
            if narrow is self._widest:
                continue
            if not _fit_into(start.weights, shapes):
                raise _no_mask(width, "weights of other shapes")
            weights = [tf.constant(pad(w, s)) for w, s in zip(start.weights, shapes, strict=True)]
            _, outputs = one_run.evaluate({"weights": weights, "l2": 0.0}, x, None)
            if not np.allclose(outputs, narrow(x, training=False), rtol=1e-3, atol=1e-5):
                raise _no_mask(width, "other outputs")


def _fit_into(weights, shapes):
    """Whether each weight fits into the corner of its shape in the widest model."""
    return len(weights) == len(shapes) and all(
        weight.ndim == len(shape) and np.all(np.array(weight.shape) <= shape)
        for weight, shape in zip(weights, shapes, strict=True)
    )


def _no_mask(width, found):
    return CourseError(
        "Expected models that differ in the width of their layers alone, so that a narrow one is "
        f"a part of the widest; found {found} at width {width}. Train each width with a call of "
        "its own: train_grid(lambda: build(width=8), ...)."
    )


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


def _identity(loss):
    """A loss as text with all its settings; Huber's configuration does not hold its delta."""
    return re.sub(r" at 0x\w+", "", f"{type(loss).__name__} {loss!r}")


def _configuration(model):
    """A model's configuration without the names, which Keras counts up through a session."""
    text = json.dumps(model.get_config(), default=repr)
    names = re.findall(r'"name": "(?!float)([^"]+)"', text)
    for place, name in enumerate(dict.fromkeys(names)):
        text = text.replace(f'"{name}"', f'"name {place}"')
    return text
