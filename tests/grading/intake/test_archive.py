"""A zip is read in memory, and what it says of itself is not believed."""

import struct
import warnings
import zipfile
from datetime import UTC, datetime

import pytest

from course_utils.errors import GradingError
from course_utils.grading.intake import archive
from course_utils.grading.intake.archive import list_archive
from course_utils.grading.intake.collected_file import MAX_BYTES
from tests.grading.intake.handed_in import pack


def listed(path):
    return {found.path: found for found in list_archive(path)}


def test_files_are_listed_in_order_and_read(tmp_path):
    path = pack(tmp_path / "class.zip", [("b.ipynb", b"2"), ("a/x.txt", b"1"), ("c/", b"")])
    found = listed(path)
    assert list(found) == ["a/x.txt", "b.ipynb", "c"]
    assert found["a/x.txt"].read() == b"1"
    assert found["c"].is_folder


def test_a_folder_with_something_in_it_is_not_listed_itself(tmp_path):
    path = pack(tmp_path / "class.zip", [("ada/", b""), ("ada/x.ipynb", b"1")])
    assert list(listed(path)) == ["ada/x.ipynb"]


def patched(path, change):
    """Rewrite the bytes of a zip; `change` gets them with the place of the directory."""
    data = bytearray(path.read_bytes())
    change(data, data.index(b"PK\x01\x02"))
    path.write_bytes(data)
    return path


def test_names_from_windows(tmp_path):
    path = pack(tmp_path / "class.zip", [("ada\\week1\\x.ipynb", b"1")])
    assert listed(path)["ada/week1/x.ipynb"].read() == b"1"


def test_names_from_a_mac_that_does_not_say_it_is_utf8(tmp_path):
    def keep_silent(data, directory):
        data[7] &= ~0x08
        data[directory + 9] &= ~0x08

    path = patched(pack(tmp_path / "class.zip", [("Zoë.ipynb", b"1")]), keep_silent)
    assert zipfile.ZipFile(path).namelist() != ["Zoë.ipynb"]
    assert listed(path)["Zoë.ipynb"].read() == b"1"


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.ipynb", "/root/x.ipynb", "C:\\x.ipynb", "a/..\\..\\x.ipynb"]
)
def test_names_that_lead_outside_are_not_read(tmp_path, name):
    (found,) = list_archive(pack(tmp_path / "class.zip", [(name, b"1")]))
    assert "leads out of the zip" in found.problem
    assert ".." not in found.parts


def test_a_link_is_named(tmp_path):
    link = zipfile.ZipInfo("ada.ipynb")
    link.external_attr = 0o120777 << 16
    (found,) = list_archive(pack(tmp_path / "class.zip", [(link, b"/etc/passwd")]))
    assert "symbolic link" in found.problem


def test_an_encrypted_file_is_named(tmp_path):
    def encrypt(data, directory):
        data[6] |= 1
        data[directory + 8] |= 1

    path = patched(pack(tmp_path / "class.zip", [("ada.ipynb", b"1")]), encrypt)
    assert "encrypted" in listed(path)["ada.ipynb"].problem


def test_an_unusual_compression_is_named(tmp_path):
    with zipfile.ZipFile(tmp_path / "class.zip", "w", zipfile.ZIP_LZMA) as packed:
        packed.writestr("ada.ipynb", b"1")
    assert "deflate" in listed(tmp_path / "class.zip")["ada.ipynb"].problem


def test_a_bomb_is_refused_by_its_declared_size(tmp_path):
    path = tmp_path / "class.zip"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed,
        packed.open("ada.ipynb", "w") as file,
    ):
        for _ in range(MAX_BYTES // 2**20 + 1):
            file.write(bytes(2**20))
    assert path.stat().st_size < 2**20
    assert "at most 64 MB" in listed(path)["ada.ipynb"].problem


def test_a_bomb_that_lies_about_its_size_gives_no_more_than_it_says(tmp_path):
    def lie(data, directory):
        data[directory + 24 : directory + 28] = struct.pack("<I", 10)

    path = patched(pack(tmp_path / "class.zip", [("ada.ipynb", bytes(2**20))]), lie)
    with pytest.raises(GradingError, match="damaged"):
        listed(path)["ada.ipynb"].read()


def test_damaged_bytes(tmp_path):
    def damage(data, directory):
        data[directory // 2] ^= 0xFF

    path = patched(pack(tmp_path / "class.zip", [("ada.ipynb", b"some text " * 99)]), damage)
    with pytest.raises(GradingError, match="damaged"):
        listed(path)["ada.ipynb"].read()


def test_more_files_than_a_class_can_have(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "MAX_FILES", 2)
    path = pack(tmp_path / "class.zip", [(f"{n}.ipynb", b"1") for n in range(3)])
    with pytest.raises(GradingError, match="at most 2 files, found 3"):
        list(list_archive(path))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 and no more", b"no zip at all"])
def test_no_zip(tmp_path, data):
    (tmp_path / "class.zip").write_bytes(data)
    with pytest.raises(GradingError, match="Expected a zip"):
        list(list_archive(tmp_path / "class.zip"))


def test_two_entries_of_one_name_keep_their_own_bytes(tmp_path):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # zipfile warns the writer
        path = pack(tmp_path / "class.zip", [("ada.ipynb", b"1"), ("ada.ipynb", b"2")])
    assert [found.read() for found in list_archive(path)] == [b"1", b"2"]


def test_a_time_with_a_zone_comes_before_one_without(tmp_path):
    entry = zipfile.ZipInfo("ada.ipynb", (2026, 3, 2, 12, 0, 0))
    time = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
    entry.extra = struct.pack("<HHBi", 0x5455, 5, 1, int(time.timestamp()))
    plain = zipfile.ZipInfo("bo.ipynb", (2026, 3, 2, 12, 0, 0))
    never = zipfile.ZipInfo("cy.ipynb")
    path = pack(tmp_path / "class.zip", [(entry, b"1"), (plain, b"2"), (never, b"3")])
    found = listed(path)
    assert found["ada.ipynb"].time == time
    assert found["bo.ipynb"].time == datetime(2026, 3, 2, 12).astimezone(UTC)
    assert found["cy.ipynb"].time is None
