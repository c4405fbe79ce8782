"""The course as it is published: a repository with a tag, to be cloned and pulled from."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TAG = "v0.0.1"
UNPUBLISHED = shutil.ignore_patterns(
    *(".git", ".venv", "test-artifacts", "site", "__pycache__", ".ipynb_checkpoints", ".*_cache"),
    ".hypothesis",
)


def git(folder, *words):
    """Run git in a folder as somebody; return what it prints."""
    somebody = ["-c", "user.name=Author", "-c", "user.email=author@example.org"]
    done = subprocess.run(
        ["git", *somebody, "-C", folder, *words], capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.fixture
def published(tmp_path):
    """The folder of a repository with one commit on `main`, tagged `TAG`."""
    folder = tmp_path / "published"
    shutil.copytree(ROOT, folder, ignore=UNPUBLISHED)
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=The course")
    git(folder, "tag", TAG)
    return folder
