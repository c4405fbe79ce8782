"""What every question of every lesson must survive before a learner meets it.

A lesson's test file is a class that inherits from `Proofs` and fills in three things. Each
case is code as a learner would type it: it assigns the names that the question asks for.

- `setup`: code that runs once before all cases;
- `before`: for a question that needs it, code that runs once before its own cases;
- `right`: for each question at least four spellings besides the published solution;
- `wrong`: for each question at least four mistakes, each with a fragment of what it is told.

The tests themselves come from here; `conftest.py` hands each of them its cases.
"""

import pytest

from course_utils.exercises.asking import judge
from course_utils.exercises.capture import capture, functions
from course_utils.exercises.questions import find_question
from course_utils.exercises.verdicts import Status
from course_utils.source.course_map import question_help, question_source
from tests.exercises.worse import worsened

MALFORMED = {
    "None": ("{name} = None", "`None`"),
    "a class": ("{name} = keras.Sequential", "parentheses"),
    "an empty list": ("{name} = []", ""),
    "a dictionary": ("{name} = {{}}", "a dictionary"),
    "a text": ("{name} = 'what?'", "what?"),
    "an object": ("{name} = object()", "a `object` object"),
    "a module": ("{name} = np", "the module `numpy`"),
    "not a number": ("{name} = float('nan')", "nan|finite|of shape"),
    "an array of NaN": ("{name} = np.full((3, 2), np.nan)", ""),
    "a wrong rank": ("{name} = np.zeros((2, 2, 2, 2))", ""),
    "a ragged list": ("{name} = [[1], [2, 3]]", ""),
    "a list in itself": ("{name} = []; {name}.append({name})", ""),
    "an empty model": ("{name} = keras.Sequential()", ""),
    "an unbuilt model": ("{name} = keras.Sequential([keras.layers.Dense(3)])", ""),
    "a model of NaN": (
        "{name} = keras.Sequential([keras.Input((6,)), keras.layers.Dense(2)])\n"
        "{name}.set_weights([np.full((6, 2), np.nan), np.zeros(2)])",
        "",
    ),
    "a function that raises": ("def {name}(*a): raise ValueError('boom')", "boom|function"),
    "a function that loops": ("def {name}(*a):\n    while True: pass", "deadline|function"),
    "a function that changes its input": (
        "def {name}(x, *a):\n    x += 1\n    return x",
        "changed by the call|function",
    ),
    "a function without return": ("def {name}(*a): pass", "`None`|function"),
    "an object that lies": (
        "class Liar:\n"
        "    __eq__ = lambda *a: True\n"
        "    __len__ = __float__ = __array__ = lambda *a: 1 / 0\n"
        "{name} = Liar()",
        "could not be read|Liar",
    ),
}
# Mistakes beside the point of their question, which may earn more than half of it, and why.
SLIPS = {
    "changes-its-input": "the function returns what was asked for; what it does to the caller's "
    "array is told and costs a fifth, and no question is about it",
}
# In the place of a mistake these may be better than it (a built model), or cost a deadline.
_NOT_WORSE = {"a model of NaN", "a function that loops"}


class Proofs:
    """Inherit, and name the lesson, its setup, and its right and wrong answers."""

    lesson: int
    setup = ""
    before: dict[str, str] = {}
    right: dict[str, list[str]]
    wrong: dict[str, list[tuple[str, str]]]

    @pytest.fixture(scope="class")
    @classmethod
    def desk(cls):
        """The names a learner would have when the questions come up."""
        names = run("import keras\nimport numpy as np\nimport pandas as pd", {})
        return run(cls.setup, names)

    @pytest.fixture(scope="class")
    @classmethod
    def solutions(cls):
        """The names after each published solution that has run: some train a network."""
        solutions = {}
        yield solutions
        for question, names in solutions.items():
            still = ask(question, names)
            assert still.correct, f"a case of {question} changed what the next began with: {still}"

    @pytest.fixture(scope="class")
    @classmethod
    def mistakes(cls):
        """The records of each mistake that has been run, by its code."""
        return {}

    @pytest.fixture(scope="class")
    @classmethod
    def malformed(cls, desk):
        """The records of what is malformed, whatever the question."""
        codes = {label: code for label, (code, _) in MALFORMED.items() if label not in _NOT_WORSE}
        return [capture(run(code.format(name="it"), desk)["it"]) for code in codes.values()]

    @pytest.fixture
    def answers(self, question, desk, solutions):
        """The names after the published solution; a case adds to a copy and changes nothing."""
        if question not in solutions:
            names = run(self.before.get(question, ""), desk)
            solutions[question] = run(question_source(question), names)
        return solutions[question]

    def test_published_solution(self, question, answers):
        assert ask(question, answers).correct

    def test_the_question_knows_its_weight(self, question, answers):
        weights = [finding.weight for finding in ask(question, answers).findings]
        assert sum(max(weight, 0) for weight in weights) == find_question(question).weight

    def test_right_in_another_spelling(self, question, code, answers):
        verdict = ask(question, run(code, answers))
        assert verdict.correct, str(verdict)

    def test_known_mistake(self, question, code, fragment, answers, mistakes):
        verdict = judge(find_question(question), _mistaken(question, code, answers, mistakes))
        assert verdict.status is Status.INCORRECT, str(verdict)
        assert fragment in str(verdict)
        only_slips = {finding.mistake for finding in verdict.failed} <= set(SLIPS)
        assert verdict.credit <= (0.9 if only_slips else 0.5), str(verdict)

    def test_a_worse_answer_earns_no_more(self, question, answers, mistakes, malformed):
        asked = find_question(question)
        for code, _ in self.wrong[question]:
            records = _mistaken(question, code, answers, mistakes)
            earned = judge(asked, records).credit
            for change, answer in worsened(asked, records, malformed):
                verdict = judge(asked, answer)
                assert verdict.credit <= earned, f"{code}\n{change}\n{verdict}"

    def test_malformed(self, question, name, answers, monkeypatch):
        for label, (code, fragment) in MALFORMED.items():
            with monkeypatch.context() as patch:
                if label == "a function that loops":  # how long it may is not asked here
                    patch.setattr(functions, "SECONDS", 0.4)
                verdict = ask(question, run(code.format(name=name), answers))
            said = f"{label}: {verdict}"
            assert verdict.status in {Status.INCORRECT, Status.CANNOT_CHECK}, said
            assert verdict.failed, said
            assert any(part in str(verdict) for part in fragment.split("|")), said
            assert all(words in str(verdict) for words in ("Expected", "Found", "Next")), said

    def test_unanswered(self, question, desk):
        names = dict.fromkeys(find_question(question).answers, ...)
        assert ask(question, names).status is Status.NOT_ATTEMPTED

    def test_has_three_hints_and_an_insight(self, question):
        written = question_help(question)
        assert len(written.hints) >= 3
        assert written.insight

    def test_has_enough_cases(self, question):
        assert len(self.right[question]) >= 4
        assert len(self.wrong[question]) >= 4


def run(code, names):
    """Run learner's code on a copy of some names; return the names afterwards."""
    names = dict(names)
    exec(compile(code, "<answer>", "exec"), names)
    return names


def ask(question, names):
    """The verdict on the answers of these names."""
    return judge(find_question(question), written_down(question, names))


def written_down(question, names):
    """The records of the answers of these names."""
    return [capture(names[name]) for name in find_question(question).answers]


def _mistaken(question, code, answers, mistakes):
    """The records of a mistake, which is run once: it may train a network."""
    if (question, code) not in mistakes:
        mistakes[question, code] = written_down(question, run(code, answers))
    return mistakes[question, code]
