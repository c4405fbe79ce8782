"""What is forked from a process that imported everything, and executed nothing."""

import json
import sys

import pytest

from course_utils.grading.sandbox.forking import can_fork

pytestmark = pytest.mark.xdist_group("preload")

SCRIPT = """
import json, os, sys
from course_utils.errors import SetupError
from course_utils.grading.sandbox.forking import fork
from course_utils.grading.sandbox.preload import preload

def status(target):
    return os.waitstatus_to_exitcode(os.waitpid(fork(target), 0)[1])

def fail():
    raise ValueError("a traceback")

def draw():
    import random, numpy
    os.write(writer, f"{random.random()} {numpy.random.random()} ".encode())

facts = {}
preload(prove=False)
print("printed before the forks")
facts["statuses"] = [status(lambda: None), status(lambda: sys.exit(3)), status(fail)]
reader, writer = os.pipe()
status(draw), status(draw)
facts["drawn"] = os.read(reader, 1000).decode().split()
import tensorflow
tensorflow.constant(1) + 1
try:
    fork(draw)
except SetupError as error:
    facts["after an operation"] = str(error)
print(json.dumps(facts))
"""


@pytest.fixture(scope="module")
def done(python):
    return python(SCRIPT)


@pytest.fixture(scope="module")
def facts(done):
    return json.loads(done.stdout.splitlines()[-1])


def test_a_child_ends_with_what_its_function_says(done, facts):
    assert facts["statuses"] == [0, 3, 1]
    assert done.stderr.count("ValueError: a traceback") == 1


def test_a_child_prints_nothing_of_its_parents(done):
    assert done.stdout.count("printed before the forks") == 1


def test_children_do_not_draw_the_same_numbers(facts):
    assert len(set(facts["drawn"])) == 4


def test_no_fork_after_an_operation(facts):
    assert "Expected a process with one thread before a fork" in facts["after an operation"]
    assert "tf_" in facts["after an operation"]


def test_where_there_is_no_fork_it_says_so(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    assert not can_fork()
