"""What holds for every test: a home of its own, quick fits, and the marks that choose tests."""

import os
import signal
from pathlib import Path

import pytest

from course_utils import quick_fits

# Folders whose tests start something: a browser, a notebook's kernel, a database, a grader.
STARTERS = {"benchmarks", "browser", "built", "cli", "deploy", "distribution", "gradebook"}
STARTERS |= {"notebooks", "sandbox", "tools"}

# Each worker has a core: a pool of threads in each would take a tenth of the time to wait.
for library in ("TF_NUM_INTRAOP", "TF_NUM_INTEROP", "OMP_NUM", "OPENBLAS_NUM"):
    os.environ.setdefault(f"{library}_THREADS", "1")

# A shell that starts the tests in the background has Ctrl-C ignored, and some tests press it.
signal.signal(signal.SIGINT, signal.default_int_handler)

quick_fits.load_ipython_extension(None)  # the tests' own networks train as a notebook's do


def pytest_xdist_auto_num_workers(config):
    """As many as cores, and no more: two that share a core take a third more time.

    Each drives the other's arrays and code out of the core's cache. Physical cores, which xdist
    counts by itself, may be more than this process is given.
    """
    if not hasattr(os, "sched_getaffinity"):
        return None
    return min(len(os.sched_getaffinity(0)), 4)


def pytest_collection_modifyitems(items):
    """Mark what `make quick` leaves out."""
    for item in items:
        if STARTERS & {*Path(item.path).parts}:
            item.add_marker("process")


@pytest.fixture(scope="session")
def trained(tmp_path_factory, worker_id):
    """Where the explorers' trainings are: each is trained by the first worker that shows it."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "trained"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session", autouse=True)
def home_of_its_own(tmp_path_factory, trained):
    """Set COURSE_HOME for this process and everything it starts."""
    before = dict(os.environ)
    home = tmp_path_factory.mktemp("home")
    (home / "cache").symlink_to(trained)
    os.environ["COURSE_HOME"] = str(home)
    os.environ.pop("COURSE_STRICT", None)
    yield
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture(scope="session")
def chromium():
    """One browser for all that look: Playwright cannot be started twice in a process."""
    from tests.browser.chromium import running_chromium  # a worker without such tests needs none

    with running_chromium() as browser:
        yield browser
