"""Four outcomes, partial credit, every finding kept."""

import pytest

from course_utils.exercises.verdicts import Finding, Status, Verdict, verdict_of

RIGHT = Finding(True, "layer 1", "`ReLU()`", weight=3)
WRONG = Finding(False, "layer 2", "`Dense(units=1)`", "`Dense(units=2)`", "Change it.", weight=1)


def test_all_right():
    verdict = verdict_of("1.2", [RIGHT, RIGHT], points=2, message="Well done.")
    assert verdict.status is Status.CORRECT
    assert verdict.correct
    assert verdict.credit == 1
    assert verdict.failed == ()
    assert verdict.message == "Well done."


def test_partial_credit_follows_the_weights():
    verdict = verdict_of("1.2", [RIGHT, WRONG], message="Well done.")
    assert verdict.status is Status.INCORRECT
    assert verdict.credit == 0.75
    assert verdict.failed == (WRONG,)
    assert verdict.message == ""


def test_nothing_checked_is_never_correct():
    verdict = verdict_of("1.2", [])
    assert verdict.status is Status.CANNOT_CHECK
    assert verdict.credit == 0
    assert "checks nothing" in str(verdict)


@pytest.mark.parametrize("status", [Status.NOT_ATTEMPTED, Status.CANNOT_CHECK])
def test_no_credit_without_an_answer(status):
    assert Verdict("1.2", status, (RIGHT,)).credit == 0


def test_findings_without_weight_earn_nothing():
    assert verdict_of("1.2", [Finding(False, "a", "b", weight=0)]).credit == 0


def test_a_generator_of_findings_is_read_once():
    assert verdict_of("1.2", (finding for finding in (RIGHT, WRONG))).failed == (WRONG,)


def test_shown_in_three_forms():
    bundle = verdict_of("1.2", [RIGHT, WRONG])._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/markdown", "text/plain"}
    assert all("Dense(units=2)" in text for text in bundle.values())
