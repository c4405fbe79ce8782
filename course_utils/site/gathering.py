"""All that the site is made of, in one folder: what Sphinx reads, and the files it copies."""

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from course_utils.places import root
from course_utils.site.contents import lesson_toctrees, lessons_list, toctree
from course_utils.site.executed import Notebook
from course_utils.site.explorers_page import explorers_text
from course_utils.site.glossary_page import glossary_text
from course_utils.site.lesson_pages import lesson_page
from course_utils.site.live_pages import LivePages
from course_utils.site.mounts import mount_files
from course_utils.site.practice_page import practice_text
from course_utils.site.reference_page import reference_text
from course_utils.site.repository_links import section, with_site_links
from course_utils.source.course_map import Lesson, lessons, notebook_path
from course_utils.storage import write_whole

COPIED = "copied"  # the folder of what Sphinx copies as it is
_OWN_PAGES = ("index.md", "accessibility.md")  # of docs/, in a place of their own in the contents
_CARDS, _HOUSE = "datasets/README.md", "CONTRIBUTING.md"


def lesson_notebooks() -> list[tuple[Lesson, Path]]:
    """Return the lessons of the course, each with its notebook, which must be executed."""
    return [(lesson, _notebook("lesson", lesson)) for lesson in lessons()]


def gather(folder: Path, executed: Sequence[Notebook], with_solutions: bool) -> None:
    """Fill a folder with the source of the site.

    Parameters
    ----------
    folder
        Empty, or not there yet.
    executed
        The executed copies of `lesson_notebooks`, in that order.
    with_solutions
        Whether the solutions become pages, too.
    """
    shutil.copytree(root() / "docs", folder, ignore=shutil.ignore_patterns("__pycache__", ".*"))
    live = LivePages()
    shown = []
    for (lesson, _), notebook in zip(lesson_notebooks(), executed, strict=True):
        known = {*live.pages}
        _write_lesson(folder, lesson, notebook, live, with_solutions)
        shown += [(page, lesson) for name, page in live.pages.items() if name not in known]
    texts = {
        "explorers.md": explorers_text(shown),
        "glossary.md": glossary_text(),
        "practice.md": practice_text(),
        "reference.md": reference_text(),
        **_told_pages(with_solutions),
        "parts/lessons.md": lessons_list(),
        "parts/contents.md": _contents(),
    }
    for name, text in texts.items():
        write_whole(folder / name, text.encode())
    files = live.files() | _downloads()
    for name, content in files.items():
        write_whole(folder / COPIED / name, content)
    for name, text in mount_files().items():
        write_whole(folder / "_static" / name, text.encode())


def _notebook(edition, lesson):
    return root() / "notebooks" / notebook_path(edition, lesson.stem)


def _write_lesson(folder, lesson, notebook, live, with_solutions):
    """Write a lesson's page, and those below it: its exercise, and the solution if it is shown."""
    below = []
    editions = ["exercise", *(["solution"] if with_solutions else [])]
    for edition in [one for one in editions if _notebook(one, lesson).is_file()]:
        blank = json.loads(_notebook(edition, lesson).read_text("utf-8"))
        place = notebook_path(edition, lesson.stem)
        _write_notebook(folder / place, lesson_page(blank, live))
        page = place.removesuffix(".ipynb")
        below.append(f"{edition.capitalize()} {lesson.number} </{page}>")
    place = notebook_path("lesson", lesson.stem)
    _write_notebook(folder / place, lesson_page(notebook, live, below))


def _write_notebook(path, notebook):
    write_whole(path, json.dumps(notebook, ensure_ascii=False).encode())


def _downloads() -> dict[str, bytes]:
    """Return the notebooks that a reader may take along, as the course has them."""
    return {
        f"notebooks/{place}": _notebook(edition, lesson).read_bytes()
        for lesson in lessons()
        for edition in ("lesson", "exercise")
        if _notebook(edition, lesson).is_file()
        for place in [notebook_path(edition, lesson.stem)]
    }


def _told_pages(with_solutions: bool) -> dict[str, str]:
    """Return the pages whose words are in the course's own Markdown files, and only there."""
    readme = (root() / "README.md").read_text("utf-8")
    made = {
        "start.md": ("README.md", f"# On your computer\n\n{section(readme, 'Start')}\n"),
        "diagnose.md": (
            "README.md",
            f"# When a training goes wrong\n\n{section(readme, 'When a training goes wrong')}\n",
        ),
        "instructors.md": (
            "README.md",
            f"# For instructors\n\n{section(readme, 'For instructors')}\n",
        ),
        "authors.md": (
            "README.md",
            f"# For authors\n\n{section(readme, 'For authors')}\n",
        ),
        "house.md": (_HOUSE, (root() / _HOUSE).read_text("utf-8")),
        "data.md": (_CARDS, (root() / _CARDS).read_text("utf-8")),
    }
    docs = {
        name: (f"docs/{name}", (root() / "docs" / name).read_text("utf-8")) for name in _further()
    }
    pages = _pages(with_solutions)
    return {
        page: with_site_links(text, file, page, pages)
        for page, (file, text) in (made | docs).items()
    }


def _pages(with_solutions: bool) -> Mapping[str, str]:
    """Return where the files of the course are on the site, by their paths in the course."""
    editions = ("lesson", "exercise", *(("solution",) if with_solutions else ()))
    places = [notebook_path(edition, lesson.stem) for lesson in lessons() for edition in editions]
    pictures = [path.name for path in (root() / "docs").iterdir() if path.suffix == ".png"]
    return {
        **{f"notebooks/{place}": place for place in places},
        **{f"docs/{name}": name for name in pictures},
        **{f"docs/{name}": name for name in _further()},
        "notebooks/00_start_here.ipynb": "index.md",
        "README.md": "index.md",
        _HOUSE: "house.md",
        _CARDS: "data.md",
    }


def _further() -> list[str]:
    """Return the other pages of `docs/`: those for instructors are in `docs/teaching`."""
    docs = root() / "docs"
    paths = sorted(path.relative_to(docs).as_posix() for path in docs.rglob("*.md"))
    return [path for path in paths if path not in _OWN_PAGES and not path.startswith("_")]


def _contents() -> str:
    """Return all hidden tables of contents: the lessons, what to look up, how to run and teach."""
    further = _further()
    teaching = [path for path in further if path.startswith("teaching/")]
    running = [path for path in further if path not in teaching]
    trees = [
        lesson_toctrees(),
        toctree(
            "Practise and look up",
            ["practice", "explorers", "glossary", "data", "diagnose", "reference"],
        ),
        toctree("Run and teach", ["start", *running, "instructors", *teaching]),
        toctree("About", ["authors", "house", "accessibility"]),
    ]
    return "\n\n".join(trees) + "\n"
