"""A few questions asked again on one page: radio buttons or a number, and then why.

The page (`static/practice.js`) asks and judges by itself, with a kernel or without; a kernel hears
of each answer, so that it can be noted.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from uuid import uuid4

import traitlets

from course_utils.widgets.export import page_html, write_page
from course_utils.widgets.quiz import answers_html, marked
from course_utils.widgets.saved import SavedWidget, saved_html
from course_utils.widgets.scripts import PRACTICE, PRACTICE_STYLES, script, style

_TITLE = "Practice"


class Practice(SavedWidget):
    """Questions of lessons already begun, answered once each.

    Parameters
    ----------
    questions
        Of each: ``id``, ``lesson``, ``question``, ``kind`` (``"choice"`` or ``"number"``) and
        ``options``: dictionaries with ``text``, ``reason``, ``right``, and for a number its
        ``value``. With a number come ``tolerance`` and ``unit``; ``curves`` is a figure to read
        or None. Texts are plain, with `code` and *emphasis*.
    note
        A sentence above the questions, or empty.
    after
        What is said once all are answered.
    hear
        Called with the id of a question, the text of the option that was chosen or what was
        written, and whether the learner was unsure; once for each question.
    """

    _esm = script(PRACTICE)
    _css = style(PRACTICE_STYLES)
    data = traitlets.Dict().tag(sync=True)
    answers = traitlets.Dict(help="by question: what was said, and whether unsure").tag(sync=True)

    def __init__(
        self,
        questions: Sequence[Mapping],
        note: str = "",
        after: str = "",
        hear: Callable[[str, str, bool], None] | None = None,
    ):
        self._tell = hear
        self._ids = {question["id"] for question in questions}
        page = {"questions": list(questions), "note": note, "after": after, "title": _TITLE}
        super().__init__(data={**page, "alone": False, "key": uuid4().hex})
        self.observe(self._hear, "answers")

    def to_html(self, path: str | Path) -> Path:
        """Write the questions as one page that works without a kernel and without a network.

        Raises
        ------
        CourseError
            When it cannot be written there.
        """
        data = {**self.data, "alone": True}
        return write_page(path, page_html(_TITLE, data, scripts=PRACTICE, styles=PRACTICE_STYLES))

    @property
    def text(self) -> str:
        """Questions and options as CommonMark, without the answers."""
        return "\n\n".join(
            "\n".join([one["question"], *(f"- {text}" for text in _offered(one))])
            for one in self.data["questions"]
        )

    @property
    def still(self) -> str:
        """The questions as HTML for where no script runs: the answers are folded away."""
        return "\n".join(map(_still, self.data["questions"]))

    def _hear(self, change):
        """Tell of each new answer; what is none, or of no question here, is passed over."""
        for id in change["new"].keys() - change["old"].keys():
            answer = change["new"][id]
            if self._tell and id in self._ids and isinstance(answer, dict):
                self._tell(id, str(answer.get("said", "")), bool(answer.get("unsure")))

    def _saved(self):
        return saved_html(self.data["key"], self.still)

    def _said(self):
        return self.text


def _offered(question: Mapping) -> list[str]:
    """Return the options that the page shows; none where a number is asked for."""
    is_choice = question["kind"] == "choice"
    return [option["text"] for option in question["options"]] if is_choice else []


def _still(question):
    options = "".join(f"<li>{marked(text)}</li>" for text in _offered(question))
    listed = f"<ul>{options}</ul>" if options else ""
    heading = f"<p><strong>{marked(question['question'])}</strong></p>"
    return f"<div>{heading}{listed}{answers_html(question['options'])}</div>"
