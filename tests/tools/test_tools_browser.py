"""Tests for tools/browser.py."""

import ast
import os
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "tools" / "browser.py"


def run(**settings):
    return subprocess.run(
        [sys.executable, SCRIPT],
        env=dict(os.environ, **settings),
        capture_output=True,
        text=True,
    )


def test_it_reads_as_python_3_6():
    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 6))


def test_the_browser_named_goes_first(script):
    path = script("my-browser", "echo 1")
    done = run(COURSE_BROWSER=path)
    assert (done.returncode, done.stdout.strip()) == (0, path)


def test_a_named_browser_that_is_missing_is_an_error_not_another_browser(tmp_path):
    done = run(COURSE_BROWSER=str(tmp_path / "none"))
    assert done.returncode == 1
    assert done.stdout == ""
    assert "sudo apt install chromium" in done.stderr
    assert "COURSE_BROWSER=/path/to/it" in done.stderr


def test_a_browser_on_the_path_is_found(browser, script, tmp_path, monkeypatch):
    monkeypatch.delenv("COURSE_BROWSER", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(browser, "NAMES", ("chromium", "google-chrome"))
    assert browser.find_browser() is None
    path = script("google-chrome", "echo 1")
    assert browser.find_browser() == path


def test_no_browser_is_installed_where_one_was_named(browser, monkeypatch):
    monkeypatch.setattr(browser, "NAMES", ("no-such-browser",))
    monkeypatch.delenv("COURSE_BROWSER", raising=False)
    assert "chromium" in browser.missing_packages("chromium")
    monkeypatch.setenv("COURSE_BROWSER", "/somewhere/else")
    assert "chromium" not in browser.missing_packages("chromium")


def test_where_there_is_no_package_of_the_shell_it_is_the_whole_browser(browser, monkeypatch):
    asked = []
    monkeypatch.setattr(browser, "find_browser", lambda: "chromium" in sum(asked, []) or None)
    monkeypatch.setattr(browser, "has_library", lambda: True)
    monkeypatch.setattr(browser, "may_install", lambda: True)
    monkeypatch.setattr(browser, "install", asked.append)
    assert browser.main() == 0
    assert [packages[0] for packages in asked] == ["chromium-headless-shell", "chromium"]


def test_a_library_that_is_missing_is_named(browser, monkeypatch, capsys):
    monkeypatch.setattr(browser, "LIBRARY", "libnosuch.so.1")
    assert "libatomic1" in browser.missing_packages("chromium")
    monkeypatch.setattr(browser, "may_install", lambda: False)
    assert browser.main() == 1
    assert "sudo apt install libatomic1" in capsys.readouterr().err


def test_the_browser_of_this_machine_starts(browser):
    path = browser.find_browser()
    done = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0
    assert any(name in done.stdout for name in ("Chrom", "Edge"))
