"""What a database says is wrong, from errors that real databases raise."""

import sqlite3

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from course_utils.storage.failures import Failure, failure_of, failure_sentence, state_of


def error_of(path, statement="SELECT * FROM sqlite_master", query=""):
    engine = create_engine(f"sqlite:///file:{path}?uri=true{query}", poolclass=NullPool)
    with pytest.raises(SQLAlchemyError) as caught, engine.connect() as connection:
        connection.execute(text(statement))
    return caught.value


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "some.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE some (number)")
    connection.close()
    return path


def test_no_database(path):
    path.write_text("Remember the milk.\n" * 100)
    assert failure_of(error_of(path)) is Failure.NO_DATABASE


def test_no_folder(path):
    assert failure_of(error_of(path.parent / "none" / "some.sqlite")) is Failure.CANNOT_OPEN


def test_read_only(path):
    error = error_of(path, "INSERT INTO some VALUES (1)", "&mode=ro")
    assert failure_of(error) is Failure.READ_ONLY
    assert failure_sentence(error, {Failure.READ_ONLY: "ask"}) == "It may only be read: ask."
    assert failure_sentence(error, {}) == "It may only be read."


def test_another_writes(path):
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert failure_of(error_of(path, query="&timeout=0")) is Failure.BUSY
    other.close()


def test_what_the_table_does_not_know(path):
    error = error_of(path, "SELECT colour FROM some")
    assert (state_of(error), failure_of(error)) == ("SQLITE_ERROR", None)
    assert failure_sentence(error, {}) == ""
    assert (state_of(ValueError()), failure_of(ValueError())) == ("", None)
