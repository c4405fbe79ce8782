"""Tests for tools/proxy.py."""

import ast
import os
import subprocess

import pytest

from tests.tools.conftest import TOOLS, load


@pytest.fixture
def proxy(monkeypatch, tmp_path):
    """The module tools/proxy.py, with an empty folder in place of `.venv`."""
    module = load("proxy")
    monkeypatch.setattr(module, "VENV", str(tmp_path))
    monkeypatch.setattr(module, "PROXY", str(tmp_path / "configurable-http-proxy"))
    return module


def test_it_reads_as_python_3_6():
    ast.parse((TOOLS / "proxy.py").read_text(encoding="utf-8"), feature_version=(3, 6))


def test_the_proxy_of_the_environment_starts():
    done = subprocess.run([load("proxy").find_proxy(), "--version"], capture_output=True, text=True)
    assert done.stdout.startswith("5.")


def test_one_that_is_there_is_not_installed_again(proxy, script, capsys, monkeypatch):
    path = script("configurable-http-proxy", "echo 5")
    monkeypatch.setattr(proxy, "install", lambda: pytest.fail("installed again"))
    assert (proxy.main(), capsys.readouterr().out.strip()) == (0, path)


def test_npm_is_told_where(proxy, script, tmp_path, monkeypatch):
    script("npm", f'echo "$@" > {tmp_path}/words; ln -s /bin/true {proxy.PROXY}')
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert proxy.main() == 0
    assert (tmp_path / "words").read_text().split()[-3:] == [
        *("--prefix", str(tmp_path), "configurable-http-proxy@5")
    ]


def test_without_npm_it_says_what_to_do(proxy, monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert proxy.main() == 1
    assert "npm install --prefix .venv configurable-http-proxy@5" in capsys.readouterr().err
