"""JupyterLab on a copy of the notebooks, as a process that ends with its `with` block."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager

from course_utils.cli.lab import arguments, is_root
from tests.notebooks.running import NOTEBOOKS

TOKEN = "learner"
# Cells out of sight are taken off the page, and a test can only read what is on it.
ALL_CELLS = {"windowingMode": "none"}


@contextmanager
def running_lab(folder):
    """Start JupyterLab and wait until it answers.

    Parameters
    ----------
    folder : Path
        An empty folder. It gets `notebooks`, JupyterLab's own settings, and `home`, which the
        kernels have as COURSE_HOME.

    Yields
    ------
    str
        The server's address, without a trailing slash; the token is `TOKEN`.
    """
    shutil.copytree(NOTEBOOKS, folder / "notebooks")
    settings = folder / "settings" / "@jupyterlab" / "notebook-extension"
    settings.mkdir(parents=True)
    (settings / "tracker.jupyterlab-settings").write_text(json.dumps(ALL_CELLS))
    port = free_port()
    options = arguments(folder / "notebooks", port, False, "127.0.0.1", is_root())
    command = [sys.executable, "-m", "jupyterlab", *options, f"--IdentityProvider.token={TOKEN}"]
    log = folder / "jupyterlab.log"
    with log.open("w") as file:
        process = subprocess.Popen(command, env=environment(folder), stdout=file, stderr=file)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{address}/api/status?token={TOKEN}", process, log)
        yield address
    finally:
        stop(process)


def environment(folder):
    """What the server and its kernels see: nothing of the learner's own."""
    names = os.environ | {
        "COURSE_HOME": str(folder / "home"),
        "JUPYTERLAB_SETTINGS_DIR": str(folder / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(folder / "workspaces"),
    }
    names.pop("COURSE_PROGRESS", None)
    return names


def free_port():
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def stop(process, seconds=60):
    """Ask the server to end with its kernels; where it hangs, end it."""
    process.terminate()
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def wait_for(address, process, log, seconds=300):
    """Wait until the server answers; show its log if it does not."""
    for _ in range(seconds * 2):
        try:
            return urllib.request.urlopen(address, timeout=5)
        except OSError:
            assert process.poll() is None, log.read_text()
            time.sleep(0.5)
    raise AssertionError(f"no answer in {seconds} s:\n{log.read_text()}")


def put_notebook(address, path, cells):
    """Write a notebook with these code cells into the server's folder."""
    import nbformat.v4

    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3 (ipykernel)"}}
    code = [nbformat.v4.new_code_cell(cell) for cell in cells]
    notebook = nbformat.v4.new_notebook(cells=code, metadata=kernel)
    body = {"type": "notebook", "content": json.loads(nbformat.writes(notebook))}
    request = urllib.request.Request(
        f"{address}/api/contents/{path}?token={TOKEN}",
        data=json.dumps(body).encode(),
        method="PUT",
    )
    urllib.request.urlopen(request).close()


def cells_on_disk(address, path):
    """The cells that the server has on disk; none while it is writing them."""
    try:
        with urllib.request.urlopen(f"{address}/api/contents/{path}?token={TOKEN}") as answer:
            return json.load(answer)["content"]["cells"]
    except urllib.error.HTTPError:
        return []


@contextmanager
def chosen_theme(address, name):
    """Let the server show its pages in a theme, such as "JupyterLab Dark", and then as before."""
    set_theme(address, name)
    try:
        yield
    finally:
        set_theme(address, "JupyterLab Light")


def set_theme(address, name):
    request = urllib.request.Request(
        f"{address}/lab/api/settings/@jupyterlab/apputils-extension:themes?token={TOKEN}",
        data=json.dumps({"raw": json.dumps({"theme": name})}).encode(),
        method="PUT",
    )
    urllib.request.urlopen(request).close()
