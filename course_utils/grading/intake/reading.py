"""From what the instructor gives to submissions, and a list of what was left aside."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from course_utils.errors import GradingError
from course_utils.grading.intake.collected_file import MAX_BYTES
from course_utils.grading.intake.listing import Item, list_items
from course_utils.grading.intake.names import attempt, stem
from course_utils.grading.intake.newest import Candidate, IgnoredFile, choose_newest
from course_utils.grading.intake.notebook_reading import NotebookReading, read_notebook
from course_utils.grading.intake.people import find_students
from course_utils.grading.intake.recognise import exercise_stems, stem_in
from course_utils.grading.intake.roster import Roster
from course_utils.grading.submission import Submission

# The text of all submissions is in memory at once: one student must not fill it for everybody.
MAX_KEPT = 2 * 2**30
MAX_OF_STUDENT = 4 * MAX_BYTES

_FULL = (
    f"Expected at most {MAX_KEPT // 2**30} GB of text in one run, found more. Grade the class in "
    "parts."
)
_FULL_OF_ONE = (
    f"Expected at most {MAX_OF_STUDENT // 2**20} MB of notebooks from one student, found more. "
    "Keep one notebook for each exercise, clear its outputs, and hand it in again."
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
class Intake:
    """What was handed in.

    Attributes
    ----------
    submissions : list of Submission
        By student, then exercise: one for each pair. A notebook with two exercises is there
        twice.
    ignored : list of IgnoredFile
        All else, each with a reason. Only the litter of systems is in neither list.
    """

    submissions: list[Submission] = field(default_factory=list)
    ignored: list[IgnoredFile] = field(default_factory=list)


def read_submissions(paths: Iterable[Path | str], roster: Roster | None = None) -> list[Submission]:
    """Read a class's notebooks; `collect` tells what was left aside as well.

    Parameters and errors are those of `collect`.
    """
    return collect(paths, roster).submissions


def collect(paths: Iterable[Path | str], roster: Roster | None = None) -> Intake:
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
    Intake
        `handed_in` is nbgrader's timestamp, or else the time in the zip or of the file where
        `tell_times` trusts it, or else None. Nobody proves that it is true.

    Raises
    ------
    GradingError
        A path does not exist.
    """
    roster = roster or Roster(())
    places = [Path(path) for path in paths]
    for path in places:
        if not path.exists() and not path.is_symlink():
            raise GradingError(f"Expected a folder, a zip or a notebook, found nothing at {path}.")
    common, alone = _common_names(places), len(places) == 1
    items = [item for path in places for item in list_items(path, roster.knows, common, alone)]
    students = find_students([item.owned.owner for item in items], roster)
    reader = _Reader()
    for item in items:
        reader.take(item, *students[item.owned.owner])
    selection = choose_newest(reader.candidates)
    ignored = sorted(reader.ignored + selection.ignored, key=lambda one: (one.origin, one.reason))
    return Intake(selection.submissions, ignored)


def _common_names(paths):
    """Names that belong to nobody: those of the exercises, and what several paths are called."""
    counts = Counter(stem(path.name) for path in paths)
    return {*exercise_stems(), *(name for name, count in counts.items() if count > 1)}


class _Reader:
    """Reads one file after the other, and sorts them into what may count and what does not."""

    def __init__(self):
        self.candidates, self.ignored = [], []
        self._kept, self._read_of = 0, Counter()

    def take(self, item: Item, student: str, problem: str) -> None:
        """Read a file of this student; `problem` says why it is not clear whose it is."""
        owned, file = item.owned, item.owned.file
        if owned.reason:
            self._ignore(item, owned.reason)
        elif file.is_notebook:
            self._take_notebook(item, student, problem)
        elif file.is_folder:
            self._ignore(item, file.problem or _EMPTY)
        elif not owned.is_stamp:
            self._take_other(item, student)

    def _take_other(self, item, student):
        """A file that is no notebook: somebody's hand-in, or one that is beside it."""
        name = item.owned.file.name.lower()
        nested = _NESTED if name.endswith(".zip") else _OTHER
        problem = item.owned.file.problem or nested
        if item.owned.surely or name.endswith(_NOTEBOOKS_IN_DISGUISE):
            self._candidate(item, Submission(student, item.origin, problem=problem))
        else:
            self._ignore(item, problem)

    def _take_notebook(self, item, student, problem):
        """A notebook is a submission for each exercise in it."""
        reading = self._read(item.owned.file, student)
        if reading.exercise is None:
            exercise, problem = stem_in(item.origin), reading.problem
        else:
            exercise, problem = reading.exercise, problem or reading.problem
        whole = Submission(student, item.origin, reading.cells, exercise, item.handed_in, problem)
        if problem:
            self._candidate(item, whole)
            return
        for name, share in reading.shares.items():
            if share.is_exercise or name == exercise:
                self._candidate(item, replace(whole, exercise=name), share.written)
            else:
                asked = ", ".join(share.asked)
                reason = f"It asks {asked} of `{name}` too: too few of its questions to count."
                self.ignored.append(IgnoredFile(item.origin, reason, student, name))

    def _read(self, file, student):
        try:
            if file.problem or file.is_folder:
                raise GradingError(file.problem or _FOLDER)
            if self._read_of[student] >= MAX_OF_STUDENT:
                raise GradingError(_FULL_OF_ONE)
            data = file.read()
            self._read_of[student] += len(data)
            reading = read_notebook(data)
            self._kept += sum(len(cell.source) for cell in reading.cells)
            if self._kept > MAX_KEPT:
                raise GradingError(_FULL)
        except GradingError as error:
            return NotebookReading(problem=str(error))
        return reading

    def _candidate(self, item, submission, written=0):
        number = attempt(item.owned.file.name)
        self.candidates.append(Candidate(submission, number, written))

    def _ignore(self, item, reason):
        self.ignored.append(IgnoredFile(item.origin, reason))
