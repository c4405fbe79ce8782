"""A call that never comes back is given up, and stopped where Python allows it."""

import threading
import time

import pytest

from course_utils.exercises.deadline import DeadlineError, call_with_deadline


def test_passes_arguments_and_returns():
    assert call_with_deadline(divmod, 7, 2) == (3, 1)


@pytest.mark.parametrize("raised", [ValueError("no"), SystemExit(1), KeyboardInterrupt()])
def test_raises_what_was_raised(raised):
    def fail():
        raise raised

    with pytest.raises(type(raised)):
        call_with_deadline(fail)


def still_running(before):
    return [t for t in threading.enumerate() if t not in before]


def loop():
    while True:
        pass


def stubborn_loop():
    while True:
        try:
            time.perf_counter()
        except BaseException:  # noqa: B036 - an answer may swallow what should stop it
            time.perf_counter()


@pytest.mark.parametrize("function", [loop, stubborn_loop])
def test_stops_a_loop(function):
    before = threading.enumerate()
    with pytest.raises(DeadlineError, match=r"no result after 0\.2 s"):
        call_with_deadline(function, seconds=0.2)
    assert not still_running(before)


def test_gives_a_sleeper_up():
    before = threading.enumerate()
    with pytest.raises(DeadlineError):
        call_with_deadline(time.sleep, 600, seconds=0.1)
    assert all(thread.daemon for thread in still_running(before))


def test_who_gets_little_of_the_machine_may_come_late():
    def starved():
        for _ in range(60):
            until = time.thread_time() + 0.004
            while time.thread_time() < until:
                pass
            time.sleep(0.006)
        return "came"

    assert call_with_deadline(starved, seconds=0.5) == "came"
