"""Where a quiz or a practice round comes alive on a page: its data, and what stands there before.

The page's own script (`docs/_static/site.js`) puts the same quiz there as a notebook shows. Where
no script runs, the questions stay, with their answers folded away.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from course_utils.source.quizzes import find_guess, find_recall
from course_utils.widgets.quiz import Quiz, still_html
from course_utils.widgets.scripts import (
    PRACTICE,
    PRACTICE_STYLES,
    QUIZ,
    QUIZ_STYLES,
    script,
    style,
)

_ASKED = re.compile(r'^(?P<verb>guess|recall)\("(?P<id>[^"]+)"\)$', re.MULTILINE)
_EXPORT = "export default { render };"
_WORDS = {"guess": "Guess", "recall": "Recall"}


def quiz_asked(source: str) -> str | None:
    """Return the mount of the quiz that a code cell asks for, or None where it asks for none.

    Examples
    --------
    >>> quiz_asked("1 + 1") is None
    True
    """
    asked = _ASKED.search(source)
    if asked is None:
        return None
    items = [find_guess(asked["id"])] if asked["verb"] == "guess" else find_recall(asked["id"])
    quiz = Quiz(asked["verb"], [item.shown for item in items])
    data = {name: quiz.data[name] for name in ("kind", "items", "asks", "alone")}
    name = f"{_WORDS[asked['verb']]} {asked['id']}"
    return mount("quiz", [data], still_html(data["items"]), name)


def mount(kind: str, rounds: Sequence[Mapping[str, Any]], still: str, name: str) -> str:
    """Return the place of a widget on a page, as HTML.

    Parameters
    ----------
    kind
        ``"quiz"`` or ``"practice"``.
    rounds
        What the widget is told, as a notebook tells it. Of several, the page shows one after the
        other.
    still
        HTML for where no script runs.
    name
        What a screen reader calls it.
    """
    # "</script>" inside the text would end the script.
    data = json.dumps(list(rounds), ensure_ascii=False).replace("<", "\\u003c")
    return (
        f'<div class="course-mount" role="group" aria-label="{name}" data-kind="{kind}">'
        f'<script type="application/json">{data}</script>'
        f'<div class="course-still">{still}</div></div>'
    )


def mount_files() -> dict[str, str]:
    """Return the scripts and the style sheet that a page with mounts needs, by file name.

    They are classic scripts: a browser loads no module from a folder.
    """
    return {
        "quiz.js": _classic("quiz", script(QUIZ)),
        "practice.js": _classic("practice", script(PRACTICE)),
        "widgets.css": style(tuple(dict.fromkeys((*PRACTICE_STYLES, *QUIZ_STYLES)))),
    }


def _classic(kind, module):
    assigned = f"(globalThis.courseWidgets ??= {{}}).{kind} = render;"
    return f"(() => {{\n{module.replace(_EXPORT, assigned)}\n}})();\n"
