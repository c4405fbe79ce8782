"""`check`, `hint` and `solution`: what a learner sees, and that nothing is ever raised."""

import sys

import keras
import numpy as np
import pytest

from course_utils import explore_neuron, progress
from course_utils.errors import QuestionError
from course_utils.exercises import asking, check, hint, solution
from course_utils.exercises.asking import judge
from course_utils.exercises.capture import capture
from course_utils.exercises.expect import expect, expect_function
from course_utils.exercises.forward import predict
from course_utils.exercises.questions import Question, find_question, question_ids
from course_utils.exercises.records import FunctionRecord, ModelRecord, NumberRecord
from course_utils.exercises.verdicts import Status
from course_utils.source.course_map import question_help, question_source


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A home of its own, no strict mode, and no hints given yet."""
    monkeypatch.setenv("COURSE_HOME", str(tmp_path))
    monkeypatch.delenv("COURSE_STRICT", raising=False)
    monkeypatch.delenv("COURSE_PROGRESS", raising=False)
    monkeypatch.setattr(asking, "_hints_given", {})
    return tmp_path


def linear_unit(units=1):
    return keras.Sequential([keras.Input((6,)), keras.layers.Dense(units)])


def test_the_four_outcomes():
    assert check("1.2", linear_unit()).status is Status.CORRECT
    assert check("1.2", linear_unit(2)).status is Status.INCORRECT
    assert check("1.2", ...).status is Status.NOT_ATTEMPTED
    assert check("1.2", None).status is Status.CANNOT_CHECK


def test_progress_is_noted():
    check("1.2", linear_unit(2))
    check("1.2", linear_unit())
    noted = {entry.question_id: entry for entry in progress.read_progress().values()}["1.2"]
    assert (noted.status, noted.credit, noted.attempts) == ("correct", 1.0, 2)


def test_a_record_that_cannot_be_written_changes_no_verdict(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("COURSE_HOME", str(tmp_path / "file"))
    assert check("1.2", linear_unit()).correct


@pytest.mark.parametrize(
    ("id", "message"),
    [
        (1.2, 'Write the question in quotes: "1.2"'),
        ("1.77", 'There is no question "1.77"'),
        (np.zeros(3), "The question comes first"),
        (None, "The question comes first"),
    ],
)
def test_an_unknown_question(id, message):
    verdict = check(id, 1)
    assert verdict.status is Status.CANNOT_CHECK
    assert message in str(verdict)
    assert message in str(hint(id))


def test_too_few_and_too_many_answers():
    for answers in ((), (linear_unit(), 1), (..., ...)):
        verdict = check("1.2", *answers)
        assert verdict.status is Status.CANNOT_CHECK
        assert f"{len(answers)} answers instead of 1" in str(verdict)
        assert '`check("1.2", model)`' in str(verdict)


def test_names_what_is_not_answered_yet():
    verdict = check("1.3", linear_unit(), ..., ...)
    assert "Replace the `...` of `w` and `b` with your answer" in str(verdict)


def test_strict_mode_raises_for_all_but_correct(monkeypatch):
    monkeypatch.setenv("COURSE_STRICT", "1")
    assert check("1.2", linear_unit()).correct
    for answer in (linear_unit(2), None, ...):
        with pytest.raises(QuestionError, match=r"Question 1\.2"):
            check("1.2", answer)
    with pytest.raises(QuestionError, match="in quotes"):
        check(1.2, linear_unit())


class Hostile:
    """Raises on every question it is asked."""

    def _refuse(self, *arguments):
        raise RuntimeError("<script>no</script>")

    __getattr__ = __repr__ = __str__ = __eq__ = __len__ = __iter__ = __bool__ = __float__ = _refuse
    __hash__ = None


def test_a_hostile_answer():
    for question in ("1.1", "1.2", "1.4", "1.5"):
        answers = [Hostile() for _ in range(3 if question == "1.5" else 1)]
        verdict = check(question, *answers)
        assert verdict.status is Status.CANNOT_CHECK
        assert "could not be read (RuntimeError)" in str(verdict)


def test_a_function_that_returns_nothing_hears_of_return():
    asked = [find_question(id) for id in question_ids()]
    functions = [one for one in asked if list(one.answers.values()) == [(FunctionRecord,)]]
    assert len(functions) >= 8
    for question in functions:
        assert "`return" in str(judge(question, [capture(lambda *given: None)]))


def test_an_endless_function_is_called_once(home):
    calls = []

    def cross_entropy(y, p):
        calls.append(y)
        while True:
            pass

    verdict = check("6.2", cross_entropy)
    assert len(calls) == 1
    assert str(verdict).count("deadline") == len(verdict.failed) == 1
    assert verdict.credit == 0


def test_what_an_answer_warns_of_is_said_in_the_verdict(recwarn):
    verdict = check("6.2", lambda y, p: -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)))
    assert "divide by zero encountered in log" in str(verdict)
    assert not recwarn.list


def test_a_token_of_a_megabyte_is_cut():
    explorer = explore_neuron()
    for token in ("x" * 1_000_000, "neuron " + "x" * 9_000):
        assert len(str(check("1.7", explorer, token))) < 2_000


def asked(look, **answers):
    """A question made for one test."""
    return Question("9.1", look, answers)


def test_a_check_that_breaks_says_so():
    def look(x):
        yield expect(True, where="x", expected="a number", found="", next_step="")
        raise ZeroDivisionError("by zero")

    verdict = judge(asked(look, x=(NumberRecord,)), [NumberRecord(1)])
    assert verdict.status is Status.CANNOT_CHECK
    assert "ZeroDivisionError: by zero" in str(verdict)


def test_a_check_that_yields_no_finding_says_so():
    verdict = judge(asked(lambda x: [None], x=(NumberRecord,)), [NumberRecord(1)])
    assert verdict.status is Status.CANNOT_CHECK
    assert "The check itself" in str(verdict)


def test_a_model_that_cannot_predict():
    def look(model):
        yield expect(
            np.all(predict(model, np.zeros((2, 4))) == 0),
            where="outputs",
            expected="0",
            found="",
            next_step="",
        )

    verdict = judge(asked(look, model=(ModelRecord,)), [capture(linear_unit())])
    assert verdict.status is Status.CANNOT_CHECK
    assert "The model's predictions" in str(verdict)
    assert "ValueError: matmul" in str(verdict)
    assert "call your model on a few rows" in str(verdict)


def doubles(function, x):
    yield from expect_function(function, lambda x: 2 * x, [(np.ones(2),)], "Double it.")


def judged(function):
    question = asked(doubles, function=(FunctionRecord,), x=(NumberRecord,))
    return judge(question, [capture(function), NumberRecord(1)])


def test_a_function_that_still_returns_its_dots():
    verdict = judged(lambda x: ...)
    assert verdict.status is Status.NOT_ATTEMPTED
    assert "the `...` of `function` with" in str(verdict)


def test_functions_that_misbehave_get_a_verdict():
    def raises(x):
        raise ValueError("<script> `boom`")

    def spins(x):
        while True:
            pass

    for function, found in (
        (raises, "ValueError: <script> 'boom'"),
        (spins, "still running at its deadline"),
        (lambda: 1, "TypeError"),
        (sys.exit, "SystemExit"),
    ):
        verdict = judged(function)
        assert verdict.status is Status.INCORRECT
        assert found in str(verdict)
        assert "<script>" not in verdict._repr_mimebundle_()["text/html"]


def test_hints_go_one_step_further_each_time():
    texts = [str(hint("1.2")) for _ in range(4)]
    assert [text[:13] for text in texts] == [
        "**Hint 1 of 3",
        "**Hint 2 of 3",
        *["**Hint 3 of 3"] * 2,
    ]
    assert 'solution("1.2")' in texts[2]
    assert 'solution("1.2")' not in texts[0]
    assert texts[2] == texts[3]
    assert str(hint("1.1")).startswith("**Hint 1 of 3")


def test_the_hints_are_those_in_the_source():
    first, *_, last = question_help("1.2").hints
    assert str(hint("1.2")) == f"**Hint 1 of 3 for question 1.2.** {first}"
    hint("1.2")
    assert f"for question 1.2.** {last}\n\nThat was the last one." in str(hint("1.2"))


def test_a_right_answer_shows_the_insight_in_the_source_and_no_other_does():
    insight = question_help("1.2").insight
    assert insight
    assert check("1.2", linear_unit()).message == insight
    for answer in (linear_unit(2), ..., None):
        assert insight not in str(check("1.2", answer))


@pytest.fixture(params=["no sources", "no help cell", "a source that cannot be read"])
def bare_course(request, tmp_path, monkeypatch):
    """A copy of the course in which nobody finds a hint."""
    if request.param != "no sources":
        path = tmp_path / "notebooks" / "source" / "exercises" / "01_single_neuron.py"
        path.parent.mkdir(parents=True)
        text = "# %% [markdown]\n# ## Question 1.2: Build the linear unit\n"
        path.write_bytes(text.encode() if request.param == "no help cell" else b"# %%\n\xff\n")
    monkeypatch.setattr("course_utils.source.course_map.root", lambda: tmp_path)


def test_without_the_sources_a_right_answer_is_right(bare_course):
    verdict = check("1.2", linear_unit())
    assert (verdict.status, verdict.message) == (Status.CORRECT, "")


@pytest.mark.parametrize("bare_course", ["no sources", "no help cell"], indirect=True)
def test_without_the_sources_hint_answers_with_a_sentence(bare_course):
    note = str(hint("1.2"))
    assert note.startswith(("Expected the notebook sources in", "This copy of the course has no h"))


def test_the_solution_is_the_one_in_the_source():
    note = solution("1.2")
    assert f"```python\n{question_source('1.2').strip()}\n```" in note._repr_markdown_()
    assert repr(note) == str(note)


def test_the_solution_of_an_unknown_question():
    assert "found '99.7'" in str(solution("99.7"))
    assert str(solution(None))
