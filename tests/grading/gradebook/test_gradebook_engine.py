"""Tests for the places where a gradebook may be."""

import os
import stat
import subprocess
import sys

import pytest

from course_utils.errors import SetupError
from course_utils.grading.gradebook import open_gradebook
from tests.grading.gradebook.examples import result


def keeps(place):
    gradebook = open_gradebook(place)
    return gradebook.store(result(), gradebook.start_run("1.0"))


def test_a_path_a_text_and_a_url_name_the_same_file(tmp_path):
    path = tmp_path / "new folder" / "gradebook.sqlite"
    assert keeps(path)
    for place in (path, str(path), f"sqlite:///{path}"):
        gradebook = open_gradebook(place)
        assert gradebook.results() == [result()]
        assert gradebook.place == str(path)


def test_a_path_may_be_relative_and_odd(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for place in ("grades.db", "sqlite:///other.db", "ümlaut ?#&=;.db", ":memory:"):
        assert keeps(place)
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"grades.db", "other.db", "ümlaut ?#&=;.db", ":memory:"}


def test_a_gradebook_stays_the_same_when_the_process_goes_elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    gradebook = open_gradebook("grades.db")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir("elsewhere")
    assert gradebook.store(result(), gradebook.start_run("1.0"))
    assert [path.name for path in tmp_path.rglob("*.db")] == ["grades.db"]


def test_only_its_owner_may_read_the_file(tmp_path):
    before = os.umask(0)
    try:
        keeps(tmp_path / "gradebook.sqlite")
    finally:
        os.umask(before)
    (path,) = tmp_path.iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_rights_that_were_given_stay(tmp_path):
    path = tmp_path / "gradebook.sqlite"
    path.touch()
    path.chmod(0o640)
    keeps(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.parametrize("scheme", ["postgresql", "postgresql+psycopg"])
def test_postgresql_is_reached_through_psycopg_3(server, scheme):
    url = server.new_database().replace("postgresql", scheme, 1)
    assert keeps(url)
    assert open_gradebook(url).results() == [result()]


@pytest.mark.parametrize(
    "place",
    [
        "mysql://root:secret@localhost/grades",
        "postgresql+psycopg2://root:secret@localhost/grades",
        "sqlite://",
        "sqlite:///:memory:",
        "://",
        "postgresql://a:b@host:port/x",
    ],
)
def test_another_kind_of_url_is_refused(place):
    with pytest.raises(SetupError, match="Expected a gradebook as a path, as sqlite") as caught:
        open_gradebook(place)
    assert "secret" not in str(caught.value)


def test_without_psycopg_a_sentence_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(SetupError, match=r'Install it: pip install "psycopg\[binary\]"'):
        open_gradebook("postgresql://localhost/grades")


def test_a_gradebook_in_sqlite_loads_neither_psycopg_nor_alembic_again(tmp_path):
    path = tmp_path / "gradebook.sqlite"
    keeps(path)
    code = (
        "import sys\n"
        "from course_utils.grading.gradebook import open_gradebook\n"
        f"print(len(open_gradebook({str(path)!r}).marks()))\n"
        "print({'psycopg', 'alembic', 'tensorflow', 'keras', 'pandas'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.split("\n")[:2] == ["1", "set()"], done.stderr
