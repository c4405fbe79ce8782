"""Texts that somebody else chose, made safe to store, to show, to be a name; and numbers in words.

`storable` is for what is kept or computed with: all of it stays, but for what no database and no
page takes. `showable` is for what a person reads: everything can be seen and nothing acts.
`safe_name` is for what something is called: different names stay different.
"""

import hashlib
import math
import re
import unicodedata

MOST_IN_A_NAME = 200  # an index of PostgreSQL holds no text of any length

_HALVES = "\ud800-\udfff"  # of a pair of surrogates: no character, and no encoding has it
# Control characters, line ends of Unicode, and marks that turn the direction of writing round.
_ACTING = "\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069"
# The joiners U+200C and U+200D are not among them: names in many scripts need them.
_INVISIBLE = (
    "\xad\u061c\u180e\u200b\u2060-\u2065\u206a-\u206f\ufeff\ufff0-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e0fff"
)
_REFUSED = re.compile(f"[\x00{_HALVES}]")
_UNSEEN = re.compile(f"[{_ACTING}{_INVISIBLE}{_HALVES}]")
_UNSAFE_IN_A_NAME = re.compile(f"[\t\n{_ACTING}{_HALVES}]")
# What a terminal takes for a command to change colour or place, and what winds a line back.
_TERMINAL = re.compile(r"\x1b\[[0-9;:?]{0,32}[ -/]{0,4}[@-~]|\x08+")


def storable(text: object) -> str:
    """Return a text with a replacement character for each that no database stores.

    Those are NUL, which PostgreSQL refuses, and halves of characters, which no driver sends.
    """
    return _REFUSED.sub("\N{REPLACEMENT CHARACTER}", str(text))


def showable(text: str) -> str:
    """Return a text in which everything can be seen and nothing acts.

    Colours of a terminal are left out. Any other control character is shown as its picture
    (``␛``), invisible characters and marks that turn the direction of writing round as
    ``[U+202E]``, half characters as the replacement character. Lines end in a newline.

    Escaping for HTML is not done here: the templates do it, everywhere.
    """
    text = re.sub("\r\n?", "\n", _TERMINAL.sub("", text))
    return _UNSEEN.sub(lambda match: _picture(ord(match[0])), text)


def one_line(text: str, most: int | None = None) -> str:
    """Return the same on one line, its spaces single.

    Parameters
    ----------
    most : int, optional
        How many characters are kept; where there are more, a "…" says so.
    """
    if most is None:
        return " ".join(showable(text).split())
    line = " ".join(showable(text[: 20 * most]).split())
    return line if len(line) <= most and len(text) <= 20 * most else f"{line[:most].rstrip()} …"


def _picture(code):
    if code < 0x20:
        return chr(0x2400 + code)
    if 0xD800 <= code <= 0xDFFF:
        return "\N{REPLACEMENT CHARACTER}"
    return "\N{SYMBOL FOR DELETE}" if code == 0x7F else f"[U+{code:04X}]"


def safe_name(text: str) -> str:
    r"""Return a name that is safe to store and to print; the same again for one that is.

    Control characters, marks that turn the text around and bytes that are no UTF-8 become
    ``\x1b`` or ``\u202e``, so that different names stay different; accents are composed (NFC).
    Of more than 200 characters the first are kept, a part of the hash, and the file's ending.
    """
    text = _UNSAFE_IN_A_NAME.sub(_escape, unicodedata.normalize("NFC", text))
    if len(text) <= MOST_IN_A_NAME:
        return text
    stem, dot, ending = text.rpartition(".")
    ending = dot + ending if stem and len(ending) <= 10 else ""
    digest = hashlib.sha256(text.encode()).hexdigest()[:8]
    return f"{text[: MOST_IN_A_NAME - len(ending) - 9]}…{digest}{ending}"


def _escape(match):
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"


def number(value: float) -> str:
    """Return a number with up to two decimals: "12", "7.5", "3.33"."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def read_number(text: str) -> float:
    """Read a number with a decimal point or, as half of Europe writes it, a decimal comma.

    Raises
    ------
    ValueError
        It is no number, or not a finite one.
    """
    value = float(text.replace(",", "."))
    if not math.isfinite(value):
        raise ValueError(f"expected a finite number, found {text!r}")
    return value
