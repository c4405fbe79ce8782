"""Rules on the text: what JupyterLab, GitHub and exported pages all show the same way."""

import re

from course_utils.authoring.lint.rules import Breaches, rule
from course_utils.authoring.pages import Page
from course_utils.source.cells import prose_lines

# What is found (a regular expression), and what to write instead.
_FOREIGN = {
    r"^\s*:::": "a ':::' directive; use a heading or a quote ('> ')",
    r"^\s*> \[![A-Z]+\]": "a GitHub alert; use a plain quote ('> ')",
    r"\{[a-z:-]+\}``": "a MyST role; use a link or code marks",
    r"\[\^[^\]]+\]": "a footnote; say it in the text",
    r"\\begin\{": "\\begin outside of math; put it between $$ and $$",
    r"\\\(|\\\[": "\\( or \\[ for math; write $math$",
    r"<(?:script|style|iframe)\b": "HTML that notebooks remove; leave it out",
}
_FENCE_DIRECTIVE = re.compile(r"^\s*```\{")


@rule()
def common_mark(page: Page) -> Breaches:
    """The text is CommonMark and $math$, with no dialect that shows in one place only."""
    for cell in page.cells:
        if cell.kind == "code":
            continue
        for number, line in enumerate(cell.source.split("\n"), start=cell.line):
            if _FENCE_DIRECTIVE.match(line):
                yield number, "Expected CommonMark, found a '```{' directive; use a plain fence."
        for number, line in _plain_lines(cell):
            for pattern, dialect in _FOREIGN.items():
                if re.search(pattern, line):
                    yield number, f"Expected CommonMark and $math$, found {dialect}."


def _plain_lines(cell):
    """Return (line in the file, text) with math and the insides of code marks taken out."""
    numbers, lines = zip(*prose_lines(cell), strict=True) if cell.source else ((), ())
    text = re.sub(r"`[^`\n]*`", "``", "\n".join(lines))
    text = re.sub(r"\$\$.*?\$\$|\$[^$\n]+\$", _keep_newlines, text, flags=re.DOTALL)
    return list(zip(numbers, text.split("\n"), strict=False))


def _keep_newlines(match):
    return "\n" * match[0].count("\n")
