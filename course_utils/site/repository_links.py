"""Links of the course's own Markdown files, as they must be on the site.

A link from one file to another leads to the page that is made of the other. Where no page is made
of it, it leads to the repository.
"""

import posixpath
import re
from collections.abc import Mapping

_LINK = re.compile(r"(?P<image>!?)\[(?P<text>[^\]]*)\]\((?P<to>[^)\s]+)\)")
_ELSEWHERE = re.compile(r"[a-z]+:|#")
SCHEME = "repository:"  # `docs/conf.py` says which address it stands for


def with_site_links(text: str, file: str, page: str, pages: Mapping[str, str]) -> str:
    """Return Markdown whose links hold on the site.

    Parameters
    ----------
    text
        Markdown.
    file
        Where it is from, such as ``"datasets/README.md"``.
    page
        Where it will be on the site, such as ``"data.md"``.
    pages
        By the path in the course, the path of the page or picture on the site.

    Examples
    --------
    >>> with_site_links("[cards](datasets/README.md)", "README.md", "a/b.md",
    ...                 {"datasets/README.md": "data.md"})
    '[cards](../data.md)'
    >>> with_site_links("[licence](LICENSE)", "README.md", "a.md", {})
    '[licence](repository:LICENSE)'
    """

    def replaced(link):
        to, _, anchor = link["to"].partition("#")
        if _ELSEWHERE.match(link["to"]):
            return link[0]
        target = posixpath.normpath(posixpath.join(posixpath.dirname(file), to))
        on_site = pages.get(target)
        where = (
            posixpath.relpath(on_site, posixpath.dirname(page) or ".")
            if on_site
            else f"{SCHEME}{target}"
        )
        return f"{link['image']}[{link['text']}]({where}{'#' + anchor if anchor else ''})"

    return _LINK.sub(replaced, text)


def section(text: str, heading: str) -> str:
    r"""Return what is below a heading of the second size, up to the next one.

    Examples
    --------
    >>> section("# A\n\n## B\n\nb\n\n## C\n\nc\n", "B")
    'b'
    """
    _, found, rest = f"\n{text}".partition(f"\n## {heading}\n")
    if not found:
        raise KeyError(f"Expected a section '## {heading}', found none.")
    return re.split(r"^## ", rest, maxsplit=1, flags=re.MULTILINE)[0].strip()
