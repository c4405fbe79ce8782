"""Rule on the notebooks in their folders: nothing of a run is kept in them."""

import json

from course_utils.authoring.lint.rules import Breaches, rule
from course_utils.authoring.pages import Page


@rule()
def no_run_kept(page: Page) -> Breaches:
    """A notebook holds no outputs, no run counts and no widget state."""
    for path in page.notebooks.values():
        for rest in _kept(path) if path.exists() else ():
            name = path.relative_to(page.root).as_posix()
            yield 1, f"Expected a notebook without {rest}: {name}. Run `make notebooks`."


def _kept(path):
    """Yield what a notebook keeps of a run."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    if any(cell.get("outputs") for cell in notebook["cells"]):
        yield "outputs"
    if any(cell.get("execution_count") for cell in notebook["cells"]):
        yield "run counts"
    if "widgets" in notebook["metadata"]:
        yield "metadata.widgets"
