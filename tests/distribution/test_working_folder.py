"""A learner's copy: filled once, brought up to date, and nothing typed is ever lost."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from course_utils.distribution import working_folder as module
from course_utils.distribution.working_folder import RECORD, refresh, working_folder, written_key
from course_utils.errors import SetupError
from course_utils.places import root

LESSON = "lessons/lesson_01_one.ipynb"
BESIDE = "lessons/lesson_01_one_new_edition.ipynb"


def notebook(*sources, run=False, **more):
    """The bytes of a notebook with code cells."""
    outputs = [{"output_type": "stream", "name": "stdout", "text": "42"}] if run else []
    ran = {"outputs": outputs, "execution_count": 1 if run else None}
    cells = [{"cell_type": "code", "source": [source], **ran, **more} for source in sources]
    return json.dumps({"cells": cells}).encode()


@pytest.fixture
def published(tmp_path, monkeypatch):
    """Return a function that publishes an edition of the one lesson there is."""
    course = tmp_path / "course"
    monkeypatch.setattr(module, "root", lambda: course)

    def publish(*sources):
        path = course / "notebooks" / LESSON
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(notebook(*sources))

    publish("first")
    return publish


@pytest.fixture
def folder(published, tmp_path):
    """A folder with the first edition."""
    assert refresh(tmp_path / "mine").copied == [LESSON]
    return tmp_path / "mine"


def did(folder):
    done = refresh(folder)
    return done.copied, done.replaced, done.beside


def test_a_second_run_does_nothing(folder):
    before = (folder / LESSON).stat().st_mtime_ns
    assert did(folder) == ([], [], {})
    assert (folder / LESSON).stat().st_mtime_ns == before


def test_an_untouched_notebook_becomes_the_newer_edition(folder, published):
    published("second")
    assert did(folder) == ([], [LESSON], {})
    assert (folder / LESSON).read_bytes() == notebook("second")
    assert not (folder / "earlier").exists()


def test_what_was_only_run_is_kept_aside(folder, published):
    for edition, kept in (("second", "lesson_01_one"), ("third", "lesson_01_one_2")):
        before = json.loads((folder / LESSON).read_bytes())["cells"][0]["source"][0]
        ran = notebook(before, " \n", run=True)  # JupyterLab adds an empty cell
        (folder / LESSON).write_bytes(ran)
        published(edition)
        assert did(folder) == ([], [LESSON], {})
        assert (folder / LESSON).read_bytes() == notebook(edition)
        assert (folder / "earlier" / "lessons" / f"{kept}.ipynb").read_bytes() == ran


def test_an_answer_stays_and_the_newer_edition_is_put_beside_it_once(folder, published):
    answered = notebook("input_shape = (6,)", run=True)
    (folder / LESSON).write_bytes(answered)
    assert did(folder) == ([], [], {})
    published("second")
    assert did(folder) == ([], [], {LESSON: BESIDE})
    assert did(folder) == ([], [], {})
    assert (folder / LESSON).read_bytes() == answered
    assert (folder / BESIDE).read_bytes() == notebook("second")


def test_one_beside_gives_way_to_the_next_unless_it_was_answered_too(folder, published):
    (folder / LESSON).write_bytes(notebook("mine"))
    published("second")
    refresh(folder)
    published("third")
    assert did(folder) == ([], [], {LESSON: BESIDE})
    assert (folder / BESIDE).read_bytes() == notebook("third")
    (folder / BESIDE).write_bytes(notebook("mine again"))
    published("fourth")
    assert did(folder)[2] == {LESSON: BESIDE.replace("edition", "edition_2")}
    assert (folder / BESIDE).read_bytes() == notebook("mine again")
    assert (folder / LESSON).read_bytes() == notebook("mine")


def test_one_that_was_deleted_comes_back(folder):
    (folder / LESSON).unlink()
    assert did(folder) == ([LESSON], [], {})


@pytest.mark.parametrize("record", [b"{", b"[]", None])
def test_without_a_record_nothing_is_written_over(folder, published, record):
    (folder / RECORD).unlink() if record is None else (folder / RECORD).write_bytes(record)
    assert did(folder) == ([], [], {})
    published("second")
    (folder / RECORD).unlink()
    assert did(folder) == ([], [], {LESSON: BESIDE})
    assert (folder / LESSON).read_bytes() == notebook("first")


def test_what_is_no_notebook_any_more_stays(folder, published):
    (folder / LESSON).write_bytes(b"half a note")
    published("second")
    assert did(folder) == ([], [], {LESSON: BESIDE})
    assert (folder / LESSON).read_bytes() == b"half a note"


def test_what_counts_as_written():
    key = written_key(notebook("x"))
    assert key == written_key(notebook("x", run=True)) == written_key(notebook("x", ""))
    picture = {"attachments": {"drawn.png": {"image/png": "AAAA"}}}
    others = [notebook("x "), notebook("x", "y"), notebook("x", **picture), b""]
    assert len({key, *map(written_key, others)}) == 5


def test_where_a_copy_is(folder, monkeypatch, tmp_path):
    assert working_folder(Path("~/there")) == Path.home() / "there"
    monkeypatch.chdir(folder / "lessons")
    assert working_folder() == folder
    monkeypatch.chdir(tmp_path)
    assert working_folder() == Path.home() / "deep-learning-course"
    assert working_folder(Path("here")) == tmp_path / "here"


def test_a_file_in_the_way_is_a_sentence(published, tmp_path):
    (tmp_path / "mine").write_text("a file")
    with pytest.raises(SetupError, match="Expected to copy the notebooks to .*mine, found: "):
        refresh(tmp_path / "mine")


FULL = """
mount -t tmpfs -o size=300k tmpfs "$1" || exit 3
"$2" -m course_utils.cli lab --copy-only --folder "$1/mine"
echo "exit status $?"
find "$1/mine" -name '*.tmp' | wc -l
mount -o remount,size=30M "$1"
"$2" -m course_utils.cli lab --copy-only --folder "$1/mine"
find "$1/mine" -name '*.ipynb' | wc -l
"""


@pytest.mark.process
@pytest.mark.skipif(sys.platform != "linux", reason="a disk that fills up is mounted")
def test_a_full_disk_leaves_nothing_by_halves_and_the_next_run_goes_on(tmp_path):
    command = ["unshare", "--map-root-user", "--mount", "sh", "-c", FULL, "sh"]
    done = subprocess.run(
        [*command, tmp_path, sys.executable], cwd=root(), capture_output=True, text=True
    )
    assert "found: No space left on device" in done.stderr, done.stderr
    lines = done.stdout.splitlines()
    assert lines[:2] == ["exit status 1", "0"]
    whole = len(list((root() / "notebooks").glob("*/*.ipynb"))) + 1
    assert int(lines[-1]) == whole
    assert 0 < int(lines[3].split()[0]) < whole, "the second run copied all of them again"
