"""The site itself: gathered, handed to Sphinx, and put in its place when it is whole."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from course_utils.errors import CourseError, SetupError
from course_utils.places import root
from course_utils.site.course_content import course_content
from course_utils.site.executing import execute_missing
from course_utils.site.gathering import gather, lesson_notebooks
from course_utils.storage import content_key

_MARK = ".course-site"  # in each site: the key of all that it was made of
_MADE_OF = ("course_utils", "datasets", "docs", "notebooks", "README.md", "CONTRIBUTING.md")
_SETTINGS = ("COURSE_REPOSITORY", "COURSE_REVISION", "COURSE_SITE")  # as docs/conf.py reads them
_UNUSED = (
    "*.map",
    "*webpack-macros.html",
    ".doctrees",
    "_sources",
    "objects.inv",
)  # of no use to a reader
_LONGEST = 30  # lines of what Sphinx said


@dataclass(frozen=True)
class BuiltSite:
    """What a build made.

    Attributes
    ----------
    folder : Path
        Its `index.html` is the home page.
    pages : int
    bytes : int
        Of all files together.
    is_new : bool
        False where nothing had changed since it was built before.
    """

    folder: Path
    pages: int
    bytes: int
    is_new: bool


def build_site(
    output: Path,
    with_solutions: bool = False,
    say: Callable[[str, bool], None] = lambda name, ran: None,
) -> BuiltSite:
    """Build the whole site.

    The folder is replaced in one step, once everything is there: after a failure, the old site is
    as it was.

    Parameters
    ----------
    output
        A folder that is not there yet, is empty, or holds an earlier site.
    with_solutions
        Whether the solutions become pages, too.
    say
        As for `execute_missing`.

    Raises
    ------
    AuthoringError
        A notebook does not run.
    CourseError
        The folder holds something else, or Sphinx found something wrong; it says what.
    """
    output = output.resolve()
    _refuse_other_folder(output)
    key = _site_key(with_solutions)
    if (output / _MARK).is_file() and (output / _MARK).read_text() == key:
        return _counted(output, is_new=False)
    executed = execute_missing([path for _, path in lesson_notebooks()], say)
    output.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=output.parent, prefix=".site-") as work:
        source, made = Path(work) / "source", Path(work) / "made"
        gather(source, executed, with_solutions)
        _run_sphinx(source, made)
        _remove_unused(made)
        (made / _MARK).write_text(key)
        _put_in_place(made, output, Path(work) / "before")
    return _counted(output, is_new=True)


def _counted(output, is_new):
    files = [path for path in output.rglob("*") if path.is_file()]
    pages = sum(path.suffix == ".html" for path in files)
    return BuiltSite(output, pages, sum(path.stat().st_size for path in files), is_new)


def _site_key(with_solutions):
    """Return the key of everything that the site depends on."""
    content = course_content([root() / name for name in _MADE_OF], "requirements-dev.txt")
    settings = [os.environ.get(name) for name in _SETTINGS]
    config = root() / ".git" / "config"  # it names the remote
    remote = config.read_bytes() if config.is_file() else None
    return content_key([content, settings, remote, with_solutions])


def _refuse_other_folder(output):
    if output.exists() and not (output / _MARK).exists() and any(output.iterdir()):
        raise CourseError(
            f"Expected a folder for the site, found that {output} holds other files, which would "
            "be lost. Name another one with --output."
        )


def _run_sphinx(source, made):
    """Let Sphinx write the pages; a warning of it is an error, for a link that leads nowhere is."""
    try:
        import myst_nb  # noqa: F401
        import sphinx_book_theme  # noqa: F401
    except ImportError as error:
        raise SetupError(
            f"Expected Sphinx and its theme to build the site, found no {error.name}. Install them "
            "with `pip install -r requirements-dev.txt`."
        ) from error
    options = ["--builder", "html", "--jobs", "2", "--quiet", "--fail-on-warning", "--keep-going"]
    doctrees = ["--doctree-dir", str(source.parent / "doctrees")]
    command = [sys.executable, "-m", "sphinx", *options, *doctrees, str(source), str(made)]
    environment = {**os.environ, "COURSE_ROOT": str(root()), "TF_CPP_MIN_LOG_LEVEL": "3"}
    done = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", env=environment
    )
    if done.returncode:
        said = done.stderr.replace(f"{source}/", "").splitlines()
        raise CourseError(
            "\n".join(["Expected Sphinx to find nothing wrong, found:", *said[-_LONGEST:]])
        )


def _remove_unused(made):
    for pattern in _UNUSED:
        for path in [*made.rglob(pattern)]:
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def _put_in_place(made, output, before):
    if output.exists():
        output.rename(before)
    made.rename(output)
