"""A problem: what a rule of the course found wrong, and where."""

from dataclasses import dataclass
from pathlib import Path

from course_utils.errors import AuthoringError


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to put right.

    Attributes
    ----------
    file : str
        The file, from the folder of the course.
    line : int
        The line in that file, counted from 1.
    rule : str
        The name of the rule that found it.
    message : str
        What was expected, what was found, and what to do.
    """

    file: str
    line: int
    rule: str
    message: str

    @classmethod
    def from_error(
        cls, error: AuthoringError, where: str | Path, file: str, rule: str
    ) -> "Problem":
        """Return the problem behind an AuthoringError whose text starts with `where`:line."""
        line, _, message = str(error).removeprefix(f"{where}:").partition(": ")
        return cls(file, int(line), rule, message[:1].upper() + message[1:])

    def __str__(self):
        return f"{self.file}:{self.line}: {self.message} [{self.rule}]"
