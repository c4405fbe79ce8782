"""Texts of students as cells of a table that a spreadsheet may open."""

import re

from course_utils.texts import showable

_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")


def cell_text(text: str) -> str:
    """Return a text for a table cell that no spreadsheet takes for a formula.

    What would begin a formula gets an apostrophe in front, as OWASP advises
    ("CSV Injection").
    """
    text = showable(text).replace("\t", " ").strip()
    return f"'{text}" if _FORMULA.match(text) else text
