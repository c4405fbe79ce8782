"""Pages in a folder: safe names, whole files, and nothing written twice."""

import re
import unicodedata

import pytest

from course_utils.errors import CourseError
from course_utils.grading.pages.writing import page_names, write_pages
from tests.grading.pages.reading import Page
from tests.grading.pages.samples import ATTACKS, HOSTILE, NO_BIAS, hostile, result, unreadable

NAMES = [
    *("Ada Lovelace", "ada lovelace", "Ada  Lovelace", "ada-lovelace", "Ada Lovelace ", ""),
    *(
        "../../etc/passwd",
        "/etc/passwd",
        "C:\\con",
        "CON",
        "nul.html",
        ".",
        "..",
        "~",
        "-rf",
        "$(id)",
    ),
    *(
        "李雷",
        "韩梅梅",
        "José",
        unicodedata.normalize("NFD", "José"),
        "a\0b",
        "a\ud800b",
        "x" * 5000,
    ),
    *("index.html", "a?b#c%2f", "name\nwith lines", *ATTACKS),
]
CLASS = [result("Ada"), result("bob", {"1.4": NO_BIAS}), unreadable("../sam")]


def test_names_are_safe_readable_and_all_different():
    names = page_names(NAMES)
    assert len({name.lower() for name in names.values()}) == len(NAMES)
    for name in names.values():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*-[0-9a-f]{8}", name), name
        assert len(name) <= 49
    assert names["Ada Lovelace"].startswith("ada-lovelace-")
    assert names["José"].startswith("jose-")
    assert names["李雷"].startswith("student-")


def test_names_do_not_depend_on_the_others():
    assert page_names(NAMES)["José"] == page_names(["José"])["José"] == "jose-24c2ab65"


def test_a_fingerprint_that_two_share_is_written_out():
    one, other = "一弶", "丂岤"
    assert page_names([one])[one] == page_names([other])[other] == "student-366288e9"
    names = page_names([one, other, "bob"])
    assert names[one] != names[other]
    assert len(names["bob"]) == len("bob-") + 8


def test_a_student_twice_is_an_error(tmp_path):
    with pytest.raises(CourseError, match="several for 'Ada'. Give the one that counts."):
        write_pages([result("Ada"), result("Ada")], tmp_path)
    assert list(tmp_path.iterdir()) == []


def written(folder):
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def test_all_pages_are_there_and_linked(tmp_path):
    paths = write_pages(
        CLASS, tmp_path / "new" / "pages", title="Group B", comments={"bob": "Nearly!"}
    )
    assert set(paths) == written(tmp_path).keys()
    assert [path.suffix for path in paths] == [".html", *(".html", ".txt") * 3]
    index = Page(paths[0].read_text("utf-8"))
    assert "Group B" in index.text
    links = [link["href"] for link in index.all("a") if not link["href"].startswith("#")]
    assert {(paths[0].parent / link) for link in links} == set(paths[1::2])
    assert "Nearly!" in paths[3].read_text("utf-8")
    assert "Nearly!" in paths[4].read_text("utf-8")


def test_only_what_changed_is_written_again(tmp_path):
    paths = write_pages(CLASS, tmp_path)
    before = written(tmp_path)
    assert write_pages(CLASS, tmp_path) == paths
    assert written(tmp_path) == before
    write_pages(CLASS, tmp_path, marks={"bob": 1.0})
    changed = {path for path, when in written(tmp_path).items() if when != before[path]}
    assert changed == {paths[0], paths[3], paths[4]}


def test_pages_of_others_stay(tmp_path):
    paths = write_pages(CLASS, tmp_path)
    write_pages(CLASS[:1], tmp_path)
    assert all(path.exists() for path in paths)


def test_nothing_is_half_written_after_a_failure(tmp_path):
    paths = write_pages(CLASS, tmp_path)
    before = {path: path.read_bytes() for path in paths}
    paths[3].unlink()
    paths[3].mkdir()
    with pytest.raises(CourseError, match="run it again: what is there is whole"):
        write_pages(CLASS, tmp_path, marks=dict.fromkeys(("Ada", "bob"), 1.0))
    left = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert set(left) == set(paths) - {paths[3]}
    assert paths[0].read_bytes() == before[paths[0]]
    assert b"1 of 6 points" in paths[1].read_bytes()
    paths[3].rmdir()
    write_pages(CLASS, tmp_path)
    assert {path: path.read_bytes() for path in paths} == before


def test_hostile_students_write_inside_only(tmp_path):
    inside = tmp_path / "inside"
    paths = write_pages([hostile(name) for name in NAMES if name != HOSTILE], inside)
    assert written(tmp_path).keys() == set(paths)
    assert {path.parent for path in paths} == {inside, inside / "students"}
