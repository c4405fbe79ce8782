"""A real JupyterHub with the course's own configuration, and a browser that logs in there."""

import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

from course_utils.cli.lab import is_root
from tests.browser.lab import PATIENCE, Lab
from tests.browser.server import free_port, stop, wait_for
from tests.deploy.conftest import ROOT

# Accounts of the machine and their passwords are not a test's to make: any name may log in, and
# has a home in the test's folder. All else is as an instructor has it.
CONFIG = """
load_subconfig({course!r})
c.JupyterHub.authenticator_class = "dummy"
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = {homes!r}
c.Spawner.args = [*c.Spawner.args, *{more!r}]
"""


@contextmanager
def running_hub(folder, repository, shared_cache):
    """Start JupyterHub and wait until it answers.

    Parameters
    ----------
    folder : Path
        An empty folder. The learners' homes are in `homes`, by their names.
    repository : Path
        Where the learners' notebooks come from.
    shared_cache : Path

    Yields
    ------
    str
        The hub's address, without a trailing slash.
    """
    config = CONFIG.format(
        course=str(ROOT / "deploy" / "jupyterhub" / "jupyterhub_config.py"),
        homes=str(folder / "homes" / "{username}"),
        more=["--allow-root"] if is_root() else [],
    )
    (folder / "config.py").write_text("c = get_config()\n" + config, encoding="utf-8")
    address = f"http://127.0.0.1:{free_port()}"
    command = [
        *(sys.executable, "-m", "jupyterhub", "--config", folder / "config.py"),
        f"--JupyterHub.bind_url={address}",
        f"--JupyterHub.hub_port={free_port()}",
        f"--ConfigurableHTTPProxy.api_url=http://127.0.0.1:{free_port()}",
    ]
    course = {"COURSE_REPOSITORY": repository.as_uri(), "COURSE_SHARED_CACHE": str(shared_cache)}
    log = folder / "hub.log"
    options = {"env": os.environ | course, "cwd": folder}
    with log.open("w") as file:
        process = subprocess.Popen(command, stdout=file, stderr=file, **options)
    try:
        wait_for(f"{address}/hub/health", process, log)
        yield address
    finally:
        stop(process)


def log_in(context, address, name):
    """Log in as somebody, and wait for the start page.

    Returns
    -------
    Lab
        The learner's own JupyterLab.
    """
    lab = Lab(context.new_page(), f"{address}/user/{name}", "")
    lab.page.goto(f"{address}/hub/login")
    lab.page.get_by_label("Username").fill(name)
    lab.page.get_by_label("Password").fill("of no account")
    lab.page.get_by_role("button", name="Sign in").click()
    lab.page.get_by_role("heading", name="Start here").wait_for(timeout=2 * PATIENCE)
    return lab


def files_in(folder):
    """What is in a folder: content and time of each file, by its path."""
    return {
        path: (path.read_bytes(), path.stat().st_mtime_ns)
        for path in Path(folder).rglob("*")
        if path.is_file()
    }
