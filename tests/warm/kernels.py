"""Real kernels, started as nbval and JupyterLab start them."""

import json
import subprocess
import sys
from contextlib import contextmanager
from itertools import groupby

import psutil
from jupyter_client.manager import start_new_kernel

from course_utils.warm.process import ForkedProcess

WARM = "course-warm"

SERVE = """
import os, sys
environment = dict(os.environ)
os.environ["OPENBLAS_NUM_THREADS"] = "1"
from pathlib import Path
from course_utils.warm.server import Server
server = Server(Path(sys.argv[1]), environment, float(sys.argv[2]))
print("ready", flush=True)
server.serve()
"""


@contextmanager
def serving(path, idle_s=600):
    """A process that forks kernels and has imported nothing heavy, so that it starts at once."""
    command = [sys.executable, "-c", SERVE, str(path), str(idle_s)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout.readline() == "ready\n"
            yield process
        finally:
            process.kill()


@contextmanager
def kernel(name=WARM, **settings):
    """A kernel's manager and client; it is shut down at the end."""
    manager, client = start_new_kernel(kernel_name=name, **settings)
    try:
        yield manager, client
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def forked(manager):
    """The process of a kernel that a warm process forked."""
    process = manager.provisioner.process
    assert isinstance(process, ForkedProcess)
    return psutil.Process(process.pid)


def run(client, code):
    """The texts that a cell shows, each with its stream's or message's name.

    How a stream is cut into messages is chance: what follows each other is joined.
    """
    shown = []

    def keep(message):
        kind, content = message["msg_type"], message["content"]
        if kind == "stream":
            shown.append((content["name"], content["text"]))
        if kind in ("execute_result", "display_data"):
            shown.append((kind, content["data"]["text/plain"]))
        if kind == "error":
            shown.append((kind, content["ename"]))

    client.execute_interactive(code, output_hook=keep, timeout=60, stop_on_error=False)
    groups = groupby(shown, key=lambda item: item[0])
    return [(kind, "".join(text for _, text in items)) for kind, items in groups]


def value(client, expression):
    """What an expression is worth in the kernel: a number, a text, or a list or dict of them."""
    ((kind, text),) = run(client, f"print(__import__('json').dumps({expression}))")
    assert kind == "stdout", text
    return json.loads(text)
