"""Tests for what goes wrong with a database, for real: each is a sentence, and nothing is lost."""

import os
import pwd
import shutil
import sqlite3
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine, event

from course_utils.errors import SetupError
from course_utils.grading.gradebook import open_gradebook
from tests.grading.gradebook.examples import result


@pytest.fixture
def path(tmp_path):
    """A gradebook with one result in a file."""
    path = tmp_path / "gradebook.sqlite"
    store_one(open_gradebook(path))
    return path


def store_one(gradebook, **changes):
    return gradebook.store(result(**changes), gradebook.start_run("1.0"))


@pytest.fixture
def public_path(path):
    """The same in a folder that every user may enter."""
    folder = Path(tempfile.mkdtemp(prefix="course-"))
    folder.chmod(0o755)
    yield Path(shutil.copy(path, folder))
    shutil.rmtree(folder)


@contextmanager
def as_an_ordinary_user():
    """Root may write to whatever is read-only: be nobody for a while."""
    if os.geteuid():
        yield
        return
    os.seteuid(pwd.getpwnam("nobody").pw_uid)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def before_statement():
    """Do something just before a statement goes to the database; the last thing said counts."""
    actions = {}

    def listener(connection, cursor, statement, *rest):
        for start, action in actions.items():
            if statement.startswith(start):
                action()

    event.listen(Engine, "before_cursor_execute", listener)
    yield actions.__setitem__
    event.remove(Engine, "before_cursor_execute", listener)


def test_a_read_only_file_can_be_read_and_not_written(public_path):
    public_path.chmod(0o444)
    with as_an_ordinary_user():
        gradebook = open_gradebook(public_path)
        assert gradebook.results() == [result()]
        assert [mark.marks for mark in gradebook.marks()] == [3]
        with pytest.raises(SetupError, match="It may only be read: change its permissions"):
            gradebook.start_run("1.0")


def test_a_read_only_folder_is_named(public_path):
    public_path.parent.chmod(0o555)
    with as_an_ordinary_user(), pytest.raises(SetupError, match="Permission denied"):
        open_gradebook(public_path.parent / "new.sqlite")
    public_path.parent.chmod(0o755)


def test_a_folder_is_no_gradebook(tmp_path):
    with pytest.raises(SetupError, match="could not be used. .*[Dd]irectory"):
        open_gradebook(tmp_path)


def test_a_file_that_is_no_database_is_left_alone(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("Remember the milk.\n" * 100, encoding="utf-8")
    with pytest.raises(SetupError, match="This file is no database: name another"):
        open_gradebook(path)
    assert path.read_text(encoding="utf-8") == "Remember the milk.\n" * 100


def test_a_damaged_file_is_a_sentence(path):
    content = bytearray(path.read_bytes())
    content[4096:] = b"\x99" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(SetupError, match="The file is damaged: put back a copy"):
        open_gradebook(path).results()


def test_another_process_that_writes_is_waited_for_then_named(path):
    gradebook = open_gradebook(path, wait=0.05)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert gradebook.results() == [result()]
        with pytest.raises(SetupError, match="Another program is writing to it: wait until"):
            store_one(gradebook)
        other.execute("COMMIT")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(SetupError, match="Another program is writing to it: wait until"):
            open_gradebook(path, wait=0.05)
    assert store_one(gradebook)


def test_a_lock_on_the_server_is_waited_for_then_named(server):
    url = server.new_database()
    gradebook = open_gradebook(url, wait=0.05)
    with psycopg.connect(url) as other:
        other.execute("LOCK TABLE results IN ACCESS EXCLUSIVE MODE")
        with pytest.raises(SetupError, match="Another program is writing to it: wait until"):
            store_one(gradebook)
    assert store_one(gradebook)


def test_a_read_only_database_is_a_sentence(server):
    url = server.new_database()
    store_one(open_gradebook(url))
    gradebook = open_gradebook(url + "&options=-cdefault_transaction_read_only%3Don")
    assert gradebook.results() == [result()]
    with pytest.raises(SetupError, match="It may only be read"):
        store_one(gradebook)


def test_who_has_no_rights_is_told(server):
    url = server.new_database()
    open_gradebook(url)
    server.run("DROP ROLE IF EXISTS guest; CREATE ROLE guest LOGIN")
    with pytest.raises(SetupError, match="This user may not do that"):
        open_gradebook(url.replace("user=course", "user=guest"))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("/grades_", "/none_"), 'database "none_.*" does not exist'),
        (("user=course", "user=nobody_here"), 'role "nobody_here" does not exist'),
        (("host=", "host=/none"), "No such file or directory"),
    ],
)
def test_no_connection_is_a_sentence_without_the_password(server, change, message):
    url = server.new_database().replace(*change).replace("///", "//:secret@/")
    with pytest.raises(SetupError, match=f"(?s)There is no connection: look .*{message}") as caught:
        open_gradebook(url)
    assert "secret" not in str(caught.value)


def test_an_address_that_makes_no_sense_is_a_sentence(server):
    with pytest.raises(SetupError, match="could not be used. .*colour"):
        open_gradebook(server.url("postgres", colour="red"))


def test_a_connection_that_is_cut_leaves_nothing_half_stored(server, before_statement):
    url = server.new_database()
    gradebook = open_gradebook(url)
    name = psycopg.conninfo.conninfo_to_dict(url)["dbname"]
    cut = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
    before_statement("INSERT INTO question_results", lambda: server.run(cut))
    with pytest.raises(SetupError, match="There is no connection: look whether the server runs"):
        store_one(gradebook)
    before_statement("INSERT INTO question_results", lambda: None)
    assert (gradebook.results(), gradebook.known_keys()) == ([], set())
    assert store_one(gradebook)


def test_a_database_for_few_letters_is_refused(server):
    url = server.new_database("ENCODING 'LATIN1' TEMPLATE template0")
    with pytest.raises(SetupError, match="a database in UTF8, .* is in LATIN1. Make one: createdb"):
        open_gradebook(url)
