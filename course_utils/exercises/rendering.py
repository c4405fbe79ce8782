"""A verdict as HTML, Markdown and plain text.

The HTML takes its colours from JupyterLab's theme, so it reads in light and dark; the
words alone carry the meaning, so it reads aloud as well. A page that lays a verdict out
in its own way takes the parts from here, so that it says the same.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from course_utils.texts import one_line

if TYPE_CHECKING:
    from course_utils.exercises.verdicts import Finding, Verdict

_LOOK = {
    "correct": ("✓", "Correct", "var(--jp-success-color1, #1b7f4d)"),
    "incorrect": ("✗", "Not yet", "var(--jp-warn-color1, #b35900)"),
    "not attempted": ("○", "Not attempted yet", "var(--jp-border-color1, #767676)"),
    "cannot check": ("?", "Cannot check this", "var(--jp-error-color1, #b3261e)"),
}

MOST = 600
# A few words between asterisks; a product such as 2 * 3 * 4 has spaces inside them.
_STRESSED = re.compile(r"(?<![\w*])\*(?![\s*])([^*]+?)(?<!\s)\*(?![\w*])")
_PARTS = (("Expected", "expected"), ("Found", "found"), ("Next", "next_step"))


def sign_and_words(status: str) -> tuple[str, str]:
    """Return how a status is shown: a sign for the eye, and words that say all of it."""
    return _LOOK[status][:2]


def to_html(verdict: Verdict) -> str:
    """One card, announced politely to a screen reader; nothing in it is raw learner text."""
    sign, words, colour = _LOOK[verdict.status]
    heading = f"Question {escape(verdict.question)}: {words}"
    body = "".join(f"<p>{inline(line)}</p>" for line in notes(verdict))
    failed = "".join(map(_finding_html, verdict.failed))
    passed = already_right(verdict)
    already = f"<p>Already right: {inline(passed)}.</p>" if passed else ""
    return (
        f'<section role="status" aria-label="{heading}" style="max-width:42em;'
        f"border-left:.4em solid {colour};padding:.2em 1em;margin:.3em 0;"
        'color:var(--jp-ui-font-color1,inherit);line-height:1.45">'
        f'<p><span aria-hidden="true">{sign} </span><strong>{heading}</strong>'
        f"{escape(_credit(verdict))}</p>{failed}{already}{body}</section>"
    )


def _finding_html(finding):
    rows = "".join(f"<li>{label}: {inline(text)}</li>" for label, text in texts(finding))
    return (
        f"<p style='margin-bottom:0'><strong>{inline(_capital(finding.where))}</strong></p>"
        f"<ul style='margin-top:.2em'>{rows}</ul>"
    )


def to_markdown(verdict: Verdict) -> str:
    """The same in CommonMark."""
    lines = [f"**Question {verdict.question}: {_LOOK[verdict.status][1]}**{_credit(verdict)}", ""]
    for finding in verdict.failed:
        lines += [f"- **{plain_markdown(_capital(finding.where))}**"]
        lines += [f"  - {label}: {plain_markdown(text)}" for label, text in texts(finding)]
    passed = plain_markdown(already_right(verdict))
    lines += [f"\nAlready right: {passed}."] if passed else []
    return "\n".join([*lines, *(f"\n{note}" for note in notes(verdict))]).strip()


def plain_markdown(text: str) -> str:
    """Take from <, &, * and $ what they mean in Markdown, outside code."""
    parts = re.split(r"(`[^`]+`)", text)
    parts[::2] = [re.sub(r"([<&*$])", r"\\\1", part) for part in parts[::2]]
    return "".join(parts)


def to_text(verdict: Verdict) -> str:
    """The same for a terminal."""
    sign, words, _ = _LOOK[verdict.status]
    lines = [f"{sign} Question {verdict.question}: {words}{_credit(verdict)}"]
    for finding in verdict.failed:
        lines += [f"  {_capital(finding.where)}"]
        lines += [f"    {label}: {text}" for label, text in texts(finding)]
    lines += [f"  Already right: {already_right(verdict)}."] if already_right(verdict) else []
    return "\n".join([*lines, *(f"  {note}" for note in notes(verdict))])


def texts(finding: Finding) -> list[tuple[str, str]]:
    """Return what a finding says as pairs of label and text.

    What it leaves empty is not said, and what a learner made endless is cut at `MOST` characters.
    """
    said = [(label, one_line(getattr(finding, name), MOST)) for label, name in _PARTS]
    return [(label, text) for label, text in said if text]


def notes(verdict: Verdict) -> list[str]:
    """Return the sentences that a verdict says besides its findings."""
    sentences = [verdict.message] if verdict.message else []
    if verdict.status == "incorrect":
        sentences.append(f'Stuck? `hint("{verdict.question}")` gives one step at a time.')
    return sentences


def already_right(verdict: Verdict) -> str:
    """Return what is right already, but only beside something that is not: a few places by name."""
    if verdict.status != "incorrect":
        return ""
    places = list(dict.fromkeys(finding.where for finding in verdict.findings if finding.ok))
    more = [f"and {len(places) - 4} more"] if len(places) > 4 else []
    return ", ".join(places[:4] + more)


def _credit(verdict):
    if not 0 < verdict.credit < 1:
        return ""
    return f" ({verdict.credit * verdict.points:.2g} of {verdict.points:g} points so far)"


def _capital(text):
    return text[:1].upper() + text[1:]


def inline(text: str) -> str:
    """Return a text as HTML: everything escaped, `code` and *words to stress* marked as such."""
    parts = re.split(r"`([^`]+)`", escape(text))  # every second one is code
    for place, part in enumerate(parts):
        stressed = _STRESSED.sub(r"<em>\1</em>", part)
        parts[place] = f"<code>{part}</code>" if place % 2 else stressed
    return "".join(parts)
