"""Binder: what repo2docker makes of the folder `binder`, and what its last step leaves."""

import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from jupyterlab_server.settings_utils import get_settings

from tests.deploy.conftest import ROOT

TRACKER = "@jupyterlab/notebook-extension:tracker"


@pytest.fixture(scope="module")
def dockerfile():
    """The steps that Binder builds an image by."""
    command = [sys.executable, "-m", "repo2docker", "--no-build", "--debug", ROOT]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stderr + done.stdout


def test_python_and_packages_are_the_courses_own(dockerfile):
    assert "python=3.12" in dockerfile
    # The list itself is above the folder: it is there only behind the copy of everything.
    copied = dockerfile.index("COPY --chown", dockerfile.index("# Copy stuff."))
    assert copied < dockerfile.index('pip install --no-cache-dir -r "binder/requirements.txt"')
    assert dockerfile.rindex("postBuild") > copied


@pytest.mark.parametrize("line", (ROOT / "binder" / "requirements.txt").read_text().splitlines())
def test_no_requirement_is_written_twice(line):
    assert line.startswith("#") or line == "-r ../requirements.txt"


@pytest.fixture
def prepared(tmp_path, trained):
    """The prefix of an environment of its own in which the last step has run."""
    prefix, home = tmp_path / "image", tmp_path / "home"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", prefix], check=True)
    packages = Path(sysconfig.get_path("purelib", vars={"base": prefix}))
    (packages / "ours.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    home.mkdir()
    (home / "cache").symlink_to(trained)
    path = f"{prefix / 'bin'}:{Path(sys.executable).parent}:{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "COURSE_HOME": str(home)}
    done = subprocess.run(
        ["binder/postBuild"], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert f"explorers are ready: {home / 'cache'}" in done.stdout
    return prefix


def test_the_last_step_trains_and_lets_one_notebook_run_at_a_time(prepared, tmp_path, trained):
    assert len(list((trained / "training").glob("*.npz"))) >= 12
    settings, _ = get_settings(
        str(prepared / "share" / "jupyter" / "lab" / "settings"),
        str(Path(sys.prefix) / "share" / "jupyter" / "lab" / "schemas"),
        str(tmp_path / "own"),
        schema_name=TRACKER,
    )
    assert settings["schema"]["properties"]["kernelShutdown"]["default"] is True
    asking = [prepared / "bin" / "python", "-m", "jupyterlab", "--show-config-json"]
    own = os.environ | {"JUPYTER_CONFIG_DIR": str(tmp_path / "none")}
    done = subprocess.run(asking, env=own, capture_output=True, text=True)
    config = json.loads(done.stdout)
    assert config["MappingKernelManager"]["cull_idle_timeout"] == 900
    assert "LearnersContents" in config["ServerApp"]["contents_manager_class"]
    assert config["LabApp"]["expose_app_in_browser"] is True
