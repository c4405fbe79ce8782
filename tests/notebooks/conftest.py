"""The notebooks' kernels are forked from one warm process, which all test processes share."""

import os

import pytest

from course_utils.warm.forking import can_fork


@pytest.fixture(scope="session")
def runtime(tmp_path_factory):
    """Where the notebooks' kernels meet their warm process; the last test process ends it."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    if not can_fork():
        yield shared / "runtime"
        return
    import fcntl  # late, like `retire`: only a system that can fork has it

    with open(shared / "users-of-the-warm-process", "w") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        yield shared / "runtime"
        _end_if_last(users, shared / "runtime")


@pytest.fixture(autouse=True)
def warm_kernels(runtime, monkeypatch):
    """Start the notebooks' kernels there."""
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(runtime))


def _end_if_last(users, folder):
    import fcntl

    from course_utils.warm.asking import retire

    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUPYTER_RUNTIME_DIR", str(folder))
        retire()
