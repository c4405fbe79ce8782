"""The buttons of a lesson: open it in Binder or Colab, take it along, print it."""

from html import escape
from urllib.parse import quote, urlsplit

from course_utils.authoring import PublicCourse

_PLACEHOLDER = "OWNER"  # in the address of a course that nobody has put anywhere yet

_IN_JUPYTER = (
    '<p class="launch-note">Read the questions here. You answer them in Jupyter, where '
    "<code>check</code> says what it found and what to try next.</p>"
)


def launch_html(page: str, repository: str, revision: str, published: str, up: str) -> str:
    """Return the buttons of a page made of a notebook, as HTML.

    Parameters
    ----------
    page
        Such as ``"lessons/lesson_01_single_neuron"``.
    repository
        The course's address. Where its owner is still the placeholder, nothing can be opened there,
        and only what works without it is shown.
    revision
        The branch or tag that Binder takes.
    published
        The branch that holds the site, and with it the notebooks for Colab in the folder `colab`.
    up
        The way from the page to the site's folder, such as ``"../"``.
    """
    place = f"notebooks/{page}.ipynb"
    address = urlsplit(repository)
    is_known = _PLACEHOLDER not in address.path.split("/")
    links = []
    if is_known:
        links.append(("Open in Binder", _binder(repository, address, revision, place)))
    if is_known and address.netloc == "github.com":
        links.append(("Open in Colab", _colab(address, published, page)))
    items = [f'<a class="launch" href="{escape(url)}">{words}</a>' for words, url in links]
    items.append(f'<a class="launch" href="{up}{place}" download>Download</a>')
    items.append('<button class="launch" type="button" data-print>Print</button>')
    items.append(f'<a class="launch-help" href="{up}start.html">Run it on your computer</a>')
    note = _IN_JUPYTER if page.startswith("exercises/") else ""
    return f'<nav class="launches" aria-label="This notebook">{"".join(items)}</nav>{note}'


def _binder(repository, address, revision, place):
    github = address.netloc == "github.com"
    where = f"gh{_path(address)}" if github else f"git/{quote(repository, safe='')}"
    return f"https://mybinder.org/v2/{where}/{revision}?urlpath=lab/tree/{place}"


def _colab(address, published, page):
    course = PublicCourse(_path(address).strip("/"), tag="", branch=published)
    return course.on_colab(f"{page}.ipynb")


def _path(address):
    return address.path.rstrip("/").removesuffix(".git")
