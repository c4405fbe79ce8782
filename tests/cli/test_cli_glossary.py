"""`course glossary` looks words up."""

from typer.testing import CliRunner

from course_utils.cli import app


def test_a_word_is_looked_up_and_one_that_is_not_there_is_a_failure():
    found = CliRunner().invoke(app, ["glossary", "noise floor"])
    assert found.exit_code == 0
    assert found.stdout.strip() == (
        "noise floor: the lowest error that is possible on new examples (lesson 4)"
    )
    missing = CliRunner().invoke(app, ["glossary", "phlogiston"])
    assert missing.exit_code == 1 and "No lesson explains 'phlogiston'." in missing.stdout
