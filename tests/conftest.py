"""No test touches the learner's own record: each run has a home of its own."""

import os

import pytest


@pytest.fixture(scope="session", autouse=True)
def home_of_its_own(tmp_path_factory):
    """Set COURSE_HOME for this process and everything it starts."""
    before = dict(os.environ)
    os.environ["COURSE_HOME"] = str(tmp_path_factory.mktemp("home"))
    os.environ.pop("COURSE_STRICT", None)
    yield
    os.environ.clear()
    os.environ.update(before)
