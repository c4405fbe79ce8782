"""nbgrader and otter-grader, each in an environment of its own that borrows the course's."""

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

from course_utils.storage.folders import cache_folder

NBGRADER, OTTER = "nbgrader==0.9.6", "otter-grader==7.0.0"

# nbgrader calls alembic as a program, so that one must be of nbgrader's own environment; the
# rest of what it needs, the course has. Otter runs in no container here: what it would install
# there for grading are the last two.
_INSTALL = {
    NBGRADER: ["--no-deps", "--ignore-installed", NBGRADER, "rapidfuzz>=1.8", "alembic>=1.14,<2"],
    OTTER: [OTTER, "dill", "pypdf"],
}


def environment(package):
    """Return the folder of programs of an environment that has a package; make it if need be.

    It is kept in the course's cache for the next time. The course's libraries, TensorFlow among
    them, are not installed again: the environment sees those of this Python.

    Parameters
    ----------
    package : str
        NBGRADER or OTTER.

    Returns
    -------
    Path
    """
    home = cache_folder() / "benchmarks" / f"{package}-{sys.implementation.cache_tag}"
    programs = home / ("Scripts" if os.name == "nt" else "bin")
    name = package.partition("-")[0].partition("=")[0]
    if not list(programs.glob(f"{name}*")):
        print(f"Installing {package} into {home}", file=sys.stderr)
        _install(home, programs, _INSTALL[package])
    return programs


def _install(home, programs, packages):
    venv.create(home, with_pip=False)
    own = sysconfig.get_path("purelib", vars={"base": str(home), "platbase": str(home)})
    borrowed = f"import site; site.addsitedir({sysconfig.get_path('purelib')!r})\n"
    Path(own, "course.pth").write_text(borrowed, encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "--python", str(programs / "python"), "install", "-q"]
    subprocess.run([*pip, *packages], check=True, stdout=sys.stderr)
