"""The glossary: every word of the course, as the lesson that explains it does.

A lesson ends in "## New words", a list with a line for each: `- **gap**: validation loss minus
training loss`. Nothing is written twice: the glossary is these lines.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from html import escape
from pathlib import Path

from course_utils.places import root
from course_utils.source.cells import headings, read_cells, source_files
from course_utils.source.course_map import Lesson, lessons, notebook_path

NEW_WORDS = "New words"
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_CODE = re.compile(r"`(.+?)`")


@dataclass(frozen=True)
class Term:
    """A word and what it means in one lesson.

    Attributes
    ----------
    words
        How it is called: ("batch", "batch size").
    line
        The lesson's line: "**batch**, or minibatch: the rows used for one step; ...".
    lesson
        Which explains it.
    """

    words: tuple[str, ...]
    line: str
    lesson: Lesson


@dataclass(frozen=True)
class Glossary:
    """Terms in the order of the alphabet: a list in a notebook, lines of text elsewhere.

    Its links are those of the start page.
    """

    terms: tuple[Term, ...]
    note: str = ""

    def __repr__(self):
        lines = [f"{_plain(t.line)} (lesson {t.lesson.number})" for t in self.terms]
        return "\n".join([*lines, *([self.note] if self.note else [])])

    def _repr_html_(self):
        lines = "\n".join(map(_item, self.terms))
        note = f'<p role="status">{escape(self.note)}</p>' if self.note else ""
        return f"<ul>{lines}</ul>{note}"


def glossary(word: str = "", folder: Path | None = None) -> Glossary:
    """Look a word up, or all of them.

    Parameters
    ----------
    word
        Such as "gap", in any case; a part of it will do. If left out, all words.
    folder
        The folder of the course; by default `root()`.

    Returns
    -------
    Glossary
        The lines of all lessons that explain such a word; where none does, a note with the words
        that are spelt most like it.

    Raises
    ------
    SetupError
        The sources are not there.

    Examples
    --------
    >>> glossary("noise floor")
    noise floor: the lowest error that is possible on new examples (lesson 4)
    """
    terms = sorted(_terms(folder or root()), key=lambda term: term.words[0].lower())
    asked = word.strip().lower()
    found = [term for term in terms if any(asked in w.lower() for w in term.words)]
    if found:
        return Glossary(tuple(found))
    known = {one.lower() for term in terms for one in term.words}
    near = get_close_matches(asked, known, n=3, cutoff=0.5)
    spelt = f" Near it are: {', '.join(near)}." if near else ""
    return Glossary((), f"No lesson explains {word.strip()!r}.{spelt}")


def _terms(folder) -> Iterator[Term]:
    for lesson, path in zip(lessons(folder), source_files(folder, "lessons"), strict=True):
        for cell in read_cells(path):
            if cell.kind == "markdown" and NEW_WORDS in [h.text for h in headings(cell)]:
                for line in _lines(cell.source):
                    yield Term(tuple(map(_plain, _BOLD.findall(line))), line, lesson)


def _lines(text):
    """The items of the list, each in one line."""
    items = re.split(r"^- ", text, flags=re.MULTILINE)[1:]
    return [" ".join(item.split()) for item in items if _BOLD.search(item)]


def _plain(text):
    return text.replace("**", "").replace("`", "")


def _item(term):
    line = _CODE.sub(r"<code>\1</code>", _BOLD.sub(r"<strong>\1</strong>", escape(term.line)))
    lesson = term.lesson
    link = notebook_path("lesson", lesson.stem)
    return f'<li>{line} <a href="{escape(link)}">Lesson {lesson.number}</a></li>'
