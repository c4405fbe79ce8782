import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from course_utils.warm import fingerprint as module
from course_utils.warm.fingerprint import fingerprint

PRINT = (
    "import os; from course_utils.warm.fingerprint import fingerprint as f; print(f(os.environ))"
)


def elsewhere(**options):
    run = subprocess.run(
        [sys.executable, "-c", PRINT], capture_output=True, text=True, env=os.environ, **options
    )
    return run.stdout.strip()


def test_it_is_the_same_in_another_process():
    assert elsewhere() == fingerprint(os.environ)


def test_limits_are_inherited_so_they_count():
    limited = elsewhere(preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, (0, 0)))
    unlimited = elsewhere(preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (99, 99)))
    assert len({limited, unlimited}) == 2


@pytest.mark.parametrize("name", ["TF_ENABLE_ONEDNN_OPTS", "PYTHONPATH", "KERAS_BACKEND", "HOME"])
def test_what_libraries_read_counts(name):
    assert fingerprint({**os.environ, name: "other"}) != fingerprint(os.environ)


@pytest.mark.parametrize("name", ["COURSE_HOME", "PWD", "JPY_PARENT_PID", "MPLBACKEND"])
def test_what_the_kernel_reads_itself_does_not(name):
    assert fingerprint({**os.environ, name: "other"}) == fingerprint(os.environ)


def test_an_edited_file_counts(tmp_path, monkeypatch):
    copy = shutil.copytree(Path(module.__file__).parent, tmp_path / "warm")
    monkeypatch.setattr(module, "__file__", str(copy / "fingerprint.py"))
    before = fingerprint({})
    os.utime(copy / "kernel.py", ns=(1, 1))
    assert fingerprint({}) != before


def test_a_new_package_counts(tmp_path, monkeypatch):
    packages = tmp_path / "site-packages"
    packages.mkdir()
    monkeypatch.syspath_prepend(str(packages))
    before = fingerprint({})
    os.utime(packages, ns=(1, 1))
    assert fingerprint({}) != before
