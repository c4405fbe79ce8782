"""What the grader writes and asks: runs, and the results of each."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import joinedload, selectinload

from course_utils.errors import CourseError
from course_utils.grading.gradebook.rows import question_values, result_of, result_values
from course_utils.grading.gradebook.store import Store, insert_into, only, student_id
from course_utils.grading.gradebook.tables import QuestionRow, ResultRow, RunRow
from course_utils.grading.gradebook.texts import identity, plain, storable

MOST_IN_QUERY = 1000  # a database limits the values that one query may name


@dataclass(frozen=True)
class Run:
    """One `course grade`: its number, when it began (UTC), the course's version, its options."""

    id: int
    started: datetime
    course_version: str
    options: dict


class ResultStore(Store):
    """Runs and results. What is stored is never changed."""

    def start_run(self, course_version, options=None):
        """Note that a run begins.

        Parameters
        ----------
        course_version : str
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
            options=plain(options or {}),
        )
        with self._writing() as session:
            session.add(row)
            session.flush()
            return row.id

    def runs(self):
        """Return every run, oldest first, as a list of `Run`."""
        with self._reading() as session:
            rows = session.scalars(select(RunRow).order_by(RunRow.id))
            return [Run(row.id, row.started, row.course_version, row.options) for row in rows]

    def store(self, result, run):
        """Store a result, all of it or nothing; the same one twice in a run counts once.

        Any number of processes may do this at once. A result that `find` gave back, because
        the submission is unchanged, is stored in the new run as well: it is what counts now.

        Parameters
        ----------
        result : Result
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

    def known_keys(self):
        """Return the keys of all results as a set: what need not be run again."""
        with self._reading() as session:
            return set(session.scalars(select(ResultRow.key).distinct()))

    def find(self, key):
        """Return the last result with a key, or None.

        It is another student's where two handed in the same: put the new student, origin and
        time of handing in into it with `dataclasses.replace` before it is stored.

        Parameters
        ----------
        key : str

        Returns
        -------
        Result or None
        """
        query = select(ResultRow).where(ResultRow.key == identity(key))
        with self._reading() as session:
            row = session.scalar(query.order_by(ResultRow.id.desc()).limit(1))
            return row and result_of(row)

    def results(self, exercise=None, student=None):
        """Return every result, of all runs, in the order they were stored.

        Parameters
        ----------
        exercise, student : str, optional
            Only of these.

        Returns
        -------
        list of Result
        """
        with self._reading() as session:
            query = only(select(ResultRow), ResultRow, exercise, student)
            return [result_of(row) for row in session.scalars(_whole(query))]


def results_by_number(session, numbers):
    """Return results by their numbers, as a dict."""
    found = {}
    for start in range(0, len(numbers), MOST_IN_QUERY):
        some = numbers[start : start + MOST_IN_QUERY]
        query = select(ResultRow).where(ResultRow.id.in_(some))
        found |= {row.id: result_of(row) for row in session.scalars(_whole(query))}
    return found


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
