"""One file of a collection, before anybody has read it."""

import hashlib
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

# What a notebook may weigh. Beyond, its outputs are at fault, and nothing of it is read.
MAX_BYTES = 64 * 2**20

_MAX_NAME = 200
# Turn text around, so that a name reads as another one.
_TURNING = {chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F)}


@dataclass(frozen=True)
class Found:
    """A file as a folder or a zip lists it.

    Attributes
    ----------
    parts : tuple of str
        The names of the folders it is in, then its own; free of control characters.
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


def too_large(size):
    """Return the sentence for a file of `size` bytes, which are more than `MAX_BYTES`."""
    return (
        f"Expected a notebook of at most {MAX_BYTES // 2**20} MB, found {size / 2**20:,.0f} MB. "
        "Clear its outputs, save it, and hand it in again."
    )


def clean(text):
    r"""Return a name that is safe to store and to print; escapes keep different names different.

    Control characters, marks that turn the text around and bytes that are no UTF-8 become
    ``\x1b`` or ``\u202e``, accents are composed (NFC), and a very long name is cut and ends
    in a part of its hash.
    """
    text = "".join(map(_escaped, unicodedata.normalize("NFC", text)))
    if len(text) <= _MAX_NAME:
        return text
    stem, dot, ending = text.rpartition(".")
    ending = dot + ending if stem and len(ending) <= 10 else ""
    digest = hashlib.sha256(text.encode()).hexdigest()[:8]
    return f"{text[: _MAX_NAME - len(ending) - 9]}…{digest}{ending}"


def _escaped(character):
    unsafe = unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"}
    if not unsafe and character not in _TURNING:
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"
