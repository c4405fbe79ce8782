"""What `course grade` prints in the end: tables for people, JSON for scripts."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:  # a command imports what it needs when it runs
    from collections.abc import Sequence

    from course_utils.grading.batch import GradedSubmission
    from course_utils.grading.intake import IgnoredFile
    from course_utils.grading.report import Report
    from course_utils.grading.result import Result

LONGEST_TABLE = 60
LONGEST_LIST = 20


def ungraded(graded: Sequence[GradedSubmission]) -> list[Result]:
    """Return the results that are none: what could not be read, or not be run."""
    from course_utils.grading.result import FAILED, UNREADABLE

    return [one.result for one in graded if one.result.ended in (FAILED, UNREADABLE)]


def as_tables(
    graded: Sequence[GradedSubmission], ignored: Sequence[IgnoredFile], reports: Sequence[Report]
) -> None:
    """Print a table for each exercise, then what needs a look."""
    from rich.console import Console

    console = Console()
    for report in reports:
        console.print(_table(report))
        for line in _told(report.notices):
            console.print(line, markup=False, soft_wrap=True)
        console.print(str(report.page), markup=False, soft_wrap=True)
    for line in _remarks(graded, ignored):
        console.print(line, markup=False, soft_wrap=True)
    known = sum(one.known for one in graded)
    console.print(f"{len(graded) - known} graded, {known} unchanged since an earlier run.")


def _table(report):
    from rich.table import Table
    from rich.text import Text

    more = max(len(report.marks) - LONGEST_TABLE, 0)
    caption = f"and {more} more on the page" if more else None
    heads = ["Student", *(["Name"] if report.names else []), "Marks", "Ended"]
    table = Table(*heads, title=Text(report.exercise or "not recognised"))
    table.caption = caption
    for mark in report.marks[:LONGEST_TABLE]:
        marks = f"{mark.marks:.3g} of {mark.points:g}"
        name = [Text(report.names.get(mark.student, ""))] if report.names else []
        table.add_row(Text(mark.student), *name, marks, Text(_ended(mark.result)))
    return table


def _told(notices):
    for notice in notices:
        yield notice.text
        yield from (f"  {item}" for item in notice.items[:LONGEST_LIST])
        if len(notice.items) > LONGEST_LIST:
            yield f"  and {len(notice.items) - LONGEST_LIST} more on the page"


def _ended(result):
    return f"{result.ended}. {result.note}".strip(". ")[:70] if result else "nothing handed in"


def _remarks(graded, ignored):
    for result in ungraded(graded):
        yield f"Not graded: {result.origin}: {result.note}"
    for one in ignored:
        yield f"Left aside: {one.origin}: {one.reason}"
    for missing in sorted({what for one in graded for what in one.result.unsealed}):
        yield f"This machine could not shut out: {missing}"
    reasons = {one.result.why_cold for one in graded if one.result.mode == "cold" and not one.known}
    for why in sorted(reasons):
        because = f": {why.rstrip('.')}" if why else ""
        yield f"Each notebook ran in a fresh process, which takes some seconds more{because}."


def as_json(
    graded: Sequence[GradedSubmission], ignored: Sequence[IgnoredFile], reports: Sequence[Report]
) -> None:
    """Print one JSON object: marks, runs, ignored, notices, pages."""
    marks = [_mark(report, mark) for report in reports for mark in report.marks]
    whole = {
        "marks": marks,
        "runs": list(map(_run, graded)),
        "ignored": [asdict(one) for one in ignored],
        "notices": [
            {"exercise": report.exercise, "text": notice.text, "items": list(notice.items)}
            for report in reports
            for notice in report.notices
        ],
        "pages": {report.exercise: str(report.page) for report in reports},
    }
    typer.echo(json.dumps(whole, indent=1))


def _mark(report, mark):
    return {
        "student": mark.student,
        "name": report.names.get(mark.student, ""),
        "exercise": report.exercise,
        "marks": mark.marks,
        "points": mark.points,
        "ended": mark.result.ended if mark.result else "",
        "note": mark.result.note if mark.result else "",
    }


def _run(one):
    result = one.result
    return {
        "origin": result.origin,
        "student": result.student,
        "ended": result.ended,
        "known": one.known,
        "seconds": round(result.seconds, 3),
        "memory_mb": round(result.memory_mb),
        "mode": result.mode,
        "why_cold": result.why_cold,
        "unsealed": result.unsealed,
    }
