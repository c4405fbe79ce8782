"""A learner's own copy of the notebooks: what was typed into one is never written over.

What was handed out is recorded in the folder, by the hash of what each notebook asks and says. So
a newer course tells an answer from a page that was only run, and both from an untouched one.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path, PurePosixPath

from course_utils.errors import SetupError
from course_utils.places import root
from course_utils.storage.atomic import write_whole

RECORD = ".deep_learning_course.json"
EARLIER = "earlier"  # the folder for what was run, and is replaced by a newer edition


@dataclass
class Refresh:
    """What `refresh` did, by the notebooks' paths below the folder.

    Attributes
    ----------
    copied : list of str
        They were not there.
    replaced : list of str
        By a newer edition: nobody had typed anything into them.
    beside : dict of str to str
        From a notebook that was changed, and stays, to its newer edition beside it.
    """

    copied: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    beside: dict[str, str] = field(default_factory=dict)


def working_folder(asked: Path | None = None) -> Path:
    """Return the folder for a learner's copy.

    It is the one asked for; or the copy in which one stands; or `deep-learning-course` at home.

    Raises
    ------
    SetupError
        The system knows no home folder for this user.
    """
    try:
        if asked:
            return asked.expanduser().absolute()
        here = Path.cwd()
        copies = (folder for folder in (here, *here.parents) if (folder / RECORD).is_file())
        return next(copies, None) or Path.home() / "deep-learning-course"
    except RuntimeError:  # nobody knows what ~ stands for
        raise SetupError(
            "Expected a home folder for your notebooks, found none. Name one: "
            "`course lab --folder FOLDER`."
        ) from None


def refresh(folder: Path) -> Refresh:
    """Copy the notebooks of the course to a folder, or bring an older copy up to date.

    A notebook that is not there is copied. One that nobody changed is replaced by a newer edition;
    if it was run, it is kept in `earlier`. One that was changed stays, and the newer edition is put
    beside it, once. A second run after a failure goes on where the first stopped.

    Raises
    ------
    SetupError
        The folder cannot be written to, or the disk is full.
    """
    done = Refresh()
    try:
        record = _read_record(folder)
        for name, data in _published():
            _hand_out(folder, name, data, record, done)
        write_whole(folder / RECORD, json.dumps(record, indent=1).encode())
    except OSError as error:
        raise SetupError(
            f"Expected to copy the notebooks to {folder}, found: {error.strerror or error}. What "
            "was there is as it was. Make room, or choose another folder: "
            "`course lab --folder FOLDER`."
        ) from error
    return done


def _published() -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of each notebook, the start page last: it leads to the others."""
    folder = root() / "notebooks"
    for path in (*sorted(folder.glob("[!.]*/*.ipynb")), *sorted(folder.glob("*.ipynb"))):
        yield path.relative_to(folder).as_posix(), path.read_bytes()


def _hand_out(folder, name, data, record, done):
    """Put an edition of a notebook where nothing of the learner's is, and note it."""
    key = written_key(data)
    if record.get(name) == key and (folder / name).exists():
        return
    place = next(p for p in _places(name) if _is_ours(folder / p, (key, record.get(p))))
    path = folder / place
    old = path.read_bytes() if path.exists() else None
    if old is None or written_key(old) != key:
        if old and _was_run(old):
            _keep(path, folder / EARLIER / place)
        write_whole(path, data)
        if place != name:
            done.beside[name] = place
        else:
            (done.copied if old is None else done.replaced).append(name)
    record[name] = record[place] = key


def _places(name):
    """Yield where an edition may go: its own place, then others beside it."""
    path = PurePosixPath(name)
    yield name
    for number in count(1):
        ending = "_new_edition" if number == 1 else f"_new_edition_{number}"
        yield str(path.with_stem(path.stem + ending))


def _is_ours(path, handed_out):
    """Whether nothing is at a path, or an edition that was handed out and not changed since."""
    return not path.exists() or written_key(path.read_bytes()) in handed_out


def _keep(path, aside):
    """Move a notebook aside, beside any other that was kept there."""
    aside.parent.mkdir(parents=True, exist_ok=True)
    numbered = (aside.with_stem(f"{aside.stem}_{number}") for number in count(2))
    os.rename(path, aside if not aside.exists() else next(p for p in numbered if not p.exists()))


def written_key(data: bytes) -> str:
    """Return a hash of what is written in a notebook: same key, same cells.

    Outputs and the notebook's settings do not count, nor an empty cell, which JupyterLab adds
    behind the last one that is run. What is no notebook is hashed as it stands.
    """
    try:
        cells = json.loads(data)["cells"]
        told = [(c["cell_type"], "".join(c["source"]), c.get("attachments")) for c in cells]
        written = json.dumps([cell for cell in told if cell[1].strip()]).encode()
    except (ValueError, KeyError, TypeError):
        written = data
    return hashlib.sha256(written).hexdigest()


def _was_run(data):
    cells = json.loads(data)["cells"]
    return any(cell.get("outputs") or cell.get("execution_count") for cell in cells)


def _read_record(folder):
    """What was handed out; nothing where there is no record or a damaged one: all is kept then."""
    try:
        record = json.loads((folder / RECORD).read_bytes())
    except (FileNotFoundError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}
