"""Start a new lesson: its five files, in which every rule of the course is already kept."""

import re
import unicodedata
from collections.abc import Iterable
from importlib.resources import files
from itertools import count
from pathlib import Path
from string import Template

from course_utils.errors import AuthoringError
from course_utils.source.course_map import lessons
from course_utils.storage import write_whole

_ARTICLES = {"a", "an", "the"}
# The tables that name every lesson, and what a new one is there before its author says more.
_ROWS = {
    "notebooks/source/00_start_here.py": "# | [{number}. {title}](lessons/lesson_{stem}.ipynb) "
    "| 20 minutes | [Exercise {number}](exercises/{stem}.ipynb) |",
    "README.md": "| [{number}. {title}](notebooks/lessons/lesson_{stem}.ipynb) "
    "| what this lesson is about | [1 questions](notebooks/exercises/{stem}.ipynb) |",
}


def new_lesson(root: str | Path, title: str) -> list[Path]:
    """Write the sources, the checks and the tests of the next lesson, to be filled in.

    Its number is the first that no lesson has: where later ones are written already, it fills the
    gap before them. The tables of lessons on the start page and in the README get a row for it.
    The new files hold one sample question, pass the lint and run: an author replaces what is there
    and sees at each step whether the course still holds together. The lesson before it then needs
    a link to the new one, as the lint will say.

    Parameters
    ----------
    root : str or Path
        The folder of the course.
    title : str
        Such as "A single neuron"; the files are named after it.

    Returns
    -------
    list of Path
        The files written.

    Raises
    ------
    AuthoringError
        The title names nothing, or one of the files exists already. Nothing has been
        written then.
    SetupError
        There are no sources below `root`.
    """
    root, known = Path(root), lessons(root)
    number = next(n for n in count(1) if n not in {lesson.number for lesson in known})
    title = " ".join(title.split())
    values = {
        "number": number,
        "padded": f"{number:02}",
        "title": title,
        "stem": f"{number:02}_{_slug(title)}",
        "before": _before([lesson for lesson in known if lesson.number < number]),
    }
    texts = _texts(root, values)
    refuse_to_overwrite(root, texts)
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for name, row in _ROWS.items():
        _add_row(root / name, row.format_map(values), number)
    return list(texts)


def _add_row(path, row, number):
    """Write a row behind that of the lesson before; a page without the table stays as it is."""
    lines = path.read_text(encoding="utf-8").split("\n") if path.exists() else []
    start = row.partition("[")[0] + "["
    own = re.compile(re.escape(start) + r"(\d+)\. .*lessons/")
    found = [(i, own.match(line)) for i, line in enumerate(lines)]
    rows = [i for i, row_of in found if row_of and int(row_of[1]) < number]
    if rows:
        lines.insert(rows[-1] + 1, row)
        write_whole(path, "\n".join(lines).encode())


def _texts(root, values):
    """Return {path: text} of the files to write."""
    stem, padded = values["stem"], values["padded"]
    checks = root / "course_utils" / "exercises" / "checks"
    source = root / "notebooks" / "source"
    homes = {
        "lesson": source / "lessons" / f"{stem}.py",
        "exercise": source / "exercises" / f"{stem}.py",
        "room": checks / f"lesson_{padded}" / "__init__.py",
        "checks": checks / f"lesson_{padded}" / "questions.py",
        "tests": root / "tests/exercises/checks" / f"lesson_{padded}" / "test_questions.py",
    }
    templates = files("course_utils.authoring") / "templates"
    return {
        path: Template((templates / f"{name}.py.txt").read_text("utf-8")).substitute(values)
        for name, path in homes.items()
    }


def _slug(title):
    """Return a title as the words of a file name: "A single neuron" is single_neuron."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    words = words[1:] if words[:1] and words[0] in _ARTICLES else words
    if not words:
        raise AuthoringError(
            f"Expected a title with a few words in Latin letters, found {title!r}. "
            "The files are named after it."
        )
    return "_".join(words)


def _before(known):
    """Return the link to what a learner does before the new lesson, which follows these."""
    if not known:
        return "[Start here](../00_start_here.ipynb)"
    return f"[Lesson {known[-1].number}: {known[-1].title}](lesson_{known[-1].stem}.ipynb)"


def refuse_to_overwrite(root: Path, paths: Iterable[Path]) -> None:
    """Raise an AuthoringError where one of the files to be written exists already."""
    in_the_way = [path.relative_to(root).as_posix() for path in paths if path.exists()]
    if in_the_way:
        raise AuthoringError(
            f"Expected no file at {', '.join(in_the_way)}: nothing was written. "
            "Remove or rename what is there."
        )
