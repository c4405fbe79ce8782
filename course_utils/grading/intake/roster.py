"""Who is in the class, and whom a name in a file means."""

import unicodedata
from dataclasses import dataclass
from functools import cached_property

from course_utils.errors import GradingError

# Letters that Unicode does not take apart, and the German way to write an umlaut.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})


@dataclass(frozen=True)
class Entry:
    """One student of the class.

    Attributes
    ----------
    student : str
        The id that marks are kept under.
    name : str
        As the school writes it: "Ada Lovelace", or "Lovelace, Ada".
    email, section : str
    canvas_id : str
        The `ID` of a Canvas gradebook.
    sis_user_id, sis_login_id : str
        The school's own ids, as Canvas and Moodle ("ID number", "Username") hand them on.
    moodle_id : str
        The number in "Participant 1234567", the `Identifier` of a Moodle worksheet. Moodle
        gives a new one for each assignment.
    line : int
        Where it is in the roster.
    """

    student: str
    name: str = ""
    email: str = ""
    section: str = ""
    canvas_id: str = ""
    sis_user_id: str = ""
    sis_login_id: str = ""
    moodle_id: str = ""
    lti_user_id: str = ""
    line: int = 0


@dataclass(frozen=True)
class Roster:
    """The students of a class.

    Attributes
    ----------
    entries : tuple of Entry
        In the order of the file.
    """

    entries: tuple[Entry, ...]

    def get(self, student: str) -> Entry | None:
        """Return the entry of a student's id, or None."""
        return self._students.get(student)

    def knows(self, name: str) -> bool:
        """Tell whether a name means at least one student."""
        return bool(self._meant(name))

    def find(self, name: str, canvas_id: str = "", moodle_id: str = "") -> Entry | None:
        """Find whom a file means.

        The number that Canvas or Moodle gave decides; then the id itself; then ids, addresses
        and names, in which capitals, accents, blanks, punctuation and the order of first and
        last name are forgiven.

        Returns
        -------
        Entry or None
            None where nobody is meant.

        Raises
        ------
        GradingError
            More than one student may be meant; the sentence names them.
        """
        meant = self._numbered(canvas_id, moodle_id)
        if not meant:
            exact = self.get(name)
            named = [exact] if exact else self._meant(name)
            # Whoever has another number in Canvas is somebody else of the same name.
            meant = [one for one in named if not canvas_id or one.canvas_id in {"", canvas_id}]
        if len(meant) > 1:
            students = " and ".join(f"`{entry.student}` (line {entry.line})" for entry in meant)
            raise GradingError(
                f"Expected the name of one student, found `{name}`, which may mean {students}. "
                "Name the file by the student's id."
            )
        return meant[0] if meant else None

    def _numbered(self, canvas_id, moodle_id):
        return [
            entry
            for entry in self.entries
            if (canvas_id and entry.canvas_id == canvas_id)
            or (moodle_id and entry.moodle_id == moodle_id)
        ]

    def _meant(self, name):
        meant = {entry for key in keys(name) for entry in self._names.get(key, ())}
        return sorted(meant, key=lambda entry: entry.line)

    @cached_property
    def _students(self):
        return {entry.student: entry for entry in self.entries}

    @cached_property
    def _names(self):
        names = {}
        for entry in self.entries:
            for key in _all_keys(entry):
                names.setdefault(key, set()).add(entry)
        return names


def keys(text: str) -> set[str]:
    """Return the spellings of a name that count as the same: one, or two with umlauts."""
    text = unicodedata.normalize("NFC", text).casefold()
    spellings = {_plain(text), _plain(text.translate(_UMLAUTS))}
    return spellings - {""}


def _plain(text):
    letters = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(filter(str.isalnum, letters))


def _all_keys(entry):
    ids = [entry.student, entry.sis_user_id, entry.sis_login_id, entry.email]
    ids.append(entry.email.partition("@")[0])
    words = entry.name.replace(",", " ").split()
    orders = ["".join(words[cut:] + words[:cut]) for cut in range(len(words))]
    return {key for text in (*ids, *orders) for key in keys(text)}
