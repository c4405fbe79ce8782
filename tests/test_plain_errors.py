"""A notebook speaks plainly where a traceback would help nobody."""

import pytest
from IPython.core.interactiveshell import InteractiveShell

from course_utils.plain_errors import load_ipython_extension


@pytest.fixture
def shell():
    shell = InteractiveShell()
    load_ipython_extension(shell)
    return shell


def error_of(shell, code):
    return shell.run_cell(code, store_history=True).error_in_exec


def test_a_failed_assert_says_what_does_not_hold_and_how_to_begin_again(shell):
    said = str(error_of(shell, "loss = 3\nassert loss < 2"))
    assert said.startswith("`loss < 2` does not hold here.")
    assert said.endswith("Kernel, Restart Kernel and Run All Cells.")


def test_an_assert_with_a_message_keeps_it_and_one_that_holds_is_silent(shell):
    assert str(error_of(shell, "assert False, 'my own words'")) == "my own words"
    assert error_of(shell, "def f():\n    assert 1 < 2\nf()") is None


def test_a_check_before_the_cells_above_is_told_so_without_a_traceback(shell, capsys):
    for code, name in {
        'check("1.1", ...)': "check",
        "check = print\ncheck(model)": "model",
    }.items():
        assert isinstance(error_of(shell, code), NameError)
        said = capsys.readouterr().out
        assert f"`{name}` is not known yet" in said and "Run All Above Selected Cell" in said
        assert "Traceback" not in said


def test_every_other_error_has_its_traceback(shell, capsys):
    for code in ["undefined + 1", "check = print\ncheck(1 / 0)"]:
        assert error_of(shell, code) is not None
        said = capsys.readouterr().out
        assert "Traceback" in said and "Run All Above" not in said
