"""What a saved notebook keeps of a widget, for the day when it is opened without its kernel."""

import re
from dataclasses import dataclass
from html import escape, unescape
from importlib.resources import files
from string import Template

import anywidget

_WIDGET = "application/vnd.jupyter.widget-view+json"
_FRAME = (
    '<iframe hidden sandbox="allow-scripts" title="$title" data-page="$page" '
    'style="width: 100%; max-width: 830px; height: 420px; border: 0"></iframe>'
)
# What the two templates above and in `saved.html` have written.
_SAVED = re.compile(
    r'<div class="xp-saved"[^>]*>\s*<div>(?P<still>.*?)</div>\s*(<iframe|<script>)', re.S
)
_FRAMED = re.compile(r'<iframe hidden [^>]*title="(?P<title>[^"]*)" data-page="(?P<page>[^"]*)"')


@dataclass(frozen=True)
class SavedParts:
    """What `saved_html` was given, but for the key: parts of an output to be shown elsewhere."""

    still: str
    title: str
    page: str


class SavedWidget(anywidget.AnyWidget):
    """A widget, and behind it what is left of it in a saved notebook.

    Who inherits says what: `_saved` as HTML, from `saved_html`, and `_said` as plain text.
    """

    def _saved(self) -> str:
        raise NotImplementedError

    def _said(self) -> str:
        raise NotImplementedError

    def _ipython_display_(self):
        """Show two outputs.

        JupyterLab shows an error in place of a widget without a kernel, whatever else the same
        output holds.
        """
        from IPython.display import publish_display_data

        bundle = super()._repr_mimebundle_()
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
        publish_display_data({_WIDGET: data[_WIDGET]}, metadata)
        publish_display_data({"text/html": self._saved(), "text/plain": self._said()})

    def _repr_mimebundle_(self, include=None, **kwargs):
        """Give the widget, and what is saved for where no widget can be."""
        bundle = super()._repr_mimebundle_(include=include, **kwargs)
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
        if include is None or "text/html" in include:  # a picture takes a third of a second
            data["text/html"] = self._saved()
        data["text/plain"] = self._said()
        return data, metadata


def saved_html(key: str, still: str, title: str = "", page: str = "") -> str:
    """Return what a saved notebook shows in place of a widget.

    A script shows it where the widget itself is not alive: the page in a frame, if there is one.
    Where no script may run, as in a notebook of somebody else, what is still stays.

    Parameters
    ----------
    key
        The widget's own, by which its live view is found and its last state is kept.
    still
        HTML that works without a script, such as an image.
    title, page
        Of the frame; the page as from `page_html`.
    """
    static = files("course_utils.widgets") / "static"
    frame = Template(_FRAME).substitute(title=escape(title), page=escape(page)) if page else ""
    return Template((static / "saved.html").read_text(encoding="utf-8")).substitute(
        key=key,
        still=still,
        frame=frame,
        script=(static / "saved.js").read_text(encoding="utf-8"),
    )


def read_saved(html: str) -> SavedParts | None:
    """Return the parts of what `saved_html` wrote, or None where this is something else.

    Examples
    --------
    >>> read_saved(saved_html("1", "<p>Still.</p>", "A title", "<!doctype html>")).title
    'A title'
    """
    saved = _SAVED.search(html)
    if saved is None:
        return None
    framed = _FRAMED.search(html)
    title, page = (unescape(framed[name]) if framed else "" for name in ("title", "page"))
    return SavedParts(saved["still"], title, page)
