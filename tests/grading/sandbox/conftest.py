"""Code in a process of its own, which a protection may shut in for ever."""

import json
import subprocess
import sys
import tempfile
import textwrap

import pytest

from course_utils.course_map import root

_HEAD = """
import contextlib, ctypes, errno, json, os, socket, sys
from pathlib import Path
from course_utils.grading.sandbox.seal import *
from course_utils.grading.sandbox.seal import (
    filters, landlock, namespaces, processes, seal, services, syscalls, Limits
)
libc = ctypes.CDLL(None, use_errno=True)
def fails(function, *arguments):
    "The name of the error, or None."
    try:
        function(*arguments)
    except OSError as error:
        return errno.errorcode[error.errno]
def tell(value):
    os.write(1, json.dumps(value).encode())
"""


@pytest.fixture(scope="session")
def alone():
    """Run code in a fresh process; what it hands to `tell` comes back."""

    def run(code, *words):
        command = [sys.executable, "-c", _HEAD + textwrap.dedent(code), *map(str, words)]
        done = subprocess.run(command, capture_output=True, cwd=root(), timeout=60)
        assert done.stdout, done.stderr.decode()
        return json.loads(done.stdout)

    return run


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    """A folder for temporary files of its own."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path
