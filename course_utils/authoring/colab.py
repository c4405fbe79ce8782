"""The Colab edition: each notebook with a cell before it that fetches and installs the course.

The cell is written when the edition is made, not in the sources: a learner who has the course
already would read past it in every lesson, and Colab opens another file just as well.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from posixpath import normpath
from string import Template

from packaging.requirements import Requirement

from course_utils.authoring.notebooks import render
from course_utils.authoring.pages import find_pages
from course_utils.requirements import requirement_lines
from course_utils.storage import write_whole

# Of what a learner's notebooks import, all that Colab has not installed.
LACKING = ("fsrs",)
FOLDER = "colab"  # of the edition, in its branch

_LINK = re.compile(r"\]\((?!https?:)([^)\s]+\.ipynb)\)")
_TEXT = """**On Colab.** Run this cell first. It fetches the course and installs it, in about half a
minute. What you answer is kept until Colab ends the session: *File*, then *Save a copy in Drive*
keeps the notebook."""
_CODE = Template("""# The course, edition $tag. Run again, it finds what is there.
import subprocess
import sys
from pathlib import Path

course = Path("deep-learning-course").resolve()
if not course.exists():
    clone = ["git", "clone", "--quiet", "--depth=1", "--branch=$tag", "$clone_from"]
    subprocess.run([*clone, course], check=True)
if str(course) not in sys.path:
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps"]
    subprocess.run([*install, "--editable", course, $lacking], check=True)
    sys.path.insert(0, str(course))
for extension in ("course_utils.quick_fits", "course_utils.plain_errors"):
    get_ipython().extension_manager.load_extension(extension)""")


@dataclass(frozen=True)
class PublicCourse:
    """Where the course is published.

    Attributes
    ----------
    repository : str
        Owner and name on GitHub, such as ``"school/deep-learning-course"``.
    tag : str
        The edition that is installed, such as ``"v0.1.0"``.
    branch : str
        Where the Colab edition is, in the folder ``colab``.
    clone_from : str
        What git clones; the repository on GitHub, if left out.

    Examples
    --------
    >>> course = PublicCourse("school/course", "v0.1.0")
    >>> course.on_colab("00_start_here.ipynb").partition("github/")[2]
    'school/course/blob/gh-pages/colab/00_start_here.ipynb'
    """

    repository: str
    tag: str
    branch: str = "gh-pages"
    clone_from: str = ""

    def on_colab(self, notebook: str) -> str:
        """Return the address that opens a notebook on Colab; its path is from ``notebooks``."""
        start = f"https://colab.research.google.com/github/{self.repository}/blob/{self.branch}"
        return f"{start}/{FOLDER}/{notebook}"


def colab_notebook(notebook: dict, path: str, course: PublicCourse, requirements: str) -> bytes:
    """Return a notebook as Colab opens it: with its set-up cell, and links that lead to Colab.

    Parameters
    ----------
    notebook
        As the build wrote it.
    path
        Of the notebook from ``notebooks``, such as ``"lessons/lesson_01_single_neuron.ipynb"``.
    course
        What its set-up cell installs, and where its links lead.
    requirements
        The text of ``requirements.txt``; of it, Colab's lack is installed.
    """
    folder = PurePosixPath(path).parent

    def moved(link):
        return f"]({course.on_colab(normpath(folder / link[1]))})"

    cells = [
        {**cell, "source": _LINK.sub(moved, "".join(cell["source"]))}
        if cell["cell_type"] == "markdown"
        else cell
        for cell in notebook["cells"]
    ]
    return render([*_set_up(course, requirements), *cells], notebook["metadata"]["course"])


def write_colab_edition(root: Path, folder: Path, course: PublicCourse) -> list[Path]:
    """Write the Colab edition of start page, lessons and exercises.

    Parameters
    ----------
    root
        The folder of the course; its notebooks are built.
    folder
        Where the files go, as they are below ``notebooks``. For the website: its folder ``colab``.

    Returns
    -------
    list of Path
        What was written. Solutions are left out; ``solution("1.2")`` shows them there, too.
    """
    root = Path(root).resolve()
    requirements = (root / "requirements.txt").read_text(encoding="utf-8")
    written = []
    for page in find_pages(root):
        for edition, source in page.notebooks.items():
            if edition == "solution":
                continue
            path = source.relative_to(root / "notebooks").as_posix()
            notebook = json.loads(source.read_text(encoding="utf-8"))
            written.append(Path(folder) / path)
            write_whole(written[-1], colab_notebook(notebook, path, course, requirements))
    return written


def _set_up(course, requirements):
    """Return the two cells before all others: what to do, and the code that does it."""
    asked = map(Requirement, requirement_lines(requirements))
    lacking = ", ".join(f'"{one}"' for one in asked if one.name in LACKING)
    address = course.clone_from or f"https://github.com/{course.repository}"
    code = _CODE.substitute(tag=course.tag, clone_from=address, lacking=lacking)
    return [
        {"cell_type": "markdown", "metadata": {}, "source": _TEXT},
        {"cell_type": "code", "metadata": {}, "source": code},
    ]
