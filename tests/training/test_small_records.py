"""What the small engine writes down."""

import numpy as np

from course_utils.training.small_engine import SmallEngine
from tests.training.tasks import make_task


def test_a_narrow_network_is_in_the_corner_of_the_widest():
    task = make_task(width=[4, 8])
    kernels = SmallEngine(task).train(progress=False)["weights/000"]
    assert kernels.shape == (2, 2, 3, 8)  # runs, snapshots, inputs, units
    np.testing.assert_array_equal(kernels[0, 0, :, :4], task.starts[1, 4].weights[0])
    assert (kernels[0, :, :, 4:] == 0).all()
    assert (kernels[1] != 0).all()


def test_updates_that_a_run_does_not_have_are_nan():
    task = make_task(batch_size=[5, 10], per_batch=True)
    losses = SmallEngine(task).train(progress=False)["batches/loss"].reshape(2, 2, 4)
    assert np.isfinite(losses[0]).all()
    np.testing.assert_array_equal(np.isnan(losses[1, 0]), [False, False, True, True])
