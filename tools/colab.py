"""Run what a learner runs on Colab, with Colab's versions of everything.

    .venv/bin/python tools/colab.py --python python3.13       every notebook
    .venv/bin/python tools/colab.py 01 12 --folder trial      two lessons; the environment is kept

It makes an environment with what `tools/colab.txt` lists and nothing that Colab lacks, writes the
Colab edition of the last commit, and runs lessons, blank exercises and solutions there, each from
its set-up cell on. A solution's answers must be correct.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Annotated

import nbformat
import typer
from nbclient import NotebookClient
from packaging.requirements import Requirement
from rich.console import Console

from course_utils.requirements import requirement_lines

ROOT = Path(__file__).resolve().parents[1]
VERSIONS = ROOT / "tools" / "colab.txt"
TAG = "trial"
# In our list, not in Colab's; and what Colab's ipywidgets asks for, but Colab does without.
ABSENT = {"jupyterlab", "alembic", "jupytext", "fsrs", "jsonschema"}
UNUSED = ("notebook", "nbclassic", "jupyterlab", "jupyterlab_server")


def requirements(path):
    """The requirements in a file, by name."""
    asked = map(Requirement, requirement_lines(path.read_text("utf-8")))
    return {one.name: one for one in asked}


def make_environment(folder, python):
    """Make an environment with what Colab has; one that is there is taken as it is."""
    if (folder / "bin" / "python").exists():
        return
    subprocess.run([python, "-m", "venv", folder], check=True)
    pip = [folder / "bin" / "python", "-m", "pip"]
    wanted = sorted(requirements(ROOT / "requirements.txt").keys() - ABSENT)
    subprocess.run([*pip, "install", "--quiet", "--constraint", VERSIONS, *wanted], check=True)
    subprocess.run([*pip, "uninstall", "--quiet", "--yes", *UNUSED], check=True)


def make_kernel(folder, python):
    """Write a kernel that starts a Python; `folder` is then one for JUPYTER_PATH.

    Returns
    -------
    str
        The kernel's name.
    """
    spec = folder / "kernels" / "colab"
    spec.mkdir(parents=True, exist_ok=True)
    argv = [str(python), "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    text = json.dumps({"argv": argv, "display_name": "Colab", "language": "python"})
    (spec / "kernel.json").write_text(text, encoding="utf-8")
    return spec.name


def run(notebook, kernel, content, home):
    """Run a notebook as Colab does: in a folder without the course.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        It has its outputs afterwards.
    kernel : str
    content : Path
        What `/content` is on Colab.
    home : Path
        For the progress record and the explorers' trainings.

    Returns
    -------
    str
        The last lines of what went wrong; empty where all is well.
    """
    place = {"metadata": {"path": str(content)}}
    client = NotebookClient(
        notebook, kernel_name=kernel, resources=place, timeout=3000, startup_timeout=600
    )
    environment = {**os.environ, "COURSE_HOME": str(home), "COURSE_STRICT": "0"}
    environment.pop("COURSE_PROGRESS", None)
    try:
        client.execute(env=environment)
    except Exception as error:  # a cell's own, or a kernel that died
        return "\n".join(str(error).strip().splitlines()[-6:])
    return ""


def strict():
    """A cell behind which only a right answer passes."""
    return nbformat.v4.new_code_cell("import os\nos.environ['COURSE_STRICT'] = '1'")


def paths(edition, lessons):
    """The notebooks of the Colab edition that are about these lessons; all if none is named."""
    known = sorted(edition.rglob("*.ipynb"))
    return [path for path in known if not lessons or re.search(r"\d\d", path.stem)[0] in lessons]


def publish(folder):
    """Make what Colab sees: a repository with a tag, and the edition that installs it."""
    from course_utils.authoring import PublicCourse, write_colab_edition

    published = folder / "published"
    if not published.exists():
        subprocess.run(["git", "clone", "--quiet", ROOT, published], check=True)
        subprocess.run(["git", "-C", published, "tag", TAG], check=True)
    course = PublicCourse("school/course", TAG, clone_from=published.as_uri())
    write_colab_edition(published, folder / "colab", course)
    return folder / "colab", published / "notebooks" / "solutions"


def main(
    lessons: Annotated[list[str] | None, typer.Argument(help="Two digits; all if none.")] = None,
    python: Annotated[str, typer.Option(help="Colab's is 3.13.")] = sys.executable,
    folder: Annotated[Path | None, typer.Option(help="Kept, and used again.")] = None,
):
    """Run the notebooks with Colab's versions; leave with 1 where one does not run."""
    console, broken = Console(), 0
    with tempfile.TemporaryDirectory() as passing:
        here = (folder or Path(passing)).resolve()
        (here / "content").mkdir(parents=True, exist_ok=True)
        make_environment(here / "environment", python)
        kernel = make_kernel(here / "jupyter", here / "environment" / "bin" / "python")
        os.environ["JUPYTER_PATH"] = str(here / "jupyter")
        edition, solutions = publish(here)
        for path in paths(edition, lessons or []):
            start = time.monotonic()
            notebook = nbformat.read(path, as_version=4)
            if path.parent.name == "exercises":
                solution = nbformat.read(solutions / f"solution_{path.name}", as_version=4)
                notebook.cells += [strict(), *solution.cells]
            error = run(notebook, kernel, here / "content", here / "home")
            broken += bool(error)
            word = "[red]broken[/]" if error else "runs"
            console.print(f"{path.stem}: {word}, {time.monotonic() - start:.0f} s")
            if error:
                console.print(error, markup=False)
    console.print(f"{broken} broken" if broken else "all run")
    raise typer.Exit(1 if broken else 0)


if __name__ == "__main__":
    typer.run(main)
