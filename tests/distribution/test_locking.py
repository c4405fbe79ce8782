"""What a machine needs is asked of pip, and completed by what holds on that machine alone."""

import pytest

from course_utils.distribution.locking import lock, missing_for, read_lock, write_lock
from course_utils.distribution.targets import TargetMachine
from course_utils.errors import SetupError

LINUX, WINDOWS = TargetMachine("linux-x86_64", "3.11"), TargetMachine("windows-x86_64", "3.11")


def names(wheels):
    return [wheel.name for wheel in wheels]


@pytest.mark.process
def test_each_machine_gets_what_its_conditions_ask_for(offline, tmp_path):
    found = lock(["first>=1"], WINDOWS)
    assert names(found) == ["deeper", "first", "only-windows", "second"]
    assert next(w for w in found if w.name == "only-windows").file.endswith("-win_amd64.whl")
    (tmp_path / "lock.txt").write_text(write_lock(found, "key"))
    assert read_lock(tmp_path / "lock.txt", "key") == found


@pytest.mark.process
def test_what_cannot_be_had_is_a_sentence(offline):
    assert names(lock(["first>=1"], LINUX)) == ["first", "second"]
    with pytest.raises(SetupError, match="cannot be had for that platform and Python"):
        lock(["only-windows"], LINUX)


def test_a_lock_for_something_else_is_none(tmp_path):
    assert read_lock(tmp_path / "none.txt", "key") is None
    (tmp_path / "lock.txt").write_text(write_lock([], "other"))
    assert read_lock(tmp_path / "lock.txt", "key") is None
    assert read_lock(tmp_path / "lock.txt", "other") == []
    (tmp_path / "empty.txt").write_text("")
    assert read_lock(tmp_path / "empty.txt", "key") is None


def missing(packages, target, *asked):
    metadata = [{"name": name, "requires_dist": needs} for name, needs in packages.items()]
    return missing_for(metadata, target.environment, asked)


def test_conditions_extras_and_spellings():
    packages = {
        "A_b": ["c; os_name == 'nt'", "d>=2; extra == 'more'", "e[x]; python_version < '3.12'"],
        "e": ["f; extra == 'x'", "never; extra == 'y'"],
        "f": ["a.b[more]"],  # a circle, which asks for an extra on the way
    }
    assert missing(packages, LINUX, "a-b") == ["d>=2"]
    assert missing(packages, WINDOWS, "A.B") == ["c", "d>=2"]
    assert missing({"a": ["b[z]>1; os_name == 'nt'"]}, WINDOWS, "a") == ["b[z]>1"]
    assert missing({"a": ()}, LINUX, "a") == []
