import json
import os
import subprocess
import sys

import pytest

from course_utils.warm.preload import ONE_THREAD

SCRIPT = """
import json, os
import tensorflow as tf
from course_utils.warm.quick_fits import make_fits_quick

given = []
plain = tf.data.Dataset.with_options
tf.data.Dataset.with_options = lambda self, options, name=None: (
    given.append(options.autotune.enabled) or plain(self, options, name)
)
make_fits_quick()
tasks = "/proc/self/task"
facts = {"threads": len(os.listdir(tasks)) if os.path.isdir(tasks) else 1}

import keras, numpy as np

model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
model.compile(optimizer="sgd", loss="mse")
model.fit(np.ones((4, 2)), np.ones(4), validation_data=(np.ones((4, 2)), np.ones(4)), verbose=0)
facts["of keras"] = sorted(set(given), key=str)
given.clear()
own = tf.data.Options()
own.autotune.enabled = True
own.deterministic = False
rows = tf.data.Dataset.range(3).with_options(own)
facts["own"] = given
facts["kept"] = [rows.options().deterministic, own.autotune.enabled]
facts["values"] = [int(row) for row in rows]
facts["optimizer"] = tf.config.optimizer.get_experimental_options()
print(json.dumps(facts))
"""


@pytest.fixture(scope="module")
def facts():
    command = [sys.executable, "-c", SCRIPT]
    env = os.environ | ONE_THREAD
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=env)
    return json.loads(done.stdout)


def test_no_operation_is_executed_so_the_process_may_still_be_forked(facts):
    assert facts["threads"] == 1


def test_the_pipelines_of_keras_are_not_tuned_and_their_graphs_not_optimized(facts):
    assert facts["of keras"] == [False]
    assert facts["optimizer"]["disable_meta_optimizer"] is True


def test_what_somebody_asks_for_himself_is_kept(facts):
    assert facts["own"] == [True]
    assert facts["kept"] == [False, True]
    assert facts["values"] == [0, 1, 2]
