"""Tests for the migrations, in both databases."""

import sqlite3

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from course_utils.errors import SetupError
from course_utils.grading.gradebook import open_gradebook
from course_utils.grading.gradebook.engine import make_engine
from course_utils.grading.gradebook.schema import (
    REVISIONS,
    VERSION_TABLE,
    alembic_config,
    revision_of,
    upgrade,
)
from course_utils.grading.gradebook.tables import Base
from course_utils.progress.record import record_verdict
from tests.grading.gradebook.examples import MONDAY, question, result

# What revision 0001 held: never to be changed.
FINDING = '{"ok": %s, "where": "w", "expected": "e", "found": "", "next_step": "", "mistake": ""}'
FINDINGS = f"[{FINDING % 'true'}, {FINDING % 'false'}]"
OLD_ROWS = (
    "INSERT INTO students VALUES (3, 'ada')",
    "INSERT INTO runs VALUES (7, '2026-03-02 12:00:00+00:00', '0.9', '{\"workers\": 2}')",
    "INSERT INTO results (id, run_id, student_id, exercise, key, origin, ended, note, marks,"
    " points, seconds, cpu_seconds, memory_mb, mode, unsealed, handed_in, graded_at) VALUES"
    " (5, 7, 3, '01_neuron', 'k', 'ada.ipynb', 'complete', '', 2, 4, 1.5, 1, 60, 'warm', '[]',"
    " NULL, NULL)",
    "INSERT INTO question_results (id, result_id, position, question, title, status, credit,"
    " points, message, findings, code, output, seconds) VALUES (9, 5, 0, '1.1', 'A unit',"
    f" 'incorrect', 0.5, 4, '', '{FINDINGS}', 'code', 'out', 0.5)",
)


@pytest.fixture
def engine(place):
    return make_engine(place, wait=20)[0].execution_options(writes=True)


def differences(connection):
    options = {"version_table": VERSION_TABLE, "compare_type": True}
    return compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata)


def test_the_migrations_make_the_tables_as_they_are_declared(engine, gradebook):
    with engine.begin() as connection:
        assert differences(connection) == []


def test_a_difference_would_be_seen(engine):
    with engine.begin() as connection:
        upgrade(connection, "0001")
        missing = {change[1].name for change in differences(connection) if "table" in change[0]}
        assert missing == {"overrides", "comments", "deadlines", "removals", "left_aside"}
        connection.execute(text("DROP INDEX ix_results_key"))
        assert any(change[0] == "add_index" for change in differences(connection))


def test_the_revisions_are_those_of_the_migrations():
    script = ScriptDirectory.from_config(alembic_config())
    found = [migration.revision for migration in script.walk_revisions()]
    assert tuple(reversed(found)) == REVISIONS


def test_a_gradebook_of_the_first_edition_keeps_its_rows(engine, place):
    with engine.begin() as connection:
        upgrade(connection, "0001")
        for statement in OLD_ROWS:
            connection.exec_driver_sql(statement)
    gradebook = open_gradebook(place)
    (old,) = gradebook.results()
    assert (old.student, old.marks, old.points, old.questions[0].code) == ("ada", 2, 4, "code")
    assert gradebook.runs()[0].options == {"workers": 2}
    gradebook.override("ada", "01_neuron", "1.1", 3, "N", "")
    gradebook.set_deadline("01_neuron", MONDAY)
    assert [mark.marks for mark in gradebook.marks()] == [3]
    with engine.begin() as connection:
        assert revision_of(connection) == REVISIONS[-1]


def test_opening_again_changes_nothing(gradebook, place):
    gradebook.store(result(), gradebook.start_run("1.0"))
    assert open_gradebook(place).results() == [result()]


def test_a_newer_gradebook_is_refused_and_left_alone(engine, gradebook, place):
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '0099'"))
    with pytest.raises(SetupError, match="revision 0099, this edition knows .* Update the course"):
        open_gradebook(place)
    with engine.begin() as connection:
        assert revision_of(connection) == "0099"


def test_a_database_of_something_else_is_refused_and_left_alone(engine, place):
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE poems (line TEXT)"))
    with pytest.raises(SetupError, match="found the tables poems. Give the gradebook a database"):
        open_gradebook(place)
    with engine.begin() as connection:
        assert differences(connection)
        assert revision_of(connection) is None


def test_a_learners_progress_record_is_no_gradebook(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_HOME", str(tmp_path))
    monkeypatch.delenv("COURSE_PROGRESS", raising=False)
    record_verdict("1.1", "correct", 1, 1)
    with pytest.raises(SetupError, match="found the tables .*verdicts"):
        open_gradebook(tmp_path / "progress.sqlite")


def test_a_migration_that_fails_leaves_nothing_half_made(engine, place, monkeypatch):
    from alembic import op

    create_table = op.create_table

    def fails_at_questions(name, *columns):
        if name == "question_results":
            raise OSError("No space left on device")
        return create_table(name, *columns)

    monkeypatch.setattr(op, "create_table", fails_at_questions)
    with pytest.raises(SetupError, match="could not be used. No space left on device"):
        open_gradebook(place)
    monkeypatch.undo()
    with engine.begin() as connection:
        assert revision_of(connection) is None
        assert not connection.dialect.has_table(connection, "students")
    gradebook = open_gradebook(place)
    assert gradebook.store(result(questions=(question(),)), gradebook.start_run("1.0"))


def test_a_folder_with_a_per_cent_sign_is_no_trouble(tmp_path):
    path = tmp_path / "100% done" / "grades %(here)s.sqlite"
    open_gradebook(path)
    with sqlite3.connect(path) as connection:
        assert connection.execute(f"SELECT * FROM {VERSION_TABLE}").fetchall() == [(REVISIONS[-1],)]
    connection.close()
