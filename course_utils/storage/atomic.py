"""Files that are there whole or not at all."""

import os
import secrets
from pathlib import Path


def write_whole(path: str | os.PathLike, data: bytes | memoryview) -> Path:
    """Write bytes beside `path` and put them in its place in one step.

    A reader finds the old file or the new one, never a part; after a failure, the old one.

    Parameters
    ----------
    path
        Its folder is made where there is none.
    data

    Returns
    -------
    Path
        The same path.

    Raises
    ------
    OSError
        The folder cannot be made or written to, or the disk is full.
    """
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        beside.write_bytes(data)
        os.replace(beside, path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return path
