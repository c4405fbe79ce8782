"""Any text a student may choose, made fit to be shown: nothing hidden, nothing endless.

Escaping for HTML is not done here: the templates do it, everywhere.
"""

import re
from dataclasses import dataclass, replace

# What a terminal takes for a command to change colour or place, and what winds a line back.
_TERMINAL = re.compile(r"\x1b\[[0-9;:?]{0,32}[ -/]{0,4}[@-~]|\x08+")

# Control characters, marks that turn the direction of writing round, invisible characters and
# half characters. The joiners U+200C and U+200D stay: names in many scripts need them.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e"
    r"\u2060-\u206f\ufeff\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)

MOST_IN_A_LINE = 600
_MOST = {"where": 160, "expected": 600, "found": 600, "next_step": 600, "mistake": 80}


def harmless(text):
    """Return a text in which everything can be seen and nothing acts.

    Colours of a terminal are left out. Any other control character is shown as its picture
    (``␛``), marks that turn the direction of writing round as ``[U+202E]``, half characters
    as the replacement character. Lines end in a newline.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
    """
    text = re.sub("\r\n?", "\n", _TERMINAL.sub("", text))
    return _UNSEEN.sub(lambda match: _picture(ord(match[0])), text)


def _picture(code):
    if code < 0x20:
        return chr(0x2400 + code)
    if 0xD800 <= code <= 0xDFFF:
        return "\N{REPLACEMENT CHARACTER}"
    return "\N{SYMBOL FOR DELETE}" if code == 0x7F else f"[U+{code:04X}]"


def one_line(text, most=MOST_IN_A_LINE):
    """Return the same on one line, its spaces single, cut with a "…" where it is long.

    Parameters
    ----------
    text : str
    most : int
        How many characters are kept.

    Returns
    -------
    str
    """
    line = " ".join(harmless(text[: 20 * most]).split())
    return line if len(line) <= most and len(text) <= 20 * most else f"{line[:most].rstrip()} …"


@dataclass(frozen=True)
class Excerpt:
    """A long text as it is shown, and a sentence about what is not; empty where all is."""

    text: str
    cut: str = ""

    def __bool__(self):
        return bool(self.text.strip())


def excerpt(text, first, last=0):
    """Return the beginning and the end of a text; an error stands at the end of an output.

    Parameters
    ----------
    text : str
    first, last : int
        How many characters are kept of each.

    Returns
    -------
    Excerpt
    """
    if len(text) <= first + last:
        return Excerpt(harmless(text).strip("\n"))
    end = f" and the last {last:,}" if last else ""
    kept = text[:first] + "\n\n…\n\n" + text[len(text) - last :] if last else text[:first] + "\n…"
    cut = f"Only the first {first:,}{end} of {len(text):,} characters are shown."
    return Excerpt(harmless(kept).strip("\n"), cut)


def tidy(verdict):
    """Return a verdict with each of its texts harmless and on one line.

    Parameters
    ----------
    verdict : Verdict

    Returns
    -------
    Verdict
    """
    return replace(
        verdict,
        question=one_line(verdict.question, 20),
        message=one_line(verdict.message),
        findings=tuple(map(tidy_finding, verdict.findings)),
    )


def tidy_finding(finding):
    """Return a finding with each of its texts harmless and on one line."""
    texts = {name: one_line(getattr(finding, name), most) for name, most in _MOST.items()}
    return replace(finding, **texts)
