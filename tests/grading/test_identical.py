"""The same marks wherever a notebook is run: in a kernel, in a warm child, in a cold one."""

import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from course_utils.grading.sandbox.host import ColdHost
from course_utils.grading.session import grade_submission
from course_utils.progress import read_progress

pytestmark = pytest.mark.process

ANSWERS = {
    "1.1": "input_shape = [6]",
    "1.2": "model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1, 'relu')])",
    "1.3": "b, w = model.get_weights()",
    "1.4": "def neuron(X, w, b):\n    return X @ w",
}


@pytest.fixture
def marks_in_a_kernel(tmp_path, monkeypatch):
    """Run a submission as its student does, and read the marks in the student's own record."""

    def run(submission):
        monkeypatch.setenv("COURSE_HOME", str(tmp_path))
        monkeypatch.delenv("COURSE_PROGRESS", raising=False)
        code = [cell.source for cell in submission.cells if cell.kind == "code"]
        notebook = new_notebook(cells=list(map(new_code_cell, code)))
        NotebookClient(notebook, kernel_name="python3", timeout=600, startup_timeout=600).execute()
        return {id: (q.status, q.credit * q.points) for id, q in read_progress().items()}

    return run


def test_notebook_warm_and_cold_agree(submitted, host, limits, marks_in_a_kernel):
    submission = submitted(ANSWERS)
    warm, cold = (
        grade_submission(submission, host, limits),
        grade_submission(submission, ColdHost(), limits),
    )
    told = marks_in_a_kernel(submission)
    assert sorted(told) == sorted(ANSWERS)
    for result in (warm, cold):
        answered = {q.verdict.question: q for q in result.questions}
        found = {id: (str(answered[id].verdict.status), answered[id].marks) for id in ANSWERS}
        assert found == told
    assert 0 < sum(marks for _, marks in told.values()) < 6
