"""The programs that a notebook makes and moves its files with, done in Python.

A cell that says ``!mkdir out`` is honest, and a later one saves its model there. The seal starts no
program; these few are so small that they need none. What they may write to is the seal's business.
"""

import glob
import os
import re
import shlex
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

_FOR_A_SHELL = re.compile(r"[|<>&$`(){}]")  # pipes, variables, blocks: not read here
_JOINS = ("&&", "||", ";")


def split_commands(text: str) -> list[tuple[str, list[str]]]:
    """Split lines for a shell into their commands.

    Parameters
    ----------
    text
        "mkdir -p out && cp a.csv out".

    Returns
    -------
    list of (str, list of str)
        What is before a command ("&&", "||", ";" or nothing), and its words. Nothing where only a
        shell can read it.
    """
    commands: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        reader = shlex.shlex(line, posix=True, punctuation_chars="&|;<>()")
        reader.whitespace_split = True
        try:
            words = list(reader)
        except ValueError:  # a quotation mark without its partner
            return []
        commands.append(("", []))
        for word in words:
            if word in _JOINS:
                commands.append((word, []))
            elif _FOR_A_SHELL.search(word):
                return []
            else:
                commands[-1][1].append(word)
    return [(join, words) for join, words in commands if words]


def is_file_program(words: Sequence[str]) -> bool:
    """Whether a command, as its words, is one of the programs that are done here."""
    return words[0] in _PROGRAMS


def run_file_program(words: Sequence[str]) -> int:
    """Do what a program would do with files.

    Parameters
    ----------
    words
        ["mkdir", "-p", "out"].

    Returns
    -------
    int
        Its return code: 1 where it failed, and then it says why, as the program would.
    """
    name, *rest = words
    options = {letter for word in rest if word.startswith("-") for letter in _letters(word)}
    paths = [path for word in rest if not word.startswith("-") for path in _paths(word)]
    try:
        _PROGRAMS[name](paths, options)
    except (OSError, shutil.Error, ValueError) as error:
        print(f"{name}: {error}", file=sys.stderr)
        return 1
    return 0


def _letters(option):
    """The letters of "-rf"; "--parents" and "--recursive" begin with theirs."""
    return option[2:3] if option.startswith("--") else option[1:]


def _paths(word):
    whole = os.path.expanduser(word)
    return glob.glob(whole) or [whole]


def _mkdir(paths, options):
    for path in map(Path, paths):
        path.mkdir(parents="p" in options, exist_ok="p" in options)


def _rmdir(paths, options):
    for path in paths:
        os.rmdir(path)


def _touch(paths, options):
    for path in map(Path, paths):
        path.touch()


def _rm(paths, options):
    for path in map(Path, paths):
        if path.is_dir() and not path.is_symlink() and {"r", "R"} & options:
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok="f" in options)


def _from_and_to(paths):
    if len(paths) < 2:
        raise ValueError("missing destination")
    *sources, place = map(Path, paths)
    return sources, place


def _cp(paths, options):
    sources, place = _from_and_to(paths)
    for source in sources:
        if source.is_dir() and {"r", "R", "a"} & options:
            shutil.copytree(source, place / source.name if place.is_dir() else place)
        else:
            shutil.copy(source, place)


def _mv(paths, options):
    sources, place = _from_and_to(paths)
    for source in sources:
        shutil.move(source, place)


def _cd(paths, options):
    os.chdir(paths[0] if paths else Path.home())


_PROGRAMS = {
    "mkdir": _mkdir,
    "rmdir": _rmdir,
    "touch": _touch,
    "rm": _rm,
    "cp": _cp,
    "mv": _mv,
    "cd": _cd,  # holds for the rest of its line
}
