"""One file of a collection, before anybody has read it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

# The most bytes of a notebook. With more, its outputs are at fault, and nothing of it is read.
MAX_BYTES = 64 * 2**20


@dataclass(frozen=True)
class CollectedFile:
    """A file as a folder or a zip lists it.

    Attributes
    ----------
    parts : tuple of str
        The names of the folders it is in, then its own; each a safe name.
    read : callable
        Takes nothing and returns its bytes, never more than `MAX_BYTES`; or raises
        `GradingError`.
    time : datetime or None
        When it was last written, in UTC, as far as the collection knows.
    problem : str
        Why it must not be read, in a sentence; empty where it may.
    is_folder : bool
        A folder with nothing in it, listed so that it does not vanish.
    """

    parts: tuple[str, ...]
    read: Callable[[], bytes] = bytes
    time: datetime | None = None
    problem: str = ""
    is_folder: bool = False

    @property
    def name(self) -> str:
        """Its own name, without the folders."""
        return self.parts[-1]

    @property
    def path(self) -> str:
        """Its place in the collection: "ada/01_single_neuron.ipynb"."""
        return "/".join(self.parts)

    @property
    def is_notebook(self) -> bool:
        """Whether its name says that it is a notebook."""
        return self.name.lower().endswith(".ipynb")


def too_large(size: int) -> str:
    """Return the sentence for a file of `size` bytes, which are more than `MAX_BYTES`."""
    return (
        f"Expected a notebook of at most {MAX_BYTES // 2**20} MB, found {size / 2**20:,.0f} MB. "
        "Clear its outputs, save it, and hand it in again."
    )
