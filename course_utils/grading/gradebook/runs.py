"""What the grader writes and asks: runs, and the results of each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session, joinedload, selectinload

from course_utils.errors import CourseError
from course_utils.grading.gradebook.rows import question_values, result_of, result_values
from course_utils.grading.gradebook.store import Store, insert_into, only, student_id
from course_utils.grading.gradebook.tables import LeftAsideRow, QuestionRow, ResultRow, RunRow
from course_utils.grading.gradebook.values import json_value
from course_utils.grading.intake import IgnoredFile
from course_utils.grading.result import Result
from course_utils.texts import safe_name, storable

MOST_IN_QUERY = 1000  # a database limits the values that one query may name
_IGNORED = [field.name for field in fields(IgnoredFile)]


@dataclass(frozen=True)
class Run:
    """One `course grade`.

    Its number, when it began (UTC), the course's version, its options, how many results it has.
    """

    id: int
    started: datetime
    course_version: str
    options: dict
    results: int


class ResultStore(Store):
    """Runs and results. What is stored is never changed."""

    def start_run(self, course_version: str, options: dict | None = None) -> int:
        """Note that a run begins.

        Parameters
        ----------
        options : dict, optional
            What the instructor chose; what JSON does not know is written as text.

        Returns
        -------
        int
            The run's number, for `store`.
        """
        row = RunRow(
            started=datetime.now(UTC),
            course_version=storable(course_version),
            options=json_value(options or {}),
        )
        with self._writing() as session:
            session.add(row)
            session.flush()
            return row.id

    def runs(self) -> list[Run]:
        """Return every run, oldest first."""
        with self._reading() as session:
            query = (
                select(RunRow, func.count(ResultRow.id)).outerjoin(ResultRow).group_by(RunRow.id)
            )
            return [
                Run(row.id, row.started, row.course_version, row.options, results)
                for row, results in session.execute(query.order_by(RunRow.id))
            ]

    def store(self, result: Result, run: int) -> bool:
        """Store a result, all of it or nothing; the same one twice in a run counts once.

        Any number of processes may do this at once. A result that `find` gave back, because
        the submission is unchanged, is stored in the new run as well: it is what counts now.

        Parameters
        ----------
        run : int
            From `start_run`.

        Returns
        -------
        bool
            Whether it is new: there is none of this student, exercise and key in the run.

        Raises
        ------
        SetupError
            The database cannot be written; the message says why.
        """
        values = result_values(result)
        with self._writing() as session:
            if session.get(RunRow, run) is None:
                raise CourseError(f"Expected a run of {self.place}, found {run}: start one first.")
            values |= {"run_id": run, "student_id": student_id(session, result.student)}
            statement = insert_into(session, ResultRow).values(values).on_conflict_do_nothing()
            number = session.scalar(statement.returning(ResultRow.id))
            if number is not None and result.questions:
                session.execute(insert(QuestionRow), _question_rows(result, number))
            return number is not None

    def leave_aside(self, run: int, files: Iterable[IgnoredFile]) -> None:
        """Note what did not count in a run, so that its pages can be written at any time."""
        rows = [
            {"run_id": run} | {name: storable(getattr(one, name)) for name in _IGNORED}
            for one in files
        ]
        if rows:
            with self._writing() as session:
                session.execute(insert(LeftAsideRow), rows)

    def left_aside(self, exercise: str) -> list[IgnoredFile]:
        """Return what did not count in the last run with a result of an exercise.

        Files of that exercise, and those of which nobody knows the exercise; in order.
        """
        exercise = safe_name(exercise)
        last = select(func.max(ResultRow.run_id)).where(ResultRow.exercise == exercise)
        query = select(LeftAsideRow).where(
            LeftAsideRow.run_id == last.scalar_subquery(),
            LeftAsideRow.exercise.in_([exercise, ""]),
        )
        with self._reading() as session:
            rows = session.scalars(query.order_by(LeftAsideRow.id))
            return [IgnoredFile(*(getattr(row, name) for name in _IGNORED)) for row in rows]

    def known_keys(self) -> set[str]:
        """Return the keys of all results: what need not be run again."""
        with self._reading() as session:
            return set(session.scalars(select(ResultRow.key).distinct()))

    def find(self, key: str) -> Result | None:
        """Return the last result with a key, or None.

        It is another student's where two handed in the same: put the new student, origin and
        time of handing in into it with `dataclasses.replace` before it is stored.
        """
        query = select(ResultRow).where(ResultRow.key == safe_name(key))
        with self._reading() as session:
            row = session.scalar(query.order_by(ResultRow.id.desc()).limit(1))
            return row and result_of(row)

    def results(self, exercise: str | None = None, student: str | None = None) -> list[Result]:
        """Return every result, of all runs, in the order they were stored.

        Parameters
        ----------
        exercise, student : str, optional
            Only of these.
        """
        with self._reading() as session:
            query = only(select(ResultRow), ResultRow, exercise, student)
            return [result_of(row) for row in session.scalars(_whole(query))]


def results_by_number(session: Session, numbers: Sequence[int]) -> dict[int, Result]:
    """Return results by their numbers."""
    results: dict[int, Result] = {}
    for start in range(0, len(numbers), MOST_IN_QUERY):
        some = numbers[start : start + MOST_IN_QUERY]
        query = select(ResultRow).where(ResultRow.id.in_(some))
        results |= {row.id: result_of(row) for row in session.scalars(_whole(query))}
    return results


def _question_rows(result, number):
    """Each question's columns, with its place in the notebook."""
    return [
        question_values(question, position) | {"result_id": number}
        for position, question in enumerate(result.questions)
    ]


def _whole(query):
    """Load students and questions along with the results, not one by one."""
    options = joinedload(ResultRow.student), selectinload(ResultRow.questions)
    return query.options(*options).order_by(ResultRow.id)
