"""Code in a process of its own, which a protection may shut in forever."""

import json
import os
import subprocess
import sys
import tempfile
import textwrap

import pytest

from course_utils.source.course_map import root

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
        done = subprocess.run(command, capture_output=True, cwd=root(), timeout=300)
        assert done.stdout, done.stderr.decode()
        return json.loads(done.stdout)

    return run


@pytest.fixture(scope="session")
def python():
    """Run a script in a fresh process, which must end with the status given."""

    def run(script, status=0, **environment):
        command = [sys.executable, "-c", script]
        env = os.environ | environment
        done = subprocess.run(command, capture_output=True, text=True, env=env, cwd=root())
        assert done.returncode == status, done.stderr
        return done

    return run


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    """A folder for temporary files of its own."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path
