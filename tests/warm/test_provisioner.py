"""What a front end does with a kernel: start, interrupt, restart, kill; and what may go wrong."""

import logging
import os
import signal
import subprocess
import sys
from pathlib import Path

import nbformat
import psutil
import pytest
from nbclient import NotebookClient

from tests.warm.kernels import WARM, forked, kernel, run, value

pytestmark = pytest.mark.xdist_group("warm")

ROOT = Path(__file__).parents[2]
ASK_AND_WAIT = """
from tests.warm.kernels import kernel
with kernel() as (manager, client):
    print(manager.provisioner.pid, flush=True)
    input()
"""


@pytest.fixture(scope="module")
def started():
    """A kernel that no test ends."""
    with kernel() as (manager, client):
        forked(manager)
        yield manager, client


def test_it_can_be_interrupted(started):
    manager, client = started
    client.execute("print('begun')\nwhile True: pass", stop_on_error=False)
    while client.get_iopub_msg(timeout=30)["msg_type"] != "stream":
        pass
    manager.interrupt_kernel()
    assert client.get_shell_msg(timeout=30)["content"]["ename"] == "KeyboardInterrupt"
    assert run(client, "1 + 1") == [("execute_result", "2")]


def test_two_kernels_share_nothing(started):
    _, client = started
    run(client, "x = 1")
    with kernel() as (_, other):
        assert run(other, "x") == [("error", "NameError")]
        draw = "[__import__('random').random(), __import__('numpy').random.random()]"
        assert len({*value(client, draw), *value(other, draw)}) == 4


def test_it_has_the_place_and_the_settings_that_were_asked_for(tmp_path):
    (tmp_path / "helper.py").write_text("answer = 42\n")
    settings = {**os.environ, "COURSE_ODD": "\udcff=\n", "COURSE_HOME": str(tmp_path)}
    with (
        open(tmp_path / "out", "w") as out,
        open(tmp_path / "err", "w") as err,
        kernel(cwd=str(tmp_path), env=settings, stdout=out, stderr=err) as (manager, client),
    ):
        forked(manager)
        run(client, "import os; os.write(1, b'to one'); os.write(2, b'to two')")
        assert value(client, "os.getcwd()") == str(tmp_path)
        assert value(client, "__import__('helper').answer") == 42
        assert value(client, "os.environ['COURSE_ODD']") == "\udcff=\n"
        assert value(client, "os.environ['COURSE_HOME']") == str(tmp_path)
    assert (tmp_path / "out").read_text().endswith("to one")
    assert (tmp_path / "err").read_text().endswith("to two")


def test_it_can_be_restarted():
    with kernel() as (manager, client):
        before = forked(manager)
        run(client, "x = 1")
        manager.restart_kernel(now=True)
        client.wait_for_ready(timeout=30)
        assert forked(manager) != before and not before.is_running()
        assert run(client, "x") == [("error", "NameError")]


@pytest.mark.parametrize(
    "end, status", [("os.kill(os.getpid(), 9)", -signal.SIGKILL), ("os._exit(7)", 7)]
)
def test_its_end_is_known(end, status):
    with kernel() as (manager, client):
        client.execute(f"import os; {end}")
        assert manager.provisioner.process.wait(timeout=30) == status
        assert not manager.is_alive()


def test_what_it_started_ends_with_it():
    with kernel() as (manager, client):
        code = "import subprocess; child = subprocess.Popen(['sleep', '600'])"
        run(client, code)
        child = psutil.Process(value(client, "child.pid"))
    assert psutil.wait_procs([child], timeout=10)[1] == []


def test_it_ends_with_its_asker():
    command = [sys.executable, "-c", ASK_AND_WAIT]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as asker:
        left = psutil.Process(int(asker.stdout.readline()))
        asker.kill()
    assert psutil.wait_procs([left], timeout=10)[1] == []


def test_nbclient_runs_a_notebook_on_it(started):
    warm = forked(started[0]).ppid()
    code = "import os, sys\nprint('tensorflow' in sys.modules, os.getppid())"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    NotebookClient(notebook, kernel_name=WARM, shutdown_kernel="immediate").execute()
    assert notebook.cells[0].outputs[0].text == f"True {warm}\n"


class TestWithoutAWarmProcess:
    """The kernel is an ordinary one, and the log says why."""

    @pytest.fixture(autouse=True)
    def log(self, caplog, monkeypatch):
        """Let pytest see what traitlets logs."""
        monkeypatch.setattr(logging.getLogger("traitlets"), "propagate", True)
        return caplog

    def works(self, log, reason, **settings):
        with kernel(**settings) as (manager, client):
            assert isinstance(manager.provisioner.process, subprocess.Popen)
            assert run(client, "1 + 1") == [("execute_result", "2")]
        assert "No warm kernel, but an ordinary one, because: Expected" in log.text
        assert reason in log.text

    def test_the_folder_is_open_to_others(self, log, tmp_path, monkeypatch):
        monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path))
        (tmp_path / "course-warm").mkdir()
        (tmp_path / "course-warm").chmod(0o777)
        self.works(log, "to be a folder of yours alone, found drwxrwxrwx")

    def test_the_folder_cannot_be_made(self, log, tmp_path, monkeypatch):
        monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path))
        (tmp_path / "course-warm").write_text("in the way")
        self.works(log, "Set JUPYTER_RUNTIME_DIR to a folder you may write to")

    def test_the_warm_process_does_not_start(self, log, tmp_path):
        (tmp_path / "course_utils").mkdir()
        (tmp_path / "course_utils" / "__init__.py").write_text("")
        other = {**os.environ, "PYTHONPATH": str(tmp_path)}
        self.works(log, "No module named 'course_utils.warm'", env=other)

    def test_the_system_cannot_fork(self, log, monkeypatch):
        monkeypatch.setattr("course_utils.warm.provisioner.can_fork", lambda: False)
        self.works(log, "Expected Linux")

    def test_a_pipe_is_asked_for(self, log):
        self.works(log, "found a pipe to be made", stderr=subprocess.PIPE)
