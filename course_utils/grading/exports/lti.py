"""Scores for a learning platform, as LTI 1.3 sends them.

1EdTech, "Learning Tools Interoperability Assignment and Grade Services Specification",
version 2.0, section 3.4 "Score publish service": each line of the file is the body of one
POST to `<line item>/scores` of type `application/vnd.ims.lis.v1.score+json`.
"""

import json
from collections.abc import Sequence
from pathlib import Path

from course_utils.grading.exports.mark import ExportSummary, SchoolMark
from course_utils.grading.moments import in_utc
from course_utils.storage import write_whole
from course_utils.texts import showable


def write_scores(marks: Sequence[SchoolMark], path: str | Path) -> ExportSummary:
    """Write one score a line for the students whom the platform knows.

    Parameters
    ----------
    marks : sequence of SchoolMark
        Of one exercise: it belongs to one line item of the platform.

    Returns
    -------
    ExportSummary
        `unknown` are those without an `lti_user_id`.
    """
    known = [mark for mark in marks if mark.entry.lti_user_id]
    lines = [json.dumps(score(mark), ensure_ascii=False, allow_nan=False) for mark in known]
    write_whole(path, "".join(f"{line}\n" for line in lines).encode())
    unknown = tuple(mark.student for mark in marks if not mark.entry.lti_user_id)
    return ExportSummary(len(known), unknown)


def score(mark: SchoolMark) -> dict:
    """Return the body of one score.

    Where nothing could be earned it is without a score, and with grading as failed.
    """
    body: dict[str, object] = {
        "userId": mark.entry.lti_user_id,
        "timestamp": in_utc(mark.graded_at).isoformat(timespec="milliseconds"),
        "activityProgress": "Completed",
        "gradingProgress": "Failed",
    }
    if mark.points > 0:  # a maximum of 0 is against the specification
        given = {"scoreGiven": mark.marks, "scoreMaximum": mark.points}
        body |= given | {"gradingProgress": "FullyGraded"}
    comment = showable(mark.comment).strip()
    return body | {"comment": comment} if comment else body
