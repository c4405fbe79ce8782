"""From what the instructor gives to submissions, and a list of what was left aside."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from course_utils.errors import GradingError
from course_utils.grading.intake.listing import TIMESTAMP, list_items
from course_utils.grading.intake.names import attempt, stem
from course_utils.grading.intake.newest import Candidate, Ignored, choose_newest
from course_utils.grading.intake.notebook import parse_notebook
from course_utils.grading.intake.people import find_students
from course_utils.grading.intake.recognise import exercise_stems, recognise, stem_in
from course_utils.grading.intake.roster import Roster
from course_utils.grading.submission import Submission

# All submissions are in memory at once.
MAX_TOTAL = 2 * 2**30

_FULL = (
    f"Expected at most {MAX_TOTAL // 2**30} GB in one run, found more. Grade the class in parts, "
    "or have the outputs cleared."
)
_FOLDER = "Expected a notebook, found an empty folder of this name."
_EMPTY = "It is an empty folder."
_NESTED = (
    "Expected a notebook, found a zip inside the collection, which is not opened. Unpack it, or "
    "give it as a path of its own."
)
_OTHER = "Expected a notebook, found a file whose name does not end in `.ipynb`."
_NOTEBOOKS_IN_DISGUISE = (".zip", ".ipynb.txt", ".ipynb.json")


@dataclass
class Collected:
    """What was handed in.

    Attributes
    ----------
    submissions : list of Submission
        By student, then exercise: one for each pair.
    ignored : list of Ignored
        All else, each with a reason. Only the litter of systems is in neither list.
    """

    submissions: list[Submission] = field(default_factory=list)
    ignored: list[Ignored] = field(default_factory=list)


def read_submissions(paths, roster=None):
    """Read a class's notebooks; `collect` tells what was left aside as well.

    Parameters and errors are those of `collect`.

    Returns
    -------
    list of Submission
    """
    return collect(paths, roster).submissions


def collect(paths, roster=None):
    """Read a class's notebooks as they come.

    Parameters
    ----------
    paths : iterable of Path or str
        Folders, zips and notebooks: flat files, a folder for each student, nbgrader's
        `submitted`, and what Canvas and Moodle download.
    roster : Roster, optional
        With it, a student's id is the roster's; else, and where the roster does not know
        a name, it is the name that the file goes by.

    Returns
    -------
    Collected
        `handed_in` is nbgrader's timestamp, or else the time in the zip or of the file where
        `tell_times` trusts it, or else None. Nobody proves that it is true.

    Raises
    ------
    GradingError
        A path does not exist.
    """
    roster = roster or Roster(())
    paths = [Path(path) for path in paths]
    for path in paths:
        if not path.exists() and not path.is_symlink():
            raise GradingError(f"Expected a folder, a zip or a notebook, found nothing at {path}.")
    common, alone = _common_names(paths), len(paths) == 1
    items = [item for path in paths for item in list_items(path, roster.knows, common, alone)]
    students = find_students([item.placed.owner for item in items], roster)
    reader = _Reader()
    for item in items:
        reader.take(item, *students[item.placed.owner])
    chosen = choose_newest(reader.candidates)
    ignored = sorted(reader.ignored + chosen.ignored, key=lambda one: (one.origin, one.reason))
    return Collected(chosen.submissions, ignored)


def _common_names(paths):
    """Names that belong to nobody: those of the exercises, and what several paths are called."""
    counts = Counter(stem(path.name) for path in paths)
    return {*exercise_stems(), *(name for name, count in counts.items() if count > 1)}


class _Reader:
    """Reads one file after the other, and sorts them into what may count and what does not."""

    def __init__(self):
        self.candidates, self.ignored, self._total = [], [], 0

    def take(self, item, student, problem):
        """Read a file of this student; `problem` says why it is not clear whose it is."""
        placed, found = item.placed, item.placed.found
        if placed.reason:
            self._ignore(item, placed.reason)
        elif found.is_notebook:
            self._candidate(item, self._read(item, student, problem))
        elif found.is_folder:
            self._ignore(item, found.problem or _EMPTY)
        elif found.name != TIMESTAMP:
            self._take_other(item, student)

    def _take_other(self, item, student):
        """A file that is no notebook: somebody's hand-in, or one that lies beside it."""
        name = item.placed.found.name.lower()
        nested = _NESTED if name.endswith(".zip") else _OTHER
        problem = item.placed.found.problem or nested
        if item.placed.surely or name.endswith(_NOTEBOOKS_IN_DISGUISE):
            self._candidate(item, Submission(student, item.origin, b"", "", None, problem))
        else:
            self._ignore(item, problem)

    def _read(self, item, student, problem):
        """Return the submission that a notebook makes."""
        data, found = b"", item.placed.found
        try:
            data = self._bytes(found)
            recognised = recognise(parse_notebook(data))
            exercise, trouble = recognised.exercise, problem or recognised.problem
        except GradingError as error:
            exercise, trouble = stem_in(item.origin), str(error)
        return Submission(student, item.origin, data, exercise, item.handed_in, trouble)

    def _bytes(self, found):
        if found.problem or found.is_folder:
            raise GradingError(found.problem or _FOLDER)
        data = found.read()
        if self._total + len(data) > MAX_TOTAL:
            raise GradingError(_FULL)
        self._total += len(data)
        return data

    def _candidate(self, item, submission):
        self.candidates.append(Candidate(submission, attempt(item.placed.found.name)))

    def _ignore(self, item, reason):
        self.ignored.append(Ignored(item.origin, reason))
