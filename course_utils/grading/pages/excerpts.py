"""Any text a student may choose, made fit for a page: nothing hidden, nothing endless."""

from dataclasses import dataclass, replace
from typing import Any

from course_utils.exercises.verdicts import Finding, Verdict
from course_utils.texts import one_line, showable

MOST_IN_A_LINE = 600
_MOST = {"where": 160, "expected": 600, "found": 600, "next_step": 600, "mistake": 80}


@dataclass(frozen=True)
class Excerpt:
    """A long text as it is shown, and a sentence about what is not; empty where all is."""

    text: str
    cut: str = ""

    def __bool__(self) -> bool:
        return bool(self.text.strip())


def excerpt(text: str, first: int, last: int = 0) -> Excerpt:
    """Return the beginning and the end of a text; an error is at the end of an output.

    Parameters
    ----------
    first, last : int
        How many characters are kept of each.
    """
    if len(text) <= first + last:
        return Excerpt(showable(text).strip("\n"))
    end = f" and the last {last:,}" if last else ""
    kept = text[:first] + "\n\n…\n\n" + text[len(text) - last :] if last else text[:first] + "\n…"
    cut = f"Only the first {first:,}{end} of {len(text):,} characters are shown."
    return Excerpt(showable(kept).strip("\n"), cut)


def tidy(verdict: Verdict) -> Verdict:
    """Return a verdict with each of its texts showable and on one line."""
    return replace(
        verdict,
        question=one_line(verdict.question, 20),
        message=one_line(verdict.message, MOST_IN_A_LINE),
        findings=tuple(map(tidy_finding, verdict.findings)),
    )


def tidy_finding(finding: Finding) -> Finding:
    """Return a finding with each of its texts showable and on one line."""
    texts: dict[str, Any] = {
        name: one_line(getattr(finding, name), most) for name, most in _MOST.items()
    }
    return replace(finding, **texts)
