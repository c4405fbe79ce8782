"""Tests with other processes: several at once, killed ones, and one whose disk is full."""

import multiprocessing
import random
import sqlite3
import time
from contextlib import closing

import pytest

from course_utils.grading.gradebook import open_gradebook
from tests.grading.gradebook import workers
from tests.grading.gradebook.workers import one

# A process that imports everything once, and forks what is asked for.
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload([workers.__name__, "alembic.command", "psycopg", "pytest"])


@pytest.fixture
def begin():
    """Return a function that starts a worker: the process, and what it says."""
    started = []

    def begin(job, *arguments):
        hears, says = PROCESSES.Pipe(duplex=False)
        process = PROCESSES.Process(target=job, args=(says, *arguments))
        process.start()
        says.close()
        started.append(process)
        return process, hears

    yield begin
    for process in started:
        process.kill()
        process.join()


@pytest.fixture
def run(gradebook):
    return gradebook.start_run("1.0")


def the_rest(pipe):
    """What a process said before it ended."""
    while True:
        try:
            yield pipe.recv()
        except EOFError:
            return


def test_several_processes_may_make_and_fill_the_same_gradebook_at_once(place, begin):
    barrier = PROCESSES.Barrier(3)
    pipes = [begin(workers.open_and_store, place, barrier, 30)[1] for _ in range(3)]
    done = [pipe.recv() for pipe in pipes]
    assert sorted(run for run, _ in done) == [1, 2, 3]
    assert sum(new for _, new in done) == 30  # stored by one of them, whichever came first
    found = sorted(open_gradebook(place).results(), key=lambda one: int(one.student.split()[1]))
    assert found == [one(number) for number in range(30)]


def test_a_process_killed_half_way_through_a_result_leaves_nothing_of_it(
    gradebook, place, run, begin
):
    process, pipe = begin(workers.stop_in_the_middle, place, run)
    assert pipe.recv() == "half"
    process.kill()
    process.join()
    assert (gradebook.results(), gradebook.known_keys()) == ([], set())
    assert gradebook.store(one(0), run)
    assert gradebook.results() == [one(0)]


def test_a_process_killed_at_any_moment_leaves_whole_results(gradebook, place, run, begin):
    process, pipe = begin(workers.store_for_ever, place, run)
    said = [pipe.recv() for _ in range(random.randrange(5, 25))]
    time.sleep(random.random() / 50)
    process.kill()
    process.join()
    said += the_rest(pipe)
    found = gradebook.results()
    assert len(found) - len(said) in (0, 1)  # stored, and killed before it could say so
    assert found == [one(number) for number in range(len(found))]
    assert not gradebook.store(one(0), run)


def test_a_full_disk_is_a_sentence_and_what_was_stored_is_safe(tmp_path, begin):
    path = tmp_path / "gradebook.sqlite"
    gradebook = open_gradebook(path)
    run = gradebook.start_run("1.0")
    room = path.stat().st_size + 100_000
    many, sentence = begin(workers.fill_the_disk, path, run, room)[1].recv()
    assert "The disk" in sentence and "full" in sentence
    assert many > 1
    assert gradebook.results() == [one(number) for number in range(many)]
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert gradebook.store(one(many), run)
