"""The same answers, limits and course: the same key; anything else: another one."""

import json
from dataclasses import replace

from course_utils.grading.keys import content_key, course_version
from course_utils.grading.sandbox.seal import Limits

LIMITS = Limits()


def changed(submission, change):
    notebook = json.loads(submission.data)
    change(notebook)
    return replace(submission, data=json.dumps(notebook, indent=3).encode())


def test_what_does_not_change_the_marks_does_not_change_the_key(submitted):
    one = submitted()
    key = content_key(one, LIMITS)

    def run_it(notebook):
        notebook["metadata"]["widgets"] = {}
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "1"}]

    assert content_key(changed(one, run_it), LIMITS) == key
    assert content_key(replace(one, origin="b/c.ipynb"), LIMITS) == key


def test_whatever_changes_the_marks_changes_the_key(submitted):
    one = submitted()
    keys = [
        content_key(one, LIMITS),
        content_key(submitted({"1.1": "input_shape = (6,)"}), LIMITS),
        content_key(replace(one, student="bob"), LIMITS),
        content_key(replace(one, exercise="02_deep_networks"), LIMITS),
        content_key(replace(one, data=b"{"), LIMITS),
        content_key(replace(one, data=b"["), LIMITS),
        content_key(one, Limits(cell_seconds=1)),
    ]
    assert len(set(keys)) == len(keys)
    assert all(len(key) == 64 for key in keys)


def test_the_version_names_what_judges():
    assert "Python 3." in course_version() and "tensorflow 2." in course_version()
