"""What `course check` looks at, one function each: every answer is measured, none assumed."""

import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from time import perf_counter

from packaging.requirements import Requirement

from course_utils.data import verify_datasets
from course_utils.errors import CourseError
from course_utils.places import is_installed, root
from course_utils.requirements import requirement_lines

MEMORY_GB = 4  # JupyterLab and one notebook with TensorFlow, with room for a browser
FREE_GB = 1
TRAINING = """
import keras
keras.utils.set_random_seed(0)
x = keras.ops.linspace(0.0, 1.0, 32)[:, None]
model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
model.compile(optimizer="sgd", loss="mse")
loss = model.fit(x, 2 * x + 1, epochs=2, verbose=0).history["loss"]
assert loss[1] < loss[0], loss
"""


@dataclass(frozen=True)
class Observation:
    """What one look showed: its name, ``"ok"``, ``"advice"`` or ``"problem"``, and a sentence."""

    name: str
    status: str
    message: str


def observe() -> Iterator[Observation]:
    """Yield an Observation for each thing the course needs, as soon as it is known."""
    yield interpreter()
    yield packages((root() / "requirements.txt").read_text(encoding="utf-8"))
    yield memory()
    yield disk(shutil.disk_usage(root()).free / 1e9)
    yield datasets()
    yield progress()
    yield kernel()
    yield training(TRAINING)


def interpreter() -> Observation:
    """Look at the Python that runs."""
    return Observation("Python", "ok", f"{platform.python_version()} ({sys.executable})")


def packages(requirements: str) -> Observation:
    """Compare what is installed with the bounds in the text of a requirements file."""
    asked = [Requirement(line) for line in requirement_lines(requirements)]
    wrong = [sentence for requirement in asked if (sentence := _mismatch(requirement))]
    if wrong:
        advice = "Run `make lab`, or `pip install -r requirements.txt`."
        if is_installed():
            advice = "Run `pip install` with the course's wheel again."
        return Observation("packages", "problem", f"{'; '.join(wrong)}. {advice}")
    versions = [f"{name} {version(name)}" for name in ("tensorflow", "keras", "jupyterlab")]
    return Observation("packages", "ok", f"{len(asked)} as asked, with {', '.join(versions)}")


def _mismatch(requirement):
    try:
        installed = version(requirement.name)
    except PackageNotFoundError:
        return f"{requirement.name} is not installed"
    if requirement.specifier.contains(installed, prereleases=True):
        return ""
    return f"{requirement.name} {installed} is installed, expected {requirement.specifier}"


def memory() -> Observation:
    """Look at the memory of this machine."""
    import psutil

    return enough_memory(psutil.virtual_memory().total / 1e9)


def enough_memory(size_gb: float) -> Observation:
    """Judge a size of memory: too little is advice only, for the small lessons still run."""
    if size_gb >= MEMORY_GB:
        return Observation("memory", "ok", f"{size_gb:.1f} GB")
    advice = f"{size_gb:.1f} GB; {MEMORY_GB} GB are advised. Keep one notebook open at a time."
    return Observation("memory", "advice", advice)


def disk(free_gb: float) -> Observation:
    """Judge the free space where the course is."""
    if free_gb >= FREE_GB:
        return Observation("disk", "ok", f"{free_gb:.1f} GB free")
    message = f"{free_gb:.1f} GB free; notebooks and downloads want {FREE_GB} GB. Make room."
    return Observation("disk", "problem", message)


def datasets() -> Observation:
    """Compare the data files with their checksums."""
    results = verify_datasets()
    wrong = [f"{name}: {message}" for name, ok, message in results if not ok]
    if wrong:
        return Observation("data", "problem", "; ".join(wrong))
    return Observation("data", "ok", f"{len(results)} data sets are as they were published")


def progress() -> Observation:
    """Look whether verdicts can be recorded."""
    from course_utils.progress import read_progress, show_progress

    try:
        read_progress()
    except CourseError as error:
        return Observation("progress", "advice", str(error))
    return Observation("progress", "ok", show_progress().total)


def kernel() -> Observation:
    """Start a Jupyter kernel and ask it where its Python is."""
    from jupyter_client.manager import start_new_kernel

    started = perf_counter()
    try:
        manager, client = start_new_kernel(startup_timeout=60, stderr=subprocess.DEVNULL)
        try:
            prefix = _print_in(client, "import sys; print(sys.prefix)")
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)
    except Exception as error:  # whatever keeps it from answering is the problem
        return Observation("kernel", "problem", f"no notebook can run: {error}")
    return same_python(prefix, perf_counter() - started)


def _print_in(client, code):
    """What a line of code prints in a kernel."""
    messages = []
    client.execute_interactive(code, timeout=60, output_hook=messages.append)
    return "".join(message["content"].get("text", "") for message in messages).strip()


def same_python(prefix: str, seconds: float) -> Observation:
    """Judge where the kernel's Python is: another one would not know the course."""
    if prefix == sys.prefix:
        return Observation("kernel", "ok", f"answered in {seconds:.1f} s")
    message = (
        f"notebooks run in {prefix or 'an unknown Python'}, expected {sys.prefix}. Remove the "
        "kernel `python3` of your own: `jupyter kernelspec list` says where it is."
    )
    return Observation("kernel", "problem", message)


def training(code: str) -> Observation:
    """Train a network in a Python of its own: a processor TensorFlow cannot use ends it."""
    started = perf_counter()
    try:
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, timeout=300
        )
    except subprocess.TimeoutExpired:
        return Observation("training", "problem", "two epochs took more than 300 s")
    if done.returncode == 0:
        return Observation("training", "ok", f"two epochs in {perf_counter() - started:.1f} s")
    last = (done.stderr.strip().splitlines() or ["it printed nothing"])[-1]
    message = f"Keras did not train (exit status {done.returncode}): {last}"
    if done.returncode == -4:
        message = "TensorFlow needs a processor with AVX instructions; this one has none."
    return Observation("training", "problem", message)
