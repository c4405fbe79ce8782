"""Submissions that write outside, talk to others, or leave something for the next one."""

from benchmarks.red_team_cases.case import FULL, RIGHT, Case

_WRITE = """
import os
from pathlib import Path
def write(folder):
    Path(folder, "$marker").write_text("x")
def append(path):
    open(path, "a").close()
"""

CASES = (
    Case(
        "files in shared folders",
        "write where every process may",
        _WRITE + "tries(*[lambda f=f: write(f) for f in "
        "('/tmp', '/var/tmp', '/dev/shm', '/run', '/', '/dev', '$secret', '../../..')])",
    ),
    Case(
        "files at home",
        "write into the user's folders",
        _WRITE + "import pathlib, pwd\nhome = pwd.getpwuid(os.getuid()).pw_dir\n"
        "tries(*[lambda f=f: write(f) for f in (home, home + '/.cache', home + '/.ipython')])",
    ),
    Case(
        "files of the course",
        "change the course, its compiled modules and Python's packages",
        _WRITE + "import numpy\npackage = Path('$course/course_utils')\n"
        "tries(*[lambda f=f: write(f) for f in ('$course', package, package / '__pycache__', "
        "package / 'exercises/checks', '$course/datasets', Path(numpy.__file__).parent, "
        "Path(numpy.__file__).parent / '__pycache__')], "
        "lambda: append(package / '__init__.py'), lambda: append(numpy.__file__), "
        "lambda: os.rename(package / 'errors.py', package / 'x'), "
        "lambda: os.chmod(package / 'errors.py', 0o777), lambda: os.utime(package / 'errors.py'))",
    ),
    Case(
        "explorers",
        "change the trained explorers that others will get",
        _WRITE + "cache = Path(os.environ['COURSE_HOME'], 'cache').resolve()\n"
        "tries(lambda: write(cache), lambda: write(cache / 'training'), "
        "*[lambda p=p: append(p) for p in (cache / 'training').glob('*')])",
    ),
    Case(
        "network",
        "connect to this machine and others",
        "import socket, urllib.request\n"
        "tries(lambda: socket.create_connection(('127.0.0.1', $port), 1), "
        "lambda: socket.create_connection(('192.0.2.1', 80), 1), "
        "lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM)"
        ".sendto(b'x', ('127.0.0.1', $port)), "
        "lambda: socket.getaddrinfo('example.org', 80), "
        "lambda: urllib.request.urlopen('http://127.0.0.1:$port', timeout=1), "
        "lambda: socket.create_server(('127.0.0.1', 0)))",
    ),
    Case(
        "sockets by path",
        "talk to a database or to Docker over a file",
        "import socket\ndef talk(kind, address):\n    socket.socket(socket.AF_UNIX, kind)"
        ".connect(address)\n"
        "def aside(address):\n"
        "    socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)[0].sendto(b'x', address)\n"
        "tries(*[lambda a=a, k=k: talk(k, a) for k in (1, 2, 5) for a in "
        "('$socket', '\\0$marker', '/run/docker.sock')], lambda: aside('$socket'), "
        "lambda: aside('\\0$marker'))",
    ),
    Case(
        "process left behind",
        "fork twice, leave the session, become a daemon",
        "import ctypes, os, time\ndef daemon():\n    if os.fork() == 0:\n"
        "        os.setsid()\n        if os.fork() == 0:\n            time.sleep(3600)\n"
        "libc = ctypes.CDLL(None)\ndef ask(value):\n    assert value >= 0\n"
        "tries(daemon, lambda: ask(libc.vfork()), lambda: ask(libc.syscall(56, 17, 0, 0, 0, 0)), "
        "lambda: ask(libc.daemon(0, 0)))",
    ),
    Case(
        "memory left behind",
        "leave shared memory and keys for the next one",
        "import ctypes\nfrom multiprocessing import shared_memory\nlibc = ctypes.CDLL(None)\n"
        "def ask(value):\n    assert value >= 0\n"
        "tries(lambda: shared_memory.SharedMemory('$marker', create=True, size=100), "
        "lambda: ask(libc.shmget(4242, 4096, 0o1666)), lambda: ask(libc.msgget(4242, 0o1666)), "
        "lambda: ask(libc.syscall(248, b'user', b'x', b'y', 1, -3)))",
    ),
    Case(
        "outlive the grader",
        "ask not to be ended with the parent",
        "import ctypes, os\nlibc = ctypes.CDLL(None)\ndef ask(value):\n    assert value >= 0\n"
        "tries(lambda: ask(libc.prctl(1, 0, 0, 0, 0)))",
    ),
    Case(
        "poisoned process",
        "change everything in memory that another might use",
        "import json, os, sys\nos.environ['PATH'] = '/'\nsys.path[:] = []\n"
        "for module in list(sys.modules.values()):\n"
        "    if getattr(module, '__name__', '').startswith(('pandas', 'sklearn')):\n"
        "        vars(module).clear()",
    ),
    Case(
        "everything allowed",
        "use what a notebook may use: files, threads, an event loop",
        "import asyncio, pathlib, tempfile, threading\n"
        "with tempfile.TemporaryDirectory() as folder:\n"
        "    pathlib.Path(folder, 'x').write_text('y')\n"
        "async def nothing(): await asyncio.sleep(0)\nasyncio.new_event_loop()"
        ".run_until_complete(nothing())\n"
        "threading.Thread(target=print).start()\n" + RIGHT["1.2"],
        FULL,
        "all is answered rightly",
        {"1.3": RIGHT["1.3"]},
    ),
)
