"""Four outcomes, partial credit, every finding kept."""

from dataclasses import replace

import pytest

from course_utils.exercises.verdicts import (
    CONDITION,
    Finding,
    Status,
    Verdict,
    need,
    verdict_of,
)

RIGHT = Finding(True, "layer 1", "`ReLU()`", weight=3)
WRONG = Finding(False, "layer 2", "`Dense(units=1)`", "`Dense(units=2)`", "Change it.", weight=1)


def test_all_right():
    verdict = verdict_of("1.2", [RIGHT, RIGHT], points=2)
    assert verdict.status is Status.CORRECT
    assert verdict.correct
    assert verdict.credit == 1
    assert verdict.failed == ()


def test_partial_credit_follows_the_weights():
    wrong = replace(WRONG, weight=9)
    verdict = verdict_of("1.2", [RIGHT, wrong])
    assert verdict.status is Status.INCORRECT
    assert verdict.credit == 0.25
    assert verdict.failed == (wrong,)


def test_a_wrong_answer_earns_at_most_half():
    assert verdict_of("1.2", [RIGHT] * 9 + [WRONG]).credit == 0.5
    assert verdict_of("1.2", [RIGHT, WRONG, RIGHT, WRONG]).credit == 0.5


def test_a_slip_costs_its_weight_where_nothing_else_fails():
    slip = replace(WRONG, slip=True)
    assert verdict_of("1.2", [RIGHT, slip]).credit == 0.75
    assert verdict_of("1.2", [RIGHT, slip, WRONG]).credit == 0.5
    assert verdict_of("1.2", [RIGHT, need(slip)], weight=10).credit == 0.3


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


def test_a_condition_earns_nothing_and_is_missed_where_it_fails():
    held, broken = (Finding(ok, "a", "b", weight=CONDITION) for ok in (True, False))
    wrong = replace(WRONG, weight=4)
    assert verdict_of("1.2", [RIGHT, held, wrong]).credit == 3 / 7
    assert verdict_of("1.2", [RIGHT, broken, wrong]).credit == 3 / 7.5
    assert verdict_of("1.2", [held, broken]).credit == 0


def test_a_need_that_fails_ends_the_check():
    def looks():
        yield need(RIGHT)
        yield need(RIGHT, WRONG)
        raise AssertionError("looked further")

    verdict = verdict_of("1.2", looks(), weight=15)
    assert [finding.ok for finding in verdict.findings] == [True, True, False]
    assert verdict.credit == 6 / 15


def test_a_need_that_is_met_changes_nothing():
    assert verdict_of("1.2", [need(RIGHT), WRONG]) == verdict_of("1.2", [RIGHT, WRONG])


@pytest.mark.parametrize("weight", [0, 1, 4, 8])
def test_what_was_not_looked_at_is_missed(weight):
    broken = Finding(False, "a", "b", weight=CONDITION)
    assert verdict_of("1.2", [RIGHT, WRONG], weight=weight).credit == 3 / max(6, weight)
    verdict = verdict_of("1.2", [RIGHT, need(broken)], weight=weight)
    assert verdict.credit == 3 / max(6, weight + 0.5)


def test_a_stored_verdict_keeps_its_credit():
    verdict = verdict_of("1.2", [RIGHT, need(WRONG)], weight=10)
    assert Verdict("1.2", verdict.status, verdict.findings).credit == verdict.credit == 0.3


def test_a_generator_of_findings_is_read_once():
    verdict = verdict_of("1.2", (finding for finding in (RIGHT, WRONG)))
    assert [finding.ok for finding in verdict.findings] == [True, False]


def test_shown_in_three_forms():
    bundle = verdict_of("1.2", [RIGHT, WRONG])._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/markdown", "text/plain"}
    assert all("Dense(units=2)" in text for text in bundle.values())
