"""A home of its own for each test, a copy of the data sets, and a server on this machine."""

import shutil
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

DATASETS = Path(__file__).parents[2] / "datasets"


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """An empty COURSE_HOME, and no setting of the machine's own."""
    for name in ("COURSE_DATASETS", "COURSE_MIRROR"):
        monkeypatch.delenv(name, raising=False)
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.setenv(name, "127.0.0.1")
    monkeypatch.setenv("COURSE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def datasets_copy(tmp_path, monkeypatch):
    """A copy of datasets/ that a test may damage; the loader reads it."""
    folder = tmp_path / "datasets"
    shutil.copytree(DATASETS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setenv("COURSE_DATASETS", str(folder))
    return folder


class Loopback(ThreadingHTTPServer):
    """Answers on 127.0.0.1 as `answers[path]` says, and counts what it was asked."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.answers = {}
        self.asked = []
        self.closing = threading.Event()


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append(self.path)
        answer = self.server.answers.get(self.path)
        if answer is None:
            self.send_error(404)
        else:
            answer(self)

    def log_message(self, *args):
        """Keep the test's output clean."""


@contextmanager
def _running():
    """A Loopback server in a thread of its own."""
    server = Loopback()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server
    finally:
        server.closing.set()
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def server():
    """A running Loopback server."""
    with _running() as running:
        yield running


@pytest.fixture
def dead_url():
    """An address on this machine where nobody answers any more."""
    with _running() as running:
        url = running.url
    return url
