"""The explorer of lesson 18 shows what Keras gives, and five patients can be told apart."""

import numpy as np
import pytest

from course_utils import explore_clinic
from course_utils.widgets.explorers.clinic import MOST, TONIGHT
from course_utils.widgets.transport import pack
from course_utils.widgets.ward import EXAMINATIONS, PATIENTS
from tests.widgets.running import at, run_code

CASES = [
    ("H", "first loss", 0.05),
    ("J", "answers", 0.1),
    ("E", "base rate", 0),
    ("A", "NaN", 0),
    ("B", "spans", 1e-6),
    ("F", "permuted", 0.01),
    ("G", "by heart", 0.01),
    ("K", "two seeds", 0.01),
    ("I", "permuted", 0.02),
]


@pytest.fixture(scope="module")
def explorer():
    return explore_clinic()


@pytest.fixture(scope="module")
def spec(explorer):
    return explorer.spec


@pytest.mark.parametrize(("patient", "examination", "within"), CASES)
def test_the_code_reproduces_what_is_on_screen(explorer, spec, patient, examination, within):
    setting = {"patient": patient, "examination": examination}
    orders = {"first": "NaN", "second": "NaN", "third": "NaN"}
    ran = run_code(explorer, **setting, **orders)["number"]
    assert np.isclose(ran, at(spec, "number", **setting), rtol=within, atol=0)


def test_two_patients_are_sound_and_no_other_two_look_alike(spec):
    found = spec.measures["found"].values
    sound = [name for name, row in zip(PATIENTS, found, strict=True) if not row.any()]
    assert sound == ["I", "J"] == [n for n, p in PATIENTS.items() if p.wrong == "nothing"]
    assert len({tuple(row) for row in found}) == len(PATIENTS) - 1


def test_no_number_is_near_an_end(spec):
    numbers = spec.measures["number"].values
    for examination, column in zip(EXAMINATIONS.values(), numbers.T, strict=True):
        for end in {examination.low, examination.high} - {0, np.inf}:
            known = column[np.isfinite(column)]
            assert np.abs(np.log(np.maximum(known, 1e-9) / end)).min() > 0.08


def test_the_prediction_is_what_the_examinations_say(spec):
    assert spec.prediction.choices[spec.prediction.outcome] == "its labels belong to other rows"
    assert not at(spec, "reached", first="first loss", second="answers", third="permuted")


def test_few_orders_reach_the_goal_and_no_hint_is_missing(spec):
    reached = spec.measures["reached"].values
    assert 1 <= reached.sum() <= 6
    assert at(spec, "reached", first="permuted", second="by heart", third="base rate")
    hinted = sum(spec.measures[hint.when].values.astype(int) for hint in spec.goal.hints)
    assert np.array_equal(hinted > 0, reached == 0)
    assert spec.measures["total"].values[reached == 1].max() <= MOST


def test_an_order_is_counted_as_it_is_said(spec):
    """By hand, for one order: each patient until no other of the five would have shown the same."""
    order = ("permuted", "base rate", "by heart")
    shown = {name: [at(spec, "found", patient=name, examination=one) for one in order]
             for name in TONIGHT}  # fmt: skip
    used = []
    for own in shown.values():
        alike = [sum(other[:k] == own[:k] for other in shown.values()) for k in (1, 2, 3)]
        used.append(alike.index(1) + 1 if 1 in alike else 3)
    setting = dict(zip(("first", "second", "third"), order, strict=True))
    assert at(spec, "total", **setting) == sum(used)


def test_what_try_it_says_is_so(spec):
    def found(patient):
        return [bool(at(spec, "found", patient=patient, examination=e)) for e in EXAMINATIONS]

    differ = [e for e, a, b in zip(EXAMINATIONS, found("A"), found("B"), strict=True) if a != b]
    assert differ == ["first loss", "spans"]
    near_1 = [p for p in PATIENTS if at(spec, "number", patient=p, examination="permuted") < 1.2]
    assert near_1 == ["C", "E", "F", "L"]
    left = {first: at(spec, "left", first=first, second="NaN", third="NaN")[:, 0].tolist()
            for first in ("base rate", "permuted")}  # fmt: skip
    assert sorted(left["base rate"]) == [1, 4, 4, 4, 4]
    assert sorted(left["permuted"]) == [2, 2, 3, 3, 3]


def test_little_is_sent(spec):
    assert len(pack(spec.name, spec.measures)[1]) < 60_000
