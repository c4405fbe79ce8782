"""Tests for tools/environment.py: decisions as functions, everything else by running it."""

import ast
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "tools" / "environment.py"
DEBIAN = "The virtual environment was not created successfully because ensurepip is not available."
BACKEND = """
import pathlib, time, zipfile

def build_wheel(directory, config_settings=None, metadata_directory=None):
    here = pathlib.Path(__file__).parent
    (here / "started").touch()
    while (here / "slow").exists():
        time.sleep(0.05)
    name = "tiny-1.0-py3-none-any.whl"
    with zipfile.ZipFile(pathlib.Path(directory) / name, "w") as wheel:
        wheel.writestr("tiny.py", "value = 1")
        info = "tiny-1.0.dist-info/"
        wheel.writestr(info + "METADATA", "Metadata-Version: 2.1\\nName: tiny\\nVersion: 1.0\\n")
        tags = "Root-Is-Purelib: true\\nTag: py3-none-any\\n"
        wheel.writestr(info + "WHEEL", "Wheel-Version: 1.0\\n" + tags)
        wheel.writestr(info + "RECORD", "")
    return name
"""
PROJECT = '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n'


def command(folder, name="requirements.txt"):
    return [sys.executable, str(SCRIPT), str(folder / name)]


def settings(**more):
    kept = {k: v for k, v in os.environ.items() if k not in ("PYTHON", "PYTHONPATH")}
    return {**kept, "PIP_CONFIG_FILE": os.devnull, **more}


def prepare(folder, name="requirements.txt", **more):
    return subprocess.run(
        command(folder, name), env=settings(**more), capture_output=True, text=True, timeout=300
    )


def value_in(folder):
    """What the tiny package says, imported by the environment's own Python."""
    python = folder / ".venv" / "bin" / "python"
    code = "import tiny; print(tiny.value)"
    return subprocess.run([python, "-c", code], capture_output=True, text=True).stdout.strip()


@pytest.fixture
def project(tmp_path):
    """A folder whose requirements are one tiny package, built here, without any index."""
    folder = tmp_path / "my course"
    (folder / "tiny").mkdir(parents=True)
    (folder / "tiny" / "pyproject.toml").write_text(PROJECT)
    (folder / "tiny" / "backend.py").write_text(BACKEND)
    (folder / "requirements.txt").write_text("--no-index\n./tiny\n")
    (folder / "requirements-dev.txt").write_text("-r requirements.txt\n")
    return folder


def test_it_reads_as_python_3_6():
    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 6))


# Which Python.


def pythons(environment, *versions, has_venv=True):
    return [
        environment.Python(f"python{major}.{minor}", (major, minor, 1), has_venv)
        for major, minor in versions
    ]


def test_the_first_suitable_python_wins(environment):
    found = pythons(environment, (3, 10), (3, 12), (3, 11))
    assert environment.choose(found).command == "python3.12"


def test_a_newer_python_is_used_only_if_nothing_else_is_there(environment):
    found = pythons(environment, (3, 14), (3, 11))
    assert environment.choose(found).command == "python3.11"
    assert environment.choose(found[:1]).command == "python3.14"


def test_a_python_without_venv_is_passed_over(environment):
    found = pythons(environment, (3, 13), has_venv=False) + pythons(environment, (3, 11))
    assert environment.choose(found).command == "python3.11"
    with pytest.raises(environment.SetupError, match=r"python3\.13-venv\)\. Then run"):
        environment.choose(found[:1])


def test_too_old_says_what_was_found(environment):
    with pytest.raises(environment.SetupError) as caught:
        environment.choose(pythons(environment, (3, 8)))
    assert "needs Python 3.11 to 3.13; found: python3.8 is Python 3.8.1." in str(caught.value)
    with pytest.raises(environment.SetupError, match="found: none"):
        environment.choose([])


def test_the_python_asked_for_is_too_old(project, script):
    old = script("old-python", 'echo "3 8 18"; echo venv')
    done = prepare(project, PYTHON=old)
    assert done.returncode == 1
    assert f"PYTHON={old}: {old} is Python 3.8.18; the course needs Python 3.11" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (project / ".venv").exists()


def test_the_python_asked_for_does_not_exist(project):
    done = prepare(project, PYTHON="/no/such/python")
    assert done.returncode == 1
    assert "no working Python of that name" in done.stderr


def test_the_python_has_no_ensurepip(project, script):
    bare = script("bare-python", 'echo "3 12 4"; echo "No module named ensurepip"; exit 1')
    done = prepare(project, PYTHON=bare)
    assert done.returncode == 1
    assert "sudo apt install python3-venv" in done.stderr


def test_the_python_fails_to_make_an_environment(project, script):
    failing = script(
        "failing-python",
        f'case "$1" in -c) echo "3 12 4"; echo venv;; *) echo "{DEBIAN}"; exit 1;; esac',
    )
    done = prepare(project, PYTHON=failing)
    assert done.returncode == 1
    assert "sudo apt install python3-venv" in done.stderr
    assert DEBIAN in done.stderr


# The environment.


def test_it_is_made_once_and_then_up_to_date(project):
    first = prepare(project)
    assert first.returncode == 0, first.stderr
    assert "Making .venv with Python" in first.stdout
    assert value_in(project) == "1"
    (project / "tiny" / "started").unlink()
    assert prepare(project).stdout == ".venv is up to date with requirements.txt.\n"
    assert not (project / "tiny" / "started").exists(), "pip ran again"


def test_a_larger_file_includes_the_smaller_one_and_a_change_is_noticed(project):
    prepare(project, "requirements-dev.txt")
    assert "up to date" in prepare(project).stdout
    with (project / "requirements.txt").open("a") as file:
        file.write("# one more line\n")
    changed = prepare(project, "requirements-dev.txt")
    assert "Installing requirements-dev.txt" in changed.stdout
    assert "Making" not in changed.stdout


def test_killed_while_pip_runs_the_next_run_goes_on(project):
    (project / "tiny" / "slow").touch()
    running = subprocess.Popen(
        command(project), env=settings(), start_new_session=True, stdout=subprocess.DEVNULL
    )
    deadline = time.monotonic() + 120
    while not (project / "tiny" / "started").exists():
        assert time.monotonic() < deadline and running.poll() is None
        time.sleep(0.05)
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    (project / "tiny" / "slow").unlink()
    assert value_in(project) == ""
    done = prepare(project)
    assert done.returncode == 0, done.stderr
    assert "Making" not in done.stdout
    assert value_in(project) == "1"


def test_killed_while_the_environment_is_made_it_is_made_anew(project):
    half = [sys.executable, "-m", "venv", "--without-pip", project / ".venv"]
    subprocess.run(half, check=True)
    done = prepare(project)
    assert ".venv does not work here: making it anew." in done.stdout
    assert value_in(project) == "1"


def test_one_whose_python_is_gone_is_made_anew(project):
    (project / ".venv" / "bin").mkdir(parents=True)
    (project / ".venv" / "bin" / "python").symlink_to("/no/such/python")
    assert "making it anew" in prepare(project).stdout
    assert value_in(project) == "1"


def test_one_that_was_moved_is_made_anew(project, environment):
    prepare(project)
    moved = project.rename(project.with_name("elsewhere"))
    assert environment.working_version(moved / ".venv") is None
    stamp = json.loads((moved / ".venv" / "course-stamp.json").read_text())
    assert stamp["folder"] == str(project / ".venv")


# What can go wrong.


def test_pip_fails_and_is_tried_again(project):
    (project / "requirements.txt").write_text("--no-index\nno-such-package-at-all\n")
    unknown = prepare(project)
    assert unknown.returncode == 1
    assert unknown.stderr.startswith("pip could not install requirements.txt.")
    assert "No matching distribution found for no-such-package-at-all" in unknown.stderr

    (project / "requirements.txt").write_text("no-such-package-at-all\n")
    nobody = {"PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_EXTRA_INDEX_URL": "", "PIP_RETRIES": "1"}
    offline = prepare(project, **nobody)
    assert offline.returncode == 1
    assert offline.stderr.startswith(
        "The packages could not be downloaded: is this machine online?"
    )
    assert "Connection refused" in offline.stderr


def test_too_little_space(environment, tmp_path):
    environment.require_space(tmp_path, 0)
    with pytest.raises(environment.SetupError, match="needs about 1000000 GB of disk; .* GB are"):
        environment.require_space(tmp_path, 1_000_000)


@pytest.mark.parametrize(
    ("output", "start"),
    [
        ("OSError: [Errno 28] No space left on device", "The disk is full"),
        ("ERROR: No matching distribution found for tensorflow<2.23", "TensorFlow has no package"),
        ("Temporary failure in name resolution", "The packages could not be downloaded"),
        ("SSLError(SSLCertVerificationError(1))", "The network's certificate is not trusted"),
        ("something else", "It failed."),
    ],
)
def test_a_cause_comes_first_and_then_the_last_lines(environment, output, start):
    before = "first\n" + "line\n" * 20
    sentence = environment.explain(f"{before}{output}\n", "It failed")
    assert sentence.startswith(start)
    assert sentence.endswith(f"    {output}")
    assert "first" not in sentence


def test_a_wrong_call_says_how_to_call_it(tmp_path):
    done = prepare(tmp_path, "missing.txt")
    assert (done.returncode, done.stderr[:6]) == (1, "Usage:")
