"""Submissions that run too long, want too much, or end what they can reach."""

from benchmarks.red_team_cases.case import RIGHT, STOPPED, Case

CASES = (
    Case("endless loop", "run for ever", "while True: pass"),
    Case("sleep", "wait for ever", "import time; time.sleep(3600)"),
    Case(
        "sleep in C",
        "wait where Python does not look",
        "import ctypes\nwhile True: ctypes.CDLL(None).usleep(10**9)",
    ),
    Case(
        "loop in C",
        "never look at a signal",
        "sum(range(10**15))",
        STOPPED,
    ),
    Case(
        "loop that swallows",
        "catch its own interruption",
        "def again():\n    try:\n        x = 0\n        while True: x += 1\n"
        "    except BaseException:\n        again()\nagain()",
        STOPPED,
    ),
    Case(
        "no alarm",
        "switch the interruption off",
        "import signal\nsignal.signal(signal.SIGALRM, signal.SIG_IGN)\n"
        "signal.setitimer(signal.ITIMER_REAL, 0)\nwhile True: pass",
        STOPPED,
    ),
    Case("6 GB", "take all memory at once", "x = bytearray(6_000_000_000); gained()"),
    Case(
        "memory bit by bit",
        "take all memory in small pieces",
        "x = []\nwhile True: x.append(bytearray(50_000_000))",
        STOPPED,
        "it keeps what it took, and the next question finds no memory",
    ),
    Case(
        "memory without an address",
        "fill files in memory that count for no limit",
        "import os, socket\n"
        "tries(lambda: os.memfd_create('x'), "
        "lambda: os.open('/dev/shm/x', os.O_CREAT | os.O_RDWR))",
    ),
    Case("fork bomb", "fork", "import os\ntries(os.fork, os.forkpty)\n"),
    Case(
        "programs",
        "start a shell",
        "import os, subprocess\n"
        "tries(lambda: 1 / (subprocess.run(['sleep', '60']).returncode == 0), "
        "lambda: os.posix_spawn('/bin/sh', ['sh'], {}), lambda: 1 / (os.system('sleep 60') == 0))",
    ),
    Case(
        "multiprocessing",
        "start processes by Python's own contexts",
        "from multiprocessing import context\n"
        "for how in (context.ForkContext, context.SpawnContext, context.ForkServerContext):\n"
        "    tries(lambda: how().Process(target=print).start())",
    ),
    Case(
        "thread bomb",
        "start threads until there is no room",
        "import threading, time\nthreading.stack_size(32768)\nstop = threading.Event()\nn = 0\n"
        "try:\n    while n < 20_000:\n        threading.Thread(target=stop.wait, daemon=True)"
        ".start()\n        n += 1\n    gained()\nfinally:\n    stop.set()",
    ),
    Case("a million lines", "print without end", "for n in range(1_000_000): print(n)"),
    Case(
        "a gigabyte of output",
        "print one long line",
        "for n in range(10): print('x' * 100_000_000)",
    ),
    Case(
        "output past Python",
        "write to file numbers 1 and 2",
        "import os\nfor n in range(20_000): os.write(1 + n % 2, b'y' * 1000)",
    ),
    Case(
        "output by display",
        "show without end",
        "from IPython.display import display\nfor n in range(3_000): display('z' * 1000)",
    ),
    Case("exit", "leave the notebook", "import sys; sys.exit(0)"),
    Case("os._exit", "end the process with status 0", "import os; os._exit(0)", STOPPED),
    Case("crash", "read address 0", "import ctypes; ctypes.string_at(0)", STOPPED),
    Case(
        "SIGKILL to itself",
        "end itself by force",
        "import os; os.kill(os.getpid(), 9)",
        STOPPED,
    ),
    Case(
        "SIGSTOP to itself",
        "stand still for ever",
        "import os; os.kill(os.getpid(), 19)",
        STOPPED,
    ),
    Case(
        "SIGKILL to its parents",
        "end parent, warm process, fork server and grader",
        "import os\ntries(lambda: os.kill(os.getppid(), 9), lambda: os.kill($warm, 9), "
        "lambda: os.kill($server, 9), "
        "lambda: os.kill($grader, 9), lambda: os.kill(1, 9))",
    ),
    Case(
        "SIGKILL to all",
        "end its group, its session, and whatever /proc lists",
        "import os\nfound = [int(p) for p in os.listdir('/proc') if p.isdigit()] "
        "if os.access('/proc', os.R_OK) else range(1, 5000)\n"
        "others = [p for p in found if p != os.getpid()]\n"
        "tries(lambda: os.kill(0, 9), lambda: os.kill(-1, 9), lambda: os.killpg(os.getpgrp(), 9), "
        "*[lambda p=p: os.kill(p, 9) for p in others])",
    ),
    Case(
        "signals by other ways",
        "let a file send SIGKILL, lower the grader's limits",
        "import ctypes, fcntl, os, resource, socket\nends = socket.socketpair()\n"
        "tries(lambda: fcntl.fcntl(ends[0], fcntl.F_SETOWN, $grader), "
        "lambda: resource.prlimit($grader, resource.RLIMIT_CPU, (1, 1)), "
        "lambda: os.pidfd_open($grader), lambda: os.setpriority(os.PRIO_PROCESS, $warm, 19))",
    ),
    Case(
        "all files closed",
        "close the line to the grader",
        "import os; os.closerange(0, 1000)",
        STOPPED,
    ),
    Case(
        "never ends",
        "loop while the process ends",
        "import atexit, threading, time\natexit.register(time.sleep, 3600)\n"
        "threading.Thread(target=time.sleep, args=(3600,)).start()",
    ),
    Case(
        "full folder",
        "fill the private folder with bytes",
        "f = open('big', 'wb')\nwhile True: f.write(bytes(10_000_000))",
    ),
    Case(
        "countless files",
        "fill the private folder with empty files",
        "for n in range(1_000_000): open(f'f{n}', 'w').close()\ngained()",
    ),
    Case(
        "deep folders",
        "make folders that nobody can remove",
        "import os\nfor n in range(3000):\n    os.mkdir('d', 0o700); os.chdir('d')\n"
        "    os.chmod('..', 0) if n % 100 == 99 else None",
    ),
    Case(
        "function that exits",
        "end the process when it is called",
        mark=STOPPED,
        answers={"1.4": "def neuron(X, w, b):\n    import os; os._exit(0)"},
    ),
    Case(
        "function that never returns",
        "loop when it is called",
        mark=STOPPED,
        why="1.4 is not right",
        answers={"1.4": "def neuron(X, w, b):\n    while True: pass"},
    ),
    Case(
        "answer that never answers",
        "loop while it is written down",
        "class Endless:\n    def __array__(self, *a, **k):\n        while True: pass\n"
        "model = Endless()",
        STOPPED,
    ),
    Case(
        "answer that raises",
        "raise what nobody catches while it is written down",
        "class Bad:\n    def __array__(self, *a, **k):\n        raise GeneratorExit\nmodel = Bad()",
    ),
    Case(
        "answer of ten gigabytes",
        "be too large to be sent",
        "import numpy as np\nmodel = np.broadcast_to(np.float64(1), (10**9, 10))",
    ),
    Case(
        "right, with a thread left behind",
        "keep a processor busy to the end",
        "import threading\ndef spin():\n    while True: pass\n"
        "threading.Thread(target=spin, daemon=True).start()\n" + RIGHT["1.2"],
        5.0,
        "1.2 is answered rightly",
    ),
)
