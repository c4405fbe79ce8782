"""Dockerfile and dev container: what they run exists, and is what the README has.

No container is built here. Each step that is the course's own is one that `make test` runs anyway.
"""

import json
import re

import typer.main

from course_utils.cli import app
from tests.deploy.conftest import ROOT
from tests.tools.conftest import load

DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")


def instructions(kind):
    """The texts of all instructions of a kind, continued lines joined."""
    text = DOCKERFILE.replace("\\\n", " ")
    return re.findall(rf"^{kind} (.+)$", text, re.MULTILINE)


def test_the_python_is_one_that_suits():
    (image,) = instructions("FROM")
    version = tuple(map(int, re.match(r"python:(\d+)\.(\d+)-slim$", image).groups()))
    environment = load("environment")
    assert environment.OLDEST[:2] <= version <= environment.NEWEST


def test_it_runs_the_two_commands_of_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"^make (check|lab)$", readme, re.MULTILINE) == ["lab", "check"]
    assert "make check" in instructions("RUN")
    (start,) = map(json.loads, instructions("CMD"))
    assert start == ["make", "lab", "PORT=8888", "IP=0.0.0.0"]
    assert instructions("EXPOSE") == ["8888"]


def test_every_command_of_the_course_exists():
    used = set(re.findall(r"bin/course (\w+)", DOCKERFILE))
    assert used == {"warm"} <= set(typer.main.get_command(app).commands)


def test_make_hands_on_where_it_listens():
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "$(if $(IP),--ip $(IP))" in recipe


def test_the_dev_container_runs_the_same():
    container = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text("utf-8"))
    assert container["postCreateCommand"] == "make check"
    assert container["postAttachCommand"] == "make lab PORT=8888"
    assert container["forwardPorts"] == [8888]
    assert container["image"].endswith(":" + instructions("FROM")[0][len("python:") :][:4])


def test_no_environment_of_this_machine_gets_in():
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    assert {".venv", "test-artifacts", "**/__pycache__"} <= {*ignored}
