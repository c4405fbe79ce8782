"""Runs the cells of a notebook as a kernel would, without being one."""

import contextlib
import io
import signal
import sys
import time
from dataclasses import dataclass

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.formatters import DisplayFormatter
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from course_utils.exercises.sentences import sentence_of
from course_utils.grading.sandbox.programs import ProgramsRefused, take_refused

_AGAIN = 1.0  # seconds until a cell that swallowed its interruption is interrupted again


class CellTimeoutError(BaseException):
    """The time of a cell is up; no `except Exception` of the learner's catches it."""


class Paper(io.TextIOBase):
    """What a cell prints, up to a number of characters."""

    def __init__(self, characters: int) -> None:
        self.left = characters
        self.parts: list[str] = []

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return False

    def write(self, text: str) -> int:
        if self.left > 0:
            self.parts.append(text[: self.left])
            self.left -= len(text)
            if self.left <= 0:
                self.parts.append("\n… and more, left out here\n")
        return len(text)

    def text(self) -> str:
        """All that was written, without the colours meant for a terminal."""
        return "".join(self.parts)


class _ShownPlain(DisplayPublisher):
    """`display(...)`: the plain text of what is shown."""

    def publish(self, data, metadata=None, **kwargs):
        print(data.get("text/plain", ""))


class _ResultPlain(DisplayHook):
    """The value of a cell's last line, as its plain text."""

    def write_output_prompt(self):
        pass

    def write_format_data(self, format_dict, md_dict=None):
        print(format_dict.get("text/plain", ""))


class _PlainFormatter(DisplayFormatter):
    """Makes plain text alone: nobody would see a picture, and drawing one takes time."""

    def format(self, obj, include=None, exclude=None):
        return super().format(obj, {"text/plain"}, exclude)


class _Shell(ProgramsRefused):
    displayhook_class = _ResultPlain
    display_pub_class = _ShownPlain

    def init_display_formatter(self):
        self.display_formatter = _PlainFormatter(parent=self)
        self.configurables.append(self.display_formatter)

    def enable_gui(self, gui=None):
        """There is no window here."""


@dataclass(frozen=True)
class Ran:
    """How a cell ran.

    Attributes
    ----------
    output : str
        What it printed.
    stopped : str
        What ended it before its end, in a line: "NameError: name 'x' is not defined"; else empty.
    refused : tuple of str
        A sentence for each program that was not started.
    """

    output: str
    stopped: str = ""
    refused: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether it ran to its end."""
        return not self.stopped


def make_shell() -> InteractiveShell:
    """Start IPython: no history, no colours, nothing written to disk.

    Returns
    -------
    InteractiveShell
        Its `user_ns` is where the cells' variables live.
    """
    settings = Config()
    settings.HistoryManager.enabled = False
    settings.InteractiveShell.colors = "nocolor"
    settings.InteractiveShell.xmode = "Context"
    shell = _Shell.instance(config=settings)
    sys.modules["__main__"] = shell.user_module
    return shell


def run_cell(shell: InteractiveShell, source: str, seconds: float, characters: int) -> Ran:
    """Run one cell; whatever it does short of ending the process, this returns.

    Parameters
    ----------
    seconds
        After which it is interrupted, where the system has an alarm.
    characters
        Kept of what it prints.
    """
    paper, start = Paper(characters), time.perf_counter()
    stopped = ""
    with contextlib.redirect_stdout(paper), contextlib.redirect_stderr(paper):
        try:
            with _alarm(seconds):
                result = shell.run_cell(source, store_history=True)
                raised = result.error_before_exec or result.error_in_exec
                stopped = sentence_of(raised) if raised else ""
        except CellTimeoutError:
            pass
        except BaseException as raised:  # noqa: B036 - patched so that IPython lets it through
            stopped = type(raised).__name__
            paper.write(f"{stopped}\n")
    if time.perf_counter() - start >= seconds:
        stopped = f"it ran for more than {seconds:g} s"
        paper.left = max(paper.left, 1000)
        paper.write(f"\nStopped: this cell ran for more than {seconds:g} s.\n")
    return Ran(paper.text(), stopped, tuple(take_refused()))


@contextlib.contextmanager
def _alarm(seconds):
    if not hasattr(signal, "setitimer"):
        yield
        return

    def stop(number, frame):
        raise CellTimeoutError

    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
