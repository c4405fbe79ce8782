"""What a path holds: where the instructor finds it, and when it came."""

import os
from datetime import UTC, datetime, timedelta

from course_utils.grading.intake.listing import list_items
from tests.grading.intake.handed_in import FIRST, pack, write

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def items(path, alone=True, knows=(), common=(FIRST,)):
    return {item.origin: item for item in list_items(path, set(knows).__contains__, common, alone)}


def owner(item):
    return item.owned.owner.student


def touch(path, time):
    os.utime(path, (time.timestamp(), time.timestamp()))


def test_origins_of_one_and_of_several_paths(tmp_path):
    write(tmp_path, {"class/ada.ipynb": b"1"})
    pack(tmp_path / "week.ZIP", [("ada.ipynb", b"1")])
    assert list(items(tmp_path / "class")) == ["ada.ipynb"]
    assert list(items(tmp_path / "class", alone=False)) == ["class/ada.ipynb"]
    assert list(items(tmp_path / "week.ZIP")) == ["week.zip: ada.ipynb"]


def test_a_single_notebook(tmp_path):
    write(tmp_path, {f"ada/{FIRST}.ipynb": b"1", "class/bo.ipynb": b"1"})
    ada = items(tmp_path / "ada" / f"{FIRST}.ipynb")
    assert {origin: owner(item) for origin, item in ada.items()} == {f"ada/{FIRST}.ipynb": "ada"}
    bo = items(tmp_path / "class" / "bo.ipynb")
    assert {origin: owner(item) for origin, item in bo.items()} == {"bo.ipynb": "bo"}


def test_a_single_notebook_from_nbgrader_or_moodle(tmp_path):
    moodle = "Ada L_7_assignsubmission_file_"
    write(tmp_path, {f"submitted/ada/ex1/{FIRST}.ipynb": b"1", f"{moodle}/x.ipynb": b"1"})
    (ada,) = items(tmp_path / "submitted" / "ada" / "ex1" / f"{FIRST}.ipynb").values()
    assert owner(ada) == "ada"
    ((origin, other),) = items(tmp_path / moodle / "x.ipynb").items()
    assert (origin, other.owned.owner.moodle_id) == (f"{moodle}/x.ipynb", "7")


def test_a_single_link_is_not_followed(tmp_path):
    write(tmp_path, {"marks.ipynb": b"1"})
    (tmp_path / "ada.ipynb").symlink_to("marks.ipynb")
    assert "symbolic link" in items(tmp_path / "ada.ipynb")["ada.ipynb"].owned.file.problem


def test_a_link_to_the_class_is_the_instructors_own(tmp_path):
    write(tmp_path, {"disk/ada.ipynb": b"1"})
    (tmp_path / "class").symlink_to("disk")
    assert list(items(tmp_path / "class")) == ["ada.ipynb"]


def test_a_broken_zip_is_somebodys(tmp_path):
    (tmp_path / "ada.zip").write_bytes(b"PK")
    item = items(tmp_path / "ada.zip", alone=False)["ada.zip"]
    assert owner(item) == "ada"
    assert "Expected a zip" in item.owned.file.problem


def test_times_count_where_they_differ(tmp_path):
    write(tmp_path, {"ada.ipynb": b"1", "bo.ipynb": b"1", "cy.ipynb": b"1"})
    for name, hours in {"ada": 0, "bo": 5, "cy": 9}.items():
        touch(tmp_path / f"{name}.ipynb", NOON + timedelta(hours=hours))
    assert items(tmp_path)["bo.ipynb"].handed_in == NOON + timedelta(hours=5)
    for name in ("ada", "bo", "cy"):
        touch(tmp_path / f"{name}.ipynb", NOON)
    assert items(tmp_path)["bo.ipynb"].handed_in is None


def test_a_time_to_come_is_none(tmp_path):
    write(tmp_path, {"ada.ipynb": b"1", "bo.ipynb": b"1"})
    touch(tmp_path / "ada.ipynb", datetime.now(UTC) + timedelta(days=300))
    touch(tmp_path / "bo.ipynb", NOON)
    found = items(tmp_path)
    assert (found["ada.ipynb"].handed_in, found["bo.ipynb"].handed_in) == (None, NOON)


def test_the_timestamp_of_nbgrader_counts_for_its_folder(tmp_path):
    stamp = b"2026-03-02 12:00:00.000000 UTC"
    folder = write(
        tmp_path / "submitted",
        {"ada/ex1/x.ipynb": b"1", "ada/ex1/timestamp.txt": stamp, "bo/ex1/x.ipynb": b"1"},
    )
    found = items(folder)
    assert found["ada/ex1/x.ipynb"].handed_in == NOON
    assert found["bo/ex1/x.ipynb"].handed_in is None


def test_a_timestamp_beside_flat_files_is_nobodys(tmp_path):
    stamp = b"2026-03-02 12:00:00.000000 UTC"
    write(tmp_path, {"ada.ipynb": b"1", "bo.ipynb": b"1", "timestamp.txt": stamp})
    assert {item.handed_in for item in items(tmp_path).values()} == {None}


def test_a_timestamp_that_cannot_be_read_is_none(tmp_path):
    stamps = {"ada/e/x.ipynb": b"1", "ada/e/timestamp.txt": b"soon", "bo/e/x.ipynb": b"1"}
    folder = write(tmp_path / "submitted", stamps)
    (folder / "bo" / "e" / "timestamp.txt").symlink_to("/etc/hostname")
    assert {item.handed_in for item in items(folder).values()} == {None}


def test_a_students_own_timestamp_beats_no_deadline(tmp_path):
    moodle = "Ada L_7_assignsubmission_file_"
    early = b"2020-01-01 12:00:00 UTC"
    write(tmp_path, {f"{moodle}/x.ipynb": b"1", f"{moodle}/timestamp.txt": early})
    assert {item.handed_in for item in items(tmp_path).values()} == {None}
