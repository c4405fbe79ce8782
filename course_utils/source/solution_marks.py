"""Solution marks: where an exercise source holds an answer, and how to cut it out.

An answer is between two comment lines::

    # BEGIN SOLUTION: model = ...
    model = keras.Sequential([keras.Input((3,)), layers.Dense(1)])
    # END SOLUTION

The text after the colon is what the learner finds in place of the block; without
it, the learner finds ``...``. A mark that is nearly right is an error, never a
comment: an answer must not reach a learner because of a slip of the pen.
"""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from course_utils.errors import AuthoringError

_BEGIN = re.compile(r"(?P<indent> *)# BEGIN SOLUTION(: (?P<blank>\S.*))?")
_END = re.compile(r" *# END SOLUTION")
_COMMENT = re.compile(r"\s*#+\s*(\w+[\s_-]*\w*)")
_SPELLINGS = ("BEGIN SOLUTION", "END SOLUTION")


@dataclass(frozen=True)
class Block:
    """One answer: the positions of its two mark lines, and the line for the blank."""

    begin: int
    end: int
    blank: str


def find_blocks(text: str, where: str | Path, first_line: int = 1) -> list[Block]:
    """Return the solution blocks of `text`, in order.

    Parameters
    ----------
    text : str
        A whole source, or one cell of it.
    where : str or Path
        The file, as error messages are to name it.
    first_line : int
        The line of the file at which `text` begins.

    Returns
    -------
    list of Block
        Their positions count from 0 at the first line of `text`.

    Raises
    ------
    AuthoringError
        A mark is misspelt, is inside another block, or lacks its partner;
        or a block runs past the end of its cell. The message starts with
        ``file:line``.
    """
    blocks, opened = [], None
    for position, line in enumerate(text.split("\n")):
        here = f"{where}:{first_line + position}"
        if begin := _BEGIN.fullmatch(line):
            if opened:
                raise AuthoringError(f"{here}: {_inside(opened, first_line)}")
            opened = position, begin["indent"] + (begin["blank"] or "...") + "  # your answer"
        elif _END.fullmatch(line):
            if not opened:
                raise AuthoringError(f"{here}: # END SOLUTION without a # BEGIN SOLUTION above it.")
            blocks.append(Block(opened[0], position, opened[1]))
            opened = None
        elif _is_misspelt(line):
            raise AuthoringError(f"{here}: {_spelling(line)}")
        elif opened and line.startswith("# %%"):
            break
    if opened:
        raise AuthoringError(
            f"{where}:{first_line + opened[0]}: # BEGIN SOLUTION without an # END SOLUTION "
            "in the same cell. Add the line where the answer ends."
        )
    return blocks


def blanked(text: str, where: str | Path, first_line: int = 1) -> str:
    """Return `text` with each answer replaced by its blank: the exercise edition.

    Parameters and errors are those of `find_blocks`.
    """
    lines = text.split("\n")
    for block in reversed(find_blocks(text, where, first_line)):
        lines[block.begin : block.end + 1] = [block.blank]
    return "\n".join(lines)


def solved(text: str, where: str | Path, first_line: int = 1) -> str:
    """Return `text` without the mark lines, answers left in: the solution edition.

    Parameters and errors are those of `find_blocks`.
    """
    lines = text.split("\n")
    for block in reversed(find_blocks(text, where, first_line)):
        del lines[block.end], lines[block.begin]
    return "\n".join(lines)


def _is_misspelt(line):
    """Tell whether a line that is no mark was meant to be one."""
    if re.search(r"\bSOLUTIONS?\b", line):
        return True
    words = _COMMENT.match(line)
    return words is not None and any(
        SequenceMatcher(None, words[1].upper(), spelling).ratio() > 0.8 for spelling in _SPELLINGS
    )


def _inside(opened, first_line):
    return (
        f"# BEGIN SOLUTION inside the solution that began at line {first_line + opened[0]}. "
        "Close that one with # END SOLUTION first."
    )


def _spelling(line):
    return (
        f"{line.strip()!r} looks like a solution mark but is none. Expected '# BEGIN SOLUTION', "
        "'# BEGIN SOLUTION: text of the blank' or '# END SOLUTION', alone on its line."
    )
