import json
import os
import subprocess
import sys

import pytest

from course_utils.warm.preload import can_fork

pytestmark = pytest.mark.xdist_group("preload")

SCRIPT = """
import json, os, sys
from course_utils.errors import SetupError
from course_utils.warm.preload import canary, fork, preload

def status(target):
    return os.waitstatus_to_exitcode(os.waitpid(fork(target), 0)[1])

def fail():
    raise ValueError("a traceback")

def draw():
    import random, numpy
    os.write(writer, f"{random.random()} {numpy.random.random()} ".encode())

facts = {}
preload()
facts["threads"] = len(os.listdir("/proc/self/task"))
facts["loaded"] = sorted(sys.modules)
print("printed before the forks")
facts["statuses"] = [status(lambda: None), status(lambda: sys.exit(3)), status(fail)]
reader, writer = os.pipe()
status(draw), status(draw)
facts["drawn"] = os.read(reader, 1000).decode().split()
facts["canary"] = canary()
facts["impatient canary"] = canary(seconds=0)
try:
    os.waitpid(-1, 0)
except ChildProcessError:
    facts["children"] = 0
import tensorflow
tensorflow.constant(1) + 1
try:
    fork(draw)
except SetupError as error:
    facts["after an operation"] = str(error)
print(json.dumps(facts))
"""


def python(script, **environment):
    return subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
    )


@pytest.fixture(scope="module")
def done():
    run = python(SCRIPT)
    assert run.returncode == 0, run.stderr
    return run


@pytest.fixture(scope="module")
def facts(done):
    return json.loads(done.stdout.splitlines()[-1])


def test_everything_is_imported_and_nothing_has_run(facts):
    assert facts["threads"] == 1
    capture = {"course_utils.exercises.capture.models", "course_utils.widgets.live"}
    libraries = {"numpy", "pandas", "matplotlib.pyplot", "tensorflow", "keras", "IPython"}
    assert capture | libraries | {"sklearn.preprocessing"} <= set(facts["loaded"])


def test_a_child_ends_with_what_its_function_says(done, facts):
    assert facts["statuses"] == [0, 3, 1]
    assert done.stderr.count("ValueError: a traceback") == 1


def test_a_child_prints_nothing_of_its_parents(done):
    assert done.stdout.count("printed before the forks") == 1


def test_children_do_not_draw_the_same_numbers(facts):
    assert len(set(facts["drawn"])) == 4


def test_the_canary_trains(facts):
    assert facts["canary"] is True


def test_a_canary_that_takes_too_long_is_killed(facts):
    assert facts["impatient canary"] is False
    assert facts["children"] == 0


def test_no_fork_after_an_operation(facts):
    assert "Expected a process with one thread before a fork" in facts["after an operation"]
    assert "tf_" in facts["after an operation"]


def test_numpy_with_threads_of_its_own_comes_too_early():
    script = "import numpy\nfrom course_utils.warm.preload import preload\npreload()"
    run = python(script, OPENBLAS_NUM_THREADS="2")
    assert run.returncode == 1
    assert "before numpy is imported" in run.stderr


def test_where_there_is_no_fork_it_says_so(monkeypatch):
    from course_utils.errors import SetupError
    from course_utils.warm.preload import preload

    monkeypatch.setattr(sys, "platform", "darwin")
    assert not can_fork()
    with pytest.raises(SetupError, match="Expected Linux, .* found darwin. Start a fresh process"):
        preload()
