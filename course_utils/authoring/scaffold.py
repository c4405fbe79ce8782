"""Start a new lesson: four files, in which every rule of the course is already kept."""

import re
import unicodedata
from importlib.resources import files
from pathlib import Path
from string import Template

from course_utils.course_map import lessons
from course_utils.errors import AuthoringError

_ARTICLES = {"a", "an", "the"}


def new_lesson(root, title):
    """Write the sources, the checks and the tests of the next lesson, to be filled in.

    The new files hold one sample question, pass the lint and run: an author replaces what
    is there and sees at each step whether the course still holds together. The lesson
    before it then needs a link to the new one, as the lint will say.

    Parameters
    ----------
    root : Path
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
    number = known[-1].number + 1 if known else 1
    title = " ".join(title.split())
    values = {
        "number": number,
        "padded": f"{number:02}",
        "title": title,
        "stem": f"{number:02}_{_slug(title)}",
        "before": _before(known),
    }
    texts = _texts(root, values)
    _refuse_to_overwrite(root, texts)
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return list(texts)


def _texts(root, values):
    """Return {path: text} of the files to write."""
    stem, padded = values["stem"], values["padded"]
    checks = root / "course_utils" / "exercises" / "checks"
    source = root / "notebooks" / "source"
    homes = {
        "lesson": source / "lessons" / f"{stem}.py",
        "exercise": source / "exercises" / f"{stem}.py",
        "checks": checks / f"lesson_{padded}.py",
        "tests": root / "tests" / "exercises" / f"test_lesson_{padded}.py",
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
    """Return the link to what a learner does before the next lesson."""
    if not known:
        return "[Start here](../00_start_here.ipynb)"
    return f"[Lesson {known[-1].number}: {known[-1].title}]({known[-1].stem}.ipynb)"


def _refuse_to_overwrite(root, paths):
    found = [path.relative_to(root).as_posix() for path in paths if path.exists()]
    if found:
        raise AuthoringError(
            f"Expected no file at {', '.join(found)}: nothing was written. "
            "Remove or rename what is there."
        )
