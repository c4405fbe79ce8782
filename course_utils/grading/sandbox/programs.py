"""What the seal forbids, answered instead of raised: other programs, and other processes.

A notebook that says ``!pip install keras`` is honest, and works at home. Here the program is not
started; the cell gets a sentence and a return code, and goes on. Folders and files that a later
cell may need are made in Python. Processes of Python's own become threads. Nothing is protected by
this: the seal holds without it.
"""

import concurrent.futures
import contextlib
import multiprocessing
import multiprocessing.dummy as threads
import multiprocessing.pool
import os
import queue
import re
import shlex
import subprocess
import sys
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from multiprocessing.queues import SimpleQueue
from typing import TypeAlias

from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.text import SList

from course_utils.grading.sandbox.file_programs import (
    is_file_program,
    run_file_program,
    split_commands,
)

_CANNOT_RUN = 126  # as a shell says it
_MOST_SAID = 100
_NOBODY = 2**31 - 1  # no process has this number
_PIP_INSTALL = re.compile(r"\bpip3?\s+install\b(.*)")
_SCRIPTS = ("bash", "sh", "script", "perl", "ruby", "python", "python2", "python3", "pypy", "latex")
_SHELLS = ("bash", "sh")
_MANAGERS = ("pip", "conda", "mamba", "micromamba", "uv")
# Of the page in front of a learner; there is none here.
_OF_A_PAGE = ("autosave", "clear", "connect_info", "less", "man", "more", "qtconsole")

_Command: TypeAlias = str | bytes | os.PathLike | Iterable

_refused: list[str] = []


def take_refused() -> list[str]:
    """Return what was said since the last time, a sentence a program."""
    said = list(dict.fromkeys(_refused))
    _refused.clear()
    return said


def answer(command: _Command, folder: str | os.PathLike | None = None) -> int:
    """Do what a command asks for where that is a matter of files; `refuse` the rest of it.

    Parameters
    ----------
    command
        Lines for a shell, or a list of words.
    folder
        Where it is to run; by default, where the notebook is.

    Returns
    -------
    int
        The last return code.
    """
    line = _line(command)
    commands = split_commands(line)
    if not any(is_file_program(words) for _, words in commands):
        return refuse(line)
    code = 0
    with contextlib.chdir(folder or "."):
        for join, words in commands:
            if join == "||" and code == 0:
                continue
            code = run_file_program(words) if is_file_program(words) else refuse(words)
    return code


def refuse(command: _Command) -> int:
    """Say that a program was not started.

    Parameters
    ----------
    command
        A line for a shell, or a list of words.

    Returns
    -------
    int
        Its return code: 126, or 0 where `pip` was to install only what is here already.
    """
    line = _line(command)
    asked = _PIP_INSTALL.search(line)
    names = [word for word in asked[1].split() if not word.startswith("-")] if asked else []
    here = bool(names) and all(map(_is_installed, names))
    why = "what it installs is here already" if here else "the cell goes on without it"
    sentence = f"The grader starts no other program: `{line[:200]}` was not run, {why}."
    if len(_refused) < _MOST_SAID:
        _refused.append(sentence)
    print(sentence, file=sys.stderr)
    return 0 if here else _CANNOT_RUN


def _line(command):
    if isinstance(command, str | bytes | os.PathLike):
        return os.fsdecode(command).strip()
    return shlex.join(os.fsdecode(word) for word in command)


def _is_installed(requirement):
    try:
        version(re.split(r"[^\w.-]", requirement.strip("'\""))[0])
    except (PackageNotFoundError, ValueError):
        return False
    return True


class ProgramsRefused(InteractiveShell):
    """A shell whose ``!program``, ``%pip`` and ``%%bash`` are answered by `answer`."""

    def init_magics(self) -> None:
        """Put sentences in place of the magics that start a program or speak to a page."""
        super().init_magics()
        magics = self.magics_manager.magics
        magics["cell"].update({name: self._script(name) for name in _SCRIPTS})
        magics["line"].update({name: self._manager(name) for name in _MANAGERS})
        magics["line"].update(dict.fromkeys(_OF_A_PAGE, lambda line: None))

    def system(self, cmd: str) -> None:
        """Answer ``!cmd``: its code is `_exit_code`, as in a notebook."""
        self.user_ns["_exit_code"] = answer(self.var_expand(cmd, depth=1))

    def getoutput(self, cmd: str, split: bool = True, depth: int = 0) -> SList | str:
        """Answer ``lines = !cmd``: it printed nothing."""
        answer(self.var_expand(cmd, depth=depth + 1))
        return SList() if split else ""

    def _script(self, name):
        program = f"{name} {{}}".replace("script ", "", 1)

        def run(line, cell=""):
            files = name in _SHELLS and any(is_file_program(one) for _, one in split_commands(cell))
            self.system(cell if files else program.format(line))

        return run

    def _manager(self, name):
        return lambda line: self.system(f"{name} {line}")


def answer_programs() -> None:
    """Have `subprocess` and `os.system` answered by `answer`, in this process."""
    subprocess.Popen._execute_child = _not_started  # type: ignore[attr-defined]
    os.system = lambda command: answer(command) << 8


def _not_started(process, args, *others):
    """Close the pipes as if the program had ended at once; `others` ends in the pipes' places."""
    ends = others[9:15]  # what it would read from and write to, and what is read and written here
    process._close_pipe_fds(*ends)
    process.pid, process.returncode = _NOBODY, answer(args, folder=others[4])


def put_threads_for_processes() -> None:
    """Have `multiprocessing` and `concurrent.futures` start threads, in this process."""
    also = {
        "Queue": _Queue,
        "SimpleQueue": lambda: SimpleQueue(ctx=threads),  # with a thread's lock
        "cpu_count": multiprocessing.cpu_count,
    }
    vars(threads).update(also)
    names = (*threads.__all__, *also, "Array", "Value")
    vars(multiprocessing).update({name: getattr(threads, name) for name in names})
    for module in (multiprocessing, multiprocessing.pool):
        vars(module)["get_context"] = lambda method=None: threads
    vars(concurrent.futures)["ProcessPoolExecutor"] = _ThreadPoolExecutor


class _Queue(queue.Queue):
    """Takes what a queue between processes takes."""

    def close(self):
        """There is nothing to close."""

    join_thread = cancel_join_thread = close


class _ThreadPoolExecutor(concurrent.futures.ThreadPoolExecutor):
    """Takes what a pool of processes takes."""

    def __init__(self, max_workers=None, mp_context=None, initializer=None, initargs=(), **only):
        super().__init__(max_workers, "", initializer, initargs)
