"""Reads a page back: what is in it as elements, and what is in it as text."""

from html.parser import HTMLParser

INLINE = {"a", "abbr", "bdi", "code", "i", "small", "span", "strong"}
VOID = {"meta", "br", "img", "link"}
MAY_STAND = {
    *("html", "head", "meta", "title", "style", "body", "header", "main", "footer", "nav"),
    *("section", "article", "div", "h1", "h2", "h3", "p", "ul", "ol", "li", "dl", "dt", "dd"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td", "a", "abbr", "bdi", "code", "pre"),
    *("span", "strong", "small", "i", "details", "summary"),
}


class Page(HTMLParser):
    """A page whose elements close in order.

    Attributes
    ----------
    elements : list of (str, dict)
        Every element with its attributes, in order.
    text : str
        All that is read aloud, its spaces single.
    """

    def __init__(self, html):
        super().__init__()
        self.elements, self.open, self.said = [], [], []
        self.feed(html)
        self.close()
        assert self.open == []
        self.text = " ".join("".join(self.said).split())

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self.said.append("" if tag in INLINE else " ")
        if tag not in VOID:
            self.open.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag
        self.said.append("" if tag in INLINE else " ")

    def handle_data(self, data):
        silent = any(tag == "style" or "aria-hidden" in its for tag, its in self.open)
        self.said.append("" if silent else data)

    def all(self, tag):
        """The attributes of every element of a kind."""
        return [attributes for found, attributes in self.elements if found == tag]

    def assert_tame(self):
        """Fail where an element or attribute is there that no template has."""
        assert {tag for tag, _ in self.elements} <= MAY_STAND
        for tag, attributes in self.elements:
            assert not [name for name in attributes if name.startswith("on")], tag
            assert not {"src", "srcdoc", "action", "autofocus"} & attributes.keys(), tag
            assert ":" not in attributes.get("href", ""), "an address in this folder"
        policy = self.all("meta")[1]
        assert policy["http-equiv"] == "Content-Security-Policy"
        assert policy["content"] == "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
