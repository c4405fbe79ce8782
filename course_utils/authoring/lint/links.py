"""Rule on links: each leads somewhere, seen from the notebook's folder."""

import re
from pathlib import Path
from urllib.parse import unquote

from course_utils.authoring.lint.rules import Breaches, rule
from course_utils.authoring.pages import Page, find_pages
from course_utils.source.cells import headings, prose_lines

_LINK = re.compile(r"\]\(([^)\s]+)\)|\b(?:src|href)=\"([^\"]+)\"")
_ELSEWHERE = re.compile(r"[a-z]+:")


@rule()
def local_links(page: Page) -> Breaches:
    """A link within the course leads to a file that is there, and to a heading in it."""
    made = {path: other for other in find_pages(page.root) for path in other.notebooks.values()}
    for line, link in _links(page):
        name, _, anchor = unquote(link).partition("#")
        # The folders of the editions are side by side, so a link is right in both or in none.
        notebook = next(iter(page.notebooks.values()))
        target = Path(notebook.parent, name).resolve() if name else notebook
        if not _exists(target, made):
            place = notebook.relative_to(page.root).as_posix()
            yield line, f"Expected a file at {link!r}, seen from {place}; found none."
        elif anchor and target in made and anchor not in _anchors(made[target]):
            yield (
                line,
                f"Expected a heading for '#{anchor}' in {target.name}, found none. "
                "Write the heading's words joined by '-'.",
            )


def _links(page):
    """Yield (line, link) for each link that stays within the course."""
    for cell in page.cells:
        for line, text in prose_lines(cell) if cell.kind == "markdown" else ():
            for match in _LINK.finditer(re.sub(r"`[^`]*`", "", text)):
                link = match[1] or match[2]
                if not _ELSEWHERE.match(link):
                    yield line, link


def _exists(target, made):
    """Tell whether a target is there; a notebook counts when there is a source to make it."""
    return target in made or (target.suffix != ".ipynb" and target.exists())


def _anchors(page):
    """Return the anchors JupyterLab gives to a page's headings."""
    texts = [heading.text for cell in page.cells for heading in headings(cell)]
    return {re.sub(r"[`*]", "", text).replace(" ", "-") for text in texts}
