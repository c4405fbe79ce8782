"""Tests for `course check` and for what it looks at."""

import json
import shutil
import sys
from pathlib import Path

import pytest

from course_utils.cli import machine
from course_utils.progress import record_verdict, show_progress

DATASETS = Path(__file__).parents[2] / "datasets"
NAMES = ["Python", "packages", "memory", "disk", "data", "progress", "kernel", "training"]


def test_this_machine_is_ready(course):
    done = course("check", "--json")
    report = json.loads(done.stdout)
    assert [finding["name"] for finding in report["findings"]] == NAMES
    assert [f for f in report["findings"] if f["status"] == "problem"] == []
    assert (report["ready"], done.returncode) == (True, 0)


def test_damaged_data_is_a_problem_and_the_rest_is_still_examined(course, tmp_path):
    folder = tmp_path / "copy"
    shutil.copytree(DATASETS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "cereals.csv").unlink()
    done = course("check", COURSE_DATASETS=str(folder))
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert any(line.startswith("problem  data: cereals: ") for line in lines)
    assert any(line.startswith("ok       training: ") for line in lines)
    assert lines[-1] == "Put the problems right, then try again."


def test_packages_are_held_to_their_bounds():
    found = machine.packages("# a comment\nkeras>=99\nno-such-package\n\nnumpy>=2\n-e .\n")
    assert found.status == "problem"
    assert "is installed, expected >=99" in found.message
    assert "no-such-package is not installed" in found.message
    assert "numpy" not in found.message
    assert machine.packages("numpy>=2\n").status == "ok"


@pytest.mark.parametrize(("size_gb", "status"), [(3.9, "advice"), (4.0, "ok")])
def test_memory(size_gb, status):
    assert machine.enough_memory(size_gb).status == status


@pytest.mark.parametrize(("free_gb", "status"), [(0.9, "problem"), (1.0, "ok")])
def test_disk(free_gb, status):
    assert machine.disk(free_gb).status == status


def test_a_record_that_cannot_be_read_is_advice(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("COURSE_HOME", str(tmp_path / "file"))
    found = machine.progress()
    assert found.status == "advice"
    assert str(tmp_path / "file") in found.message


def test_it_counts_as_the_progress_page_does(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_HOME", str(tmp_path))
    monkeypatch.delenv("COURSE_PROGRESS", raising=False)
    record_verdict("1.1", "correct", 1.0, 1.0)
    record_verdict("1.2", "incorrect", 0.5, 1.0)
    assert machine.progress().message == show_progress().total
    assert machine.progress().message.startswith("The course: 1 of ")


def test_a_kernel_of_another_python_is_a_problem():
    assert machine.same_python(sys.prefix, 1.0).status == "ok"
    other = machine.same_python("/usr", 1.0)
    assert other.status == "problem"
    assert f"notebooks run in /usr, expected {sys.prefix}" in other.message


def test_a_training_that_fails_says_how():
    failed = machine.training("raise ValueError('no luck')")
    assert failed.status == "problem"
    assert failed.message.endswith("(exit status 1): ValueError: no luck")


def test_a_processor_that_tensorflow_cannot_use():
    killed = machine.training("import os, signal; os.kill(os.getpid(), signal.SIGILL)")
    assert "processor with AVX" in killed.message
