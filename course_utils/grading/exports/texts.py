"""Texts of students, made harmless for the programs that will open the files."""

import re
import unicodedata
from datetime import UTC

# Marks that turn the direction of writing round, so that a line reads as something else.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")


def plain(text):
    r"""Return a text that every program can store and show.

    Lines end in ``\n``. Control characters, half characters (surrogates) and marks that
    turn the direction of writing round are left out.
    """
    text = _TURNING.sub("", re.sub("\r\n?", "\n", str(text)))
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))


def one_line(text):
    """Return the same on one line, its spaces single."""
    return " ".join(plain(text).split())


def cell(text):
    """Return a text for a table cell that no spreadsheet takes for a formula.

    What would begin a formula gets an apostrophe in front, as OWASP advises
    ("CSV Injection").
    """
    text = plain(text).replace("\t", " ").strip()
    return f"'{text}" if _FORMULA.match(text) else text


def number(value):
    """Return a number with up to two decimals: "12", "7.5", "3.33"."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def utc(moment):
    """Return a moment in UTC with its zone; one without a zone is in UTC already."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
