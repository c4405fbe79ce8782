"""A page of the site from an executed notebook, or from a blank one: MyST-NB reads what is left."""

import re
from collections.abc import Sequence

from course_utils.site.executed import Notebook
from course_utils.site.live_pages import LivePages, frame_html
from course_utils.site.mounts import quiz_asked
from course_utils.widgets.saved import read_saved

START_PAGE = "00_start_here.ipynb"
_HIDDEN = "remove-input"  # MyST-NB's tag for a cell of which only the output is shown
_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)  # for JupyterLab's theme; ours does the same


def lesson_page(notebook: Notebook, live: LivePages, below: Sequence[str] = ()) -> Notebook:
    """Return the notebook that becomes a page.

    Parameters
    ----------
    notebook
        Executed, as from `executed`; an exercise as it is.
    live
        Takes the explorers that are found.
    below
        Lines of a table of contents: the pages that belong to this one.
    """
    cells = [
        _code_cell(cell, live) if cell["cell_type"] == "code" else _markdown_cell(cell)
        for cell in notebook["cells"]
    ]
    if below:
        toctree = "\n".join(["```{toctree}", ":hidden:", "", *below, "```"])
        cells.append({"cell_type": "markdown", "id": "below", "metadata": {}, "source": toctree})
    return {**notebook, "cells": cells}


def _markdown_cell(cell):
    source = "".join(cell["source"])
    return {**cell, "source": source.replace(f"](../{START_PAGE})", "](../index.md)")}


def _code_cell(cell, live):
    source = "".join(cell["source"])
    quiz = quiz_asked(source)
    outputs = [_page_output(output, quiz, live) for output in cell["outputs"]]
    tags = [*cell["metadata"].get("tags", ()), *([_HIDDEN] if quiz else [])]
    if quiz and not outputs:  # a notebook that was not run
        outputs = [_html_output(quiz)]
    return {**cell, "source": source, "metadata": {"tags": tags}, "outputs": outputs}


def _page_output(output, quiz, live):
    """Return an output as the page shows it."""
    html = "".join(output.get("data", {}).get("text/html", ""))
    if not html:
        return output
    saved = read_saved(html)
    if saved and saved.page:
        return _html_output(frame_html(live.add(saved)))
    if saved and quiz:
        return _html_output(quiz)
    if saved:
        return _html_output(f'<div class="needs-kernel">{saved.still}</div>')
    return _html_output(_STYLE.sub("", html) if "course-figure" in html else html)


def _html_output(html):
    return {"output_type": "display_data", "metadata": {}, "data": {"text/html": html}}
