"""The tables of the gradebook. What changes here needs a migration (see `schema.py`)."""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    MetaData,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from course_utils.grading.moments import in_utc


class UtcTime(TypeDecorator):
    """A time in UTC; SQLite forgets the zone, so it is put back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value and in_utc(value)


class Base(DeclarativeBase):
    """Names for every constraint, so that a migration can speak of it."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {
        str: Text,
        float: Float(53),
        datetime: UtcTime,
        dict: JSON,
        list: JSON,
    }


class StudentRow(Base):
    """Somebody who handed in, or whom the instructor wrote about."""

    __tablename__ = "students"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)


class RunRow(Base):
    """One `course grade`: when, with which course, with which options."""

    __tablename__ = "runs"

    id: Mapped[int] = mapped_column(primary_key=True)
    started: Mapped[datetime]
    course_version: Mapped[str]
    options: Mapped[dict]


class ResultRow(Base):
    """One graded submission. None is ever changed or deleted."""

    __tablename__ = "results"
    __table_args__ = (UniqueConstraint("run_id", "student_id", "exercise", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("runs.id"))
    student_id: Mapped[int] = mapped_column(ForeignKey("students.id"), index=True)
    exercise: Mapped[str] = mapped_column(index=True)
    key: Mapped[str] = mapped_column(index=True)
    origin: Mapped[str]
    ended: Mapped[str]
    note: Mapped[str]
    marks: Mapped[float]
    points: Mapped[float]
    seconds: Mapped[float]
    cpu_seconds: Mapped[float]
    memory_mb: Mapped[float]
    mode: Mapped[str]
    why_cold: Mapped[str]
    unsealed: Mapped[list]
    handed_in: Mapped[datetime | None]
    graded_at: Mapped[datetime | None]

    run: Mapped[RunRow] = relationship()
    student: Mapped[StudentRow] = relationship()
    questions: Mapped[list["QuestionRow"]] = relationship(order_by="QuestionRow.position")


class QuestionRow(Base):
    """One question of a graded submission."""

    __tablename__ = "question_results"
    __table_args__ = (UniqueConstraint("result_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    result_id: Mapped[int] = mapped_column(ForeignKey("results.id"))
    position: Mapped[int]
    question: Mapped[str]
    title: Mapped[str]
    status: Mapped[str]
    credit: Mapped[float]
    points: Mapped[float]
    message: Mapped[str]
    findings: Mapped[list]
    code: Mapped[str]
    output: Mapped[str]
    seconds: Mapped[float]


class OverrideRow(Base):
    """Marks that the instructor set: the last one of a question counts, all are kept."""

    __tablename__ = "overrides"

    id: Mapped[int] = mapped_column(primary_key=True)
    student_id: Mapped[int] = mapped_column(ForeignKey("students.id"), index=True)
    exercise: Mapped[str] = mapped_column(index=True)
    question: Mapped[str | None]  # none: the whole exercise
    marks: Mapped[float | None]  # none: the override is withdrawn
    by: Mapped[str]
    reason: Mapped[str]
    at: Mapped[datetime]

    student: Mapped[StudentRow] = relationship()


class CommentRow(Base):
    """What the instructor wrote to a student."""

    __tablename__ = "comments"

    id: Mapped[int] = mapped_column(primary_key=True)
    student_id: Mapped[int] = mapped_column(ForeignKey("students.id"), index=True)
    exercise: Mapped[str] = mapped_column(index=True)
    question: Mapped[str | None]
    text: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]

    student: Mapped[StudentRow] = relationship()


class RemovalRow(Base):
    """A student or a run out of the marks, or put back: the last word counts, all are kept."""

    __tablename__ = "removals"

    id: Mapped[int] = mapped_column(primary_key=True)
    student_id: Mapped[int | None] = mapped_column(ForeignKey("students.id"))
    run_id: Mapped[int | None] = mapped_column(ForeignKey("runs.id"))
    is_back: Mapped[bool]
    by: Mapped[str]
    reason: Mapped[str]
    at: Mapped[datetime]

    student: Mapped[StudentRow | None] = relationship()


class LeftAsideRow(Base):
    """A file that was handed in and did not count in a run."""

    __tablename__ = "left_aside"

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("runs.id"), index=True)
    origin: Mapped[str]
    reason: Mapped[str]
    student: Mapped[str]
    exercise: Mapped[str]


class DeadlineRow(Base):
    """When an exercise is due, and what being late costs."""

    __tablename__ = "deadlines"

    exercise: Mapped[str] = mapped_column(primary_key=True)
    due: Mapped[datetime]
    grace_minutes: Mapped[float]
    percent_per_day: Mapped[float]
    floor_percent: Mapped[float]
    cutoff_days: Mapped[float | None]
