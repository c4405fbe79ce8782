"""Which histories count, and what a model beside one says of it."""

import numpy as np
import pytest

from course_utils.exercises.questions import find_question
from course_utils.exercises.records import (
    CompileRecord,
    HistoryRecord,
    ModelRecord,
    NamedRecord,
    NumberRecord,
    Operation,
)
from course_utils.exercises.verdicts import Finding, Status, Verdict
from course_utils.grading.histories import compare_with_model, with_findings, without_unmade
from course_utils.grading.judging import Judge
from course_utils.grading.wire import encode

LINEAR = HistoryRecord({"val_loss": np.array([30.0, 8.0])})
RELU = HistoryRecord({"val_loss": np.array([30.0, 4.0])})


def test_a_history_counts_where_fit_made_it():
    asked = find_question("2.8")
    answers = [{}, {"by_fit": True}, {"by_fit": "yes"}]
    records, (finding,) = without_unmade(asked, answers, [NumberRecord(2.0), LINEAR, RELU])
    assert records == [NumberRecord(2.0), LINEAR, HistoryRecord({})]
    assert finding.where == "`relu_history`" and finding.mistake == "history-that-no-fit-made"


@pytest.mark.parametrize(("by_fit", "credit"), [(True, 1.0), (False, 0.0)])
def test_one_that_was_written_by_hand_earns_nothing_and_the_page_says_why(by_fit, credit):
    sent = [{"record": encode(one), "by_fit": by_fit} for one in (NumberRecord(2.0), LINEAR, RELU)]
    told = Judge(None, {}).verdict("2.8", sent)
    assert told.credit == credit
    assert any("no `fit` computed" in finding.found for finding in told.failed) is not by_fit


def test_what_fails_is_not_correct_and_what_was_not_attempted_stays_so():
    failed = Finding(False, "here", "this", "that", weight=-0.5)
    right = Verdict("2.8", Status.CORRECT, (Finding(True, "there", "so"),), message="Well.")
    told = with_findings(right, [failed])
    assert (told.status, told.failed, told.message) == (Status.INCORRECT, (failed,), "")
    assert 0 < told.credit < 1
    for verdict, findings in [(right, []), (Verdict("2.8", Status.NOT_ATTEMPTED), [failed])]:
        assert with_findings(verdict, findings) is verdict


# A neuron that gives its input back, on targets that are off by 1 on average, give or take 0.5.
X = np.linspace(-1, 1, 100)[:, np.newaxis]
Y = X[:, 0] + np.where(np.arange(100) % 2, 0.5, 1.5)
NEURON = Operation("dense", {"units": 1}, {"kernel": np.ones((1, 1)), "bias": np.zeros(1)})


def model(loss="mean_absolute_error", **changes):
    compiled = CompileRecord(None, NamedRecord("loss", loss))
    options = {"outputs": (0,), "input_shapes": ((1,),), "compiled": compiled}
    return ModelRecord((NEURON,), **options | changes)


def history(*val_loss):
    return HistoryRecord({"val_loss": np.array(val_loss)})


AGREES = {
    "the last epoch": (model(), history(3.0, 1.01)),
    "the best epoch, brought back": (model(), history(3.0, 1.0, 1.7)),
    "a penalty on weights": (model(), history(3.0, 2.0)),
    "no model": (NumberRecord(1.0), history(0.5)),
    "not compiled": (model(compiled=None), history(0.5)),
    "a loss of one's own": (model("mine"), history(0.5)),
    "a model that cannot be followed": (model(built=False), history(0.5)),
    "no validation": (model(), HistoryRecord({"loss": np.array([0.5])})),
}


@pytest.mark.parametrize("records", AGREES.values(), ids=AGREES)
def test_a_model_that_agrees_or_cannot_be_compared(records):
    assert compare_with_model(records, [X, Y]) == ([], "")


def test_what_another_split_can_explain_is_a_remark():
    findings, remark = compare_with_model([model(), history(3.0, 0.9)], [X, Y])
    assert findings == [] and "0.9" in remark and "other rows" in remark


def test_a_model_far_worse_than_its_history_is_a_finding():
    ((finding,), remark) = compare_with_model([model(), history(3.0, 0.4)], [X, Y])
    assert remark == "" and finding.mistake == "history-of-another-model"
    assert "0.4" in finding.expected and "a loss of 1 " in finding.found


def test_the_cross_entropy_of_logits_and_of_probabilities():
    y = (Y > 1).astype(float)
    loss = NamedRecord("loss", "binary_crossentropy", {"from_logits": True})
    logits = model(compiled=CompileRecord(None, loss))
    told = np.log1p(np.exp(-np.where(y == 1, X[:, 0], -X[:, 0]))).mean()
    assert compare_with_model([logits, history(told)], [X, y]) == ([], "")
    assert compare_with_model([logits, history(told / 2)], [X, y])[0]
