"""A forked child proves that it can train; one that cannot is found out, and killed."""

import json

import pytest

pytestmark = pytest.mark.xdist_group("preload")

SCRIPT = """
import json, os, sys, time
from course_utils.errors import SetupError
from course_utils.grading.sandbox import canary
from course_utils.grading.sandbox.canary import expect_alive, start_canary
from course_utils.grading.sandbox.forking import fork
from course_utils.grading.sandbox.preload import preload

def caught(function, *arguments, **named):
    try:
        function(*arguments, **named)
    except SetupError as error:
        return str(error)

preload(prove=False)
facts = {
    "well": caught(expect_alive, start_canary()),
    "wrong": caught(expect_alive, fork(lambda: sys.exit(1))),
    "hanging": caught(expect_alive, fork(lambda: time.sleep(600)), seconds=0.1),
}
canary._train_a_little = lambda: sys.exit(1)
facts["preloaded"] = caught(preload)
try:
    os.waitpid(-1, 0)
except ChildProcessError:
    facts["children"] = 0
print(json.dumps(facts))
"""


@pytest.fixture(scope="module")
def facts(python):
    return json.loads(python(SCRIPT).stdout)


def test_one_that_trains_is_alive(facts):
    assert facts["well"] is None


@pytest.mark.parametrize("how", ["wrong", "hanging", "preloaded"])
def test_any_other_is_an_error_and_gone(facts, how):
    assert "Expected a forked child that trains as it should" in facts[how]
    assert facts["children"] == 0
