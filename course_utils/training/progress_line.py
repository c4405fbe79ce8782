"""One line that says how far a training is, for those who wait longer than a second."""

import sys
import time

_PATIENCE = 1.0  # seconds before the line appears


class ProgressLine:
    """A line of progress: Rich in a terminal, plain text in a notebook, nothing in a log.

    Use it in a ``with``: the line goes when the block ends.

    Parameters
    ----------
    total
        Epochs to train.
    shown
        False for no line at all.
    """

    def __init__(self, total: int, shown: bool = True) -> None:
        self._total, self._done, self._shown = total, 0, shown
        self._began = time.monotonic()
        self._line: _NotebookLine | _TerminalLine | _NoLine | None = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self._line is not None:
            self._line.close()

    def advance(self, epochs: int) -> None:
        """Say that some more epochs are done."""
        self._done += epochs
        waited = time.monotonic() - self._began
        if not self._shown or waited < _PATIENCE:
            return
        if self._line is None:
            self._line = _find_line()
        self._line.show(self._done, self._total)


def _find_line():
    if _in_notebook():
        return _NotebookLine()
    return _TerminalLine() if sys.stdout.isatty() else _NoLine()


def _in_notebook():
    shell = sys.modules.get("IPython") and sys.modules["IPython"].get_ipython()
    return shell is not None and hasattr(shell, "kernel")


class _NotebookLine:
    """Text that is replaced, and not an Output widget."""

    def __init__(self):
        from IPython.display import display

        self._handle = display(self._text(""), raw=True, display_id=True)

    def show(self, done, total):
        text = f"Training: epoch {done} of {total}"
        self._handle.update(self._text(text), raw=True)

    def close(self):
        self._handle.update(self._text(""), raw=True)

    def _text(self, text):
        return {"text/plain": text}


class _TerminalLine:
    def __init__(self):
        from rich.progress import Progress

        self._progress = Progress(transient=True)
        self._progress.start()
        self._task = self._progress.add_task("Training")

    def show(self, done, total):
        self._progress.update(self._task, completed=done, total=total)

    def close(self):
        self._progress.stop()


class _NoLine:
    def show(self, done, total):
        pass

    def close(self):
        pass
