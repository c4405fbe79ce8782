"""`course practice`: asked, judged and kept in a terminal; Ctrl-C keeps what was answered."""

import os
import signal
import subprocess
import sys

import pytest

from course_utils.progress import database, read_practice_answers, record_verdict
from course_utils.progress.schedule import Rating


@pytest.fixture
def kept(surroundings, monkeypatch):
    """The answers in the record that the command writes."""
    monkeypatch.setenv("COURSE_HOME", surroundings["COURSE_HOME"])
    monkeypatch.delenv("COURSE_PROGRESS", raising=False)
    database._unsaved.clear()
    return lambda: [one.rating for given in read_practice_answers().values() for one in given]


def test_wrong_answers_passed_ones_and_nonsense(course, kept):
    words = "nonsense\n-99\n\n-98 ?\n"
    done = course("practice", "--lesson", "1", "--count", "3", answer=words)
    assert done.returncode == 0, done.stderr
    assert "Expected a number, such as 12 or 0.5, found 'nonsense'." in done.stdout
    assert done.stdout.count("✗ Not right.") == 2
    assert "Right is" in done.stdout
    assert "2 answered, 0 right. " in done.stdout
    assert done.stdout.rstrip().endswith("are waiting: run the command again.")
    assert "1 of 3, lesson 1" in done.stdout
    assert kept() == [Rating.Again, Rating.Again]


def test_an_option_is_chosen_by_its_letter(course, kept):
    done = course("practice", "-l", "0", "-n", "2", answer="z\na\nB?\n")
    assert "Expected a letter from a to " in done.stdout
    assert "2 answered, " in done.stdout
    right = done.stdout.count("✓ Right.")
    assert f"2 answered, {right} right." in done.stdout
    assert len(kept()) == 2


def test_the_end_of_the_input_keeps_what_was_answered_and_curves_are_a_table(course, kept):
    done = course("practice", "--lesson", "4", answer="-99\n")
    assert done.returncode == 0
    assert "validation loss" in done.stdout
    assert "What you have answered is kept." in done.stdout
    assert kept() == [Rating.Again]


@pytest.mark.skipif(os.name == "nt", reason="a console of Windows sends Ctrl-C in another way")
def test_ctrl_c_keeps_what_was_answered(surroundings, tmp_path, kept):
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "course_utils.cli", "practice", "--lesson", "1"],
        cwd=tmp_path,
        env=surroundings,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    process.stdin.write("-99\n")
    process.stdin.flush()
    while "2 of 5" not in process.stdout.readline():
        pass
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "What you have answered is kept." in said
    assert kept() == [Rating.Again]


def test_nothing_is_begun_and_then_something_is(course, kept):
    assert "There is nothing to practise yet." in course("practice").stdout
    record_verdict("2.1", "correct", 1.0, 1.0)
    assert "1 of 5, lesson 2" in course("practice", answer="\n\n\n\n\n").stdout


def test_a_mistake_is_a_sentence(course):
    done = course("practice", "--lesson", "99")
    assert done.returncode == 1
    assert done.stderr.startswith("Expected ")


def test_help_has_examples(course):
    assert "course practice --lesson 3" in course("practice", "--help").stdout
