"""A child without a warm process does the same."""

import os
import signal
import subprocess
import sys

import psutil

from course_utils.grading.sandbox.host import ColdHost
from course_utils.source.course_map import root

GRADER = """
import sys
from course_utils.grading.sandbox.host import ColdHost
from course_utils.grading.sandbox.seal import Limits
with ColdHost().child(Limits()) as child:
    child.channel.receive(300)
    child.channel.send({"do": "cell", "source": "while True: pass"})
    print("running", flush=True)
    child.channel.receive(300)
"""


def test_it_runs_cells_behind_the_same_seal(limits, monkeypatch):
    monkeypatch.setenv("COURSE_DATABASE", "secret")
    with ColdHost().child(limits) as child:
        assert child.channel.receive(300) == {"ready": []}
        source = "import os; print(os.getpid(), open('/proc/self/environ').read(), os.environ)"
        child.channel.send({"do": "cell", "source": source}, 300)
        output = child.channel.receive(300)["output"]
        family = psutil.Process().children(recursive=True)
    assert output.startswith("2 ") and "PATH" in output
    assert "secret" not in output and os.environ["COURSE_HOME"] not in output
    assert child.cpu_seconds > 0
    cold = [process for process in family if not process.is_running()]
    assert len(cold) >= 3, "the process, the first of its namespace, and the child are gone"


def test_it_ends_with_a_grader_that_is_killed():
    command = [sys.executable, "-c", GRADER]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root()) as grader:
        assert grader.stdout.readline() == "running\n"
        family = psutil.Process(grader.pid).children(recursive=True)
        os.kill(grader.pid, signal.SIGKILL)
    _, alive = psutil.wait_procs(family, timeout=120)
    assert len(family) == 3 and not alive
