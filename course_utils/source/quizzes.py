"""Quiz items: the guesses and recall questions of a lesson, with what each option teaches.

An item is written in a markdown cell of a lesson's source, tagged ``guess`` or ``recall``::

    # %% [markdown] tags=["guess"]
    # **Guess 3.a.** Somebody types 70 in place of 7. Which price is best now?
    #
    # - [ ] 5, as before
    #   So it is with the absolute error. A square counts the one far row more.
    # - [x] 17.6
    #   It is the mean of the five prices, and one far row moves a mean.

The ``x`` marks the option that is right; the indented lines say why an option is right or wrong.
Texts are plain, with `code` and *emphasis*. A cell tagged ``recall`` holds one or several items,
whose ids are 3.r1, 3.r2 and so on; text above the first item stays in the notebook as it is.

Recall items are asked again in practice. So are guesses with a second tag, ``again``: those that
can be understood without their lesson around them.
"""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from course_utils.errors import AuthoringError, QuestionError
from course_utils.places import root
from course_utils.source.cells import Cell, lesson_number, read_cells, source_files

TAGS = ("guess", "recall")
AGAIN = "again"
_ITEM = re.compile(r"\*\*(?P<word>Guess|Recall) (?P<id>\S+)\.\*\* (?P<question>\S.*)")
_ID = {"guess": re.compile(r"\d+\.[a-z]"), "recall": re.compile(r"\d+\.r\d")}
_EXAMPLE = {"guess": "**Guess 3.a.** Your question?", "recall": "**Recall 3.r1.** Your question?"}
_OPTION = re.compile(r"- \[(?P<mark>[ x])\] (?P<text>\S.*)")
_FEWEST, _MOST = 2, 5


@dataclass(frozen=True)
class QuizOption:
    """One option of an item: its text, the sentence that says why, and whether it is right."""

    text: str
    reason: str
    right: bool


@dataclass(frozen=True)
class QuizItem:
    """A question with options of which exactly one is right.

    Attributes
    ----------
    id : str
        Such as ``"3.a"`` for a guess, ``"3.r1"`` for a recall question.
    again : bool
        Whether it may be asked in practice, without its lesson around it.
    """

    id: str
    question: str
    options: tuple[QuizOption, ...]
    line: int = 1
    again: bool = False

    @property
    def shown(self) -> dict[str, Any]:
        """What a page is told of it."""
        options = [asdict(option) for option in self.options]
        return {"id": self.id, "question": self.question, "options": options}


@dataclass(frozen=True)
class QuizCell:
    """A cell of a source that holds quiz items.

    Attributes
    ----------
    kind : str
        ``"guess"`` or ``"recall"``.
    lead : str
        The markdown above the first item.
    """

    kind: str
    lead: str
    items: tuple[QuizItem, ...]


def quiz_kind(cell: Cell) -> str:
    """Return ``"guess"`` or ``"recall"`` for a cell that holds quiz items, else an empty text."""
    return next((tag for tag in TAGS if tag in cell.tags), "")


def read_quiz_cell(cell: Cell, where: str | Path) -> QuizCell:
    """Read the items of a cell for which `quiz_kind` names a kind.

    Parameters
    ----------
    where
        The file, as error messages should name it.

    Raises
    ------
    AuthoringError
        An item is not of the form above: no question, an unknown line, an option without its
        sentence, none or several right options, fewer than 2 or more than 5. The message starts
        with ``file:line``.
    """
    kind = quiz_kind(cell)
    lines = list(enumerate(cell.source.split("\n"), start=cell.line))
    starts = {i: start for i, (_, line) in enumerate(lines) if (start := _ITEM.fullmatch(line))}
    if not starts or cell.kind != "markdown" or (kind == "guess" and len(starts) > 1):
        raise AuthoringError(
            f"{where}:{cell.line}: expected a markdown cell with "
            f"{'one line' if kind == 'guess' else 'lines'} '{_EXAMPLE[kind]}', found "
            f"{len(starts) if cell.kind == 'markdown' else 'a code cell'}. See "
            '"A guess" in CONTRIBUTING.md.'
        )
    first, *rest = starts
    parts = [lines[a:b] for a, b in zip(starts, [*rest, None], strict=True)]
    lead = "\n".join(line for _, line in lines[:first]).strip()
    again = kind == "recall" or AGAIN in cell.tags
    items = [_item(kind, *item, where, again) for item in zip(starts.values(), parts, strict=True)]
    return QuizCell(kind, lead, tuple(items))


def lesson_items(lesson: str | int, kind: str, folder: Path | None = None) -> list[QuizItem]:
    """Return the items of one kind in a lesson, in order; none where there is no such lesson.

    Parameters
    ----------
    lesson
        Its number, such as 3 or ``"3"``.
    kind
        ``"guess"`` or ``"recall"``.
    folder
        The folder of the course; by default `root()`.

    Raises
    ------
    SetupError
        The sources are not there.
    AuthoringError
        The source of the lesson cannot be read.
    """
    return [
        item
        for path in source_files(folder or root(), "lessons")
        if str(lesson_number(path)) == str(lesson).strip()
        for cell in read_cells(path)
        if quiz_kind(cell) == kind
        for item in read_quiz_cell(cell, path).items
    ]


def practice_items(folder: Path | None = None) -> dict[str, QuizItem]:
    """Return the items of all lessons that may be asked in practice, by id, in order.

    Raises
    ------
    SetupError, AuthoringError
        As in `lesson_items`.
    """
    return {
        item.id: item
        for path in source_files(folder or root(), "lessons")
        for cell in read_cells(path)
        if quiz_kind(cell)
        for item in read_quiz_cell(cell, path).items
        if item.again
    }


def find_guess(item_id: str, folder: Path | None = None) -> QuizItem:
    """Return the guess with this id, such as ``"3.a"``.

    Raises
    ------
    QuestionError
        No lesson has this guess; the message lists those of its lesson.
    SetupError, AuthoringError
        As in `lesson_items`.
    """
    lesson = str(item_id).partition(".")[0]
    items = {item.id: item for item in lesson_items(lesson, "guess", folder)}
    if item_id not in items:
        raise QuestionError(
            f"Expected the id of a guess, such as '3.a', found {item_id!r}. "
            + (f"Lesson {lesson} has: {', '.join(items)}." if items else "Copy it from a lesson.")
        )
    return items[item_id]


def find_recall(lesson: str | int, folder: Path | None = None) -> list[QuizItem]:
    """Return the recall questions of a lesson, such as ``"3"``.

    Raises
    ------
    QuestionError
        The lesson has none.
    SetupError, AuthoringError
        As in `lesson_items`.
    """
    items = lesson_items(lesson, "recall", folder)
    if not items:
        raise QuestionError(
            f"Expected the number of a lesson with recall questions, such as '3', found {lesson!r}."
        )
    return items


def _item(
    kind: str,
    start: re.Match,
    lines: Sequence[tuple[int, str]],
    where: str | Path,
    again: bool,
) -> QuizItem:
    """Read an item from its lines, each with its number in the file; the first is `start`."""
    number = lines[0][0]
    if start["word"].lower() != kind or not _ID[kind].fullmatch(start["id"]):
        raise AuthoringError(
            f"{where}:{number}: expected the form '{_EXAMPLE[kind]}' in a cell tagged {kind!r}, "
            f"found {start[0]!r}. Change the word, the id or the tag."
        )
    question = [start["question"]]
    options: list[tuple[int, re.Match, list[str]]] = []
    for number, line in lines[1:]:
        option = _OPTION.fullmatch(line)
        if option:
            options.append((number, option, []))
        elif options and line.startswith("  ") and line.strip():
            options[-1][2].append(line.strip())
        elif not options and line.strip() and not line.startswith(("-", "*", " ")):
            question.append(line.strip())
        elif line.strip():
            raise AuthoringError(f"{where}:{number}: {_unknown(line)}")
    made = tuple(_option(*option, where=where) for option in options)
    _refuse_wrong_counts(start["id"], made, f"{where}:{lines[0][0]}")
    return QuizItem(start["id"], " ".join(question), made, lines[0][0], again)


def _option(number: int, match: re.Match, reason: list[str], where: str | Path) -> QuizOption:
    if not reason:
        raise AuthoringError(
            f"{where}:{number}: expected below the option {match['text']!r}, indented by two "
            "spaces, a sentence that says why it is right or wrong; found none. Write it."
        )
    return QuizOption(match["text"].strip(), " ".join(reason), match["mark"] == "x")


def _refuse_wrong_counts(item_id: str, options: Sequence[QuizOption], here: str) -> None:
    if not _FEWEST <= len(options) <= _MOST:
        raise AuthoringError(
            f"{here}: expected {_FEWEST} to {_MOST} options ('- [ ] text') in {item_id}, found "
            f"{len(options)}."
        )
    right = sum(option.right for option in options)
    if right != 1:
        raise AuthoringError(
            f"{here}: expected one right option ('- [x] text') in {item_id}, found {right}."
        )
    texts = [option.text for option in options]
    if len(set(texts)) < len(texts):
        raise AuthoringError(f"{here}: expected options that differ in {item_id}, found two equal.")


def _unknown(line: str) -> str:
    return (
        "expected '- [ ] option', '- [x] option', the sentence that says why (indented by two "
        f"spaces) or the next item, found {line!r}."
    )
