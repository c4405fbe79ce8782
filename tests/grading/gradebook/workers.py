"""What other processes do to a gradebook in the tests; each says what it did into a pipe."""

import resource
import time

from sqlalchemy import Engine, event

from course_utils.errors import CourseError
from course_utils.grading.gradebook import open_gradebook
from tests.grading.gradebook.examples import question, result


def one(number):
    """A result of some size, the same in every process."""
    return result(f"student {number}", questions=tuple(question(f"1.{i}") for i in range(8)))


def open_and_store(pipe, place, barrier, many):
    """Open a gradebook that nobody has made yet, when all others do, and store what they store."""
    barrier.wait(60)
    gradebook = open_gradebook(place)
    run = gradebook.start_run("1.0")
    pipe.send((run, sum(gradebook.store(one(number), 1) for number in range(many))))


def store_for_ever(pipe, place, run):
    """Store one result after the other, and say so after each, until somebody ends it."""
    gradebook = open_gradebook(place)
    number = 0
    while True:
        gradebook.store(one(number), run)
        pipe.send(number)
        number += 1


def stop_in_the_middle(pipe, place, run):
    """Halt when a result is written and its questions are not."""

    def halt(connection, cursor, statement, *rest):
        if statement.startswith("INSERT INTO question_results"):
            pipe.send("half")
            time.sleep(600)

    event.listen(Engine, "before_cursor_execute", halt)
    open_gradebook(place).store(one(0), run)


def fill_the_disk(pipe, place, run, room):
    """Store results until no file may grow beyond so many bytes; say how many, and why it ended."""
    gradebook = open_gradebook(place)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    number = 0
    try:
        while True:
            gradebook.store(one(number), run)
            number += 1
    except CourseError as error:
        pipe.send((number, str(error)))
