"""No command speaks of types, in its help or of a wrong value."""

import sys

import pytest
import typer

from course_utils.cli import app, main


def paths(command, *above):
    """The words of every command that does something."""
    parts = getattr(command, "commands", {})
    return [above] if not parts else [p for n in parts for p in paths(parts[n], *above, n)]


@pytest.fixture
def say(monkeypatch, capsys):
    """Run `course` in this process; return what it prints, with single blanks."""
    monkeypatch.setenv("COLUMNS", "200")

    def run(*words):
        monkeypatch.setattr(sys, "argv", ["course", *words])
        with pytest.raises(SystemExit):
            main()
        return " ".join(" ".join(capsys.readouterr()).split())

    return run


@pytest.mark.parametrize("words", [(), *paths(typer.main.get_command(app))], ids=" ".join)
def test_the_help_names_no_type(say, words):
    text = say(*words, "--help")
    assert "Usage: " in text
    assert not [word for word in ("<", "[x", " int ", "float", " str ", "bool") if word in text]


WRONG = {
    "lab --port x": "Expected a whole number from 1 to 65535, found 'x'.",
    "lab --port 0": "from 1 to 65535, found '0'.",
    "build --lesson x": "Expected a whole number of 0 or more, found 'x'.",
    "lint --lesson -1": "Expected a whole number of 0 or more, found '-1'.",
    "nbgrader to --lesson 0": "Expected a whole number of 1 or more, found '0'.",
    "grade --workers 1.5": "Expected a whole number of 1 or more, found '1.5'.",
    "grade --cell-seconds nan": "Expected a number of 1 or more, found 'nan'.",
    "grade --notebook-seconds soon": "Expected a number of 1 or more, found 'soon'.",
    "grade --memory-mb 2999": "Expected a whole number of 3000 or more, found '2999'.",
    "grade --count first": "Expected latest or best, found 'first'.",
    "marks show --count first": "Expected latest or best, found 'first'.",
    "marks set ada 01 ten": "Expected a number, found 'ten'.",
    "marks deadline 01 tomorrow": 'Expected a date and a time, such as "2026-03-02 18:00:00"',
    "marks deadline 01 --percent-per-day 101": "Expected a number from 0 to 100, found '101'.",
    "marks export xls 01 to": "Expected csv, canvas, moodle or lti, found 'xls'.",
    "marks remove --run last": "Expected a whole number of 1 or more, found 'last'.",
}


@pytest.mark.parametrize("words", WRONG)
def test_a_wrong_value_is_told_what_was_expected(say, words):
    assert WRONG[words] in say(*words.split())
