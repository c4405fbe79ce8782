"""One self-contained page of an explorer: no network, no request, one file."""

import json
import os
import tempfile
from base64 import b64encode
from html import escape
from importlib.resources import files
from pathlib import Path
from string import Template

from course_utils.errors import CourseError
from course_utils.widgets import page


def page_html(title, data, numbers):
    """Return the whole page as text, fit for a file or for `<iframe sandbox srcdoc>`.

    Parameters
    ----------
    title : str
    data : dict
        As from `page_data`.
    numbers : bytes

    Returns
    -------
    str
        Its policy forbids every request, so nothing can be loaded by accident.
    """
    frame = files("course_utils.widgets") / "static" / "page.html"
    return Template(frame.read_text(encoding="utf-8")).substitute(
        title=escape(title),
        style=page.style(),
        # "</script>" inside the text would end the script.
        data=json.dumps(data, ensure_ascii=False).replace("<", "\\u003c"),
        numbers=b64encode(numbers).decode("ascii"),
        script=page.script(),
    )


def write_page(path, title, data, numbers):
    """Write the page, all of it or nothing.

    Parameters
    ----------
    path : path-like
    title, data, numbers
        As for `page_html`.

    Returns
    -------
    pathlib.Path

    Raises
    ------
    CourseError
        When the folder does not exist or cannot be written.
    """
    path = Path(path)
    text = page_html(title, data, numbers)
    try:
        _replace(path, text)
    except OSError as error:
        raise CourseError(
            f"Could not write {path}: {error.strerror}. Expected a file name in a folder that "
            "exists and that you may write to."
        ) from error
    return path


def _replace(path, text):
    """Write beside the target, then rename: a reader never meets half a page."""
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(draft, 0o644)
        os.replace(draft, path)
    except BaseException:
        os.unlink(draft)
        raise
