"""Cells run as in a kernel; what they print is kept, and their time is limited."""

import signal
import subprocess
import sys

import pytest

from course_utils.grading.sandbox.shell import Paper, make_shell, run_cell
from course_utils.source.course_map import root


@pytest.fixture
def shell():
    main, hook = sys.modules["__main__"], sys.displayhook
    alarm = signal.getsignal(signal.SIGALRM)
    shell = make_shell()
    yield shell
    type(shell).clear_instance()
    sys.modules["__main__"], sys.displayhook = main, hook
    signal.signal(signal.SIGALRM, alarm)


@pytest.fixture
def run(shell):
    return lambda source, seconds=20, characters=1000: run_cell(shell, source, seconds, characters)


def test_variables_stay_and_the_last_value_is_shown(run, shell):
    assert run("a = 6").output == ""
    ran = run("a * 7")
    assert ran.ok and ran.output.strip() == "42"
    assert shell.user_ns["a"] == 6


def test_what_is_printed_and_shown_is_kept_without_colours(run):
    source = "import sys\nfrom IPython.display import display, HTML\nprint('out')\n"
    output = run(source + "print('err', file=sys.stderr); display(HTML('<b>x</b>'), [1])").output
    assert "out" in output and "err" in output and "[1]" in output
    assert "<b>" not in output


def test_nothing_but_plain_text_is_made_of_what_is_shown(run):
    run(
        "class Shown:\n"
        "    def __repr__(self): return 'plain'\n"
        "    def _repr_html_(self): print('drawn')\n"
        "    def _repr_mimebundle_(self, include, **kwargs): print(sorted(include))"
    )
    assert run("Shown()").output == "['text/plain']\nplain\n"
    assert run("display(Shown())").output == "['text/plain']\nplain\n"


def test_an_error_is_a_traceback_and_no_end(run):
    ran = run("1 / 0")
    assert not ran.ok and "ZeroDivisionError" in ran.output and "\x1b" not in ran.output
    assert not run("a = (").ok and run("b = 1").ok


@pytest.mark.parametrize("source", ["raise SystemExit(3)", "raise KeyboardInterrupt", "exit()"])
def test_a_cell_cannot_leave(run, source):
    run(source)
    assert run("print('still here')").output == "still here\n"


def test_a_loop_is_stopped_and_says_so(run):
    ran = run("print('begun')\nx = 0\nwhile True: x += 1", seconds=0.1)
    assert not ran.ok and ran.output.startswith("begun")
    assert "Stopped: this cell ran for more than 0.1 s." in ran.output
    assert run("print('next')").output == "next\n"


def test_a_loop_that_swallows_errors_is_stopped(run):
    source = "while True:\n    try:\n        x = 0\n        while True: x += 1\n"
    ran = run(f"{source}    except Exception: pass", seconds=0.1)
    assert "Stopped" in ran.output


def test_output_is_cut(run):
    output = run("for n in range(1_000): print(n)", characters=50).output
    assert output.startswith("0\n1\n") and output.endswith("left out here\n") and len(output) < 100


def test_paper_keeps_so_many_characters():
    paper = Paper(5)
    assert paper.write("abc") == 3 and paper.write("defgh") == 5 and paper.write("i") == 1
    assert paper.text().startswith("abcde\n") and "f" not in paper.text().split("\n")[0]
    assert paper.writable() and not paper.isatty()


def test_no_history_is_written(tmp_path):
    """In a process of its own: where IPython would write is decided when it starts."""
    code = (
        "from course_utils.grading.sandbox.shell import make_shell, run_cell\n"
        "print(run_cell(make_shell(), 'a = 1', 9, 9).ok)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        env={"HOME": str(tmp_path), "IPYTHONDIR": str(tmp_path / "ipython")},
        capture_output=True,
        text=True,
        cwd=root(),
    )
    assert run.stdout == "True\n", run.stderr
    assert not list(tmp_path.rglob("history.sqlite"))
