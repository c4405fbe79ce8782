"""Transactions on the gradebook: all or nothing, and what goes wrong is a sentence."""

from contextlib import contextmanager

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from course_utils.grading.gradebook.failures import as_sentences
from course_utils.grading.gradebook.tables import StudentRow
from course_utils.grading.gradebook.texts import identity

_DIALECTS = {"sqlite": sqlite, "postgresql": postgresql}


class Store:
    """A database whose tables are in order.

    Attributes
    ----------
    place : str
        Its path, or its URL without the password.
    """

    def __init__(self, engine, place):
        self.place = place
        self._engine = engine

    @contextmanager
    def _reading(self):
        with as_sentences(self.place), Session(self._engine) as session:
            yield session

    @contextmanager
    def _writing(self):
        engine = self._engine.execution_options(writes=True)
        with as_sentences(self.place), Session(engine) as session, session.begin():
            yield session


def insert_into(session, table):
    """Return an INSERT of the session's database, which knows ON CONFLICT."""
    return _DIALECTS[session.get_bind().dialect.name].insert(table)


def student_id(session, name):
    """Return a student's number, a new one for a new student; another process may do the same."""
    name = identity(name)
    session.execute(insert_into(session, StudentRow).values(name=name).on_conflict_do_nothing())
    return session.scalar(select(StudentRow.id).where(StudentRow.name == name))


def only(query, row, exercise=None, student=None):
    """Narrow a query on results, overrides or comments to an exercise and a student."""
    if exercise is not None:
        query = query.where(row.exercise == identity(exercise))
    if student is not None:
        query = query.where(row.student.has(StudentRow.name == identity(student)))
    return query
