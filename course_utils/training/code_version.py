"""What the results of a training depend on beside its settings."""

from functools import cache
from importlib.metadata import version
from pathlib import Path

from course_utils.storage import content_key


@cache
def code_version() -> tuple[str, ...]:
    """Return what results depend on beside their settings: a part for every key.

    Returns
    -------
    tuple of str
        A checksum of the modules that train, and the versions of the libraries that train.
        Neither is imported to find out.
    """
    package = Path(__file__).parent.parent
    modules = sorted([*package.glob("training/*.py"), *package.glob("networks/*.py")])
    versions = [f"{name} {version(name)}" for name in ("tensorflow", "keras", "numpy")]
    return content_key([path.read_bytes() for path in modules]), *versions
