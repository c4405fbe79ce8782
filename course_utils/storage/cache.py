"""Results kept on disk, found again by their content."""

import contextlib
import hashlib
import io
from collections.abc import Callable, Iterable, Mapping

import numpy as np
import numpy.typing as npt

from course_utils.errors import SetupError
from course_utils.storage.atomic import write_whole
from course_utils.storage.folders import cache_folder, shared_cache_folder

_MOST_BYTES = 500_000_000  # of all results together


def cached_arrays(
    key_parts: Iterable, make: Callable[[], Mapping[str, npt.ArrayLike]]
) -> dict[str, np.ndarray]:
    """Return arrays from the cache, or make them and keep them.

    A file is written under another name and renamed when it is whole. One that cannot be read
    is made again. When the disk is full or may not be written to, the arrays are returned all
    the same. Beyond 500 MB, those not used for longest are removed. What is in the folder of
    COURSE_SHARED_CACHE is read from there, and left as it is.

    Parameters
    ----------
    key_parts
        Everything the arrays depend on: texts, bytes, numbers, None, arrays, or sequences of
        these. Equal parts find the same arrays.
    make
        Called only when needed.

    Returns
    -------
    dict
        What `make` returned, each value as an array.
    """
    name = f"{content_key(key_parts)}.npz"
    for read in (_read_own, _read_shared):
        with contextlib.suppress(Exception):  # whatever is wrong with the file, it can be made
            return read(name)
    arrays = {name: np.asarray(value) for name, value in make().items()}
    with contextlib.suppress(OSError, SetupError):
        _write(_folder() / name, arrays)
        _remove_oldest(keep=_folder() / name)
    return arrays


def content_key(key_parts: Iterable) -> str:
    """Return a name of 64 hexadecimal digits for these parts: the SHA-256 of their content."""
    digest = hashlib.sha256()
    for part in _flat(key_parts):
        digest.update(part)
    return digest.hexdigest()


def _flat(part):
    """A part as bytes that no other part has: its kind, its length, its content."""
    if isinstance(part, np.ndarray):
        content = f"{part.dtype.str}{part.shape}".encode() + np.ascontiguousarray(part).tobytes()
    elif isinstance(part, bytes):
        content = part
    elif part is None or isinstance(part, (str, bool, int, float, np.number)):
        content = repr(part).encode()
    else:
        parts = list(part.items() if isinstance(part, dict) else part)
        yield f"sequence {len(parts)} ".encode()
        for one in parts:
            yield from _flat(one)
        return
    yield f"{type(part).__name__} {len(content)} ".encode() + content


def _folder():
    return cache_folder() / "training"


def _read_own(name):
    arrays = _read(_folder() / name)
    with contextlib.suppress(OSError):  # a folder that may only be read
        (_folder() / name).touch()  # used now
    return arrays


def _read_shared(name):
    shared = shared_cache_folder()
    if shared is None:
        raise FileNotFoundError("no COURSE_SHARED_CACHE")
    return _read(shared / "training" / name)


def _read(path):
    with np.load(path, allow_pickle=False) as file:
        return {name: file[name] for name in file.files}


def _write(path, arrays):
    file = io.BytesIO()
    np.savez(file, **arrays)
    write_whole(path, file.getbuffer())


def _remove_oldest(keep):
    files = sorted(_folder().glob("*.npz"), key=lambda path: path.stat().st_mtime)
    total = sum(path.stat().st_size for path in files)
    for path in files:
        if total > _MOST_BYTES and path != keep:
            total -= path.stat().st_size
            path.unlink()
