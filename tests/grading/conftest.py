"""Real submissions, and a host whose children run them."""

import json

import pytest

from course_utils.grading.intake.notebook import notebook_cells
from course_utils.grading.sandbox.host import open_host
from course_utils.grading.sandbox.seal import Limits
from course_utils.grading.submission import Submission
from course_utils.source.course_map import notebook_path, root

STEM = "01_single_neuron"


def pytest_collection_modifyitems(items):
    """One worker has the host: to start a warm process costs more than most tests that need it."""
    for item in items:
        if "host" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("host"))


@pytest.fixture(scope="session")
def host():
    """A warm process, for all tests of this worker."""
    host = open_host()
    assert host.mode == "warm", host.why
    yield host
    host.close()


@pytest.fixture(scope="session")
def limits():
    """Wide enough for a slow machine; a test of what hangs has limits of its own."""
    return Limits(cell_seconds=120, notebook_seconds=600)


@pytest.fixture(scope="session")
def submitted():
    """Write submissions of exercise 1."""

    def make(answers=None, until="1.4", edition="exercise", student="ada"):
        """Put code in place of answers; cut the notebook behind a question, before it trains."""
        path = root() / "notebooks" / notebook_path(edition, STEM)
        notebook = json.loads(path.read_bytes())
        for question, code in (answers or {}).items():
            notebook["cells"][_check_of(notebook, question) - 1]["source"] = code
        if until:
            del notebook["cells"][_check_of(notebook, until) + 1 :]
        return Submission(student, f"{student}.ipynb", notebook_cells(notebook), STEM)

    return make


def _check_of(notebook, question):
    texts = ["".join(cell["source"]) for cell in notebook["cells"]]
    return next(n for n, text in enumerate(texts) if text.startswith(f'check("{question}"'))
