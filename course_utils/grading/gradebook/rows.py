"""A `Result` as rows of tables, and back: equal, but for characters that no database stores."""

from course_utils.exercises.verdicts import Finding, Status, Verdict
from course_utils.grading.gradebook.tables import QuestionRow, ResultRow
from course_utils.grading.gradebook.values import finite, json_value
from course_utils.grading.moments import zoned_in_utc
from course_utils.grading.result import QuestionResult, Result
from course_utils.texts import safe_name, storable

_TEXTS = ("origin", "ended", "note", "mode", "why_cold")
_NUMBERS = ("marks", "points", "seconds", "cpu_seconds", "memory_mb")
_TIMES = ("handed_in", "graded_at")
_FINDING_TEXTS = ("where", "expected", "found", "next_step", "mistake")


def result_values(result: Result) -> dict:
    """Return the columns of a result's row, without the run and the student."""
    whose = f"of {result.student!r} in {result.exercise!r}"
    return {
        "exercise": safe_name(result.exercise),
        "key": safe_name(result.key),
        "unsealed": json_value(result.unsealed),
        **{name: storable(getattr(result, name)) for name in _TEXTS},
        **{name: finite(getattr(result, name)) for name in _NUMBERS},
        **{name: zoned_in_utc(getattr(result, name), f"{name} {whose}") for name in _TIMES},
    }


def question_values(question: QuestionResult, position: int) -> dict:
    """Return the columns of a question's row, without the result."""
    verdict = question.verdict
    return {
        "position": position,
        "question": storable(verdict.question),
        "title": storable(question.title),
        "status": verdict.status.value,
        "credit": finite(verdict.credit),
        "points": finite(verdict.points),
        "message": storable(verdict.message),
        "findings": [_finding_values(finding) for finding in verdict.findings],
        "code": storable(question.code),
        "output": storable(question.output),
        "seconds": finite(question.seconds),
    }


def result_of(row: ResultRow) -> Result:
    """Return the `Result` that a row and its questions' rows hold."""
    return Result(
        student=row.student.name,
        exercise=row.exercise,
        key=row.key,
        questions=tuple(map(_question_of, row.questions)),
        unsealed=tuple(row.unsealed),
        **{name: getattr(row, name) for name in _TEXTS},
        **{name: getattr(row, name) for name in _NUMBERS if name not in ("marks", "points")},
        **{name: getattr(row, name) for name in _TIMES},
    )


def _finding_values(finding):
    texts = {name: storable(getattr(finding, name)) for name in _FINDING_TEXTS}
    return texts | {"ok": bool(finding.ok), "weight": finite(finding.weight)}


def _question_of(row: QuestionRow) -> QuestionResult:
    findings = tuple(Finding(**values) for values in row.findings)
    verdict = Verdict(row.question, Status(row.status), findings, row.points, row.message)
    return QuestionResult(verdict, row.title, row.code, row.output, row.seconds)
