"""Everything is imported, nothing executed."""

import json
import sys

import pytest

from course_utils.errors import SetupError
from course_utils.grading.sandbox.preload import preload

pytestmark = pytest.mark.xdist_group("preload")

SCRIPT = """
import json, os, sys
from course_utils.grading.sandbox.preload import preload

preload()
facts = {"threads": len(os.listdir("/proc/self/task")), "loaded": sorted(sys.modules)}
print(json.dumps(facts))
"""


@pytest.fixture(scope="module")
def facts(python):
    return json.loads(python(SCRIPT).stdout)


def test_everything_is_imported_and_nothing_has_run(facts):
    assert facts["threads"] == 1
    capture = {"course_utils.exercises.capture.models", "course_utils.widgets.live"}
    libraries = {"numpy", "pandas", "matplotlib.pyplot", "tensorflow", "keras", "IPython"}
    assert capture | libraries | {"sklearn.preprocessing"} <= set(facts["loaded"])


def test_numpy_with_threads_of_its_own_comes_too_early(python):
    script = "import numpy\nfrom course_utils.grading.sandbox.preload import preload\npreload()"
    run = python(script, status=1, OPENBLAS_NUM_THREADS="2")
    assert "before numpy is imported" in run.stderr


def test_where_there_is_no_fork_it_says_so(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(SetupError, match="Expected Linux, .* found darwin. Start a fresh process"):
        preload()
