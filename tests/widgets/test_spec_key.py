"""An explorer's cache key changes with all it depends on, and costs no TensorFlow."""

import subprocess
import sys

import numpy as np

from course_utils.source.course_map import root
from course_utils.storage.cache import content_key
from course_utils.widgets import spec_key as module
from course_utils.widgets.spec_key import spec_key


def key(path, *data):
    return content_key(spec_key(path, *data))


def test_the_same_parts_give_the_same_key():
    assert key(__file__, np.ones(3)) == key(__file__, np.ones(3))


def test_it_changes_with_the_data_and_with_the_module(tmp_path):
    copy = tmp_path / "explorer.py"
    copy.write_text("a = 1\n")
    before = key(copy, np.ones(3))
    assert key(copy, np.zeros(3)) != before
    copy.write_text("a = 2\n")
    assert key(copy, np.ones(3)) != before


def test_it_changes_with_the_code_that_trains(monkeypatch):
    before = key(__file__)
    monkeypatch.setattr(module, "code_version", lambda: ("another",))
    assert key(__file__) != before


def test_it_needs_no_tensorflow():
    code = (
        "import sys; from course_utils.widgets import spec_key as module\n"
        "module.spec_key(module.__file__); print({'tensorflow', 'keras'} & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=root(), capture_output=True, text=True)
    assert run.stdout.strip() == "set()", run.stderr
