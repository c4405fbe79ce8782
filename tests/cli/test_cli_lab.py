"""Tests for `course lab`: its options, its port, and the real JupyterLab it starts."""

import json
import re
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Timer
from time import monotonic, sleep
from uuid import uuid4

import pytest
from websocket import create_connection

from course_utils.cli.lab import arguments, has_screen, require_free
from course_utils.errors import SetupError

ROOT = Path(__file__).parents[2]


@pytest.fixture
def taken():
    """A port of this machine on which somebody listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@pytest.mark.parametrize(
    ("environment", "platform", "expected"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"DISPLAY": ":0", "CI": "true"}, "linux", False),
        ({"SSH_CONNECTION": "1 2 3 4"}, "darwin", False),
        ({}, "darwin", True),
        ({}, "win32", True),
    ],
)
def test_where_a_browser_can_open(environment, platform, expected):
    assert has_screen(environment, platform) is expected


def test_options():
    plain = arguments(ROOT, None, True, "localhost", False)
    assert not {"--no-browser", "--allow-root"} & set(plain)
    assert not any("port" in option for option in plain)
    container = arguments(ROOT, 8890, False, "0.0.0.0", True)
    assert {"--no-browser", "--allow-root", "--ServerApp.port=8890"} <= set(container)
    assert {"--ServerApp.port_retries=0", "--ServerApp.ip=0.0.0.0"} <= set(container)


def test_a_free_port_is_free(taken):
    port = free_port()
    require_free(port)
    require_free(port)
    with pytest.raises(SetupError):
        require_free(taken)


def test_a_taken_port_is_a_sentence(course, taken):
    done = course("lab", "--port", str(taken))
    assert done.returncode == 1
    assert done.stderr.startswith(f"Port {taken} is in use by another program")
    other = int(re.search(r"make lab PORT=(\d+)", done.stderr)[1])
    assert other != taken
    require_free(other)


def test_a_port_that_cannot_be(course):
    assert course("lab", "--port", "70000").returncode == 2
    assert course("lab", "--port", "many").returncode == 2


def call(url, token, method="GET"):
    """Ask the server's REST interface."""
    return json.loads(read(url, token, method))


def read(url, token, method="GET"):
    """Ask the server; no proxy of this machine stands between."""
    request = urllib.request.Request(
        url, method=method, headers={"Authorization": f"token {token}"}
    )
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(request, timeout=300) as answer:
        return answer.read().decode()


def wait_until_up(address, token):
    """The address is printed a moment before the server listens."""
    deadline = monotonic() + 300
    while True:
        try:
            return call(f"{address}/api/status", token)
        except urllib.error.URLError:
            assert monotonic() < deadline
            sleep(0.1)


@contextmanager
def running_lab(environment):
    """`course lab` on a free port without a screen; yields its address and its token."""
    hidden = ("DISPLAY", "WAYLAND_DISPLAY")
    lab = subprocess.Popen(
        [sys.executable, "-m", "course_utils.cli", "lab", "--port", str(free_port())],
        env={name: value for name, value in environment.items() if name not in hidden},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    watchdog = Timer(600, lab.kill)
    watchdog.start()
    try:
        printed = []
        for line in lab.stdout:
            printed.append(line)
            found = re.fullmatch(r"(http://127\.0\.0\.1:\d+)/lab/tree/(\S+)\?token=(\w+)\n", line)
            if found:
                break
        assert found, "".join(printed)
        assert found[2] == "00_start_here.ipynb"
        wait_until_up(found[1], found[3])
        yield found[1], found[3]
    finally:
        watchdog.cancel()
        lab.terminate()
        lab.communicate(timeout=300)


def execute(address, token, kernel, code):
    """Run code in a kernel over the server's websocket, as JupyterLab does."""
    url = f"{address.replace('http', 'ws', 1)}/api/kernels/{kernel}/channels?token={token}"
    header = {"msg_id": uuid4().hex, "msg_type": "execute_request", "session": "test"}
    header |= {"username": "", "version": "5.3", "date": "2020-01-01T00:00:00Z"}
    message = {"header": header, "parent_header": {}, "metadata": {}, "channel": "shell"}
    message["content"] = {"code": code, "silent": False, "store_history": True}
    with closing(create_connection(url, timeout=300)) as channel:
        channel.send(json.dumps(message))
        while True:
            answer = json.loads(channel.recv())
            if answer["parent_header"].get("msg_id") != header["msg_id"]:
                continue
            if answer["msg_type"] in ("execute_result", "error"):
                return answer["content"]


def test_the_environment_asks_for_quiet():
    settings = Path(sys.prefix, "etc")
    page = json.loads((settings / "jupyter/labconfig/page_config.json").read_text())
    assert page["disabledExtensions"]["@jupyterlab/apputils-extension:announcements"]
    kernel = json.loads((settings / "ipython/ipython_kernel_config.json").read_text())
    assert kernel["IPKernelApp"]["capture_fd_output"] is False


def test_the_lab_runs_a_cell_and_knows_the_course(surroundings):
    with running_lab(surroundings) as (address, token):
        assert "kernels" in call(f"{address}/api/status", token)
        with pytest.raises(urllib.error.HTTPError, match="403"):
            call(f"{address}/api/status", "wrong")
        names = {entry["name"] for entry in call(f"{address}/api/contents", token)["content"]}
        assert {"00_start_here.ipynb", "lessons", "solutions"} <= names
        assert "source" not in names
        page = read(f"{address}/lab", token)
        assert "apputils-extension:announcements" in page, "JupyterLab would ask the network"
        kernel = call(f"{address}/api/kernels", token, "POST")["id"]
        code = "import course_utils; 1 + 1"
        assert execute(address, token, kernel, code)["data"] == {"text/plain": "2"}
        code = "import sys; sys.prefix"
        assert execute(address, token, kernel, code)["data"] == {"text/plain": repr(sys.prefix)}
