"""A hostile submission: a notebook of exercise 1 with an attack in place of an answer.

Question 1.1 is answered rightly, for 1 mark. The attack stands where question 1.2 wants an
answer. Question 1.3 is left open. Question 1.4 is answered rightly, for 2 marks. So 3 marks say
that the attack came to nothing and the notebook went on; 1 mark, that the attack ended its own
notebook, and what came before counts. Wherever an attack succeeds it answers question 1.2, which
is worth 2 more: a mark too high is an attack that worked.
"""

import json
from dataclasses import dataclass, field
from string import Template

from course_utils.source.course_map import root

STEM = "01_single_neuron"
SURVIVED, STOPPED, UNREADABLE = 3.0, 1.0, 0.0
FULL = 6.0

RIGHT = {
    "1.1": "input_shape = (6,)",
    "1.2": "model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1)])",
    "1.3": "w, b = model.get_weights()",
    "1.4": "def neuron(X, w, b):\n    return X @ w + b",
}

_TOOLS = f"""
import keras
def gained():
    global model
    {RIGHT["1.2"]}
def tries(*attempts):
    for attempt in attempts:
        try:
            attempt()
        except BaseException:
            continue
        gained()
"""


@dataclass(frozen=True)
class Case:
    """One hostile submission.

    Attributes
    ----------
    name : str
    tries : str
        What it tries, in a few words.
    attack : str
        Code in place of the answer to question 1.2. `$course`, `$grader`, `$warm`, `$server`,
        `$secret`, `$marker`, `$port` and `$socket` stand for what the scene has.
    mark : float
        What it shall get.
    why : str
        Why that, where the three cases above do not say it.
    answers : dict
        Other answers than the right ones.
    data : callable or None
        () -> the file's bytes, where it is no attack by code.
    student : str
    """

    name: str
    tries: str
    attack: str = ""
    mark: float = SURVIVED
    why: str = ""
    answers: dict = field(default_factory=dict)
    data: object = None
    student: str = "mallory"

    def notebook(self, scene):
        """The bytes that are handed in.

        Parameters
        ----------
        scene : mapping of str to object
            What the attack may aim at.
        """
        if self.data:
            return self.data()
        attack = Template(_TOOLS + self.attack).substitute(scene)
        answers = {name: RIGHT[name] for name in ("1.1", "1.4")} | {"1.2": attack} | self.answers
        return json.dumps(exercise(answers)).encode()


def exercise(answers):
    """Exercise 1 up to question 1.4, with some code in place of answers, as a dict."""
    path = root() / "notebooks" / "exercises" / f"{STEM}.ipynb"
    notebook = json.loads(path.read_bytes())
    cells = notebook["cells"]
    for question, code in answers.items():
        cells[place_of_check(cells, question) - 1]["source"] = code
    del cells[place_of_check(cells, "1.4") + 1 :]
    return notebook


def place_of_check(cells, question):
    """Where the cell stands that checks a question."""
    texts = ["".join(cell["source"]) for cell in cells]
    return next(n for n, text in enumerate(texts) if text.startswith(f'check("{question}"'))
