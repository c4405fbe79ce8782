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

_AGAIN = 1.0  # seconds until a cell that swallowed its interruption is interrupted again


class CellTimeoutError(BaseException):
    """The time of a cell is up; no `except Exception` of the learner's catches it."""


class Paper(io.TextIOBase):
    """What a cell prints, up to a number of characters."""

    def __init__(self, characters):
        self.left, self.parts = characters, []

    def writable(self):
        return True

    def isatty(self):
        return False

    def write(self, text):
        if self.left > 0:
            self.parts.append(text[: self.left])
            self.left -= len(text)
            if self.left <= 0:
                self.parts.append("\n… and more, left out here\n")
        return len(text)

    def text(self):
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


class _Shell(InteractiveShell):
    displayhook_class = _ResultPlain
    display_pub_class = _ShownPlain

    def init_display_formatter(self):
        self.display_formatter = _PlainFormatter(parent=self)
        self.configurables.append(self.display_formatter)

    def enable_gui(self, gui=None):
        """There is no window here."""


@dataclass(frozen=True)
class Ran:
    """How a cell ran: whether to its end, and what it printed."""

    ok: bool
    output: str


def make_shell():
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


def run_cell(shell, source, seconds, characters):
    """Run one cell; whatever it does short of ending the process, this returns.

    Parameters
    ----------
    shell : InteractiveShell
    source : str
    seconds : float
        After which it is interrupted, where the system has an alarm.
    characters : int
        Kept of what it prints.

    Returns
    -------
    Ran
    """
    paper, start = Paper(characters), time.perf_counter()
    ok = False
    with contextlib.redirect_stdout(paper), contextlib.redirect_stderr(paper):
        try:
            with _alarm(seconds):
                ok = shell.run_cell(source, store_history=True).success
        except CellTimeoutError:
            pass
        except BaseException as error:  # noqa: B036 - patched so that IPython lets it through
            paper.write(f"{type(error).__name__}\n")
    if time.perf_counter() - start >= seconds:
        ok = False
        paper.left = max(paper.left, 1000)
        paper.write(f"\nStopped: this cell ran for more than {seconds:g} s.\n")
    return Ran(ok, paper.text())


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
