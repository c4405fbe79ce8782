"""The page of all explorers: a picture of each, the lesson that shows it, and the way to play."""

from collections.abc import Sequence
from html import escape

from course_utils.site.live_pages import FOLDER, LivePage
from course_utils.source.course_map import Lesson, notebook_path

_TOP = """# Explorers

Each explorer has trained all of its settings already, so a slider answers at once. Say first what
you expect, then play. All of them work here, in the page, by mouse, touch and keyboard; nothing is
sent.
"""


def explorers_text(shown: Sequence[tuple[LivePage, Lesson]]) -> str:
    """Return the page as MyST Markdown.

    Parameters
    ----------
    shown
        Each live page with the lesson that shows it first.
    """
    cards = "\n".join(_card(page, lesson) for page, lesson in shown if page.picture)
    return f'{_TOP}\n<ul class="explorer-cards">\n{cards}\n</ul>\n'


def _card(page, lesson):
    title = escape(page.title)
    address = f"{FOLDER}/{page.name}"
    link = notebook_path("lesson", lesson.stem).replace(".ipynb", ".html")
    return (
        f'<li><a class="explorer-card" href="{address}.html">'
        f'<img src="{address}.png" alt="" loading="lazy" decoding="async">'
        f"<span>{title}</span></a> "
        f'<a href="{link}#{page.name}">Lesson {lesson.number}: {escape(lesson.title)}</a></li>'
    )
