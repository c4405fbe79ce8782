"""A problem: what a rule of the course found wrong, and where."""

from dataclasses import dataclass


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
    def from_error(cls, error, where, file, rule):
        """Return the problem behind an AuthoringError whose text starts with `where`:line."""
        line, _, message = str(error).removeprefix(f"{where}:").partition(": ")
        return cls(file, int(line), rule, message)

    def __str__(self):
        return f"{self.file}:{self.line}: {self.message} [{self.rule}]"
