"""A real JupyterLab on a copy of the notebooks, and a real Chromium in front of it."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
from playwright.sync_api import sync_playwright

from course_utils.cli.lab import arguments, is_root
from tests.browser.lab import Lab
from tests.notebooks.running import NOTEBOOKS
from tools.browser import ADVICE, find_browser

TOKEN = "learner"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
# Cells out of sight are taken off the page, and a test can only read what is on it.
ALL_CELLS = {"windowingMode": "none"}


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """The address of a JupyterLab on a copy of the notebooks, with a progress record of its own."""
    folder = tmp_path_factory.mktemp("course")
    shutil.copytree(NOTEBOOKS, folder / "notebooks")
    settings = folder / "settings" / "@jupyterlab" / "notebook-extension"
    settings.mkdir(parents=True)
    (settings / "tracker.jupyterlab-settings").write_text(json.dumps(ALL_CELLS))
    environment = os.environ | {
        "COURSE_HOME": str(folder / "home"),
        "JUPYTERLAB_SETTINGS_DIR": str(folder / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(folder / "workspaces"),
    }
    environment.pop("COURSE_PROGRESS", None)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = arguments(folder / "notebooks", port, False, "127.0.0.1", is_root())
    options += [f"--IdentityProvider.token={TOKEN}"]
    log = (folder / "jupyterlab.log").open("w")
    process = subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", *options], env=environment, stdout=log, stderr=log
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{address}/api/status?token={TOKEN}", process, folder / "jupyterlab.log")
        yield address
    finally:
        process.terminate()
        process.wait(30)


def wait_for(address, process, log, seconds=90):
    """Wait until the server answers; show its log if it does not."""
    for _ in range(seconds * 2):
        try:
            return urllib.request.urlopen(address, timeout=5)
        except OSError:
            assert process.poll() is None, log.read_text()
            time.sleep(0.5)
    raise AssertionError(f"no answer in {seconds} s:\n{log.read_text()}")


@pytest.fixture(scope="session")
def chromium():
    """A browser of the Chromium family; the tests cannot do without one."""
    path = find_browser()
    assert path, ADVICE
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def lab(server, chromium):
    """JupyterLab in a new browser window, as large as a laptop's screen."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    yield Lab(context.new_page(), server, TOKEN)
    context.close()
