"""Downloads from a real server on this machine, and each way they fail."""

import hashlib
from dataclasses import replace

import pandas as pd
import pytest

from course_utils.data import RemoteDataset, fetch_dataset
from course_utils.data.remote import REMOTE, cache_folder, fetch
from course_utils.errors import DatasetError

TINY = b"a,b\n" + b"".join(b"%d,%d\n" % (i, i * i) for i in range(200))
WINE = b'"fixed acidity";"pH";"quality"\n7.4;3.51;5\n7.8;3.2;6\n'
SHORT = 0.3  # seconds a test waits for a silent server


def sha256(content):
    return hashlib.sha256(content).hexdigest()


def sends(content, length=None, status=200):
    """An answer that announces `length` bytes and sends `content`."""

    def answer(request):
        request.send_response(status)
        request.send_header("Content-Length", str(length or len(content)))
        request.end_headers()
        request.wfile.write(content)

    return answer


def falls_silent(announced):
    """An answer that announces bytes and then says nothing until the server closes."""

    def answer(request):
        if announced:
            sends(b"a,b\n", length=1000)(request)
            request.wfile.flush()
        request.server.closing.wait()

    return answer


@pytest.fixture
def tiny(server):
    """A registered file that the server has."""
    server.answers["/tiny.csv"] = sends(TINY)
    return RemoteDataset("tiny", f"{server.url}/tiny.csv", sha256(TINY), pd.read_csv)


def failure(remote, **settings):
    """The message of a fetch that must fail and must leave nothing behind."""
    with pytest.raises(DatasetError) as caught:
        fetch(remote, **settings)
    assert list(cache_folder().iterdir()) == []
    message = str(caught.value)
    assert f"Expected: the file {remote.file} with sha256 {remote.sha256}" in message
    assert 'load_dataset("concrete")' in message
    assert "breast_cancer" in message
    return message


def test_a_good_file_is_read_and_kept(tiny, home):
    table = fetch(tiny)
    assert table.shape == (200, 2)
    assert (table["b"] == table["a"] ** 2).all()
    assert (home / "cache" / "tiny.csv").read_bytes() == TINY


def test_the_second_call_asks_no_server(tiny, server):
    first = fetch(tiny)
    server.answers.clear()
    assert fetch(tiny).equals(first)
    assert server.asked == ["/tiny.csv"]


def test_a_kept_file_is_read_when_nobody_answers(tiny, dead_url):
    first = fetch(tiny)
    assert fetch(tiny, url=f"{dead_url}/tiny.csv").equals(first)


def test_a_damaged_file_in_the_cache_is_downloaded_again(tiny, server):
    first = fetch(tiny)
    (cache_folder() / "tiny.csv").write_bytes(TINY[:50])
    assert fetch(tiny).equals(first)
    assert server.asked == ["/tiny.csv"] * 2
    assert (cache_folder() / "tiny.csv").read_bytes() == TINY


def test_a_damaged_file_is_never_read_when_nobody_answers(tiny, dead_url):
    fetch(tiny)
    (cache_folder() / "tiny.csv").write_bytes(TINY[:50])
    with pytest.raises(DatasetError, match="no connection to the server"):
        fetch(tiny, url=f"{dead_url}/tiny.csv")


def test_wrong_bytes_are_named_and_deleted(tiny, server):
    server.answers["/tiny.csv"] = sends(WINE)
    message = failure(tiny)
    assert "Found: other bytes than expected" in message
    assert sha256(WINE) in message


def test_a_cut_connection(tiny, server):
    server.answers["/tiny.csv"] = sends(TINY[:100], length=len(TINY))
    assert "Found: the connection was cut before the whole file" in failure(tiny)


def test_a_file_the_server_does_not_know(tiny, server):
    server.answers.clear()
    assert "Found: the server answered 404 Not Found" in failure(tiny)


def test_a_server_in_trouble(tiny, server):
    server.answers["/tiny.csv"] = sends(b"sorry", status=503)
    assert "Found: the server answered 503" in failure(tiny)


@pytest.mark.parametrize("announced", [False, True], ids=["at once", "half-way"])
def test_a_server_that_falls_silent(tiny, server, announced):
    server.answers["/tiny.csv"] = falls_silent(announced)
    message = failure(tiny, timeout=SHORT)
    assert "Found: no answer from the server within 0.3 seconds" in message


def test_no_server_at_all(tiny, dead_url):
    message = failure(tiny, url=f"{dead_url}/tiny.csv")
    assert "Found: no connection to the server; is there a network" in message
    assert f"could not be fetched from {dead_url}/tiny.csv" in message


def test_an_address_that_is_none(tiny):
    assert "Found: the address cannot be used" in failure(tiny, url="my-school/tiny.csv")


def test_a_cache_that_cannot_be_written(tiny, home):
    home.write_text("a file where the folder should be")
    with pytest.raises(DatasetError, match="cannot be written to the cache"):
        fetch(tiny)


def test_a_mirror_by_environment(tiny, server, monkeypatch):
    server.answers["/mirror/tiny.csv"] = sends(TINY)
    monkeypatch.setenv("COURSE_MIRROR", f"{server.url}/mirror/")
    assert fetch(tiny).shape == (200, 2)
    assert server.asked == ["/mirror/tiny.csv"]


def test_an_address_in_the_call_goes_before_the_mirror(tiny, server, monkeypatch):
    monkeypatch.setenv("COURSE_MIRROR", f"{server.url}/mirror/")
    server.answers["/copy"] = sends(TINY)
    fetch(tiny, url=f"{server.url}/copy")
    assert server.asked == ["/copy"]


def test_the_user_folder_is_the_default_cache(monkeypatch):
    monkeypatch.delenv("COURSE_HOME")
    assert "deep-learning-course" in str(cache_folder())


def test_red_wine_refuses_other_wine(server):
    server.answers["/winequality-red.csv"] = sends(WINE)
    with pytest.raises(DatasetError) as caught:
        fetch_dataset("red_wine", url=f"{server.url}/winequality-red.csv")
    assert REMOTE["red_wine"].sha256 in str(caught.value)
    assert sha256(WINE) in str(caught.value)


def test_red_wine_comes_with_tidy_names_and_its_card(server, monkeypatch):
    server.answers["/winequality-red.csv"] = sends(WINE)
    small = replace(REMOTE["red_wine"], sha256=sha256(WINE))
    monkeypatch.setitem(REMOTE, "red_wine", small)
    table = fetch_dataset("red_wine", url=f"{server.url}/winequality-red.csv")
    assert list(table) == ["fixed_acidity", "ph", "quality"]
    assert table["fixed_acidity"].tolist() == [7.4, 7.8]
    assert table.attrs["card"].shape == (1599, 12)
    assert "10.24432/C56S3T" in table.attrs["card"].licence


def test_bundled_data_needs_no_download():
    with pytest.raises(DatasetError, match=r"load_dataset\('concrete'\)"):
        fetch_dataset("concrete")


def test_an_unknown_name():
    with pytest.raises(DatasetError, match="Did you mean 'red_wine'"):
        fetch_dataset("redwine")
