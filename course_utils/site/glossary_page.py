"""The page of all words: each with what its lesson says of it."""

from course_utils.source.course_map import notebook_path
from course_utils.source.glossary import glossary


def glossary_text() -> str:
    """Return the page as MyST Markdown: a definition list below each first letter."""
    lines = [
        "# Glossary",
        "",
        "Each word is explained as the lesson does that brings it up. In a notebook,",
        '`glossary("batch size")` looks one up.',
        "",
    ]
    letter = ""
    for term in glossary().terms:
        first = term.words[0][0].upper()
        if first != letter:
            letter = first
            lines += [f"## {letter if letter.isalpha() else 'Other'}", ""]
        link = notebook_path("lesson", term.lesson.stem)
        lines += [f"- {term.line} ([lesson {term.lesson.number}]({link}))"]
    return "\n".join(_parted(lines)) + "\n"


def _parted(lines):
    """Put an empty line where a list ends."""
    for before, line in zip(["", *lines], lines, strict=False):
        if before.startswith("- ") and not line.startswith("- "):
            yield ""
        yield line
