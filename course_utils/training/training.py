"""A grid from its settings to its records: build, choose an engine, train."""

import json
import re
from collections.abc import Callable
from functools import cached_property

import numpy as np

from course_utils.training.axes import Axes
from course_utils.training.code_version import code_version
from course_utils.training.losses import find_loss, find_metric, is_of_class_numbers
from course_utils.training.optimizers import find_optimizer
from course_utils.training.recipe import Recipe
from course_utils.training.reseeding import read_starts
from course_utils.training.rows import Rows, check_fits
from course_utils.training.runs import find_runs
from course_utils.training.small_choice import fits_small_engine
from course_utils.training.small_engine import SmallEngine
from course_utils.training.starts import build_model, check_widths, read_start
from course_utils.training.task import Task


class Training:
    """One grid.

    Parameters
    ----------
    build
        As in `train_grid`.

    Raises
    ------
    CourseError
        The model, loss, metric or optimizer is not supported, or does not fit the data.
    """

    def __init__(self, build: Callable, rows: Rows, axes: Axes, recipe: Recipe) -> None:
        self._build, self._axes = build, axes
        rule, own_rate = find_optimizer(recipe.optimizer)
        runs = find_runs(axes, own_rate, len(rows.x), recipe.steps_per_epoch)
        seed = int(runs.seed[0])
        models = {width: build_model(build, seed, width) for width in axes.values["width"]}
        starts = {(seed, width): read_start(model) for width, model in models.items()}
        self._task = Task(models, rows, runs, recipe, rule, starts)
        find_loss(recipe.loss)
        check_fits(rows, self._task.widest, is_of_class_numbers(recipe.loss))
        for metric in recipe.metrics:
            find_metric(metric, *self._task.columns)

    def key(self) -> list:
        """Return all that the records depend on, for the cache."""
        task, recipe = self._task, self._task.recipe
        if recipe.initial_weights is not None:
            self._read_starts()  # no other seed tells what this function does
        return [
            code_version(),
            [_configuration(model) for model in task.models.values()],
            [vars(start) for start in task.starts.values()],
            vars(task.rows),
            [self._axes.values, self._axes.names],
            [_identity(recipe.loss), recipe.epochs, recipe.snapshots, recipe.per_batch],
            [list(recipe.metrics), recipe.steps_per_epoch],
            [task.rule.function.__name__, task.rule.slots, task.rule.settings],
            task.runs.learning_rate,
        ]

    def train(self, progress: bool) -> dict[str, np.ndarray]:
        """Train all runs and return their records; a second time without compiling again.

        Parameters
        ----------
        progress
            Whether to show a line of progress.

        Returns
        -------
        dict of str to numpy.ndarray
            "curves/loss", "weights/000", "predictions", "batches/loss", "batch_weights/000" ...,
            first axis the run in the order of the flattened grid.
        """
        return self._engine.train(progress)

    @cached_property
    def _engine(self):
        self._read_starts()
        check_widths(self._task.starts, self._task.widest)
        if fits_small_engine(self._task):
            return SmallEngine(self._task)
        from course_utils.training.compiled_engine import CompiledEngine  # late: rarely needed

        return CompiledEngine(self._task)

    def _read_starts(self):
        seeds = list(dict.fromkeys(self._task.runs.seed.tolist()))
        for width, model in self._task.models.items():
            starts = read_starts(
                self._build, model, seeds, width, self._task.recipe.initial_weights
            )
            self._task.starts.update({(seed, width): start for seed, start in starts.items()})


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
