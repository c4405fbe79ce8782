"""The line appears for those who wait, in a form that fits the place."""

import subprocess
import sys

import pytest

from course_utils.source.course_map import root
from course_utils.training import progress_line
from course_utils.training.progress_line import ProgressLine

SCRIPT = """
import time
from course_utils.training import progress_line
from course_utils.training.progress_line import ProgressLine
progress_line._PATIENCE = {patience}
with ProgressLine(4) as line:
    for _ in range(4):
        line.advance(1)
"""


def in_a_shell(patience):
    """What a kernel sends to the notebook: the texts displayed, in order."""
    code = f"""
from ipykernel.inprocess.manager import InProcessKernelManager
manager = InProcessKernelManager()
manager.start_kernel()
client = manager.client()
client.start_channels()
client.execute({SCRIPT.format(patience=patience)!r})
while client.iopub_channel.msg_ready():
    message = client.get_iopub_msg()
    if message["header"]["msg_type"] in ("display_data", "update_display_data", "error"):
        print(message["header"]["msg_type"], message["content"].get("data") or message["content"])
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root())
    assert run.returncode == 0, run.stderr
    return run.stdout.splitlines()


def test_a_notebook_has_one_text_that_is_replaced_and_then_emptied():
    lines = in_a_shell(patience=0)
    assert lines[0].startswith("display_data")
    assert all(line.startswith("update_display_data") for line in lines[1:])
    assert "Training: epoch 4 of 4" in lines[-2]
    assert lines[-1] == "update_display_data {'text/plain': ''}"


def test_who_does_not_wait_sees_nothing():
    assert in_a_shell(patience=60) == []


@pytest.mark.parametrize("shown", [True, False])
def test_a_log_stays_clean(monkeypatch, capsys, shown):
    monkeypatch.setattr(progress_line, "_PATIENCE", 0)
    with ProgressLine(2, shown=shown) as line:
        line.advance(1)
    assert capsys.readouterr().out == ""


def test_a_terminal_has_a_bar(monkeypatch, capsys):
    monkeypatch.setattr(progress_line, "_PATIENCE", 0)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("FORCE_COLOR", "1")
    with ProgressLine(2) as line:
        line.advance(2)
    assert "Training" in capsys.readouterr().out
