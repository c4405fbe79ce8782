"""A folder is listed without following anything out of it."""

import os

import pytest

from course_utils.errors import GradingError
from course_utils.grading.intake.collected_file import MAX_BYTES
from course_utils.grading.intake.folder import MAX_DEPTH, list_folder
from tests.grading.intake.handed_in import write


def listed(folder):
    return {found.path: found for found in list_folder(folder)}


def test_files_are_listed_in_order_and_read(tmp_path):
    write(tmp_path, {"b.ipynb": b"2", "a/x/y.txt": b"1", "a.ipynb": b"3"})
    found = listed(tmp_path)
    assert list(found) == ["a/x/y.txt", "a.ipynb", "b.ipynb"]
    assert [one.read() for one in found.values()] == [b"1", b"3", b"2"]
    assert found["b.ipynb"].time.timestamp() == pytest.approx(
        (tmp_path / "b.ipynb").stat().st_mtime, abs=1e-3
    )


def test_an_empty_folder_is_listed(tmp_path):
    (tmp_path / "ada").mkdir()
    assert listed(tmp_path)["ada"].is_folder
    assert listed(tmp_path / "ada") == {}


def test_links_are_named_and_not_followed(tmp_path):
    secret = write(tmp_path / "secret", {"marks.ipynb": b"all of them"})
    inside = tmp_path / "class"
    inside.mkdir()
    (inside / "ada.ipynb").symlink_to(secret / "marks.ipynb")
    (inside / "bo").symlink_to(secret)
    (inside / "gone.ipynb").symlink_to("nowhere")
    (inside / "loop").symlink_to(inside)
    found = listed(inside)
    assert list(found) == ["ada.ipynb", "bo", "gone.ipynb", "loop"]
    assert all("symbolic link" in one.problem for one in found.values())


def test_a_file_that_becomes_a_link_after_listing_is_not_followed(tmp_path):
    write(tmp_path, {"ada.ipynb": b"1", "secret": b"2"})
    found = listed(tmp_path)["ada.ipynb"]
    (tmp_path / "ada.ipynb").unlink()
    (tmp_path / "ada.ipynb").symlink_to(tmp_path / "secret")
    with pytest.raises(GradingError, match="cannot be read"):
        found.read()


def test_a_file_that_becomes_a_pipe_does_not_hang(tmp_path):
    write(tmp_path, {"ada.ipynb": b"1"})
    found = listed(tmp_path)["ada.ipynb"]
    (tmp_path / "ada.ipynb").unlink()
    os.mkfifo(tmp_path / "ada.ipynb")
    with pytest.raises(GradingError, match="neither a file"):
        found.read()
    assert "neither a file" in listed(tmp_path)["ada.ipynb"].problem


def test_a_large_file_is_refused_without_being_read(tmp_path):
    with (tmp_path / "ada.ipynb").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    assert "at most 64 MB" in listed(tmp_path)["ada.ipynb"].problem


def test_a_file_that_grows_after_listing_is_refused(tmp_path):
    write(tmp_path, {"ada.ipynb": b"1"})
    found = listed(tmp_path)["ada.ipynb"]
    with (tmp_path / "ada.ipynb").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(GradingError, match="at most 64 MB"):
        found.read()


def test_a_deep_folder_is_named_and_left(tmp_path):
    write(tmp_path, {"/".join(["d"] * (MAX_DEPTH + 5)) + "/ada.ipynb": b"1"})
    (found,) = listed(tmp_path).values()
    assert "folders deep" in found.problem


def test_names_in_another_encoding(tmp_path):
    with open(os.fsencode(tmp_path) + b"/Zo\xeb.ipynb", "wb") as file:
        file.write(b"1")
    (found,) = list_folder(tmp_path)
    assert found.name == r"Zo\udceb.ipynb"
    assert found.read() == b"1"


def test_a_time_beyond_the_calendar(tmp_path):
    write(tmp_path, {"ada.ipynb": b"1"})
    os.utime(tmp_path / "ada.ipynb", (0, -(2**33)))
    assert listed(tmp_path)["ada.ipynb"].read() == b"1"
