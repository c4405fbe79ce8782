"""What the name of a file says: whose it is, in the words of the school's own system."""

import re
from dataclasses import dataclass

# Canvas: the sorted name in small letters, LATE where it was late, the ids of user and file.
_CANVAS = re.compile(
    r"(?P<name>[^\W_]+)(?:_(?P<late>LATE|late))?_(?P<canvas>[1-9]\d*)_[1-9]\d{2,}_(?P<file>.+)"
)
# Moodle: the full name and the participant's number, as a folder or in front of the file's name.
_MOODLE = re.compile(
    r"(?P<name>.+?)_(?P<moodle>\d+)_assignsubmission_(?:file|onlinetext)(?:_(?P<file>.*))?"
)
_ATTEMPT = re.compile(r"-(\d{1,2})$| ?\((\d{1,2})\)$")
# What systems and people put behind a name, once or more: "-1", " (2)", "-Copy1", " final", "_v3".
_WORDS = r"copy ?\d{0,2}|final|finished|done|new|last|draft|backup|v\d{1,2}"
_VERSION = re.compile(rf"(?:-\d{{1,2}}| ?\(\d{{1,2}}\)|[ _-](?:{_WORDS}))+$", re.IGNORECASE)


@dataclass(frozen=True)
class FileName:
    """Whose a file is, by its name alone.

    Attributes
    ----------
    student : str
        The name that the file goes by: "Ada Lovelace" in Moodle, "lovelaceada" in Canvas.
    canvas_id : str
        The number of the user in Canvas, else empty.
    moodle_id : str
        The number that the Moodle worksheet calls "Participant 1234567", else empty.
    late : bool
        Whether Canvas marked it as late.
    """

    student: str
    canvas_id: str = ""
    moodle_id: str = ""
    late: bool = False


def read_name(origin: str) -> FileName | None:
    """Read whose a file is from the name that Canvas or Moodle gave to it.

    Parameters
    ----------
    origin : str
        A path, or the `origin` of a submission or of a result: the ids that an export needs
        can be read from it at any later time.

    Returns
    -------
    FileName or None
        None where the name comes from neither.

    Examples
    --------
    >>> read_name("hand-in.zip: lovelaceada_LATE_123_4567_01_single_neuron-1.ipynb")
    FileName(student='lovelaceada', canvas_id='123', moodle_id='', late=True)
    >>> read_name("Ada Lovelace_99_assignsubmission_file_/neuron.ipynb").moodle_id
    '99'
    """
    # The folder speaks first: what is in it may have any name.
    for part in re.split(r"/|\.zip: ", origin):
        # Canvas first: what is behind its numbers is the student's own, and may look like Moodle's.
        if match := _CANVAS.fullmatch(part):
            return FileName(match["name"], match["canvas"], late=bool(match["late"]))
        if match := _MOODLE.fullmatch(part):
            return FileName(match["name"], moodle_id=match["moodle"])
    return None


def own_name(name: str) -> str:
    """Return the name a student gave to a file: without what Canvas or Moodle put in front."""
    match = _CANVAS.fullmatch(name) or _MOODLE.fullmatch(name)
    return (match and match["file"]) or name


def attempt(name: str) -> int:
    """Return the number of a resubmission: 2 for "neuron-2.ipynb" and "neuron (2).ipynb"."""
    match = _ATTEMPT.search(stem(name))
    return int(match[1] or match[2]) if match else 0


def stem(name: str) -> str:
    """Return a file's name without `.ipynb`."""
    return name[: -len(".ipynb")] if name.lower().endswith(".ipynb") else name


def without_attempt(name: str) -> str:
    """Return a notebook's own name, without ending and without what tells its versions apart."""
    return _VERSION.sub("", stem(own_name(name)))
