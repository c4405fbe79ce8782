"""The page about the whole class, for the instructor."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from urllib.parse import quote

from course_utils.exercises import rendering
from course_utils.grading.moments import in_words
from course_utils.grading.pages.excerpts import tidy_finding
from course_utils.grading.pages.misconceptions import misconceptions, unnamed_findings
from course_utils.grading.pages.statistics import distribution, missing_protections, spread
from course_utils.grading.pages.templating import fill_template
from course_utils.grading.pages.words import counted, duration, exercise_title
from course_utils.grading.result import (
    COMPLETE,
    STOPPED,
    UNREADABLE,
    Result,
    question_sort_key,
)
from course_utils.texts import number, one_line

MOST_UNNAMED = 40
NAMES_IN_SIGHT = 8

_ENDED = {COMPLETE: "Complete", STOPPED: "Stopped", UNREADABLE: "Unreadable"}


@dataclass(frozen=True)
class Person:
    """A student.

    Attributes
    ----------
    name : str
        As the school writes it, or the id.
    address : str
        Of the page about this student; empty for none.
    id : str
        Empty where the name is the id.
    """

    name: str
    address: str
    id: str = ""


@dataclass(frozen=True)
class Notice:
    """Something that the instructor should know: a sentence, and whom or what it is about."""

    text: str
    items: Sequence[str] = ()


@dataclass(frozen=True)
class Row:
    """One student in the table. A cell is None where the result has no such question."""

    person: Person
    mark: str
    cells: list[tuple[str, str, str, str] | None]
    time: str
    ended: str
    complete: bool
    note: str
    missing: str


@dataclass(frozen=True)
class Mistake:
    """One entry of the map: what went wrong, how often, and for whom."""

    count: int
    share: float
    name: str
    question: str
    example: list[tuple[str, str]]
    example_of: Person
    people: list[Person]


def class_page(
    results: Iterable[Result],
    *,
    title: str = "",
    marks: Mapping[str, float] | None = None,
    links: Mapping[str, str] | None = None,
    names: Mapping[str, str] | None = None,
    notices: Iterable[Notice] = (),
) -> str:
    """Lay out what an instructor wants to know of a class as one HTML file.

    It runs no script and loads nothing. Whatever a student wrote is shown, never obeyed.

    Parameters
    ----------
    results : sequence of Result
        One a student, all of the same exercise.
    title : str
        The page's heading; that of the exercise if left out.
    marks : mapping of str to float, optional
        By student, the mark that counts where it is not the one of the checks.
    links : mapping of str to str, optional
        By student, the file name of the student's page relative to this one.
    names : mapping of str to str, optional
        By student, the name that the school knows.
    notices : iterable of Notice
        What the instructor should know besides.
    """
    names, links = names or {}, links or {}
    results = sorted(results, key=lambda one: _alphabetical(names.get(one.student) or one.student))
    people = {one.student: _person(one.student, names, links) for one in results}
    named = misconceptions(results)
    unnamed = unnamed_findings(results)
    stem = next((result.exercise for result in results if result.exercise), "")
    return fill_template(
        "class.html",
        title=one_line(title, 160) or exercise_title(stem),
        named=[_mistake(item, people, results) for item in named],
        unnamed=[_mistake(item, people, results) for item in unnamed[:MOST_UNNAMED]],
        hidden=max(len(unnamed) - MOST_UNNAMED, 0),
        in_sight=NAMES_IN_SIGHT,
        notices=[_tidy_notice(notice) for notice in notices],
        **_numbers(results, marks or {}),
        **_table(results, people, marks or {}),
    )


def _person(student, names, links):
    id = one_line(student, 80) or "(no name)"
    name = one_line(names.get(student, ""), 80) or id
    address = quote(links.get(student, ""), errors="replace")
    return Person(name, address, id if name != id else "")


def _tidy_notice(notice):
    return Notice(one_line(notice.text, 600), [one_line(item, 600) for item in notice.items])


def _alphabetical(name):
    """Where a name belongs: É among E, small letters among capitals."""
    return unicodedata.normalize("NFKD", name).casefold(), name


def _numbers(results, marks):
    """The summary and the distribution; who has no mark is left out of both."""
    points = max((result.points for result in results), default=0.0)
    counting = [
        marks.get(result.student, result.marks)
        for result in results
        if result.points or result.student in marks
    ]
    bins = distribution(counting, points)
    largest = max((bin.count for bin in bins), default=0)
    return {
        "facts": _facts(results, counting, points),
        "bins": [(_bin_label(bin, points), bin.count, bin.count / (largest or 1)) for bin in bins],
        "unmarked": counted(len(results) - len(counting), "student"),
        "some_unmarked": len(counting) < len(results),
        "protections": [
            (one_line(name, 120), count) for name, count in missing_protections(results)
        ],
        "number_of_runs": sum(result.ended != UNREADABLE for result in results),
    }


def _facts(results, counting, points):
    """Label, number and what explains it, for the top of the page."""
    ended = Counter(result.ended for result in results)
    times = [result.seconds for result in results if result.questions]
    summary = spread(counting)
    facts = [("Students", f"{len(results):,}", "")]
    if summary:
        lowest, highest = number(summary.lowest), number(summary.highest)
        facts += [
            ("Mean", number(summary.mean), f"of {number(points)}"),
            ("Median", number(summary.median), f"of {number(points)}"),
            ("Range", f"{lowest} – {highest}", ""),
        ]
    facts += [
        (words, str(ended[kind]), "")
        for kind, words in _ENDED.items()
        if ended[kind] or kind == COMPLETE
    ]
    if times:
        facts.append(("Time of a run", duration(median(times)), f"up to {duration(max(times))}"))
    return facts


def _bin_label(bin, points):
    to = "to" if bin.high == points else "to under"
    return f"{number(bin.low)} {to} {number(bin.high)}"


def _table(results, people, marks):
    questions = {
        question.verdict.question: question for result in results for question in result.questions
    }
    ids = sorted(questions, key=question_sort_key)
    run = [set(result.unsealed) for result in results if result.ended != UNREADABLE]
    shared = set.intersection(*run) if run else set()
    last = max(filter(None, (result.graded_at for result in results)), default=None)
    return {
        "questions": [
            (one_line(id, 20), one_line(item.title, 160), number(item.verdict.points))
            for id, item in ((id, questions[id]) for id in ids)
        ],
        "rows": [_row(result, ids, people, marks, shared) for result in results],
        "graded": in_words(last),
    }


def _row(result, ids, people, marks, shared):
    given = {question.verdict.question: question for question in result.questions}
    mark = marks.get(result.student, result.marks)
    known = result.points or result.student in marks
    return Row(
        person=people[result.student],
        mark=number(mark) if known else "–",
        cells=[_cell(given[id]) if id in given else None for id in ids],
        time=duration(result.seconds) if result.questions else "–",
        ended=_ENDED.get(result.ended, one_line(result.ended, 20)),
        complete=result.ended == COMPLETE,
        note=one_line(result.note, 300),
        missing=", ".join(one_line(name, 120) for name in result.unsealed if name not in shared),
    )


def _cell(question):
    """The style, sign and words of a status, and the marks."""
    status = question.verdict.status
    sign, words = rendering.sign_and_words(status)
    return status.replace(" ", "-"), sign, words, number(question.marks)


def _mistake(item, people, results):
    told = tidy_finding(item.example)
    words = told.mistake.replace("-", " ") or told.where
    title = one_line(item.title, 100)
    return Mistake(
        count=item.count,
        share=item.count / len(results),
        name=words[:1].upper() + words[1:],
        question=f"{one_line(item.question, 20)} {title}".strip(),
        example=[pair for pair in rendering.texts(told) if pair[0] != "Next"],
        example_of=people[item.example_of],
        people=[people[student] for student in item.students],
    )
