"""A cell of a notebook, and what it says of the questions."""

from dataclasses import dataclass
from functools import cached_property

from course_utils.source.questions import Ask, begun_question, find_ask


@dataclass(frozen=True)
class NotebookCell:
    """A cell of a notebook: its id (perhaps empty), "code" or "markdown", and its text.

    What its text says is found once; of a submission's cells, by the process that reads it.
    """

    id: str
    kind: str
    source: str

    @cached_property
    def ask(self) -> Ask | None:
        """The question that the cell asks, where it does nothing else."""
        return find_ask(self.kind, self.source)

    @cached_property
    def begins(self) -> str | None:
        """The question that its last heading begins, "" for none; None without a heading."""
        return begun_question(self.kind, self.source)

    def question(self, before: str) -> str:
        """Return the question it belongs to, where the cell above belongs to `before`."""
        return before if self.begins is None else self.begins
