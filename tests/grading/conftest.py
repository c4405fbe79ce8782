"""Real submissions, and a host whose children run them."""

import json

import pytest

from course_utils.course_map import root
from course_utils.grading.sandbox.host import open_host
from course_utils.grading.sandbox.seal import Limits
from course_utils.grading.submission import Submission

STEM = "01_single_neuron"


@pytest.fixture(scope="session")
def host():
    """A warm process, for all tests of this worker."""
    host, why = open_host()
    assert host.mode == "warm", why
    yield host
    host.close()


@pytest.fixture(scope="session")
def limits():
    """Tight, so that what hangs does not hang for long."""
    return Limits(cell_seconds=20, notebook_seconds=60)


@pytest.fixture(scope="session")
def submitted():
    """Write submissions of exercise 1."""

    def make(answers=None, until="1.4", edition="exercises", student="ada"):
        """Put code in place of answers; cut the notebook behind a question, before it trains."""
        path = root() / "notebooks" / edition / f"{STEM}.ipynb"
        notebook = json.loads(path.read_bytes())
        for question, code in (answers or {}).items():
            notebook["cells"][_check_of(notebook, question) - 1]["source"] = code
        if until:
            del notebook["cells"][_check_of(notebook, until) + 1 :]
        return Submission(student, f"{student}.ipynb", json.dumps(notebook).encode(), STEM)

    return make


def _check_of(notebook, question):
    texts = ["".join(cell["source"]) for cell in notebook["cells"]]
    return next(n for n, text in enumerate(texts) if text.startswith(f'check("{question}"'))
