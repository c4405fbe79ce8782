"""Tests for tools/database.py."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tools.conftest import load

SCRIPT = Path(__file__).parents[2] / "tools" / "database.py"


@pytest.fixture
def database(monkeypatch):
    """The module tools/database.py, with no server named."""
    monkeypatch.delenv("COURSE_POSTGRES", raising=False)
    return load("database")


@pytest.fixture
def server(tmp_path):
    """Return a function that makes a folder with the two programs, or some of them."""

    def make(folder, programs=("initdb", "postgres")):
        path = tmp_path / folder
        path.mkdir(parents=True)
        for program in programs:
            (path / program).write_text("#!/bin/sh\n", encoding="utf-8")
            (path / program).chmod(0o755)
        return str(path)

    return make


def run(**settings):
    return subprocess.run(
        [sys.executable, SCRIPT],
        env=dict(os.environ, **settings),
        capture_output=True,
        text=True,
    )


def test_it_reads_as_python_3_6():
    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 6))


def test_the_server_named_goes_first(server):
    folder = server("mine")
    done = run(COURSE_POSTGRES=folder)
    assert (done.returncode, done.stdout.strip()) == (0, folder)


def test_a_named_folder_without_a_server_is_an_error_not_another_server(server):
    done = run(COURSE_POSTGRES=server("half", programs=["initdb"]))
    assert done.returncode == 1
    assert done.stdout == ""
    assert "sudo apt install postgresql" in done.stderr
    assert "COURSE_POSTGRES=/path/to/bin" in done.stderr


def test_the_newest_server_is_found(database, server, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(database, "FOLDERS", (str(tmp_path / "pg" / "*" / "bin"),))
    assert database.find_server() is None
    server("pg/9/bin")
    newest = server("pg/17/bin")
    server("pg/18/bin", programs=["initdb"])
    assert database.find_server() == newest


def test_a_link_on_the_path_leads_to_the_server(database, server, tmp_path, monkeypatch):
    folder = server("real")
    (tmp_path / "links").mkdir()
    (tmp_path / "links" / "initdb").symlink_to(Path(folder) / "initdb")
    monkeypatch.setenv("PATH", str(tmp_path / "links"))
    assert database.find_server() == folder


def test_root_on_debian_gets_it_installed(database, script, tmp_path, monkeypatch, capfd):
    bin_folder = tmp_path / "bin"
    bin_folder.mkdir()
    monkeypatch.setattr(database, "FOLDERS", (str(tmp_path / "pg"),))
    monkeypatch.setattr(database.os, "geteuid", lambda: 0, raising=False)
    makes = f"mkdir -p {tmp_path}/pg; cp {tmp_path}/bin/apt-get {tmp_path}/pg/initdb; "
    makes += f"cp {tmp_path}/bin/apt-get {tmp_path}/pg/postgres"
    script("bin/apt-get", f'echo "$DEBIAN_FRONTEND $@"\n[ "$1" = install ] && {{ {makes}; }}')
    monkeypatch.setenv("PATH", f"{bin_folder}:/usr/bin:/bin")
    assert database.main() == 0
    out, err = capfd.readouterr()
    assert out.strip() == str(tmp_path / "pg")
    assert "noninteractive install -y -qq --no-install-recommends postgresql" in err


def test_who_may_not_install_is_told_how(database, monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(database, "FOLDERS", ())
    assert database.main() == 1
    assert "sudo apt install postgresql" in capsys.readouterr().err


def test_the_server_of_this_machine_starts(database):
    folder = database.find_server()
    assert folder, database.ADVICE
    done = subprocess.run([f"{folder}/postgres", "--version"], capture_output=True, text=True)
    assert "PostgreSQL" in done.stdout
