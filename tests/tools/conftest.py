"""The scripts of `tools/` as modules: they stand outside the package, for they run before it."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

TOOLS = Path(__file__).parents[2] / "tools"


def load(name):
    """Run a script's definitions, not its command line."""
    spec = spec_from_file_location(f"course_tools_{name}", TOOLS / f"{name}.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def environment():
    """The module tools/environment.py."""
    return load("environment")


@pytest.fixture
def browser():
    """The module tools/browser.py."""
    return load("browser")


@pytest.fixture
def script(tmp_path):
    """Return a function that writes an executable shell script and returns its path."""

    def write(name, text):
        path = tmp_path / name
        path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
        path.chmod(0o755)
        return str(path)

    return write
