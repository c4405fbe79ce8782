"""Tasks as `Training` makes them, for the tests of what engines are made of."""

from course_utils.training.axes import find_axes
from course_utils.training.recipe import Recipe
from course_utils.training.rows import check_rows
from course_utils.training.training import Training
from tests.training.fits import dense, rows

_SINGLE = {"width": None, "l2": 0.0, "dropout": None, "n_examples": None, "targets": None}


def make_task(build=dense, n=20, epochs=2, per_batch=False, **settings):
    """The task of a grid of batches of 8 rows, with the starts of all its seeds."""
    axes = find_axes(**{"learning_rate": 0.1, "batch_size": 8, **_SINGLE, "seed": 1, **settings})
    recipe = Recipe("mean_squared_error", "sgd", epochs, (), (0, epochs), per_batch)
    training = Training(build, check_rows(rows(n)), axes, recipe)
    training._read_starts()
    return training._task
