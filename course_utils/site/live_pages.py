"""The explorers of the site: each a page of its own, in a frame wherever a lesson shows it."""

import re
from base64 import b64decode
from dataclasses import dataclass, field
from html import escape

from course_utils.widgets.saved import SavedParts

FOLDER = "live"
_KEY = re.compile(r'"key": "[0-9a-f]{32}"')  # of one display: it would make all pages differ
_NAME = re.compile(r'"name": "(\w+)", "title"')
_PICTURE = re.compile(r'src="data:image/png;base64,([^"]+)"')
_ALT = re.compile(r'alt="([^"]*)"')


@dataclass(frozen=True)
class LivePage:
    """A page that works by itself, as a saved notebook has it.

    Attributes
    ----------
    name
        Of its file, without ending.
    title, page
        What it is called, and its HTML.
    picture, alt
        What it looks like, as PNG, and in words; empty for one that has no picture.
    """

    name: str
    title: str
    page: str
    picture: bytes = b""
    alt: str = ""


@dataclass
class LivePages:
    """All pages found so far; equal ones are one."""

    pages: dict[str, LivePage] = field(default_factory=dict)

    def add(self, saved: SavedParts) -> LivePage:
        """Return the page of a saved widget, a known one where it says the same."""
        text = _KEY.sub('"key": ""', saved.page)
        known = [page for page in self.pages.values() if page.page == text]
        if known:
            return known[0]
        page = LivePage(self._free(saved, text), saved.title, text, *_still(saved.still))
        self.pages[page.name] = page
        return page

    def _free(self, saved, text):
        found = _NAME.search(text)
        name = found[1] if found else re.sub(r"\W+", "_", saved.title.lower()).strip("_")
        count = sum(page.name.partition("-")[0] == name for page in self.pages.values())
        return f"{name}-{count + 1}" if count else name

    def files(self) -> dict[str, bytes]:
        """Return the content of all files by their name in the site."""
        pages = {f"{FOLDER}/{page.name}.html": page.page.encode() for page in self.pages.values()}
        pictures = {
            f"{FOLDER}/{page.name}.png": page.picture
            for page in self.pages.values()
            if page.picture
        }
        return pages | pictures


def _still(html):
    picture, alt = _PICTURE.search(html), _ALT.search(html)
    return (b64decode(picture[1]), alt[1] if alt else "") if picture else ()


def frame_html(page: LivePage, up: str = "../", lazy: bool = True) -> str:
    """Return a page in a frame, with its picture for paper and for where no script runs.

    Parameters
    ----------
    up
        The way from the page around it to the site's folder.
    lazy
        Whether it is loaded only when it comes into sight.
    """
    address = f"{up}{FOLDER}/{page.name}"
    title = escape(page.title)
    loading = ' loading="lazy"' if lazy else ""
    picture = (
        f'<img class="live-picture" src="{address}.png" alt="{page.alt}">' if page.picture else ""
    )
    return (
        f'<div class="live" id="{page.name}">{picture}'
        f'<iframe class="live-frame" title="{title}" src="{address}.html"{loading} '
        'allow="clipboard-write"></iframe>'
        f'<p class="live-alone"><a href="{address}.html">{title}, on a page of its own</a></p>'
        "</div>"
    )
