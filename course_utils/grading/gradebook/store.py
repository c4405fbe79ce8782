"""Transactions on the gradebook: all or nothing, and what goes wrong is a sentence."""

from contextlib import contextmanager

from sqlalchemy import Engine, Select, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from course_utils.grading.gradebook.failures import as_sentences
from course_utils.grading.gradebook.tables import (
    Base,
    CommentRow,
    OverrideRow,
    ResultRow,
    StudentRow,
)
from course_utils.texts import safe_name

AboutStudent = type[ResultRow] | type[OverrideRow] | type[CommentRow]

_DIALECTS = {"sqlite": sqlite, "postgresql": postgresql}


class Store:
    """A database whose tables are in order.

    Attributes
    ----------
    place : str
        Its path, or its URL without the password.
    """

    def __init__(self, engine: Engine, place: str):
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


def insert_into(session: Session, table: type[Base]) -> postgresql.Insert | sqlite.Insert:
    """Return an INSERT of the session's database, which knows ON CONFLICT."""
    return _DIALECTS[session.get_bind().dialect.name].insert(table)


def student_id(session: Session, name: str) -> int:
    """Return a student's number, a new one for a new student; another process may do the same."""
    name = safe_name(name)
    session.execute(insert_into(session, StudentRow).values(name=name).on_conflict_do_nothing())
    return session.scalars(select(StudentRow.id).where(StudentRow.name == name)).one()


def only(
    query: Select, row: AboutStudent, exercise: str | None = None, student: str | None = None
) -> Select:
    """Narrow a query on results, overrides or comments to an exercise and a student."""
    if exercise is not None:
        query = query.where(row.exercise == safe_name(exercise))
    if student is not None:
        query = query.where(row.student.has(StudentRow.name == safe_name(student)))
    return query
