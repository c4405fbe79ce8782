"""The glossary is what the lessons say of their new words."""

import pytest

from course_utils.source.cells import headings, read_cells, source_files
from course_utils.source.course_map import lessons, root
from course_utils.source.glossary import NEW_WORDS, glossary


def test_every_lesson_explains_words_and_every_line_has_one():
    found = glossary().terms
    assert {term.lesson.number for term in found} == {lesson.number for lesson in lessons()}
    assert all(term.words and ": " in term.line for term in found)
    bullets = sum(
        cell.source.count("\n- ")
        for path in source_files(root(), "lessons")
        for cell in read_cells(path)
        if NEW_WORDS in [heading.text for heading in headings(cell)]
    )
    assert len(found) == bullets > 100


def test_they_are_in_the_order_of_the_alphabet():
    first = [term.words[0].lower() for term in glossary().terms]
    assert first == sorted(first)


@pytest.mark.parametrize("word", ["ReLU", " relu ", "RELU"])
def test_a_word_is_found_in_any_case_and_as_a_part(word):
    found = {one for term in glossary(word).terms for one in term.words}
    assert {"ReLU", "leaky ReLU"} <= found and "dead unit" not in found


def test_one_word_may_be_explained_by_several_lessons():
    assert len({term.lesson.number for term in glossary("leak").terms}) > 1


def test_a_second_name_is_a_name():
    (term,) = glossary("batch size").terms
    assert term.words == ("batch", "batch size")


def test_a_word_that_nobody_explains_is_told_its_neighbours():
    nothing = glossary("drop-out")
    assert nothing.terms == ()
    assert "No lesson explains 'drop-out'. Near it are: dropout" in str(nothing)
    assert "&lt;b&gt;" in glossary("<b>")._repr_html_()


def test_a_line_is_markdown_in_the_source_and_html_on_the_page():
    page = glossary("GradientTape")
    assert "<strong><code>GradientTape</code></strong>" in page._repr_html_()
    assert 'href="lessons/lesson_07_forward_and_backward_propagation.ipynb"' in page._repr_html_()
    assert "GradientTape: " in str(page) and "*" not in str(page) and "(lesson 7)" in str(page)
