"""Install the course from a stick, without a network: python3 support/install.py [FOLDER].

The folder gets an environment, `.venv`, the notebooks, and `start`. Running it again is cheap, and
goes on where an earlier run was stopped. It needs Python 3.6 to say what is missing, and a Python
for which the stick has packages to install them; PYTHON=... chooses one. It stands on the stick
beside a copy of tools/environment.py.
"""

import hashlib
import os
import platform
import sys
from pathlib import Path

import environment

STICK = Path(__file__).resolve().parents[1]
HOME = "deep-learning-course"
START = """#!/bin/sh
here=$(cd "$(dirname "$0")" && pwd)
exec "$here/.venv/bin/course" lab --folder "$here" "$@"
"""
START_BAT = '@echo off\r\n"%~dp0.venv\\Scripts\\course.exe" lab --folder "%~dp0." %*\r\n'


def machine():
    """Name this machine as the stick does: linux-x86_64."""
    system = {"Darwin": "macos"}.get(platform.system(), platform.system().lower())
    return "{}-{}".format(system, platform.machine().lower().replace("amd64", "x86_64"))


def requirements_for(version):
    """Where the packages for this machine and a Python are listed."""
    python = environment.dotted(version[:2])
    return STICK / "requirements" / f"{machine()}-{python}.txt"


def commands():
    """Every name by which a Python may be called here."""
    asked_for = os.environ.get("PYTHON")
    if asked_for:
        return [asked_for]
    launched = [("py", f"-3.{minor}") for minor in (13, 12, 11)] if os.name == "nt" else []
    code = "import sys; print(sys.executable)"
    paths = [environment.run([*words, "-c", code])[1].strip() for words in launched]
    return [*environment.COMMANDS, *(path for path in paths if Path(path).is_file())]


def choose_python():
    """Find a Python that the stick has packages for; raises SetupError with what there is."""
    found = [python for python in map(environment.probe, commands()) if python]
    for python in found:
        if requirements_for(python.version).is_file() and python.has_venv:
            return python
    there = sorted(path.stem for path in (STICK / "requirements").glob("*.txt"))
    here = sorted({environment.dotted(python.version) for python in found})
    raise environment.SetupError(
        "This stick has packages for: {}. Found here: {}, Python {}. Install a Python that fits, "
        "or ask for a stick for this machine. (On Debian and Ubuntu, Python needs the package "
        "python3-venv, too.)".format(", ".join(there), machine(), ", ".join(here) or "none")
    )


def install_packages(venv, requirements, course):
    """Bring the environment up to date with the stick."""
    parts = [path.read_bytes() for path in (requirements, course)]
    wanted = hashlib.sha256(b"\0".join(parts)).hexdigest()
    version = environment.working_version(venv)
    if version and environment.read_stamp(venv).get("stick") == wanted:
        environment.say("The course is up to date with this stick.")
        return
    if not version:
        environment.make_venv(venv)
    environment.say("Installing the packages from the stick (this takes some minutes).")
    environment.write_stamp(venv, {})
    environment.install(venv, requirements)
    # By force: another edition of the course may have the same version.
    command = [environment.inside(venv), "-m", "pip", "install", "--no-input", "--no-index"]
    status, output = environment.run([*command, "--no-deps", "--force-reinstall", course])
    if status:
        raise environment.SetupError(environment.explain(output, "The course did not install"))
    environment.write_stamp(venv, {"stick": wanted, "folder": str(venv)})


def write_start(folder):
    """Write what starts the course: for a terminal, and for Windows."""
    (folder / "start").write_bytes(START.encode())
    (folder / "start").chmod(0o755)
    (folder / "start.bat").write_bytes(START_BAT.encode())


def main(words):
    """Install into the folder that is named, or at home; the exit status is 1 where it failed."""
    try:
        folder = Path(words[0]).expanduser().absolute() if words else Path.home() / HOME
        for name in [name for name in os.environ if name.startswith("PIP_")]:
            del os.environ[name]
        os.environ["PIP_CONFIG_FILE"] = os.devnull  # an index of this machine is no concern here
        python = choose_python()
        os.environ["PYTHON"] = python.command
        folder.mkdir(parents=True, exist_ok=True)
        venv = folder / ".venv"
        course = next((STICK / "wheels").glob("deep_learning_course-*.whl"))
        install_packages(venv, requirements_for(python.version), course)
        lab = ["-m", "course_utils.cli", "lab", "--copy-only", "--folder", folder]
        status, output = environment.run([environment.inside(venv), *lab])
        environment.say(output.strip())
        if status == 0:
            write_start(folder)
            name = "start.bat" if os.name == "nt" else "start"
            environment.say(f"Start the course with: {folder / name}")
        return status
    except environment.SetupError as problem:
        sys.stderr.write(f"{problem}\n")
    except StopIteration:
        sys.stderr.write("The stick is not whole: its wheels lack the course's own package.\n")
    except OSError as error:
        sys.stderr.write(environment.explain(str(error), "The course was not installed") + "\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
