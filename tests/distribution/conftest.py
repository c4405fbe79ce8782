"""The course's wheel, built once; an environment that has it; a stick of small packages."""

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from course_utils.places import root

OTHERS = sysconfig.get_path("purelib")  # TensorFlow, JupyterLab and the rest stand there


def run(command, **options):
    """Run a command to its end; a failure shows what it printed."""
    done = subprocess.run(
        [str(word) for word in command], capture_output=True, text=True, **options
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def make_environment(folder, pip):
    """Make an environment that sees the packages of this one, but not its course."""
    venv.create(folder, with_pip=pip, symlinks=os.name == "posix")
    packages = next(folder.glob("lib/python*/site-packages"), folder / "Lib" / "site-packages")
    (packages / "others.pth").write_text(f"{OTHERS}\n")
    (folder / "share").symlink_to(Path(sys.prefix, "share"))  # JupyterLab's pages
    return folder / "bin" / "python"


@pytest.fixture(scope="session")
def wheel(tmp_path_factory):
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    options = ["--no-index", "--no-deps", "--no-build-isolation", "--quiet", "-w", folder]
    run([sys.executable, "-m", "pip", "wheel", *options, root()])
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="session")
def installed(wheel, tmp_path_factory):
    """The Python of an environment into which pip has installed the wheel."""
    folder = tmp_path_factory.mktemp("installed")
    python = make_environment(folder, pip=False)
    pip = [sys.executable, "-m", "pip", "--python", folder]
    run([*pip, "install", "--quiet", "--no-index", "--no-deps", "--no-compile", wheel])
    return python


@pytest.fixture
def learner(tmp_path):
    """Environment variables of somebody with an empty home, who knows no checkout."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("COURSE_", "PYTHON", "PIP_"))}
    home = tmp_path / "home"
    home.mkdir()
    return {**kept, "HOME": str(home), "COURSE_HOME": str(tmp_path / "record"), "NO_COLOR": "1"}


def write_package(folder, name, requires=(), tag="py3-none-any"):
    """Write a wheel of an empty package, and its line in an index; return the wheel."""
    module, info = name.replace("-", "_"), f"{name.replace('-', '_')}-1.0.dist-info"
    metadata = [f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0"]
    metadata += [f"Requires-Dist: {one}" for one in requires]
    files = {
        f"{module}.py": "",
        f"{info}/METADATA": "\n".join(metadata) + "\n",
        f"{info}/WHEEL": f"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: {tag}\n",
    }
    files[f"{info}/RECORD"] = "".join(f"{file},,\n" for file in [*files, f"{info}/RECORD"])
    place = folder / name
    place.mkdir(parents=True, exist_ok=True)
    wheel = place / f"{module}-1.0-{tag}.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for file, text in files.items():
            archive.writestr(file, text)
    checksum = hashlib.sha256(wheel.read_bytes()).hexdigest()
    line = f'<a href="{wheel.name}#sha256={checksum}">{wheel.name}</a>\n'
    with (place / "index.html").open("a", encoding="utf-8") as page:
        page.write(line)
    return wheel


@pytest.fixture(scope="session")
def index(tmp_path_factory):
    """A package index in a folder: for Windows, `first` needs what Linux does not."""
    folder = tmp_path_factory.mktemp("index")
    write_package(folder, "first", ['only-windows[deep]; sys_platform == "win32"', "second"])
    write_package(folder, "second")
    write_package(folder, "only-windows", ['deeper; extra == "deep"'], "cp311-cp311-win_amd64")
    write_package(folder, "deeper", ['first; sys_platform == "linux"'])
    return folder


@pytest.fixture
def offline(index, monkeypatch):
    """Have pip ask the small index, and nobody else."""
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_INDEX_URL", index.as_uri())
    monkeypatch.setenv("PIP_NO_CACHE_DIR", "1")


@pytest.fixture(scope="session")
def small_course(tmp_path_factory):
    """A checkout of the course that asks for two small packages."""
    folder = tmp_path_factory.mktemp("small") / "course"
    unwanted = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
    for name in ("course_utils", "notebooks", "datasets", "etc", "tools"):
        shutil.copytree(root() / name, folder / name, ignore=unwanted)
    for name in ("pyproject.toml", "LICENSE"):
        shutil.copy(root() / name, folder)
    (folder / "requirements.txt").write_text("# Small ones.\nfirst>=1  # to begin with\n-e .\n")
    return folder
