"""Find PostgreSQL's server for the gradebook's tests; on Debian as root, install it if missing.

    python tools/database.py    print its folder; COURSE_POSTGRES=... chooses one

It runs before the environment is needed: the standard library is enough.
"""

import glob
import os
import re
import shutil
import subprocess
import sys

# A server is seldom on the path: Debian, Fedora, Homebrew and the installers each have a place.
FOLDERS = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
    r"C:\Program Files\PostgreSQL\*\bin",
)
PROGRAMS = ("initdb", "postgres")
PACKAGE = "postgresql"
ADVICE = (
    "The gradebook's tests need PostgreSQL's server (the programs initdb and postgres), and it was "
    "not found. On Debian: `sudo apt install postgresql`; on Fedora: `sudo dnf install "
    "postgresql-server`; on macOS: `brew install postgresql@17`. If yours stands elsewhere, name "
    "its folder: COURSE_POSTGRES=/path/to/bin."
)


def find_server():
    """Return the folder of initdb and postgres, the newest one first, or None.

    COURSE_POSTGRES goes first; where it names a folder without them, the answer is None, not
    another server.
    """
    named = os.environ.get("COURSE_POSTGRES")
    folders = [named] if named else _folders()
    return next(filter(is_server, folders), None)


def is_server(folder):
    """Whether both programs stand in a folder and can be started."""
    return all(shutil.which(program, path=folder) for program in PROGRAMS)


def _folders():
    on_path = shutil.which("initdb")
    # Debian's and Homebrew's links on the path lead to where the programs stand together.
    found = [os.path.dirname(os.path.realpath(on_path))] if on_path else []
    for pattern in FOLDERS:
        found += sorted(glob.glob(pattern), key=_version, reverse=True)
    return found


def _version(folder):
    return [int(digits) for digits in re.findall(r"\d+", folder)]


def may_install():
    """Only root on a system with apt-get."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and bool(shutil.which("apt-get"))


def install():
    """Install the server with apt-get; its messages go to stderr."""
    sys.stderr.write("Installing postgresql with apt-get for the gradebook's tests.\n")
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    options = {"env": environment, "stdin": subprocess.DEVNULL, "stdout": sys.stderr}
    subprocess.call(["apt-get", "update", "-qq"], **options)
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", PACKAGE]
    subprocess.call(command, **options)


def main():
    """Print the server's folder; exit status 1 and a sentence if there is none."""
    if not find_server() and not os.environ.get("COURSE_POSTGRES") and may_install():
        install()
    folder = find_server()
    if not folder:
        sys.stderr.write(ADVICE + "\n")
        return 1
    print(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
