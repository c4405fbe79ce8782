"""What every question of every lesson must survive before a learner meets it.

A lesson's test file is a class that inherits from `Proofs` and fills in three things. Each
case is code as a learner would type it: it assigns the names that the question asks for.

- `setup`: code that runs once before all cases;
- `right`: for each question at least four spellings besides the published solution;
- `wrong`: for each question at least four mistakes, each with a fragment of what it is told.

The tests themselves come from here; `conftest.py` hands each of them its cases.
"""

import pytest

from course_utils.course_map import question_source
from course_utils.exercises.asking import judge
from course_utils.exercises.capture import capture
from course_utils.exercises.questions import find_question
from course_utils.exercises.verdicts import Status

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


class Proofs:
    """Inherit, and name the lesson, its setup, and its right and wrong answers."""

    lesson: int
    setup = ""
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
        return {}

    @pytest.fixture
    def answers(self, question, desk, solutions):
        """The names after the published solution; a case adds to a copy and changes nothing."""
        if question not in solutions:
            solutions[question] = run(question_source(question), desk)
        yield solutions[question]
        still = ask(question, solutions[question])
        assert still.correct, f"this case changed what the next ones start from: {still}"

    def test_published_solution(self, question, answers):
        assert ask(question, answers).correct

    def test_right_in_another_spelling(self, question, code, answers):
        verdict = ask(question, run(code, answers))
        assert verdict.correct, str(verdict)

    def test_known_mistake(self, question, code, fragment, answers):
        verdict = ask(question, run(code, answers))
        assert verdict.status is Status.INCORRECT, str(verdict)
        assert fragment in str(verdict)
        assert verdict.credit < 1

    def test_malformed(self, question, name, code, fragment, answers):
        verdict = ask(question, run(code.format(name=name), answers))
        assert verdict.status in {Status.INCORRECT, Status.CANNOT_CHECK}, str(verdict)
        assert verdict.failed
        assert any(part in str(verdict) for part in fragment.split("|"))
        assert all(words in str(verdict) for words in ("Expected", "Found", "Next"))

    def test_unanswered(self, question, desk):
        names = dict.fromkeys(find_question(question).answers, ...)
        assert ask(question, names).status is Status.NOT_ATTEMPTED

    def test_has_three_hints_and_an_insight(self, question):
        asked = find_question(question)
        assert len(asked.hints) >= 3
        assert asked.insight

    def test_has_enough_cases(self, question):
        assert len(self.right[question]) >= 4
        assert len(self.wrong[question]) >= 4


def run(code, names):
    """Run learner's code on a copy of some names; return the names afterwards."""
    names = dict(names)
    exec(compile(code, "<answer>", "exec"), names)
    return names


def ask(question, names):
    """The verdict on the answers that stand in these names."""
    asked = find_question(question)
    return judge(asked, [capture(names[name]) for name in asked.answers])
