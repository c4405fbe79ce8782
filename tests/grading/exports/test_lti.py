"""Score bodies, against a schema written from the specification."""

import json
from datetime import datetime

import jsonschema
import pytest

from course_utils.grading.exports.lti import write_scores
from tests.grading.exports.hostile import HOSTILE, is_clean

# Assignment and Grade Services 2.0, sections 3.4.1 to 3.4.9.
SCHEMA = {
    "type": "object",
    "required": ["userId", "timestamp", "activityProgress", "gradingProgress"],
    "properties": {
        "userId": {"type": "string", "minLength": 1},
        "scoreGiven": {"type": "number", "minimum": 0},
        "scoreMaximum": {"type": "number", "exclusiveMinimum": 0},
        "comment": {"type": "string"},
        "timestamp": {
            "type": "string",
            "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+(Z|[+-]\d\d:\d\d)$",
        },
        "activityProgress": {
            "enum": ["Initialized", "Started", "InProgress", "Submitted", "Completed"]
        },
        "gradingProgress": {
            "enum": ["FullyGraded", "Pending", "PendingManual", "Failed", "NotReady"]
        },
    },
    "dependentRequired": {"scoreGiven": ["scoreMaximum"]},
    "additionalProperties": False,
}


def scores_of(path):
    scores = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for score in scores:
        jsonschema.Draft202012Validator(SCHEMA).validate(score)
    return scores


def test_each_line_is_a_score(tmp_path, mark):
    marks = [
        mark(lti_user_id="u-1", comment="Well done."),
        mark("bob"),
        mark("eve", lti_user_id="u-3", marks=0.0, graded_at=datetime(2026, 1, 2)),
    ]
    filled = write_scores(marks, tmp_path / "scores.jsonl")
    assert (filled.written, filled.unknown) == (2, ("bob",))
    ada, eve = scores_of(tmp_path / "scores.jsonl")
    assert ada == {
        "userId": "u-1",
        "scoreGiven": 7.5,
        "scoreMaximum": 10.0,
        "comment": "Well done.",
        "timestamp": "2026-11-21T13:35:07.123+00:00",
        "activityProgress": "Completed",
        "gradingProgress": "FullyGraded",
    }
    assert eve["timestamp"] == "2026-01-02T00:00:00.000+00:00"
    assert "comment" not in eve


def test_what_has_no_points_is_a_grading_that_failed(tmp_path, mark):
    write_scores([mark(lti_user_id="u", marks=0.0, points=0.0)], tmp_path / "scores.jsonl")
    (score,) = scores_of(tmp_path / "scores.jsonl")
    assert score["gradingProgress"] == "Failed"
    assert "scoreGiven" not in score


def test_a_hostile_comment_is_text_on_one_line(tmp_path, mark):
    write_scores([mark(lti_user_id="u", comment=HOSTILE)] * 2, tmp_path / "scores.jsonl")
    first, second = scores_of(tmp_path / "scores.jsonl")
    assert first == second
    assert is_clean(first["comment"])


def test_a_mark_that_is_no_number_is_no_file(tmp_path, mark):
    with pytest.raises(ValueError, match="JSON"):
        write_scores([mark(lti_user_id="u", marks=float("nan"))], tmp_path / "scores.jsonl")
    assert not (tmp_path / "scores.jsonl").exists()
