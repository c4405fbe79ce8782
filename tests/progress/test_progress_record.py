"""Tests for the record of verdicts, with real SQLite files in every state they can be in."""

import os
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from course_utils.errors import SetupError
from course_utils.progress import last_problem, read_progress, record_verdict, reset_progress
from course_utils.progress.database import kept_aside, record_path


def count(home):
    """The rows in the file, seen by a connection that is not ours."""
    with sqlite3.connect(home / "progress.sqlite") as other:
        return other.execute("SELECT count(*) FROM verdicts").fetchone()[0]


def python(code, home, **more):
    """Start another process, as another notebook's kernel would be."""
    settings = {**os.environ, "COURSE_HOME": str(home), **more}
    return subprocess.Popen(
        [sys.executable, "-c", code],
        env=settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


# What is recorded.


def test_before_the_first_check_there_is_nothing(home):
    assert read_progress() == {}


def test_the_best_status_and_the_attempts_are_kept():
    start = datetime.now(UTC)
    record_verdict("1.2", "not attempted", 0.0, 2.0)
    record_verdict("1.2", "incorrect", 0.5, 2.0)
    record_verdict("1.2", "correct", 2.0, 2.0)
    record_verdict("1.2", "incorrect", 1.0, 2.0)
    record_verdict("1.3", "cannot check", 0.0, 1.0)
    found = read_progress()
    assert list(found) == ["1.2", "1.3"]
    assert (found["1.2"].status, found["1.2"].credit, found["1.2"].points) == ("correct", 2.0, 2.0)
    assert (found["1.2"].attempts, found["1.3"].attempts) == (3, 0)
    assert found["1.3"].status == "cannot check"
    assert start <= found["1.2"].first < found["1.2"].last <= start + timedelta(minutes=1)
    assert last_problem() == ""


def test_a_new_process_reads_what_the_old_one_wrote(home):
    record_verdict("2.1", "correct", 1.0, 1.0)
    code = "from course_utils.progress import read_progress; print(read_progress()['2.1'].status)"
    assert python(code, home).communicate()[0].strip() == "correct"


def test_reset_forgets_everything_and_keeps_a_copy(home):
    record_verdict("1.1", "correct", 1.0, 1.0)
    kept = reset_progress()
    assert read_progress() == {}
    assert count(home) == 0
    assert kept.parent == home
    kept.replace(record_path())
    assert list(read_progress()) == ["1.1"], "the copy is a record"


def test_reset_of_nothing_keeps_nothing(home):
    assert reset_progress() is None
    assert [path.name for path in home.iterdir()] == ["progress.sqlite"]


def test_reset_of_a_locked_record_forgets_nothing(home):
    record_verdict("1.1", "correct", 1.0, 1.0)
    other = sqlite3.connect(home / "progress.sqlite", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(SetupError, match="is writing to it"):
        reset_progress()
    other.execute("ROLLBACK")
    other.close()
    assert list(read_progress()) == ["1.1"]


@pytest.mark.parametrize("word", ["off", "OFF", " off "])
def test_off_writes_nothing(home, monkeypatch, word):
    monkeypatch.setenv("COURSE_PROGRESS", word)
    record_verdict("1.1", "correct", 1.0, 1.0)
    assert not home.exists()


@pytest.mark.parametrize(
    "verdict",
    [("1.1", "right", 1, 1), ("1.1", "correct", None, 1), ("1.1", "correct", "much", 1)],
)
def test_a_verdict_that_makes_no_sense_is_said_and_spoils_nothing(home, verdict):
    record_verdict(*verdict)
    assert last_problem() != ""
    record_verdict("1.2", "correct", 1.0, 1.0)
    assert last_problem() == ""
    assert list(read_progress()) == ["1.2"]


# What can go wrong.


def test_two_processes_at_once_lose_nothing(home):
    code = """
from course_utils.progress import record_verdict
for i in range(50):
    record_verdict("1.1", "incorrect", 0, 1)
"""
    processes = [python(code, home), python(code, home)]
    for process in processes:
        assert process.communicate()[1] == ""
    assert count(home) == 100
    assert read_progress()["1.1"].attempts == 100


def test_a_locked_file_keeps_no_check_waiting_and_loses_nothing(home):
    record_verdict("1.1", "correct", 1.0, 1.0)
    other = sqlite3.connect(home / "progress.sqlite", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    record_verdict("1.2", "correct", 1.0, 1.0)
    assert "Another program is writing to it" in last_problem()
    with pytest.raises(SetupError, match="Another program is writing to it"):
        read_progress()
    other.execute("ROLLBACK")
    other.close()
    record_verdict("1.3", "correct", 1.0, 1.0)
    assert last_problem() == ""
    assert sorted(read_progress()) == ["1.1", "1.2", "1.3"]


def test_what_waits_is_saved_when_the_process_ends(home):
    record_verdict("1.1", "correct", 1.0, 1.0)
    code = """
import sqlite3
from course_utils.progress import last_problem, record_verdict
from course_utils.progress.database import record_path
other = sqlite3.connect(record_path(), isolation_level=None)
other.execute("BEGIN EXCLUSIVE")
record_verdict("1.2", "correct", 1.0, 1.0)
print(last_problem())
other.execute("ROLLBACK")
"""
    assert "Another program" in python(code, home).communicate()[0]
    assert count(home) == 2


@pytest.mark.parametrize("spoil", [b"this is no database at all" * 200, None])
def test_a_damaged_file_is_kept_aside_and_a_new_one_begins(home, spoil):
    record_verdict("1.1", "correct", 1.0, 1.0)
    path = record_path()
    damaged = spoil or path.read_bytes()[:4096] + b"\xff" * 8192  # the second page is noise
    path.write_bytes(damaged)
    record_verdict("1.2", "correct", 1.0, 1.0)
    (kept,) = home.glob("progress.damaged-*.sqlite")
    assert kept.read_bytes() == damaged
    assert kept.name in last_problem()
    assert kept.name in kept_aside()
    assert list(read_progress()) == ["1.2"]


def test_a_file_without_its_table_counts_as_damaged(home):
    record_verdict("1.1", "correct", 1.0, 1.0)
    with sqlite3.connect(record_path()) as other:
        other.execute("DROP TABLE verdicts")
    assert read_progress() == {}
    assert "was damaged" in last_problem()


def test_a_later_edition_is_not_touched(home):
    record_verdict("1.1", "correct", 1.0, 1.0)
    with sqlite3.connect(record_path()) as other:
        other.execute("PRAGMA user_version = 7")
    before = record_path().read_bytes()
    record_verdict("1.2", "correct", 1.0, 1.0)
    assert "written by a later edition of the course (format 7" in last_problem()
    with pytest.raises(SetupError, match="update the course"):
        read_progress()
    assert record_path().read_bytes() == before


def test_a_file_in_the_place_of_the_folder(home):
    home.write_text("a file")
    record_verdict("1.1", "correct", 1.0, 1.0)
    assert str(home) in last_problem()
    assert last_problem().endswith("Set COURSE_HOME to a folder you may write to.")
    with pytest.raises(SetupError, match="could not be used"):
        read_progress()
    with pytest.raises(SetupError, match="could not be used"):
        reset_progress()


def test_a_folder_in_the_place_of_the_file(home):
    (home / "progress.sqlite").mkdir(parents=True)
    record_verdict("1.1", "correct", 1.0, 1.0)
    assert "set COURSE_HOME to a folder you may write to" in last_problem()


@pytest.fixture
def public_home(monkeypatch):
    """A home below a folder that every user may enter."""
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        monkeypatch.setenv("COURSE_HOME", f"{folder}/home")
        yield Path(folder) / "home"


def test_a_file_that_may_only_be_read(public_home):
    record_verdict("1.1", "correct", 1.0, 1.0)
    record_path().chmod(0o444)
    public_home.chmod(0o555)
    code = """
import os
from course_utils.progress import last_problem, read_progress, record_verdict
print(len(read_progress()))
if os.geteuid() == 0:  # root may write anywhere: become nobody
    os.setuid(65534)
record_verdict("1.2", "correct", 1.0, 1.0)
print(last_problem())
"""
    printed, errors = python(code, public_home).communicate()
    assert printed.splitlines()[0] == "1", errors
    assert "It may only be read: set COURSE_HOME to a folder you may write to." in printed
    assert list(read_progress()) == ["1.1"]


def test_a_full_disk(home):
    record_verdict("1.1", "correct", 1.0, 1.0)
    code = """
import resource
from course_utils.progress import last_problem, read_progress, record_verdict
record_verdict("1.2", "correct", 1.0, 1.0)
print(last_problem() or "well")
resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
record_verdict("1.3", "correct", 1.0, 1.0)
print(last_problem())
"""
    printed = python(code, home).communicate()[0].splitlines()
    assert printed[0] == "well"
    assert "The disk refuses to write" in printed[1]
    assert sorted(read_progress()) == ["1.1", "1.2"]


def test_no_home_folder(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COURSE_HOME", "~no-user-of-this-name/course")
    record_verdict("1.1", "correct", 1.0, 1.0)
    assert last_problem().startswith("Your progress could not be recorded. Expected a home folder")
    with pytest.raises(SetupError, match="Set COURSE_HOME to a folder you may write to"):
        read_progress()
    assert list(tmp_path.iterdir()) == []
