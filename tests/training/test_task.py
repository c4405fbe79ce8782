"""What an engine is given."""

from tests.training.fits import dense
from tests.training.tasks import make_task


def test_the_widest_model_is_that_of_the_largest_width():
    task = make_task(width=[4, 16, 8])
    assert task.widest is task.models[16]
    assert make_task().widest.layers[0].units == dense().layers[0].units


def test_each_run_has_the_start_of_its_seed_and_width():
    task = make_task(seed=[1, 2], width=[4, 8])
    pairs = [(1, 4), (2, 4), (1, 8), (2, 8)]
    assert [task.starts[pair] for pair in pairs] == task.starts_of(task.runs)
    assert task.columns == (1, 1)
