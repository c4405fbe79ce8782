"""A worse answer earns no more: shown on plain records, and seen failing without the weight."""

from dataclasses import replace

import numpy as np

from course_utils.exercises.asking import judge
from course_utils.exercises.questions import Question, find_question
from course_utils.exercises.records import (
    ArrayRecord,
    CompileRecord,
    FunctionRecord,
    HistoryRecord,
    ModelRecord,
    NamedRecord,
    NoneRecord,
    NumberRecord,
    Operation,
    SequenceRecord,
    TextRecord,
)
from course_utils.exercises.verdicts import Finding, need
from tests.exercises.worse import worse, worsened

MODEL = ModelRecord(
    (Operation("dense", {"units": 1}), Operation("sigmoid", inputs=(0,))),
    (1,),
    ((30,),),
    compiled=CompileRecord(
        NamedRecord("optimizer", "adam"),
        NamedRecord("loss", "binary_crossentropy"),
        (NamedRecord("metric", "binary_accuracy", {"threshold": 0.5}),),
    ),
)
# Never handed to `fit`: it has seen no epoch.
STOPPING = NamedRecord(
    "callback",
    "early_stopping",
    {"monitor": "val_loss", "patience": 5, "restore_best_weights": True},
)
CURVES = {name: np.array([0.5, 0.4]) for name in ("loss", "val_loss", "val_binary_accuracy")}
WRONG_RUN = [MODEL, STOPPING, HistoryRecord(CURVES, {"steps": 157, "epochs": 2})]
EMPTY = HistoryRecord({})


def _looks(history):
    """Little of it right; with a loss to look at, more is found wrong."""
    yield from [Finding(ok, "the run", "as asked") for ok in (True, True, False, False)]
    yield need(Finding("loss" in history.metrics, "the loss", "a curve"))
    yield from [Finding(False, "the loss", "one that falls")] * 5


LITTLE = Question("9.1", _looks, {"history": (HistoryRecord,)}, weight=10)


def gains(question, records):
    """What was made worse and earns more than before."""
    earned = judge(question, records).credit
    return [
        said
        for said, answer in worsened(question, records)
        if judge(question, answer).credit > earned
    ]


def test_an_empty_history_earns_less_than_a_wrong_one():
    run = WRONG_RUN[2]
    assert judge(LITTLE, [EMPTY]).credit < judge(LITTLE, [run]).credit
    assert gains(LITTLE, [run]) == gains(find_question("6.4"), WRONG_RUN) == []


def test_without_the_weight_of_the_question_it_earns_more():
    forgetful, run = replace(LITTLE, weight=0), WRONG_RUN[2]
    assert judge(forgetful, [EMPTY]).credit > judge(forgetful, [run]).credit
    assert any(said.startswith("history is") for said in gains(forgetful, [run]))


def test_every_part_is_made_worse_on_its_own():
    question = find_question("6.4")
    answers = [answer for _, answer in worsened(question, WRONG_RUN, [NoneRecord()])]
    changed = [
        [new is not old for new, old in zip(answer, WRONG_RUN, strict=True)] for answer in answers
    ]
    assert all(sum(one) == 1 for one in changed)
    assert {one.index(True) for one in changed} == {0, 1, 2}
    assert sum(isinstance(part, NoneRecord) for answer in answers for part in answer) == 3


def test_each_kind_has_worse_versions():
    kinds = [
        ArrayRecord(np.zeros(4)),
        SequenceRecord((NumberRecord(1.0), NumberRecord(2.0))),
        NumberRecord(1.0),
        TextRecord("up"),
        FunctionRecord("relu", ("x",), lambda x: x),
        *WRONG_RUN,
    ]
    for record in kinds:
        versions = list(worse(record))
        assert versions
        assert all(isinstance(version, type(record)) for version in versions)
    assert [len(version.values) for version in worse(kinds[0])] == [0, 2]
    unbuilt = list(worse(MODEL))[1]
    assert not unbuilt.built
    assert [step.kind for step in unbuilt.operations] == ["dense", "sigmoid"]
