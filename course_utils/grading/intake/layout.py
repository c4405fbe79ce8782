"""Whose each file of a collection is, by the place where it is."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from course_utils.grading.intake.collected_file import CollectedFile
from course_utils.grading.intake.names import FileName, own_name, read_name, without_attempt

TIMESTAMP = "timestamp.txt"

_SUBMITTED = "submitted"
_NBGRADER = {"autograded", "feedback", "release", "source"}
_NOISE = {".ipynb_checkpoints", "__MACOSX", ".git", ".DS_Store", "Thumbs.db", "desktop.ini"}
_ENDINGS = (".ipynb.txt", ".ipynb.json", ".ipynb", ".zip")


@dataclass(frozen=True)
class OwnedFile:
    """A file, and whose it is.

    Attributes
    ----------
    file : CollectedFile
    owner : FileName
    surely : bool
        Whether a school's system or the roster says so; else it is what a folder is called.
    of_whole : bool
        Whether the whole folder or zip is the owner's, so that its name must be kept.
    reason : str
        Why it is left aside, in a sentence; empty where it may be somebody's work.
    is_stamp : bool
        Whether it is the `timestamp.txt` that nbgrader wrote. A file of this name anywhere else
        may be the student's own.
    """

    file: CollectedFile
    owner: FileName
    surely: bool = False
    of_whole: bool = False
    reason: str = ""
    is_stamp: bool = False


class _Signs(NamedTuple):
    """What the places of all files say together.

    The owner of the whole folder or zip; whether Canvas or Moodle named every notebook, so that a
    name is none that a student gave; whether it has nbgrader's folders, and its timestamps.
    """

    whole: FileName | None
    named: bool
    nbgrader: bool
    stamped: bool


@dataclass(frozen=True)
class Layout:
    """How a collection is laid out.

    Understood are flat files (`ada.ipynb`), a folder for each student, the folders of nbgrader
    (`submitted/ada/ex1/…`), and the names of Canvas and Moodle. A notebook that is called like
    an exercise has no name of its own: it belongs to the folder or zip it was found in.

    Whatever is in a student's own folder or zip is that student's, however it is called.

    Attributes
    ----------
    label : str
        The name of the folder or zip.
    knows : callable
        Whether the roster knows a name.
    exercises : collection of str
        The stems that are nobody's own, such as "01_single_neuron".
    """

    label: str
    knows: Callable[[str], bool]
    exercises: Collection[str]

    def assign(self, files: Sequence[CollectedFile]) -> list[OwnedFile]:
        """Find the owner of every file.

        Returns
        -------
        list of OwnedFile
            In the same order, without the litter that systems leave (`__MACOSX`, `.DS_Store`,
            `.ipynb_checkpoints`).
        """
        files = [file for file in files if not _is_noise(file)]
        above = self._wrappers([file.parts for file in files if file.is_notebook])
        below = [_without(above, file.parts) for file in files]
        notebooks = [parts for file, parts in zip(files, below, strict=True) if file.is_notebook]
        signs = self._signs(notebooks, below)
        return [self._owned(file, parts, signs) for file, parts in zip(files, below, strict=True)]

    def _signs(self, notebooks, below):
        named = bool(notebooks) and all(read_name("/".join(parts)) for parts in notebooks)
        whole = self._owner_of_whole(named)
        nbgrader = any(parts[0] == _SUBMITTED and len(parts) > 2 for parts in below) and not whole
        deep = 2 * sum(len(parts) == 3 for parts in notebooks) > len(notebooks)
        stamped = nbgrader or (deep and without_ending(self.label) == _SUBMITTED)
        return _Signs(whole, named and not nbgrader, nbgrader, stamped)

    def _owner_of_whole(self, named):
        """The owner, where folder or zip as a whole is one student's; else None.

        A class's folder may look like a file of Canvas ("week_1_2026_all"); then it has names.
        """
        owner, name = read_name(self.label), without_ending(self.label)
        if owner and (owner.moodle_id or not named):
            return owner
        return FileName(name) if self.knows(name) else None

    def _owned(self, file, parts, signs):
        if any(part.startswith(".") for part in parts):
            return OwnedFile(file, FileName(file.name), reason="It is hidden.")
        if signs.nbgrader and parts[0] in _NBGRADER:
            reason = "It is nbgrader's own: only the folder `submitted` has students' work."
            return OwnedFile(file, FileName(file.name), reason=reason)
        if signs.whole:
            return OwnedFile(file, signs.whole, surely=True, of_whole=True)
        if signs.nbgrader and parts[0] == _SUBMITTED:
            parts = parts[1:] or parts
        is_stamp = signs.stamped and len(parts) == 3 and file.name == TIMESTAMP
        if len(parts) == 1 and self._called_after_exercise(parts[0]):
            owner = FileName(without_ending(self.label))
            return OwnedFile(file, owner, surely=True, of_whole=True)
        return OwnedFile(file, *self._owner(parts, signs.named), is_stamp=is_stamp)

    def _owner(self, parts, named):
        """The owner, and whether that is sure."""
        if owner := read_name(parts[0]):
            return owner, True
        student = without_ending(parts[0])
        if self.knows(student):
            return FileName(student), True
        # Below a folder that is no student's, such as one for each week.
        owner = read_name("/".join(parts)) if named else None
        return owner or FileName(student), bool(owner)

    def _wrappers(self, notebooks):
        """Return the folders around everything else: an unpacked zip often has one."""
        above = ()
        while notebooks and all(len(parts) > 1 for parts in notebooks):
            top, label = notebooks[0][0], above[-1] if above else without_ending(self.label)
            inside = [parts[1:] for parts in notebooks if parts[0] == top]
            if len(inside) < len(notebooks) or not self._is_wrapper(top, label, inside):
                break
            above, notebooks = (*above, top), inside
        return above

    def _is_wrapper(self, top, label, inside):
        """Whether a folder with all notebooks in it is the class's, not the only student's."""
        if _SUBMITTED in (top, label) or read_name(top) or self.knows(top):
            return False
        if top == label or any(read_name("/".join(parts)) for parts in inside):
            return True
        if len({parts[0] for parts in inside}) == 1:
            return False
        names = [parts[0] for parts in inside]
        return not all(map(self._called_after_exercise, names))

    def _called_after_exercise(self, name):
        return without_attempt(own_name(name)) in self.exercises


def without_ending(name: str) -> str:
    """Return a name without `.ipynb`, `.zip` or `.ipynb.txt`."""
    for ending in _ENDINGS:
        if name.lower().endswith(ending) and len(name) > len(ending):
            return name[: -len(ending)]
    return name


def _without(above, parts):
    wrapped = len(parts) > len(above) and parts[: len(above)] == above
    return parts[len(above) :] if wrapped else parts


def _is_noise(file):
    return bool(_NOISE.intersection(file.parts)) or file.name.startswith("._")
