"""Results as the grader makes them, from plain answers; and texts of people who mean no good."""

from datetime import UTC, datetime

import numpy as np

from course_utils.exercises.asking import judge
from course_utils.exercises.questions import find_question
from course_utils.exercises.records import (
    ArrayRecord,
    CallResult,
    FunctionRecord,
    NumberRecord,
    SequenceRecord,
    TextRecord,
    UnansweredRecord,
)
from course_utils.exercises.verdicts import Finding, Status, Verdict
from course_utils.grading.result import QuestionResult, Result

TITLES = {
    "1.1": "The input shape",
    "1.4": "A neuron by hand",
    "2.1": "The rectifier",
    "2.5": "Count the weights",
}
WHEN = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)

CANARY = "window.canary=1"
ATTACKS = (
    f"<script>{CANARY};alert(1)</script>",
    f'"><img src=x onerror="{CANARY}">',
    f"' onmouseover='{CANARY}' autofocus onfocus='{CANARY}",
    f"</pre><script>{CANARY}</script>",
    f"</style></title></textarea><svg onload={CANARY}>",
    f'<a href="javascript:{CANARY}">me</a>',
    f"<iframe srcdoc='<script>parent.{CANARY}</script>'></iframe>",
    '<meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/">',
    "<link rel=stylesheet href=http://127.0.0.1:9/x.css><img src=http://127.0.0.1:9/x.png>",
    "<!-- --!> <![CDATA[ ]]> <base href=http://127.0.0.1:9/>",
    f"`<img src=x onerror={CANARY}>`",
    "{{7*7}} {% for x in ().__class__.__base__.__subclasses__() %}{{x}}{% endfor %} ${7*7}",
    "user\u202etxt.exe\u2066 \u200eleft\u2069",
    "nul\0 bell\a back\b\b\b \x9b31m C1 \x7f",
    "\x1b[31mred\x1b[2J\x1b]0;title\x07\x1b]8;;http://127.0.0.1:9/\x1b\\link",
    "half \ud800 character \udfff",
    "e" + "\u0301" * 300,
    "W" * 400,
)
HOSTILE = "\n".join(ATTACKS)
FORBIDDEN = [*map(chr, range(9)), *map(chr, range(11, 32)), "\x7f", "\x9b", "\u202e", "\u2066"]


def function(formula, *parameters):
    """A function answer that computes what a formula does."""

    def call(*arguments):
        return CallResult(ArrayRecord(np.asarray(formula(*arguments), float)))

    return FunctionRecord("answer", parameters, call)


def shape(*numbers):
    """A tuple of numbers."""
    return SequenceRecord(tuple(NumberRecord(float(n), whole=True) for n in numbers), "tuple")


def neuron(formula):
    """An answer to question 1.4."""
    return function(formula, "X", "w", "b")


def asked(id, *records, code="", output="", title=None):
    """The result of a real question that was given these records."""
    verdict = judge(find_question(id), records)
    return QuestionResult(verdict, TITLES[id] if title is None else title, code, output, 0.2)


RIGHT = {
    "1.1": [shape(6)],
    "1.4": [neuron(lambda X, w, b: X @ w + b)],
    "2.1": [function(lambda z: np.maximum(z, 0), "z")],
    "2.5": [NumberRecord(4608.0), NumberRecord(530433.0)],
}
ROWS = [shape(392)]
TARGET = [shape(7)]
NO_BIAS = [neuron(lambda X, w, b: X @ w)]
NOT_SUMMED = [neuron(lambda X, w, b: X * np.ravel(w) + b)]
BLANK = [UnansweredRecord()]
TEXT = [TextRecord("six, I think")]

CODE = {
    "1.1": "input_shape = (6,)",
    "1.4": "def neuron(X, w, b):\n    # One number for each row.\n    return X @ w + b",
    "2.1": "def relu(z):\n    return np.maximum(z, 0)",
    "2.5": "first_layer = 8 * 512 + 512\ntotal = first_layer + 2 * (512 * 512 + 512) + 513",
}


def result(student, answers=None, **details):
    """One student's result for four questions; `answers` replaces right ones by id."""
    given = {**RIGHT, **(answers or {})}
    questions = tuple(
        asked(id, *records, code=CODE[id], output="1.4142135\n" if id == "1.4" else "")
        for id, records in given.items()
    )
    details = {"seconds": 1.4, "handed_in": WHEN, "graded_at": WHEN, **details}
    return Result(
        student, "01_single_neuron", f"{student}/01.ipynb", "0" * 64, questions, **details
    )


def unreadable(student):
    """What comes of a file that is no notebook."""
    note = "Expected a Jupyter notebook of format 4, found none. Save it again in JupyterLab."
    return Result(student, "", f"{student}.ipynb", "1" * 64, ended="unreadable", note=note)


def hostile(student=HOSTILE, text=HOSTILE):
    """A result in which every text a student may choose, and some more, is hostile."""
    findings = (
        Finding(False, text, text, text, text, "hostile-" + text),
        Finding(False, text, text, text, text),
        Finding(True, text, text),
    )
    statuses = (Status.INCORRECT, Status.CANNOT_CHECK, Status.CORRECT, Status.NOT_ATTEMPTED)
    questions = tuple(
        QuestionResult(Verdict(f"9.{n}", status, findings, 2, text), text, text, text)
        for n, status in enumerate(statuses)
    )
    return Result(
        student, text, text, "2" * 64, questions, "stopped", text, unsealed=(text, "network")
    )
