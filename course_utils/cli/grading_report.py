"""What `course grade` prints in the end: tables for people, JSON for scripts."""

import json

import typer

LONGEST_TABLE = 60


def ungraded(graded):
    """Return the results that are none: what could not be read, or not be run."""
    from course_utils.grading.result import FAILED, UNREADABLE

    return [one.result for one in graded if one.result.ended in (FAILED, UNREADABLE)]


def as_tables(graded, ignored, reports):
    """Print a table for each exercise, then what needs a look."""
    from rich.console import Console

    console = Console()
    for report in reports:
        console.print(_table(report))
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
    table = Table("Student", "Marks", "Ended", title=Text(report.exercise or "not recognised"))
    table.caption = caption
    for mark in report.marks[:LONGEST_TABLE]:
        marks = f"{mark.marks:.3g} of {mark.points:g}"
        table.add_row(Text(mark.student), marks, Text(_ended(mark.result)))
    return table


def _ended(result):
    return f"{result.ended}. {result.note}".strip(". ")[:70] if result else "nothing handed in"


def _remarks(graded, ignored):
    for result in ungraded(graded):
        yield f"Not graded: {result.origin}: {result.note}"
    for one in ignored:
        yield f"Left aside: {one.origin}: {one.reason}"
    for missing in sorted({what for one in graded for what in one.result.unsealed}):
        yield f"This machine could not shut out: {missing}"
    if any(one.result.mode == "cold" for one in graded if not one.known):
        yield "Each notebook ran in a fresh process, which takes some seconds more."


def as_json(graded, ignored, reports):
    """Print one JSON object: marks, runs, ignored, pages."""
    marks = [_mark(report, mark) for report in reports for mark in report.marks]
    whole = {
        "marks": marks,
        "runs": list(map(_run, graded)),
        "ignored": [{"origin": one.origin, "reason": one.reason} for one in ignored],
        "pages": {report.exercise: str(report.page) for report in reports},
    }
    typer.echo(json.dumps(whole, indent=1))


def _mark(report, mark):
    return {
        "student": mark.student,
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
        "unsealed": result.unsealed,
    }
