"""What the instructor says: marks set by hand, comments, deadlines. A re-grade changes none."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, joinedload

from course_utils.errors import CourseError
from course_utils.grading.gradebook.late import Deadline, LatePolicy
from course_utils.grading.gradebook.store import Store, insert_into, only, student_id
from course_utils.grading.gradebook.tables import (
    CommentRow,
    DeadlineRow,
    OverrideRow,
    QuestionRow,
    ResultRow,
)
from course_utils.grading.gradebook.values import finite
from course_utils.grading.moments import zoned_in_utc
from course_utils.texts import safe_name, storable

_POLICY = ("grace_minutes", "percent_per_day", "floor_percent", "cutoff_days")


@dataclass(frozen=True)
class Override:
    """Marks set by hand.

    Attributes
    ----------
    student, exercise : str
    question : str or None
        None for the whole exercise.
    marks : float or None
        None where an earlier override was withdrawn.
    by, reason : str
    at : datetime
        In UTC.
    """

    student: str
    exercise: str
    question: str | None
    marks: float | None
    by: str
    reason: str
    at: datetime


@dataclass(frozen=True)
class Comment:
    """What somebody wrote to a student, on a question or (None) on the whole exercise."""

    student: str
    exercise: str
    question: str | None
    text: str
    by: str
    at: datetime


_Note = TypeVar("_Note", Override, Comment)


class InstructorStore(Store):
    """Overrides, comments and deadlines, beside the results and not in them."""

    def override(
        self,
        student: str,
        exercise: str,
        question: str | None,
        marks: float | None,
        by: str,
        reason: str,
    ) -> None:
        """Set the marks of a question or of a whole exercise; the last word counts.

        A question's marks take part in the sum and in the late policy. A whole exercise's marks
        are final. Earlier overrides are kept and can be read with `overrides`.

        Parameters
        ----------
        student : str
            It may be one who handed nothing in.
        exercise : str
            One with a result or a deadline.
        question : str or None
            One of the exercise's; None for all of it.
        marks : float or None
            0 or more, more than the points if need be. None withdraws what was set before.
        by, reason : str
            Who says so, and why.

        Raises
        ------
        CourseError
            Exercise or question are not known, or the marks are no such number.
        """
        if marks is not None and not 0 <= marks < float("inf"):
            raise CourseError(f"Expected marks of 0 or more, or None to withdraw, found {marks}.")
        marks = None if marks is None else finite(marks)
        texts = {"by": storable(by), "reason": storable(reason)}
        self._note(OverrideRow, student, exercise, question, marks=marks, **texts)

    def comment(
        self, student: str, exercise: str, text: str, by: str, question: str | None = None
    ) -> None:
        """Write to a student; earlier comments stay. Who, what and errors are as in `override`."""
        texts = {"text": storable(text), "by": storable(by)}
        self._note(CommentRow, student, exercise, question, **texts)

    def set_deadline(
        self, exercise: str, due: datetime | None, policy: LatePolicy | None = None
    ) -> None:
        """Say when an exercise is due, in place of what was said before.

        Parameters
        ----------
        due : datetime or None
            With a time zone; None for no deadline.
        policy : LatePolicy, optional
            Without it, late work counts in full.

        Raises
        ------
        CourseError
            The time says no time zone.
        """
        name = safe_name(exercise)
        values = {key: getattr(policy or LatePolicy(), key) for key in _POLICY}
        values["due"] = zoned_in_utc(due, f"the deadline of {exercise}")
        with self._writing() as session:
            if due is None:
                session.execute(delete(DeadlineRow).where(DeadlineRow.exercise == name))
                return
            statement = insert_into(session, DeadlineRow).values(exercise=name, **values)
            session.execute(
                statement.on_conflict_do_update(index_elements=["exercise"], set_=values)
            )

    def overrides(self, exercise: str | None = None, student: str | None = None) -> list[Override]:
        """Return every override ever made, oldest first."""
        with self._reading() as session:
            return read_notes(session, Override, OverrideRow, exercise, student)

    def comments(self, exercise: str | None = None, student: str | None = None) -> list[Comment]:
        """Return every comment, oldest first."""
        with self._reading() as session:
            return read_notes(session, Comment, CommentRow, exercise, student)

    def deadlines(self) -> dict[str, Deadline]:
        """Return the deadline of each exercise that has one."""
        with self._reading() as session:
            return read_deadlines(session)

    def _note(self, table, student, exercise, question, **values):
        with self._writing() as session:
            values["exercise"] = safe_name(exercise)
            values["question"] = question
            _expect_known(session, values["exercise"], question)
            values["student_id"] = student_id(session, student)
            session.add(table(at=datetime.now(UTC), **values))


def read_notes(
    session: Session,
    kind: type[_Note],
    table: type[OverrideRow] | type[CommentRow],
    exercise: str | None = None,
    student: str | None = None,
) -> list[_Note]:
    """Return the overrides or comments of a table as the dataclass of that kind, oldest first."""
    query = only(select(table), table, exercise, student).options(joinedload(table.student))
    names = [name for name in kind.__dataclass_fields__ if name != "student"]
    return [
        kind(row.student.name, *(getattr(row, name) for name in names))
        for row in session.scalars(query.order_by(table.id))
    ]


def read_deadlines(session: Session) -> dict[str, Deadline]:
    """Return the deadline of each exercise that has one."""
    return {
        row.exercise: Deadline(
            row.exercise, row.due, LatePolicy(*(getattr(row, name) for name in _POLICY))
        )
        for row in session.scalars(select(DeadlineRow))
    }


def _expect_known(session, exercise, question):
    """Raise for a name with a slip of the pen: it would change nobody's marks, and nobody knew."""
    results = set(session.scalars(select(ResultRow.exercise).distinct()))
    exercises = results | set(session.scalars(select(DeadlineRow.exercise)))
    if exercise not in exercises:
        raise CourseError(_unknown("an exercise with a result or a deadline", exercises, exercise))
    if question is None:
        return
    query = select(QuestionRow.question).join(ResultRow, QuestionRow.result_id == ResultRow.id)
    questions = set(session.scalars(query.where(ResultRow.exercise == exercise).distinct()))
    if question not in questions:
        raise CourseError(_unknown(f"a question of {exercise}", questions, question))


def _unknown(what, known, name):
    return f"Expected {what} ({', '.join(sorted(known)) or 'there is none yet'}), found {name!r}."
