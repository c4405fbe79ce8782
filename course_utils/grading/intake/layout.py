"""Whose each file of a collection is, by the place where it stands."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from course_utils.grading.intake.found import Found
from course_utils.grading.intake.names import FileName, own_name, read_name, without_attempt

_SUBMITTED = "submitted"
_NBGRADER = {"autograded", "feedback", "release", "source"}
_NOISE = {".ipynb_checkpoints", "__MACOSX", ".git", ".DS_Store", "Thumbs.db", "desktop.ini"}
_ENDINGS = (".ipynb.txt", ".ipynb.json", ".ipynb", ".zip")


@dataclass(frozen=True)
class Placed:
    """A file, and whose it is.

    Attributes
    ----------
    found : Found
    owner : FileName
    surely : bool
        Whether a school's system or the roster says so; else it is what a folder is called.
    of_whole : bool
        Whether the whole folder or zip is the owner's, so that its name must be kept.
    reason : str
        Why it is left aside, in a sentence; empty where it may be somebody's work.
    """

    found: Found
    owner: FileName
    surely: bool = False
    of_whole: bool = False
    reason: str = ""


@dataclass(frozen=True)
class Layout:
    """How a collection is laid out.

    Understood are flat files (`ada.ipynb`), a folder for each student, the folders of nbgrader
    (`submitted/ada/ex1/…`), and the names of Canvas and Moodle. A notebook that is called like
    an exercise has no name of its own: it belongs to the folder or zip it was found in.

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

    def place(self, files):
        """Find the owner of every file.

        Parameters
        ----------
        files : list of Found

        Returns
        -------
        list of Placed
            In the same order, without the litter that systems leave (`__MACOSX`, `.DS_Store`,
            `.ipynb_checkpoints`).
        """
        files = [found for found in files if not _is_noise(found)]
        above = self._wrappers([found.parts for found in files if found.is_notebook])
        below = [_without(above, found.parts) for found in files]
        nbgrader = any(parts[0] == _SUBMITTED and len(parts) > 2 for parts in below)
        return [
            self._place(found, parts, nbgrader) for found, parts in zip(files, below, strict=True)
        ]

    def _place(self, found, parts, nbgrader):
        if any(part.startswith(".") for part in parts):
            return Placed(found, FileName(found.name), reason="It is hidden.")
        if nbgrader and parts[0] in _NBGRADER:
            reason = "It is nbgrader's own: only the folder `submitted` holds students' work."
            return Placed(found, FileName(found.name), reason=reason)
        if nbgrader and parts[0] == _SUBMITTED:
            parts = parts[1:] or parts
        if named := read_name("/".join(parts)):
            return Placed(found, named, surely=True)
        student = without_ending(parts[0])
        if self.knows(student):
            return Placed(found, FileName(student), surely=True)
        owner = self._owner_of_whole()
        if owner or (len(parts) == 1 and self._called_after_exercise(parts[0])):
            owner = owner or FileName(without_ending(self.label))
            return Placed(found, owner, surely=True, of_whole=True)
        return Placed(found, FileName(student))

    def _owner_of_whole(self):
        """The owner, where folder or zip as a whole is one student's; else None."""
        named, name = read_name(self.label), without_ending(self.label)
        return named or (FileName(name) if self.knows(name) else None)

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
        """Whether a folder that holds all notebooks is the class's, not the only student's."""
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


def without_ending(name):
    """Return a name without `.ipynb`, `.zip` or `.ipynb.txt`."""
    for ending in _ENDINGS:
        if name.lower().endswith(ending) and len(name) > len(ending):
            return name[: -len(ending)]
    return name


def _without(above, parts):
    wrapped = len(parts) > len(above) and parts[: len(above)] == above
    return parts[len(above) :] if wrapped else parts


def _is_noise(found):
    return bool(_NOISE.intersection(found.parts)) or found.name.startswith("._")
