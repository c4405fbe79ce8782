"""Whether a grid is one for the small engine: what it can train, and what it trains sooner."""

import math

from course_utils.networks.losses import METRICS
from course_utils.training.losses import find_metric_name
from course_utils.training.small_model import read_small_model
from course_utils.training.task import Task

# What an update costs in NumPy, on a common laptop, beside what `runs.py` says of a program.
_UPDATE = 1.2e-4  # seconds, whatever the size
_ROW_AND_WEIGHT = 5e-10  # seconds
_MOST = 2.0  # seconds: as long as it takes to compile and run a program


def fits_small_engine(task: Task) -> bool:
    """Return whether NumPy trains these runs, and sooner than a program is compiled."""
    small = [read_small_model(model, task.recipe.loss) for model in task.models.values()]
    return (
        None not in small
        and all(_is_known(name, task) for name in task.recipe.metrics)
        and _seconds(task) < _MOST
    )


def _is_known(metric, task):
    return find_metric_name(metric, *task.columns) in METRICS


def _seconds(task):
    """What the training takes in NumPy, roughly."""
    runs = task.runs
    n_weights = {
        width: sum(math.prod(v.shape) for v in model.trainable_variables)
        for width, model in task.models.items()
    }
    updates = task.recipe.epochs * runs.steps.astype(float)
    side_by_side = set(zip(runs.width, runs.batch_size, runs.n_examples, updates, strict=True))
    work = updates * runs.batch_size * [n_weights[width] for width in runs.width]
    return sum(n for *_, n in side_by_side) * _UPDATE + work.sum() * _ROW_AND_WEIGHT
