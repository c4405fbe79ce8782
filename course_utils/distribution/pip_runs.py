"""pip, run as a program: what it says when it fails, in a sentence."""

import re
import subprocess
import sys
from collections.abc import Iterable

from course_utils.errors import SetupError

# The beginnings of what a person can put right; the first that fits counts.
_REASONS = (
    (r"No space left on device|Errno 28", "The disk is full. Make room, then run this again."),
    (
        r"NewConnectionError|Temporary failure in name|getaddrinfo|Network is unreachable"
        r"|ConnectTimeout|ReadTimeout|ProxyError|Connection refused|Connection broken",
        "The packages could not be downloaded: is this machine online? Once it is, run this again.",
    ),
    (
        r"No matching distribution found|Could not find a version|ResolutionImpossible",
        "A package cannot be had for that platform and Python. Choose another one.",
    ),
)


def run_pip(*words: str | Iterable[str]) -> str:
    """Run pip and return what it printed.

    Parameters
    ----------
    *words
        Its words, or lists of them.

    Raises
    ------
    SetupError
        It failed: with what to do, and its last lines.
    """
    flat = [one for word in words for one in ([word] if isinstance(word, str) else word)]
    command = [sys.executable, "-m", "pip", "--no-input", "--disable-pip-version-check", *flat]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode:
        raise SetupError(_explained(done.stderr or done.stdout))
    return done.stdout


def _explained(output):
    lines = [line for line in output.strip().splitlines() if not line.startswith("WARNING")]
    fitting = (sentence for pattern, sentence in _REASONS if re.search(pattern, output))
    reason = next(fitting, "pip failed.")
    last = "\n".join(f"    {line[:300]}" for line in lines[-6:])
    return f"{reason} What is written so far is kept. pip's last lines:\n{last}"
