"""Processes of this machine and of a Dask cluster; some of them are killed half-way."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor

import psutil
import pytest

from course_utils.errors import GradingError, SetupError
from course_utils.grading import workers
from course_utils.grading.result import FAILED
from course_utils.grading.submission import Submission
from course_utils.grading.workers import cluster_workers, grade_all, local_workers
from course_utils.source.course_map import root

pytestmark = pytest.mark.process

RIGHT = {"1.1": "input_shape = (6,)"}


@pytest.fixture
def some(submitted):
    """Six submissions; every second one has an answer."""
    return [submitted(RIGHT if n % 2 else {}, until="1.2", student=f"s{n}") for n in range(6)]


def marks(results):
    return {result.student: result.marks for result in results}


WANTED = {f"s{n}": float(n % 2) for n in range(6)}


@pytest.fixture
def descendants():
    """Find the processes below this one, not there before, by name or a word of the command."""
    before = set(psutil.Process().children(recursive=True))

    def find(word):
        found = []
        for process in set(psutil.Process().children(recursive=True)) - before:
            with contextlib.suppress(psutil.Error):
                if word in (process.name(), *process.cmdline()):
                    found.append(process)
        return found

    return find


def wait_until(condition, seconds=300):
    end = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.02)
    return found


def test_two_workers_of_which_one_and_a_warm_process_are_killed(some, limits, descendants):
    with local_workers(2) as make:
        results = grade_all(some, make, limits)
        got = [next(results)]
        workers = descendants("--multiprocessing-fork")
        assert len(workers) == 2
        descendants("course-warm")[0].kill()
        got.append(next(results))
        workers[1].kill()
        got += results
    assert marks(got) == WANTED and len(got) == 6
    assert not descendants("course-server") + descendants("course-warm")
    assert not descendants("--multiprocessing-fork")


def test_workers_that_die_each_time_are_given_up_with_a_sentence(some, limits, monkeypatch):
    monkeypatch.setattr(workers, "_MOST_BREAKS", 2)
    dying = lambda: ProcessPoolExecutor(1, initializer=os._exit, initargs=(1,))  # noqa: E731
    with pytest.raises(GradingError, match="6 submissions are left"):
        list(grade_all(some, dying, limits))


class Deadly(Submission):
    """Ends the worker that is handed it."""

    def __reduce__(self):
        return os._exit, (1,)


def test_one_that_ends_its_worker_each_time_is_named_and_the_class_goes_on(some, limits):
    with local_workers(1) as make:
        results = list(grade_all([some[0], Deadly("eve", "eve.ipynb"), some[1]], make, limits))
    failed = [result for result in results if result.ended == FAILED]
    assert [one.student for one in failed] == ["eve"] and "ended each time" in failed[0].note
    assert marks(results) == {"s0": 0, "s1": 1, "eve": 0}


GRADER = """
import sys
from course_utils.grading.sandbox.seal import Limits
from course_utils.grading.intake.notebook_reading import read_notebook
from course_utils.grading.submission import Submission
from course_utils.grading.workers import grade_all, local_workers
if __name__ == "__main__":
    read = read_notebook(open(sys.argv[1], "rb").read())
    class_ = [Submission(f"s{n}", "x", read.cells, read.exercise) for n in range(50)]
    with local_workers(1) as make:
        for result in grade_all(class_, make, Limits()):
            print(result.student, flush=True)
"""


def test_a_grader_that_is_killed_leaves_no_process(tmp_path):
    script = tmp_path / "grader.py"
    notebook = root() / "notebooks" / "exercises" / "01_single_neuron.ipynb"
    script.write_text(GRADER)
    command = [sys.executable, str(script), str(notebook)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as grader:
        assert grader.stdout.readline().strip() == "s0"
        family = psutil.Process(grader.pid).children(recursive=True)
        assert len(family) >= 3
        grader.send_signal(signal.SIGKILL)
    _, alive = psutil.wait_procs(family, timeout=120)
    assert not alive


@pytest.fixture
def cluster(tmp_path):
    """A scheduler and two workers, each a process of its own; yields address and processes."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    options = ["--no-dashboard"]
    dask = [sys.executable, "-m", "distributed.cli"]
    scheduler = [*dask[:2], "distributed.cli.dask_scheduler", "--host", address, *options]
    worker = [*dask[:2], "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny"]
    log = (tmp_path / "dask.log").open("w")
    start = {"stdout": log, "stderr": log, "cwd": tmp_path}
    processes = [subprocess.Popen(scheduler, **start)]
    processes += [subprocess.Popen([*worker, "--no-dashboard"], **start) for _ in range(2)]
    try:
        yield address, processes
    finally:
        for process in processes:
            process.kill()
            process.wait()
        log.close()


def test_a_dask_cluster_that_loses_a_worker(some, limits, descendants, cluster):
    address, (_, first, _) = cluster
    wait_until(lambda: connected(address))
    with cluster_workers(address) as make:
        results = grade_all(some, make, limits)
        got = [next(results)]
        first.kill()
        got += results
    assert marks(got) == WANTED and len(got) == 6
    wait_until(lambda: len(descendants("course-warm")) <= 1)


def connected(address):
    """Both workers are there."""
    from distributed import Client

    with contextlib.suppress(OSError, TimeoutError), Client(address, timeout=5) as client:
        return len(client.scheduler_info()["workers"]) == 2


def test_without_a_scheduler_there_is_a_sentence():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
        with (
            pytest.raises(SetupError, match="Expected a Dask scheduler"),
            cluster_workers(address),
        ):
            pass
