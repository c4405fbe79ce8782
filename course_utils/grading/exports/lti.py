"""Scores for a learning platform, as LTI 1.3 sends them.

1EdTech, "Learning Tools Interoperability Assignment and Grade Services Specification",
version 2.0, section 3.4 "Score publish service": each line of the file is the body of one
POST to `<line item>/scores` of type `application/vnd.ims.lis.v1.score+json`.
"""

import json

from course_utils.grading.exports.files import write_whole
from course_utils.grading.exports.mark import Filled
from course_utils.grading.exports.texts import plain, utc


def write_scores(marks, path):
    """Write one score a line for the students whom the platform knows.

    Parameters
    ----------
    marks : sequence of Mark
        Of one exercise: it belongs to one line item of the platform.
    path : str or Path

    Returns
    -------
    Filled
        `unknown` are those without an `lti_user_id`.
    """
    known = [mark for mark in marks if mark.lti_user_id]
    lines = [json.dumps(score(mark), ensure_ascii=False, allow_nan=False) for mark in known]
    write_whole(path, "".join(f"{line}\n" for line in lines).encode())
    unknown = tuple(mark.student for mark in marks if not mark.lti_user_id)
    return Filled(len(known), unknown)


def score(mark):
    """Return the body of one score.

    Parameters
    ----------
    mark : Mark

    Returns
    -------
    dict
        Without a score, and with grading as failed, where nothing could be earned.
    """
    body = {
        "userId": mark.lti_user_id,
        "timestamp": utc(mark.graded_at).isoformat(timespec="milliseconds"),
        "activityProgress": "Completed",
        "gradingProgress": "Failed",
    }
    if mark.points > 0:  # a maximum of 0 is against the specification
        given = {"scoreGiven": mark.marks, "scoreMaximum": mark.points}
        body |= given | {"gradingProgress": "FullyGraded"}
    comment = plain(mark.comment).strip()
    return body | {"comment": comment} if comment else body
