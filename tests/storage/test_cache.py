"""Results are found again by content, and a bad file or a full disk costs only time."""

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_utils.storage import cache, cached_arrays, content_key
from course_utils.storage.folders import cache_folder


@pytest.fixture(autouse=True)
def home(monkeypatch, tmp_path):
    monkeypatch.setenv("COURSE_HOME", str(tmp_path))


class Maker:
    """Counts how often it had to work."""

    def __init__(self, **arrays):
        self.arrays, self.calls = arrays, 0

    def __call__(self):
        self.calls += 1
        return self.arrays


def files():
    return sorted((cache_folder() / "training").iterdir())


def test_made_once_and_read_afterwards():
    make = Maker(loss=np.array([1.0, np.inf, np.nan]), counts=np.arange(3))
    first = cached_arrays(["a", 1], make)
    again = cached_arrays(["a", 1], make)
    assert make.calls == 1
    for name, array in make.arrays.items():
        np.testing.assert_array_equal(first[name], array)
        np.testing.assert_array_equal(again[name], array)
        assert again[name].dtype == array.dtype
    assert [path.suffix for path in files()] == [".npz"]


def test_another_key_is_made_anew():
    make = Maker(x=np.zeros(1))
    cached_arrays(["a"], make)
    cached_arrays(["b"], make)
    assert make.calls == 2


@pytest.mark.parametrize("share", [0.0, 0.5, 0.99])
def test_a_damaged_file_is_made_again(share):
    make = Maker(x=np.arange(1000))
    cached_arrays(["a"], make)
    whole = files()[0].read_bytes()
    files()[0].write_bytes(whole[: int(share * len(whole))])
    np.testing.assert_array_equal(cached_arrays(["a"], make)["x"], np.arange(1000))
    assert make.calls == 2
    cached_arrays(["a"], make)
    assert make.calls == 2


def test_a_changed_byte_is_noticed():
    make = Maker(x=np.arange(1000))
    cached_arrays(["a"], make)
    content = bytearray(files()[0].read_bytes())
    content[len(content) // 2] ^= 255
    files()[0].write_bytes(content)
    np.testing.assert_array_equal(cached_arrays(["a"], make)["x"], np.arange(1000))
    assert make.calls == 2


def test_a_folder_that_cannot_be_written_costs_only_the_cache(monkeypatch, tmp_path):
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder")
    monkeypatch.setenv("COURSE_HOME", str(in_the_way))
    assert cached_arrays(["a"], Maker(x=np.ones(2)))["x"].tolist() == [1, 1]


def test_a_shared_cache_is_read_and_left_as_it_is(monkeypatch, tmp_path):
    make = Maker(x=np.arange(3))
    monkeypatch.setenv("COURSE_HOME", str(tmp_path / "instructor"))
    cached_arrays(["a"], make)
    (shared,) = files()
    before = (shared.stat().st_mtime_ns, shared.read_bytes())
    monkeypatch.setenv("COURSE_SHARED_CACHE", str(cache_folder()))
    monkeypatch.setenv("COURSE_HOME", str(tmp_path / "learner"))
    np.testing.assert_array_equal(cached_arrays(["a"], make)["x"], np.arange(3))
    assert make.calls == 1 and not cache_folder().exists()
    assert (shared.stat().st_mtime_ns, shared.read_bytes()) == before


def test_what_the_shared_cache_lacks_goes_to_the_own_one(monkeypatch, tmp_path):
    monkeypatch.setenv("COURSE_SHARED_CACHE", str(tmp_path / "nowhere"))
    make = Maker(x=np.arange(3))
    for _ in range(2):
        cached_arrays(["a"], make)
    assert make.calls == 1 and len(files()) == 1


def test_no_home_folder_costs_only_the_cache(monkeypatch):
    monkeypatch.setenv("COURSE_HOME", "~nobody-of-this-name")
    assert cached_arrays(["a"], Maker(x=np.ones(2)))["x"].tolist() == [1, 1]


def test_nothing_half_written_stays():
    def interrupted():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        cached_arrays(["a"], interrupted)
    assert not (cache_folder() / "training").exists() or files() == []


def test_the_oldest_go_first(monkeypatch):
    monkeypatch.setattr(cache, "_MOST_BYTES", 25_000)
    makers = {name: Maker(x=np.zeros(1000)) for name in "abc"}  # 8 KB each
    for name, make in makers.items():
        cached_arrays([name], make)
        time.sleep(0.02)
    cached_arrays(["a"], makers["a"])  # used again: now b is the oldest
    time.sleep(0.02)
    cached_arrays(["d"], Maker(x=np.zeros(1000)))
    for name in "acb":
        cached_arrays([name], makers[name])
    assert {name: make.calls for name, make in makers.items()} == {"a": 1, "b": 2, "c": 1}


parts = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=6,
)


@given(first=parts, second=parts)
def test_equal_keys_are_equal_parts(first, second):
    same = repr(first) == repr(second)
    assert (content_key([first]) == content_key([second])) == same


def test_arrays_differ_by_content_shape_and_kind():
    arrays = [np.zeros(4), np.zeros((2, 2)), np.zeros(4, "float32"), np.ones(4)]
    assert len({content_key([array]) for array in arrays}) == 4
    assert content_key([np.zeros((4, 2))[:, 0]]) == content_key([np.zeros(4)])
