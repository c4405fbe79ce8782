"""Start a new explorer: its module, its test and its name, all of it running at once."""

import keyword
import re
from importlib.resources import files
from pathlib import Path
from string import Template

from course_utils.authoring.scaffold import refuse_to_overwrite
from course_utils.errors import AuthoringError
from course_utils.storage import write_whole

_CONTENTS = Path("course_utils", "__init__.py")
_NAMED = re.compile(r'^    "explore_(\w+)": "widgets\.explorers",\n', re.MULTILINE)


def new_explorer(root: Path, name: str) -> list[Path]:
    """Write an explorer that already trains and shows something, to be made into another one.

    Parameters
    ----------
    root
        The folder of the course.
    name
        Of its module, such as "weight_decay": notebooks call it `explore_weight_decay()`.

    Returns
    -------
    list of Path
        The files written: the module, its test, and the contents page of `course_utils`, which
        has one line more.

    Raises
    ------
    AuthoringError
        When `name` is no name of a module, one of the files exists already, or the contents page
        names no explorer. Nothing has been written then.
    """
    root = Path(root)
    _refuse_no_name(name)
    values = {"name": name, "title": name.replace("_", " ").capitalize()}
    new = {
        root / "course_utils/widgets/explorers" / f"{name}.py": _filled("explorer", values),
        root / "tests/widgets/explorers" / f"test_{name}.py": _filled("explorer_tests", values),
    }
    refuse_to_overwrite(root, new)
    texts = new | {root / _CONTENTS: _with_name(root / _CONTENTS, name)}
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, text.encode())
    return list(texts)


def _refuse_no_name(name):
    if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", name) or keyword.iskeyword(name):
        raise AuthoringError(
            "Expected the name of a Python module, in small letters, such as weight_decay; "
            f"found {name!r}."
        )


def _filled(template, values):
    path = files("course_utils.authoring") / "templates" / f"{template}.py.txt"
    return Template(path.read_text("utf-8")).substitute(values)


def _with_name(path, name):
    """Return the contents page with the new explorer among the others, in alphabetical order."""
    text = path.read_text(encoding="utf-8")
    others = list(_NAMED.finditer(text))
    if not others:
        raise AuthoringError(
            f'Expected a line like "explore_neuron": "widgets.explorers" in {path}, found none: '
            "nothing was written, because there is no place for the new one."
        )
    before = [match.end() for match in others if match[1] < name]
    place = before[-1] if before else others[0].start()
    return f'{text[:place]}    "explore_{name}": "widgets.explorers",\n{text[place:]}'
