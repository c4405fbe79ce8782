"""Quiz items on a page: radio buttons, a commitment, and then why each option is right or wrong.

The page (`static/quiz.js`) asks and answers by itself, with a kernel or without; a kernel hears of
each answer, so that it can be noted.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape
from pathlib import Path
from uuid import uuid4

import traitlets

from course_utils.widgets.export import page_html, write_page
from course_utils.widgets.saved import SavedWidget, saved_html
from course_utils.widgets.scripts import QUIZ, QUIZ_STYLES, script, style

_MARKED = re.compile(r"(`[^`]+`|\*[^*\s][^*]*\*)")  # as in marks.js
_WORDS = {"guess": "Guess", "recall": "Recall"}


class Quiz(SavedWidget):
    """One guess, or the recall questions of a lesson.

    Parameters
    ----------
    kind
        ``"guess"`` (its question is in the text above) or ``"recall"`` (the page asks it).
    items
        Of each: ``id``, ``question`` and ``options``, a list of dictionaries with ``text``,
        ``reason`` and ``right``. Texts are plain, with `code` and *emphasis*.
    answers
        What was answered earlier: places among the options by the item's id.
    note
        Called with an item and the option that was chosen, for each new answer. The first answer
        to an item is the committed one.

    Examples
    --------
    >>> options = [{"text": "one", "reason": "No.", "right": False},
    ...            {"text": "two", "reason": "Yes.", "right": True}]
    >>> quiz = Quiz("guess", [{"id": "3.a", "question": "How many?", "options": options}])
    >>> print(quiz.text)
    How many?
    - one
    - two
    """

    _esm = script(QUIZ)
    _css = style(QUIZ_STYLES)
    data = traitlets.Dict().tag(sync=True)
    answers = traitlets.Dict(help="by item: a list of places among its options").tag(sync=True)

    def __init__(
        self,
        kind: str,
        items: Sequence[Mapping],
        answers: Mapping[str, Sequence[int]] | None = None,
        note: Callable[[Mapping, Mapping], None] | None = None,
    ):
        self._note = note
        asks = kind == "recall"
        key = uuid4().hex
        data = {"kind": kind, "items": list(items), "asks": asks, "alone": False, "key": key}
        super().__init__(data=data, answers={id: list(p) for id, p in (answers or {}).items()})
        self.observe(self._hear, "answers")

    def to_html(self, path: str | Path) -> Path:
        """Write the quiz as one page that works without a kernel and without a network.

        The browser keeps the first answer to each item (in ``localStorage``).

        Raises
        ------
        CourseError
            When it cannot be written there.
        """
        return write_page(path, quiz_html(self.data["kind"], self.data["items"]))

    @property
    def text(self) -> str:
        """Questions and options as CommonMark, without the answers."""
        return "\n\n".join(
            "\n".join([item["question"], *(f"- {option['text']}" for option in item["options"])])
            for item in self.data["items"]
        )

    def _hear(self, change):
        """Tell of each new answer; what is no place among the options is not one."""
        for item in self.data["items"]:
            before = len(change["old"].get(item["id"], ()))
            for place in change["new"].get(item["id"], ())[before:]:
                option = dict(enumerate(item["options"])).get(place)
                if option and self._note:
                    self._note(item, option)

    def _saved(self):
        """Return the questions for where the page cannot ask them; the answers are folded away."""
        return saved_html(self.data["key"], still_html(self.data["items"]))

    def _said(self):
        return self.text


def quiz_html(kind: str, items: Sequence[Mapping]) -> str:
    """Return a page that asks these items, fit for a file or for an ``<iframe srcdoc>``.

    Parameters are those of `Quiz`. The page sends no request; its script is its own.
    """
    words = f"{_WORDS[kind]} {items[0]['id'] if kind == 'guess' else 'questions'}"
    data = {"kind": kind, "items": list(items), "asks": True, "alone": True, "title": words}
    return page_html(words, data, scripts=QUIZ, styles=QUIZ_STYLES)


def still_html(items: Sequence[Mapping]) -> str:
    """Return the items as HTML for where no script runs: the answers are folded away."""
    return "\n".join(map(_still_item, items))


def _still_item(item):
    options = "".join(f"<li>{marked(option['text'])}</li>" for option in item["options"])
    return (
        f"<div><p><strong>{marked(item['question'])}</strong></p><ul>{options}</ul>"
        f"{answers_html(item['options'])}</div>"
    )


def answers_html(options: Sequence[Mapping]) -> str:
    """Return the options with what is said of each, folded away."""
    answers = "".join(
        f"<li>{'✓' if option['right'] else '✗'} <strong>{marked(option['text'])}</strong>: "
        f"{marked(option['reason'])}</li>"
        for option in options
    )
    return f"<details><summary>Answers</summary><ul>{answers}</ul></details>"


def marked(text: str) -> str:
    """Return plain text with `code` and *emphasis* as HTML; everything else is escaped."""
    parts = _MARKED.split(text)
    for i, part in enumerate(parts):
        tag = "code" if part.startswith("`") else "em"
        parts[i] = f"<{tag}>{escape(part[1:-1])}</{tag}>" if i % 2 else escape(part)
    return "".join(parts)
