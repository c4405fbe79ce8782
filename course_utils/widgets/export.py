"""One self-contained page, of an explorer or a quiz: no network, no request, one file."""

import json
import zlib
from base64 import b64encode
from collections.abc import Mapping, Sequence
from html import escape
from importlib.resources import files
from os import PathLike
from pathlib import Path
from string import Template

from course_utils.errors import CourseError
from course_utils.storage import write_whole
from course_utils.widgets.scripts import EXPLORER, EXPLORER_STYLES, script, style


def page_html(
    title: str,
    data: Mapping[str, object],
    numbers: bytes = b"",
    scripts: Sequence[str] = EXPLORER,
    styles: Sequence[str] = EXPLORER_STYLES,
) -> str:
    """Return the whole page as text, fit for a file or for `<iframe sandbox srcdoc>`.

    Parameters
    ----------
    data
        For an explorer as from `page_data`.
    numbers
        The measures that `data` describes; compressed on the page, to a tenth where they are
        smooth.
    scripts, styles
        The files of the page, as for `script` and `style`.

    Returns
    -------
    str
        Its policy forbids every request, so nothing can be loaded by accident.
    """
    frame = files("course_utils.widgets") / "static" / "page.html"
    return Template(frame.read_text(encoding="utf-8")).substitute(
        title=escape(title),
        style=style(styles),
        # "</script>" inside the text would end the script.
        data=json.dumps(data, ensure_ascii=False).replace("<", "\\u003c"),
        numbers=b64encode(zlib.compress(numbers, 9)).decode("ascii"),
        script=script(scripts),
    )


def write_page(path: str | PathLike[str], text: str) -> Path:
    """Write a page, all of it or nothing.

    Parameters
    ----------
    path
    text
        As from `page_html`.

    Raises
    ------
    CourseError
        When the folder does not exist or cannot be written.
    """
    path = Path(path)
    try:
        path.parent.resolve(strict=True)  # or a misspelt folder would be made
        write_whole(path, text.encode())
    except OSError as error:
        raise CourseError(
            f"Could not write {path}: {error.strerror}. Expected a file name in a folder that "
            "exists and that you may write to."
        ) from error
    return path
