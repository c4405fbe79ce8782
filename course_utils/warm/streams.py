"""Standard streams that a library may keep when it is imported, and that follow a kernel's."""

import io
import sys


class LateStream(io.TextIOBase):
    """Writes to `sys.stdout` or `sys.stderr` as it is at the time of writing.

    TensorFlow's logger keeps the stream it finds when it is imported; in a kernel that is the
    notebook's own. Imported here, it must find the notebook's later.

    Parameters
    ----------
    name : str
        "stdout" or "stderr".
    """

    def __init__(self, name):
        self.name = name

    def _now(self):
        stream = getattr(sys, self.name)
        return getattr(sys, f"__{self.name}__") if stream is self else stream

    def write(self, text):
        """Write to the stream of this moment."""
        return self._now().write(text)

    def flush(self):
        """Flush the stream of this moment."""
        self._now().flush()

    def isatty(self):
        """Whether the stream of this moment is a terminal."""
        return self._now().isatty()

    def fileno(self):
        """Return the file number of the stream of this moment."""
        return self._now().fileno()
