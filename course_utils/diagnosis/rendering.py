"""A diagnosis as HTML, Markdown and plain text; colours come from JupyterLab's theme."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from course_utils.exercises.rendering import MOST, inline, plain_markdown
from course_utils.texts import one_line

if TYPE_CHECKING:
    from course_utils.diagnosis.report import Diagnosis, Trouble

NOTHING = "Nothing found"
_DEGREES = ((0.85, "almost certain"), (0.6, "likely"), (0.0, "possible"))
_PARTS = (("Evidence", "evidence"), ("Experiment", "experiment"), ("Next", "next_step"))


def degree(sure: float) -> str:
    """Say how sure a finding is, in words."""
    return next(words for least, words in _DEGREES if sure >= least)


def heading(diagnosis: Diagnosis) -> str:
    """Say in a few words what came out."""
    n = len(diagnosis.findings)
    return NOTHING if not n else f"{n} finding{'s' if n > 1 else ''}, the surest first"


def said_of(trouble: Trouble) -> list[tuple[str, str]]:
    """Return what a finding says as pairs of label and text."""
    said = [(label, one_line(getattr(trouble, name), MOST)) for label, name in _PARTS]
    if trouble.lesson is not None:
        said.append(("Explained in", f"lesson {trouble.lesson}"))
    return [(label, text) for label, text in said if text]


def as_text(diagnosis: Diagnosis) -> str:
    """For a terminal."""
    lines = [f"Diagnosis: {heading(diagnosis)}"]
    for number, trouble in enumerate(diagnosis.findings, start=1):
        lines += [f"  {number}. {trouble.title} ({degree(trouble.sure)}: `{trouble.cause}`)"]
        lines += [f"     {label}: {text}" for label, text in said_of(trouble)]
    return "\n".join(lines + [f"  {label}: {text}" for label, text in _rest(diagnosis)])


def as_markdown(diagnosis: Diagnosis) -> str:
    """In CommonMark."""
    lines = [f"**Diagnosis: {heading(diagnosis)}**", ""]
    for number, trouble in enumerate(diagnosis.findings, start=1):
        lines += [f"{number}. **{trouble.title}** ({degree(trouble.sure)}: `{trouble.cause}`)"]
        lines += [f"   - {label}: {plain_markdown(text)}" for label, text in said_of(trouble)]
    return "\n".join(lines + [f"\n{label}: {text}" for label, text in _rest(diagnosis)])


def as_html(diagnosis: Diagnosis) -> str:
    """One card, announced politely to a screen reader; nothing in it is raw learner text."""
    found = "".join(map(_trouble_html, diagnosis.findings))
    rest = "".join(f"<p>{label}: {inline(text)}</p>" for label, text in _rest(diagnosis))
    colour = "var(--jp-warn-color1, #b35900)" if found else "var(--jp-success-color1, #1b7f4d)"
    title = f"Diagnosis: {heading(diagnosis)}"
    listed = f"<ol style='margin-top:.2em'>{found}</ol>" if found else ""
    return (
        f'<section role="status" aria-label="{escape(title)}" style="max-width:42em;'
        f"border-left:.4em solid {colour};padding:.2em 1em;margin:.3em 0;"
        'color:var(--jp-ui-font-color1,inherit);line-height:1.45">'
        f"<p><strong>{escape(title)}</strong></p>{listed}{rest}</section>"
    )


def _trouble_html(trouble):
    rows = "".join(f"<li>{label}: {inline(text)}</li>" for label, text in said_of(trouble))
    name = f"{degree(trouble.sure)}: <code>{escape(trouble.cause)}</code>"
    return f"<li><strong>{inline(trouble.title)}</strong> ({name})<ul>{rows}</ul></li>"


def _rest(diagnosis):
    pairs = (("In order", diagnosis.healthy), ("Not looked at", diagnosis.not_seen))
    return [(label, " ".join(sentences)) for label, sentences in pairs if sentences]
