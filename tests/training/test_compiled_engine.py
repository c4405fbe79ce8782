"""The compiled engine writes down what the small one does."""

import numpy as np

from course_utils.training.compiled_engine import CompiledEngine
from course_utils.training.small_engine import SmallEngine
from tests.training.tasks import make_task


def test_both_engines_keep_the_same_records():
    task = make_task(batch_size=[5, 10], per_batch="weights", epochs=3)
    compiled, small = (e(task).train(progress=False) for e in (CompiledEngine, SmallEngine))
    assert set(compiled) == set(small)
    for name, values in small.items():
        np.testing.assert_allclose(compiled[name], values, rtol=1e-4, atol=1e-6, err_msg=name)
