"""Files that are there whole or not at all."""

import os
import secrets
from pathlib import Path


def write_whole(path, data):
    """Write bytes beside `path` and put them in its place in one step.

    Parameters
    ----------
    path : str or Path
        Its folder is made where there is none.
    data : bytes

    Returns
    -------
    Path
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
