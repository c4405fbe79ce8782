"""Warm processes of these tests alone, and nothing left of them at the end."""

import os
import subprocess
import sys

import psutil
import pytest

from course_utils.warm.asking import retire


def processes(folder):
    """The processes that have this folder in their command line."""
    found = psutil.process_iter(["cmdline"])
    return [process for process in found if str(folder) in " ".join(process.info["cmdline"] or [])]


@pytest.fixture(scope="session")
def runtime(tmp_path_factory):
    """Where kernels and warm processes meet; when the tests end, none of them runs."""
    folder = tmp_path_factory.mktemp("runtime")
    yield folder
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUPYTER_RUNTIME_DIR", str(folder))
        retire()
    left = psutil.wait_procs(processes(folder), timeout=10)[1]
    assert left == []


@pytest.fixture(scope="module", autouse=True)
def runtime_folder_of_these_tests(runtime):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUPYTER_RUNTIME_DIR", str(runtime))
        yield


@pytest.fixture(scope="session")
def python():
    """Run a script in a fresh process, which must end with the status given."""

    def run(script, status=0, **environment):
        command = [sys.executable, "-c", script]
        env = os.environ | environment
        done = subprocess.run(command, capture_output=True, text=True, env=env)
        assert done.returncode == status, done.stderr
        return done

    return run
