"""The gradebook as a whole: open it, and ask it for the marks that count."""

from collections import defaultdict
from pathlib import Path

from sqlalchemy import exists, select

from course_utils.exercises.verdicts import Status
from course_utils.grading.gradebook.counting import (
    LATEST,
    Attempt,
    Case,
    Mark,
    choose,
    expect_rule,
    settle,
)
from course_utils.grading.gradebook.engine import make_engine
from course_utils.grading.gradebook.failures import as_sentences
from course_utils.grading.gradebook.instructor import (
    Comment,
    InstructorStore,
    Override,
    read_deadlines,
    read_notes,
)
from course_utils.grading.gradebook.removals import RemovalStore, away, read_removals
from course_utils.grading.gradebook.runs import ResultStore, results_by_number
from course_utils.grading.gradebook.schema import ensure_schema
from course_utils.grading.gradebook.store import only
from course_utils.grading.gradebook.tables import (
    CommentRow,
    OverrideRow,
    QuestionRow,
    ResultRow,
    RunRow,
    StudentRow,
)
from course_utils.grading.result import UNREADABLE

_IS_ATTEMPTED = exists().where(
    QuestionRow.result_id == ResultRow.id, QuestionRow.status != Status.NOT_ATTEMPTED.value
)
_ATTEMPT = (
    *(ResultRow.id, ResultRow.run_id, RunRow.started, ResultRow.origin),
    *(ResultRow.handed_in, ResultRow.marks, ResultRow.points),
    *(ResultRow.ended != UNREADABLE, _IS_ATTEMPTED),
)


class Gradebook(ResultStore, InstructorStore, RemovalStore):
    """A class's marks in a database. It keeps no connection open, and any process may open it."""

    def marks(
        self, exercise: str | None = None, student: str | None = None, rule: str = LATEST
    ) -> list[Mark]:
        """Return the marks that count, one for each student and exercise, and why.

        Parameters
        ----------
        exercise, student : str, optional
            Only of these.
        rule : str
            "latest": what was handed in last (by the time of handing in, or, where nobody knows
            it, by the start of the run). "best": what earned most after the late policy. Where
            several runs graded the same thing, either looks at the last one. What cannot be read,
            or has no answer in it, counts only where there is nothing else.

        Returns
        -------
        list of Mark
            By exercise, then by student; without the students and runs that were removed.
        """
        expect_rule(rule)
        with self._reading() as session:
            cases = _cases(session, exercise, student)
            chosen = [choose(case.attempts, rule, case.deadline) for case in cases]
            results = results_by_number(session, [one.number for one in chosen if one])
        return [
            settle(case, rule, attempt, results[attempt.number] if attempt else None)
            for case, attempt in zip(cases, chosen, strict=True)
        ]


def open_gradebook(place: str | Path, wait: float = 20.0) -> Gradebook:
    """Open a gradebook, make it if there is none, upgrade it if it is of an earlier edition.

    Parameters
    ----------
    place : str or Path
        A path or ``sqlite:///path`` (the file is made for its owner's eyes only), or
        ``postgresql://user:password@host/database``, a database of its own.
    wait : float
        Seconds to wait for another process that writes.

    Raises
    ------
    SetupError
        It cannot be opened, is no gradebook, or was written by a later edition.
    """
    engine, name = make_engine(place, wait)
    with as_sentences(name):
        ensure_schema(engine, name)
    return Gradebook(engine, name)


def _cases(session, exercise, student):
    """Everything each mark depends on, by exercise and student; without code and outputs."""
    students, runs = away(read_removals(session))
    attempts = _by_case(
        ((name, of), Attempt(*values))
        for of, name, *values in session.execute(_attempts(exercise, student))
        if values[1] not in runs
    )
    overrides = _notes_by_case(session, Override, OverrideRow, exercise, student)
    comments = _notes_by_case(session, Comment, CommentRow, exercise, student)
    due, worth = read_deadlines(session), _worth(session)
    return [
        Case(
            *(case[1], case[0]),
            *(tuple(group.get(case, ())) for group in (attempts, overrides, comments)),
            due.get(case[0]),
            worth.get(case[0], 0.0),
        )
        for case in sorted({*attempts, *overrides, *comments})
        if case[1] not in students
    ]


def _attempts(exercise, student):
    query = select(StudentRow.name, ResultRow.exercise, *_ATTEMPT)
    query = query.join(ResultRow.student).join(ResultRow.run)
    return only(query, ResultRow, exercise, student)


def _notes_by_case(session, kind, table, exercise, student):
    notes = read_notes(session, kind, table, exercise, student)
    return _by_case(((note.exercise, note.student), note) for note in notes)


def _by_case(pairs):
    cases = defaultdict(list)
    for case, value in pairs:
        cases[case].append(value)
    return cases


def _worth(session):
    """What each exercise is worth: the points of the last result that has questions."""
    query = select(ResultRow.exercise, ResultRow.points).where(ResultRow.points > 0)
    return dict(session.execute(query.order_by(ResultRow.id)).all())
