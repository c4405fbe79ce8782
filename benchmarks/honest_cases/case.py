"""An honest notebook: its name, what it changes in a right one, and the marks it has earned."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.red_team_cases.case import STEM, place_of_check
from course_utils.exercises.questions import find_question, question_ids
from course_utils.source.course_map import notebook_path, root

Change = Callable[[list[dict]], object]
CHURN = "06_binary_classification"


@dataclass(frozen=True)
class HonestCase:
    """One honest notebook.

    Attributes
    ----------
    name : str
    change : callable
        (cells), which it changes in place.
    stem : str
    until : str
        The last question that is kept; empty for all.
    """

    name: str
    change: Change
    stem: str = STEM
    until: str = "1.4"

    @property
    def expected(self) -> float:
        """The marks of all questions that are kept."""
        ids = question_ids(int(self.stem[:2]))
        kept = ids[: ids.index(self.until) + 1] if self.until else ids
        return sum(find_question(id).points for id in kept)

    def notebook(self) -> bytes:
        """The bytes that are handed in."""
        notebook, solved = (
            read_edition(edition, self.stem) for edition in ("exercise", "solution")
        )
        cells = notebook["cells"]
        for blank, answer in zip(cells, solved["cells"], strict=True):
            if "# your answer" in text_of(blank):
                blank["source"] = answer["source"]
        if self.until:
            del cells[place_of_check(cells, self.until) + 2 :]
        self.change(cells)
        return json.dumps(notebook).encode()


def read_edition(edition, stem):
    return json.loads((root() / "notebooks" / notebook_path(edition, stem)).read_bytes())


def text_of(cell):
    return "".join(cell["source"])


def cells_of(code):
    return [
        {"cell_type": "code", "metadata": {}, "source": part.strip("\n")}
        for part in code.split("# %%\n")
    ]
