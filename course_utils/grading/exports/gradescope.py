"""What Gradescope reads after a submission was graded: `results.json`.

Gradescope Autograder Documentation, "Autograder Specifications", section "Output format".
"""

import json
from pathlib import Path

from course_utils.exercises.rendering import to_text
from course_utils.grading.result import Result
from course_utils.storage import write_whole
from course_utils.texts import one_line, showable

_LONGEST_OUTPUT = 20_000


def write_results(result: Result, path: str | Path) -> Path:
    """Write a graded submission as Gradescope's `results.json`."""
    text = json.dumps(results(result), ensure_ascii=False, indent=1, allow_nan=False)
    return write_whole(path, text.encode())


def results(result: Result) -> dict:
    """Return what Gradescope reads. Every text is marked as text, so none of it is rendered."""
    return {
        "score": result.marks,
        "execution_time": round(result.seconds, 2),
        "output": showable(result.note),
        "output_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": [_test(question) for question in result.questions],
    }


def _test(question):
    verdict = question.verdict
    return {
        "number": one_line(verdict.question),
        "name": f"Question {one_line(verdict.question)}: {one_line(question.title)}",
        "name_format": "text",
        "score": question.marks,
        "max_score": verdict.points,
        "status": "passed" if verdict.correct else "failed",
        "output": _shortened(showable(to_text(verdict))),
        "output_format": "text",
        "visibility": "visible",
    }


def _shortened(text):
    return text if len(text) <= _LONGEST_OUTPUT else f"{text[:_LONGEST_OUTPUT]}\n(cut here)"
