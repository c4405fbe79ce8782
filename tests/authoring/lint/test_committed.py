"""Rule on the notebooks in their folders."""

import json

import pytest

from course_utils.authoring import build_course


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda notebook: notebook["cells"][2].update(outputs=[{}]), "outputs"),
        (lambda notebook: notebook["cells"][3].update(execution_count=1), "run counts"),
        (lambda notebook: notebook["metadata"].update(widgets={}), "metadata.widgets"),
    ],
)
def test_fires(course, messages, change, found):
    build_course(course.root)
    assert messages("no_run_kept") == []
    path = course.notebook("lessons")
    notebook = json.loads(path.read_bytes())
    change(notebook)
    path.write_text(json.dumps(notebook))
    (message,) = messages("no_run_kept")
    assert message == (
        f"Expected a notebook without {found}: notebooks/lessons/lesson_01_single_neuron.ipynb. "
        "Run `make notebooks`."
    )


def test_silent_before_the_first_build(messages):
    assert messages("no_run_kept") == []
