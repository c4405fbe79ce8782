"""Gradescope's results.json, against a schema written from its documentation."""

import json
from dataclasses import replace

import jsonschema
import pytest

from course_utils.exercises.verdicts import Finding, verdict_of
from course_utils.grading.exports.gradescope import write_results
from course_utils.grading.result import QuestionResult
from tests.grading.exports.hostile import is_clean

_FORMAT = {"enum": ["text", "html", "simple_format", "md", "ansi"]}
_VISIBILITY = {"enum": ["hidden", "after_due_date", "after_published", "visible"]}

# "Autograder Specifications", section "Output format".
SCHEMA = {
    "type": "object",
    "required": ["score", "tests"],
    "properties": {
        "score": {"type": "number"},
        "execution_time": {"type": "number", "minimum": 0},
        "output": {"type": "string"},
        "output_format": _FORMAT,
        "visibility": _VISIBILITY,
        "stdout_visibility": _VISIBILITY,
        "tests": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["score", "max_score", "status", "name", "output"],
                "properties": {
                    "score": {"type": "number", "minimum": 0},
                    "max_score": {"type": "number", "minimum": 0},
                    "status": {"enum": ["passed", "failed"]},
                    "name": {"type": "string"},
                    "name_format": _FORMAT,
                    "number": {"type": "string"},
                    "output": {"type": "string"},
                    "output_format": _FORMAT,
                    "visibility": _VISIBILITY,
                },
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}


def written(result, path):
    write_results(result, path)
    found = json.loads(path.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(SCHEMA).validate(found)
    return found


def test_a_result_with_its_questions(tmp_path, result):
    found = written(result, tmp_path / "results.json")
    assert (found["score"], found["execution_time"]) == (2.5, 1.23)
    tests = found["tests"]
    assert [test["score"] for test in tests] == [1, 1.5, 0]
    assert [test["max_score"] for test in tests] == [1, 3, 2]
    assert [test["status"] for test in tests] == ["passed", "failed", "failed"]
    assert [test["number"] for test in tests] == ["1.1", "1.2", "1.10"]
    assert sum(test["score"] for test in tests) == found["score"]


def test_hostile_texts_are_text(tmp_path, result):
    found = written(result, tmp_path / "results.json")
    texts = [found, *found["tests"]]
    assert {text["output_format"] for text in texts} == {"text"}
    assert all(is_clean(text["output"]) for text in texts)
    assert all(is_clean(test["name"]) and "\n" not in test["name"] for test in found["tests"])
    assert "<script>" in found["tests"][1]["output"]  # shown as it is, for it is never rendered
    assert found["output"].startswith("Stopped: =HYPERLINK")


def test_an_unreadable_notebook_has_no_tests(tmp_path, result):
    unreadable = replace(result, questions=(), ended="unreadable", note="No notebook.")
    found = written(unreadable, tmp_path / "results.json")
    assert (found["score"], found["tests"], found["output"]) == (0, [], "No notebook.")


def test_an_endless_output_is_cut(tmp_path, result):
    verdict = verdict_of("1.1", [Finding(False, "x" * 1_000_000, "y")])
    long = replace(result, questions=(QuestionResult(verdict, "Long"),))
    written(long, tmp_path / "results.json")
    assert (tmp_path / "results.json").stat().st_size < 50_000


def test_no_file_is_left_half_written(tmp_path, result):
    with pytest.raises(ValueError, match="JSON"):
        write_results(replace(result, seconds=float("nan")), tmp_path / "results.json")
    assert list(tmp_path.iterdir()) == []
