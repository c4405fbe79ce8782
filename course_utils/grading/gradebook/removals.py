"""What is taken out of the marks by hand, and put back: a student, or the results of a run."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from course_utils.errors import CourseError
from course_utils.grading.gradebook.store import Store
from course_utils.grading.gradebook.tables import RemovalRow, RunRow, StudentRow
from course_utils.texts import safe_name, storable


@dataclass(frozen=True)
class Removal:
    """A student or a run (the other is None) taken out of the marks, or put back, and by whom."""

    student: str | None
    run: int | None
    is_back: bool
    by: str
    reason: str
    at: datetime


class RemovalStore(Store):
    """Removals, beside the results and not in them."""

    def remove(
        self,
        *,
        student: str | None = None,
        run: int | None = None,
        by: str,
        reason: str = "",
        is_back: bool = False,
    ) -> None:
        """Take a student, or the results of a run, out of the marks; or put them back.

        Nothing is deleted: results stay in `results`, and every removal in `removals`. A student
        stays away in later runs as well.

        Parameters
        ----------
        student, run
            One of the two.
        by, reason : str
            Who says so, and why.
        is_back : bool
            Whether an earlier removal is taken back.

        Raises
        ------
        CourseError
            The gradebook knows no such student or run.
        """
        values = {"is_back": is_back, "by": storable(by), "reason": storable(reason)}
        with self._writing() as session:
            if student is not None:
                student = safe_name(student)
                values["student_id"] = _known(session, StudentRow.name, student, "a student")
            else:
                values["run_id"] = _known(session, RunRow.id, run, "a run")
            session.add(RemovalRow(at=datetime.now(UTC), **values))

    def removals(self) -> list[Removal]:
        """Return every removal ever made, oldest first."""
        with self._reading() as session:
            return read_removals(session)


def read_removals(session: Session) -> list[Removal]:
    """Return every removal, oldest first."""
    query = select(RemovalRow).options(joinedload(RemovalRow.student)).order_by(RemovalRow.id)
    return [_removal(row) for row in session.scalars(query)]


def _removal(row):
    student = row.student.name if row.student else None
    return Removal(student, row.run_id, row.is_back, row.by, row.reason, row.at)


def away(removals: Iterable[Removal]) -> tuple[set[str], set[int]]:
    """Return the students and the runs that are out of the marks, by the last word on each."""
    last = {(one.student, one.run): one.is_back for one in removals}
    gone = [target for target, is_back in last.items() if not is_back]
    students = {student for student, _ in gone if student is not None}
    return students, {run for _, run in gone if run is not None}


def _known(session, column, name, what):
    """Return the number of a student or a run; raise for one that is not there."""
    number = session.scalar(select(column.class_.id).where(column == name))
    if number is None:
        known = session.scalars(select(column).order_by(column).limit(20))
        there = ", ".join(map(str, known)) or "there is none yet"
        raise CourseError(f"Expected {what} of the gradebook ({there}), found {name!r}.")
    return number
