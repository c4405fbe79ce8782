"""Tests for the places where a quiz comes alive."""

import json
import re

import pytest

from course_utils.errors import QuestionError
from course_utils.site.mounts import mount, mount_files, quiz_asked
from course_utils.source.quizzes import find_guess, find_recall


def rounds(html):
    return json.loads(re.search(r'<script type="application/json">(.*?)</script>', html)[1])


def test_a_cell_that_asks_a_guess():
    html = quiz_asked('guess("3.a")')
    ((data,),) = [rounds(html)]
    assert (data["kind"], data["asks"], data["alone"]) == ("guess", False, False)
    (item,) = data["items"]
    assert item["question"] == find_guess("3.a").question
    assert sum(option["right"] for option in item["options"]) == 1
    assert 'aria-label="Guess 3.a"' in html and "<details>" in html


def test_a_cell_that_imports_and_asks_recall():
    (data,) = rounds(quiz_asked('from course_utils import recall\n\nrecall("3")'))
    assert [item["id"] for item in data["items"]] == [item.id for item in find_recall("3")]
    assert data["asks"]


def test_what_asks_nothing():
    assert quiz_asked('print("guess")') is None
    assert quiz_asked("# guess comes later\nx = 1") is None


def test_an_unknown_guess_is_an_error():
    with pytest.raises(QuestionError, match="99.z"):
        quiz_asked('guess("99.z")')


def test_no_text_ends_the_script():
    html = mount("quiz", [{"text": "</script><b>"}], "", "Guess")
    assert html.count("</script>") == 1
    assert rounds(html) == [{"text": "</script><b>"}]


def test_the_scripts_are_classic_ones_that_say_where_they_are():
    files = mount_files()
    for kind in ("quiz", "practice"):
        script = files[f"{kind}.js"]
        assert f"courseWidgets ??= {{}}).{kind} = render;" in script
        assert not re.search(r"^(import|export)\b", script, re.MULTILINE)
    assert ".quiz-item" in files["widgets.css"]
