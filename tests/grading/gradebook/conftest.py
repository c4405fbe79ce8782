"""A gradebook in SQLite and one in a real PostgreSQL: what holds for one holds for the other."""

import pytest

from course_utils.grading.gradebook import open_gradebook
from tests.grading.gradebook.postgres import running_server


@pytest.fixture(scope="session")
def server():
    """A PostgreSQL server; the tests cannot do without one."""
    with running_server() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request, tmp_path):
    """Where a new gradebook may be made: a path, then a URL."""
    if request.param == "sqlite":
        return str(tmp_path / "gradebook.sqlite")
    return request.getfixturevalue("server").new_schema()


@pytest.fixture
def gradebook(place):
    """A new gradebook."""
    return open_gradebook(place)
