"""Make or refresh `.venv` so that it holds what a requirements file asks for.

    python3 tools/environment.py requirements.txt    make .venv beside the file
    python3 tools/environment.py --find              only name the Python to use

It needs nothing but Python 3.6, so that an old Python can still say what is missing. Running it
again is cheap: a stamp inside `.venv` remembers what was installed. PYTHON=... chooses a Python.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections import deque, namedtuple
from pathlib import Path
from time import time

OLDEST, NEWEST = (3, 11), (3, 13)  # what the course is written for; what TensorFlow surely has
SUITABLE = "3.11 to 3.13"
SPACE_GB = 3  # TensorFlow, JupyterLab and pip's working space
COMMANDS = ("python3.13", "python3.12", "python3.11", "python3", sys.executable)
PROBE = "import sys; print(*sys.version_info[:3]); import venv, ensurepip; print('venv')"
STEPS = ("Collecting", "Downloading", "Building", "Installing")  # pip's lines worth showing

Python = namedtuple("Python", "command version has_venv")


class SetupError(Exception):
    """Something a person has to put right, in a sentence that says how."""


def run(command, **options):
    """Exit status and output of a command; a command that cannot start counts as failed."""
    try:
        done = subprocess.run(
            [str(word) for word in command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            **options,
        )
    except OSError as error:
        return 127, str(error)
    return done.returncode, done.stdout


def probe(command):
    """Ask a Python for its version and for `venv`; None where there is no such Python."""
    output = run([command, "-c", PROBE])[1]
    version = re.match(r"(\d+) (\d+) (\d+)\s", output)
    if version is None:
        return None
    return Python(command, tuple(map(int, version.groups())), "\nvenv" in output)


def dotted(version):
    """(3, 12, 1) -> '3.12.1'."""
    return ".".join(map(str, version))


def choose(pythons, asked_for=None):
    """Pick the Python to use from those found; `asked_for` is what PYTHON= says.

    The first one that suits wins; one newer than TensorFlow's packages only if nothing else is
    there. Raises SetupError if none is new enough, or none can make environments.
    """
    new_enough = [python for python in pythons if python.version >= OLDEST]
    if not new_enough:
        raise SetupError(too_old(pythons, asked_for))
    able = [python for python in new_enough if python.has_venv]
    if not able:
        python = new_enough[0]
        raise SetupError(
            f"{python.command} (Python {dotted(python.version)}) cannot make environments: its "
            "`venv` module is incomplete. On Debian and Ubuntu: `sudo apt install python3-venv` "
            f"(or python{dotted(python.version[:2])}-venv). Then run this again."
        )
    return min(able, key=lambda python: python.version[:2] > NEWEST)


def too_old(pythons, asked_for):
    """Say which Pythons were found and why they do not do."""
    found = ", ".join(f"{python.command} is Python {dotted(python.version)}" for python in pythons)
    if asked_for:
        found = found or "there is no working Python of that name"
        return f"PYTHON={asked_for}: {found}; the course needs Python {SUITABLE}."
    return (
        f"The course needs Python {SUITABLE}; found: {found or 'none'}. Install one (python.org, "
        "or your system's packages) and run this again, or name one that is elsewhere: "
        "`make lab PYTHON=/path/to/python3.12`."
    )


def find_python():
    """Find the Python to build on: PYTHON= if set, else the best one on this machine."""
    asked_for = os.environ.get("PYTHON")
    found = [probe(command) for command in ([asked_for] if asked_for else COMMANDS)]
    python = choose([python for python in found if python], asked_for)
    if python.version[:2] > NEWEST:
        say(
            f"Note: Python {dotted(python.version)} is newer than {dotted(NEWEST)}; TensorFlow may "
            "have no package for it yet."
        )
    return python


def included(requirements):
    """List the file and every file it pulls in with `-r`."""
    text = requirements.read_text(encoding="utf-8")
    files = [requirements]
    for name in re.findall(r"^-r\s+(\S+)", text, re.MULTILINE):
        files += included(requirements.parent / name)
    return files


def fingerprint(requirements, version):
    """Hash everything whose change asks for a new installation."""
    files = included(requirements) + [requirements.parent / "pyproject.toml"]
    parts = [path.read_bytes() for path in files if path.exists()]
    return hashlib.sha256(b"\0".join(parts) + dotted(version).encode()).hexdigest()


def inside(venv):
    """Path of the environment's own Python."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def read_stamp(venv):
    """Fingerprint of each requirements file that is installed; {} while it is being installed."""
    try:
        return json.loads((venv / "course-stamp.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def write_stamp(venv, stamp):
    """Remember what is installed, and in which folder."""
    (venv / "course-stamp.json").write_text(json.dumps(stamp, indent=1), encoding="utf-8")


def working_version(venv):
    """Version of the Python in `venv`; None if it is missing, broken, moved or not the one asked.

    A moved environment starts, but its scripts still point to the old folder.
    """
    python = probe(inside(venv))
    if python is None or run([inside(venv), "-m", "pip", "--version"])[0]:
        return None
    if read_stamp(venv).get("folder", str(venv)) != str(venv) or python.version < OLDEST:
        return None
    asked_for = probe(os.environ["PYTHON"]) if os.environ.get("PYTHON") else python
    return python.version if asked_for and asked_for.version == python.version else None


def make_venv(venv):
    """Make the environment anew and return its Python's version."""
    python = find_python()
    require_space(venv.parent, SPACE_GB)
    if venv.exists():
        say(f"{venv.name} does not work here: making it anew.")
        shutil.rmtree(str(venv))
    say(f"Making {venv.name} with Python {dotted(python.version)} ({python.command}).")
    status, output = run([python.command, "-m", "venv", venv])
    if status:
        raise SetupError(explain(output, f"`{python.command} -m venv` failed"))
    return python.version


def require_space(folder, needed_gb):
    """Raise SetupError if fewer than `needed_gb` GB are free where `folder` stands."""
    free_gb = shutil.disk_usage(str(folder)).free / 1e9
    if free_gb < needed_gb:
        raise SetupError(
            f"The course needs about {needed_gb} GB of disk; {free_gb:.1f} GB are free in "
            f"{folder}. Make room and run this again."
        )


REASONS = (
    (
        r"No space left on device|Errno 28",
        "The disk is full (here, or in the temporary folder that TMPDIR names). About "
        f"{SPACE_GB} GB are needed: make room and run this again.",
    ),
    (
        r"NewConnectionError|Temporary failure in name|getaddrinfo|Network is unreachable"
        r"|ConnectTimeout|ReadTimeout|ProxyError|Connection refused|Connection broken",
        "The packages could not be downloaded: is this machine online? Once it is, run this again; "
        "what is already here is kept.",
    ),
    (
        r"SSLError|CERTIFICATE_VERIFY_FAILED",
        "The network's certificate is not trusted. Behind a school's or firm's proxy, name its "
        "certificate: `export PIP_CERT=/path/to/ca.crt`. Then run this again.",
    ),
    (
        r"No matching distribution found for tensorflow",
        f"TensorFlow has no package for this machine. It needs Python {SUITABLE}, 64 bit, on Linux "
        "(glibc), Windows or a Mac with Apple's processor.",
    ),
    (
        r"ensurepip",
        "This Python's `venv` module is incomplete. On Debian and Ubuntu: `sudo apt install "
        "python3-venv`. Then run this again.",
    ),
)


def explain(output, otherwise):
    """Turn the output of a failed step into its likely cause, followed by its last lines."""
    causes = [reason for pattern, reason in REASONS if re.search(pattern, output)]
    lines = "\n".join("    " + line for line in output.strip().splitlines()[-12:])
    cause = causes[0] if causes else f"{otherwise}."
    return f"{cause}\n  The last lines were:\n{lines}"


def install(venv, requirements):
    """Let pip install the file, showing its steps; raises SetupError with pip's last words."""
    # Python compiles a module when it is first used; pip would compile all, for a minute.
    options = ["--no-input", "--no-compile", "-r", requirements.name]
    command = [inside(venv), "-m", "pip", "install", *options]
    pip = subprocess.Popen(
        [str(word) for word in command],
        cwd=str(requirements.parent),  # where `-e .` stands for the course
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    last = deque(maxlen=40)
    for line in pip.stdout:
        last.append(line)
        if line.strip().startswith(STEPS):
            say("  " + line.strip()[:96])
    if pip.wait():
        failed = f"pip could not install {requirements.name}"
        raise SetupError(explain("".join(last), failed))


def prepare(requirements):
    """Bring the `.venv` beside a requirements file up to date with it."""
    venv = requirements.parent / ".venv"
    version = working_version(venv)
    if version and read_stamp(venv).get(requirements.name) == fingerprint(requirements, version):
        say(f"{venv.name} is up to date with {requirements.name}.")
        return
    started = time()
    version = version or make_venv(venv)
    say(f"Installing {requirements.name} (the first time takes some minutes).")
    write_stamp(venv, {})  # if this is killed now, the next run starts pip again
    install(venv, requirements)
    stamp = {path.name: fingerprint(path, version) for path in included(requirements)}
    write_stamp(venv, dict(stamp, folder=str(venv)))
    say(f"{venv.name} is ready after {time() - started:.0f} s.")


def say(sentence):
    """Print at once, also into a pipe."""
    print(sentence, flush=True)


def main(words):
    """Run from the command line; the exit status is 1 if a person has to do something."""
    try:
        if words == ["--find"]:
            say(find_python().command)
        elif len(words) == 1 and Path(words[0]).is_file():
            prepare(Path(words[0]).resolve())
        else:
            raise SetupError("Usage: python3 tools/environment.py requirements.txt | --find")
    except SetupError as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    except OSError as error:
        sys.stderr.write(explain(str(error), "The environment could not be made") + "\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
