"""Submissions that read what is not theirs: answers, checks, marks, other processes."""

from benchmarks.red_team_cases.case import Case

_READ = """
import os, sys
from pathlib import Path
def read(path):
    assert Path(path).read_bytes()
course = Path("$course")
"""

CASES = (
    Case(
        "solutions",
        "open the solutions, the sources and the tests",
        _READ
        + "tries(lambda: read(course / 'notebooks/solutions/solution_01_single_neuron.ipynb'), "
        "lambda: read(course / 'notebooks/source/exercises/01_single_neuron.py'), "
        "lambda: read(course / 'tests/exercises/checks/lesson_01/test_questions.py'), "
        "lambda: os.listdir(course / 'notebooks'), lambda: os.listdir(course))",
    ),
    Case(
        "checks",
        "open the checks, and what is compiled of them",
        _READ + "exercises = course / 'course_utils/exercises'\n"
        "tries(lambda: read(exercises / 'checks/lesson_01/questions.py'), "
        "lambda: os.listdir(exercises / 'checks'), lambda: read(exercises / 'expect/values.py'), "
        "lambda: read(next(exercises.rglob('lesson_01/*.pyc'))))",
    ),
    Case(
        "checks by import",
        "have Python read the checks",
        "import importlib, inspect, linecache, pkgutil, runpy, sys\n"
        "name = 'course_utils.exercises.checks.lesson_01.questions'\n"
        "tries(lambda: importlib.import_module(name), lambda: runpy.run_module(name), "
        "lambda: sys.modules[name], lambda: pkgutil.get_data(name[:-10], 'questions.py'), "
        "lambda: inspect.getsource(sys.modules[name]), "
        "lambda: linecache.getlines('$course/course_utils/exercises/checks/lesson_01/questions.py')"
        "[0], "
        "lambda: importlib.import_module('course_utils.source.course_map')"
        ".question_help('1.2').hints[0], "
        "lambda: importlib.import_module('course_utils.exercises.asking').question_help('1.2'))",
    ),
    Case(
        "git",
        "read the course's history",
        _READ + "tries(lambda: read(course / '.git/HEAD'), lambda: os.listdir(course / '.git'))",
    ),
    Case(
        "zip of the packages",
        "import and pack everything that can be read",
        "import shutil, sys, zipfile\nsys.path[:0] = ['$course', '$course/tests', '$course/.git']\n"
        "tries(lambda: __import__('tests.exercises.proofs'), "
        "lambda: __import__('benchmarks.red_team_cases.case'), "
        "lambda: zipfile.ZipFile(shutil.make_archive('x', 'zip', '$course/notebooks'))"
        ".namelist()[1])",
    ),
    Case(
        "gradebook",
        "read and write the marks",
        "import sqlite3\n_ = open\ntries(lambda: open('$secret/grades.db', 'rb'), "
        "lambda: open('$secret/grades.db', 'r+b'), "
        "lambda: sqlite3.connect('file:$secret/grades.db?mode=ro', uri=True)"
        ".execute('select * from marks').fetchone())",
    ),
    Case(
        "other students",
        "read another submission by its path",
        "import os\ntries(lambda: open('$secret/ada.ipynb').read(), lambda: os.listdir('$secret'), "
        "lambda: open('/proc/self/root$secret/ada.ipynb').read(), "
        "lambda: open('/proc/self/cwd/../ada.ipynb').read(), "
        "lambda: (os.chdir('$secret'), open('ada.ipynb').read()))",
    ),
    Case(
        "symbolic links",
        "reach outside by links from the private folder",
        "import os\nos.symlink('$secret', 'a'); os.symlink('$course/notebooks', 'b')\n"
        "os.symlink('/proc/1/root', 'c')\n"
        "tries(lambda: open('a/ada.ipynb').read(), lambda: os.listdir('b'), "
        "lambda: open('c$secret/ada.ipynb').read(), "
        "lambda: os.link('$secret/ada.ipynb', 'd'), lambda: open('a/$marker', 'w'))",
    ),
    Case(
        "passwords",
        "read the system's and the user's secrets",
        _READ + "tries(lambda: read('/etc/shadow'), lambda: read('/etc/ssh/sshd_config'), "
        "lambda: os.listdir('/root'), lambda: os.listdir('/home'), lambda: read('/dev/mem'), "
        "lambda: read('/var/log/dpkg.log'))",
    ),
    Case(
        "environments",
        "read what other processes were started with",
        _READ + "others = [p for p in os.listdir('/proc') if p.isdigit() and int(p) != os.getpid()]"
        " if os.access('/proc', os.R_OK) else []\n"
        "tries(lambda: read('/proc/$grader/environ'), lambda: read('/proc/$grader/cmdline'), "
        "lambda: read('/proc/$warm/maps'), "
        "*[lambda p=p: read(f'/proc/{p}/environ') for p in others], "
        "lambda: {'COURSE_SECRET': 1}[next(k for k in os.environ if 'SECRET' in k)])",
    ),
    Case(
        "memory of others",
        "read and write other processes",
        "import ctypes, os\nlibc = ctypes.CDLL(None)\nspace = (ctypes.c_char * 64)()\n"
        "def ask(value):\n    assert value >= 0\n"
        "tries(lambda: ask(libc.ptrace(16, $warm, 0, 0)), lambda: ask(libc.ptrace(16, 1, 0, 0)), "
        "lambda: open('/proc/$warm/mem', 'rb'), lambda: open('/proc/1/mem', 'rb'), "
        "lambda: os.readlink('/proc/1/cwd'), lambda: os.listdir('/proc/$grader/fd'), "
        "lambda: ask(libc.process_vm_readv($grader, space, 1, space, 1, 0)), "
        "lambda: ask(libc.syscall(438, 3, 0, 0)))",
    ),
    Case(
        "what was inherited",
        "find other lines to the grader among its files",
        "import os, socket, stat\ndef found(number):\n"
        "    assert stat.S_ISSOCK(os.fstat(number).st_mode)\n"
        "    assert socket.socket(fileno=os.dup(number)).type == socket.SOCK_SEQPACKET\n"
        "tries(*[lambda n=n: found(n) for n in range(64)])",
    ),
    Case(
        "more rights",
        "become somebody else, or enter another namespace",
        "import ctypes, os\nlibc = ctypes.CDLL(None)\ndef ask(value):\n    assert value == 0\n"
        "tries(lambda: os.setuid(1), lambda: os.setgroups([]), lambda: os.chroot('.'), "
        "lambda: ask(libc.unshare(0x10000000)), lambda: ask(libc.unshare(0x20000)), "
        "lambda: ask(libc.mount(b'none', b'/tmp', b'tmpfs', 0, None)), "
        "lambda: ask(libc.umount2(os.getcwd().encode(), 2)), "
        "lambda: os.mknod('disk', 0o60600, os.makedev(254, 0)), "
        "lambda: ask(libc.syscall(425, 8, None)))",
    ),
)
