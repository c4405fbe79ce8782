"""Tests for the page of words."""

import re

from course_utils.site.glossary_page import glossary_text
from course_utils.source.glossary import glossary


def test_every_word_is_there_once_with_its_lesson():
    text = glossary_text()
    items = re.findall(r"^- .* \(\[lesson \d+\]\(lessons/lesson_\d\d_\w+\.ipynb\)\)$", text, re.M)
    assert len(items) == len(glossary().terms) == text.count("\n- ")
    assert "- **noise floor**: the lowest error that is possible on new examples" in text


def test_letters_are_headings_in_order():
    letters = re.findall(r"^## (.+)$", glossary_text(), re.MULTILINE)
    assert "E" in letters and letters == sorted({*letters})
